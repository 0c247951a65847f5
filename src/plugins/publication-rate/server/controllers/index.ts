import { createEditorsController } from './editors';
import { createFiguresController } from './figures';
import { createInspectionController } from './inspection';
import { createPublicFiguresController } from './public-figures';
import { createSettingsController } from './settings';
import { createSnapshotsController } from './snapshots';
import { createReportsController } from './reports';

export const controllers = {
  editors: createEditorsController,
  figures: createFiguresController,
  inspection: createInspectionController,
  settings: createSettingsController,
  snapshots: createSnapshotsController,
  'public-figures': createPublicFiguresController,
  reports: createReportsController,
};
