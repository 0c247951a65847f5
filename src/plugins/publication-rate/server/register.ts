import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';

/** Makes the plugin's rights known to the role editor. */
export const register = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.service('admin::permission').actionProvider.registerMany([
    {
      section: 'plugins',
      displayName: '查看公开率和数字明细',
      uid: 'read',
      pluginName: PLUGIN_ID,
    },
  ]);
};
