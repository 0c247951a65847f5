import { createFiguresController } from './figures';
import { createPublicFiguresController } from './public-figures';
import { createReportsController } from './reports';

export const controllers = {
  figures: createFiguresController,
  'public-figures': createPublicFiguresController,
  reports: createReportsController,
};
