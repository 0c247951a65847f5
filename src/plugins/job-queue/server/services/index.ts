import { createJobsService } from './jobs';

export const services = { jobs: createJobsService };
