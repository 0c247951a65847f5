import { createEditorsController } from './editors';
import { createExportsController } from './exports';
import { createFiguresController } from './figures';
import { createFindingsController } from './findings';
import { createInspectionController } from './inspection';
import { createPublicFiguresController } from './public-figures';
import { createReconciliationsController } from './reconciliations';
import { createReportsController } from './reports';
import { createSettingsController } from './settings';
import { createSnapshotsController } from './snapshots';

export const controllers = {
  editors: createEditorsController,
  exports: createExportsController,
  figures: createFiguresController,
  findings: createFindingsController,
  inspection: createInspectionController,
  'public-figures': createPublicFiguresController,
  reconciliations: createReconciliationsController,
  reports: createReportsController,
  settings: createSettingsController,
  snapshots: createSnapshotsController,
};
