import { createExportsService } from './exports';
import { createFiguresService } from './figures';
import { createFindingsService } from './findings';
import { createInspectionService } from './inspection';
import { createLinksService } from './links';
import { createPublicFiguresService } from './public-figures';
import { createReconciliationsService } from './reconciliations';
import { createReportsService } from './reports';
import { createRightsService } from './rights';
import { createSettingsService } from './settings';
import { createSnapshotsService } from './snapshots';

export const services = {
  exports: createExportsService,
  figures: createFiguresService,
  findings: createFindingsService,
  inspection: createInspectionService,
  links: createLinksService,
  'public-figures': createPublicFiguresService,
  reconciliations: createReconciliationsService,
  reports: createReportsService,
  rights: createRightsService,
  settings: createSettingsService,
  snapshots: createSnapshotsService,
};
