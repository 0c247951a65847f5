import { createFiguresService } from './figures';
import { createInspectionService } from './inspection';
import { createLinksService } from './links';
import { createPublicFiguresService } from './public-figures';
import { createRightsService } from './rights';
import { createSettingsService } from './settings';
import { createSnapshotsService } from './snapshots';
import { createReportsService } from './reports';

export const services = {
  figures: createFiguresService,
  'public-figures': createPublicFiguresService,
  inspection: createInspectionService,
  links: createLinksService,
  rights: createRightsService,
  settings: createSettingsService,
  snapshots: createSnapshotsService,
  reports: createReportsService,
};
