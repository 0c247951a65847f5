import { createEditorsController } from './editors';
import { createFiguresController } from './figures';
import { createInspectionController } from './inspection';
import { createPublicFiguresController } from './public-figures';
import { createSettingsController } from './settings';

export const controllers = {
  editors: createEditorsController,
  figures: createFiguresController,
  inspection: createInspectionController,
  settings: createSettingsController,
  'public-figures': createPublicFiguresController,
};
