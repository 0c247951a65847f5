import { createFiguresService } from './figures';

export const services = { figures: createFiguresService };
