import { createFiguresService } from './figures';
import { createPublicFiguresService } from './public-figures';
import { createRightsService } from './rights';

export const services = {
  figures: createFiguresService,
  'public-figures': createPublicFiguresService,
  rights: createRightsService,
};
