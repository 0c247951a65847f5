import { createFiguresService } from './figures';
import { createPublicFiguresService } from './public-figures';

export const services = {
  figures: createFiguresService,
  'public-figures': createPublicFiguresService,
};
