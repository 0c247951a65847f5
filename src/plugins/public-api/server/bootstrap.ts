import type { Core } from '@strapi/strapi';

import type { PublicationLedgerService } from '../../../shared/contracts/publication-ledger';
import { PLUGIN_ID } from './constants';
import type { AdmissionService } from './services/admission';
import type { AttachmentsService } from './services/attachments';
import type { ChangesService } from './services/changes';
import type { DataSetsService } from './services/data-sets';
import type { DoorsService } from './services/doors';
import type { EntriesService } from './services/entries';
import type { FilesService } from './services/files';
import type { PortalsService } from './services/portals';
import type { RevisionsService } from './services/revisions';
import type { SearchIndexService } from './services/search-index';
import type { SourcesService } from './services/sources';
import { startWebhooks } from './webhooks';

/**
 * Makes the data sets and the catalogue, so that a wrong declaration is found now. Shuts Strapi's
 * own public doors, which users-permissions has opened before, and begins to count changes: only
 * from then on is anything cached.
 */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const plugin = strapi.plugin(PLUGIN_ID);
  plugin.service<DataSetsService>('data-sets').all();
  plugin.service<EntriesService>('entries').plans();
  plugin.service<ChangesService>('changes').plan();
  await plugin.service<DoorsService>('doors').close();
  await plugin.service<PortalsService>('portals').sync();
  await plugin.service<AdmissionService>('admission').install();
  await plugin.service<AttachmentsService>('attachments').install();
  await plugin.service<FilesService>('files').install();
  await plugin.service<SourcesService>('sources').index();
  await plugin.service<SourcesService>('sources').watch();
  const index = plugin.service<SearchIndexService>('search-index');
  await index.open();
  strapi
    .plugin('publication-ledger')
    .service<PublicationLedgerService>('ledger')
    .onAppend((_, { trx }) => index.feed(trx));
  await plugin.service<RevisionsService>('revisions').open();
  await startWebhooks({ strapi });
};
