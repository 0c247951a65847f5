import { createExportsService } from './exports';
import { createFiguresService } from './figures';
import { createFindingsService } from './findings';
import { createPublicFiguresService } from './public-figures';
import { createReconciliationsService } from './reconciliations';
import { createReportsService } from './reports';

export const services = {
  exports: createExportsService,
  figures: createFiguresService,
  findings: createFindingsService,
  'public-figures': createPublicFiguresService,
  reconciliations: createReconciliationsService,
  reports: createReportsService,
};
