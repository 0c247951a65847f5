import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { DocumentsService } from './services/documents';
import type { RevisionsService } from './services/revisions';

/** Closes the connections that are only for the public. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const plugin = strapi.plugin(PLUGIN_ID);
  await plugin.service<RevisionsService>('revisions').close();
  await plugin.service<DocumentsService>('documents').close();
};
