import { createEditorsController } from './editors';
import { createFiguresController } from './figures';
import { createPublicFiguresController } from './public-figures';

export const controllers = {
  editors: createEditorsController,
  figures: createFiguresController,
  'public-figures': createPublicFiguresController,
};
