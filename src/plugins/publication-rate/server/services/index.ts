import { createFiguresService } from './figures';
import { createPublicFiguresService } from './public-figures';
import { createReportsService } from './reports';

export const services = {
  figures: createFiguresService,
  'public-figures': createPublicFiguresService,
  reports: createReportsService,
};
