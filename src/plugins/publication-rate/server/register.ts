import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';

interface PermissionService {
  readonly actionProvider: { registerMany(actions: readonly object[]): Promise<unknown> };
}

/** Makes the plugin's rights known to the role editor. */
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
};
