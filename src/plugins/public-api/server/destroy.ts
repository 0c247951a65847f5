import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { DocumentsService } from './services/documents';
import type { DownloadsService } from './services/downloads';
import type { RevisionsService } from './services/revisions';
import type { SearchService } from './services/search';
import type { SearchIndexService } from './services/search-index';
import { stopWebhooks } from './webhooks';

/** Breaks off downloads and closes the connections that are only for the public. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const plugin = strapi.plugin(PLUGIN_ID);
  stopWebhooks({ strapi });
  plugin.service<DownloadsService>('downloads').close();
  await plugin.service<SearchIndexService>('search-index').close();
  await plugin.service<SearchService>('search').close();
  await plugin.service<RevisionsService>('revisions').close();
  await plugin.service<DocumentsService>('documents').close();
};
