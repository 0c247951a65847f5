import type { Core } from '@strapi/strapi';

import type { PublicApiService } from '../../../shared/contracts/public-api';
import { PLUGIN_ID } from './constants';
import { publicRoutes } from './routes/descriptions';

interface PermissionService {
  readonly actionProvider: { registerMany(actions: readonly object[]): Promise<unknown> };
}

/** Makes the plugin's rights known to the role editor, and its public route to the documentation. */
export const register = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  await permissions.actionProvider.registerMany([
    {
      section: 'plugins',
      displayName: '查看公开率和数字明细',
      uid: 'read',
      pluginName: PLUGIN_ID,
    },
  ]);
  strapi.plugin('public-api').service<PublicApiService>('types').describe(publicRoutes);
};
