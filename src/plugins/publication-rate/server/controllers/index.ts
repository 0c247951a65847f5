import { createExportsController } from './exports';
import { createFiguresController } from './figures';
import { createFindingsController } from './findings';
import { createPublicFiguresController } from './public-figures';
import { createReconciliationsController } from './reconciliations';
import { createReportsController } from './reports';

export const controllers = {
  exports: createExportsController,
  figures: createFiguresController,
  findings: createFindingsController,
  'public-figures': createPublicFiguresController,
  reconciliations: createReconciliationsController,
  reports: createReportsController,
};
