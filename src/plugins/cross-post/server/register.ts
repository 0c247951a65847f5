import type { Core } from '@strapi/strapi';

import type { PublicApiService } from '../../../shared/contracts/public-api';
import { PLUGIN_ID } from './constants';
import { createDocumentsGuard } from './middlewares/documents';
import { publicRoutes } from './routes/descriptions';

interface PermissionService {
  readonly actionProvider: {
    registerMany(actions: readonly Readonly<Record<string, string>>[]): Promise<void>;
  };
}

/** Registers who may look at the queue and who may act on it, guards its records, and describes its public routes. */
export const register = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  strapi.documents.use(createDocumentsGuard());
  strapi.plugin('public-api').service<PublicApiService>('types').describe(publicRoutes);
  const permissions = strapi.service('admin::permission') as PermissionService;
  await permissions.actionProvider.registerMany([
    { section: 'plugins', displayName: '查看发布队列', uid: 'read', pluginName: PLUGIN_ID },
    { section: 'plugins', displayName: '重试、暂停和恢复', uid: 'manage', pluginName: PLUGIN_ID },
  ]);
};
