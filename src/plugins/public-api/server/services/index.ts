import { createAdmissionService } from './admission';
import { createAnswersService } from './answers';
import { createAttachmentsService } from './attachments';
import { createChangesService } from './changes';
import { createDataSetsService } from './data-sets';
import { createDocumentationService } from './documentation';
import { createDocumentsService } from './documents';
import { createDoorsService } from './doors';
import { createDownloadsService } from './downloads';
import { createEntriesService } from './entries';
import { createFilesService } from './files';
import { createHealthService } from './health';
import { createPortalsService } from './portals';
import { createRevisionsService } from './revisions';
import { createSearchService } from './search';
import { createSearchIndexService } from './search-index';
import { createSourcesService } from './sources';
import { createSubmissionsService } from './submissions';
import { createTypesService } from './types';
import { createWebhookRunnerService } from './webhook-runner';
import { createWebhooksService } from './webhooks';

export const services = {
  types: createTypesService,
  documents: createDocumentsService,
  submissions: createSubmissionsService,
  health: createHealthService,
  doors: createDoorsService,
  'data-sets': createDataSetsService,
  downloads: createDownloadsService,
  entries: createEntriesService,
  documentation: createDocumentationService,
  admission: createAdmissionService,
  portals: createPortalsService,
  attachments: createAttachmentsService,
  files: createFilesService,
  answers: createAnswersService,
  changes: createChangesService,
  revisions: createRevisionsService,
  'webhook-runner': createWebhookRunnerService,
  webhooks: createWebhooksService,
  sources: createSourcesService,
  search: createSearchService,
  'search-index': createSearchIndexService,
};
