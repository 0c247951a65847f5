import { createFiguresController } from './figures';
import { createPublicFiguresController } from './public-figures';

export const controllers = {
  figures: createFiguresController,
  'public-figures': createPublicFiguresController,
};
