import type { Core } from '@strapi/strapi';

import type { PublicApiService } from '../../../shared/contracts/public-api';
import { PLUGIN_ID } from './constants';
import { publicRoutes } from './routes/descriptions';

interface PermissionService {
  readonly actionProvider: { registerMany(actions: readonly object[]): Promise<unknown> };
}

const action = (uid: string, displayName: string) => ({
  section: 'plugins',
  displayName,
  uid,
  pluginName: PLUGIN_ID,
});

/** Makes the plugin's rights known to the role editor, and its public routes to the documentation. */
export const register = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  await permissions.actionProvider.registerMany([
    action('read', '查看公开率和数字明细（全部单位）'),
    action('read-own', '查看公开率和数字明细（仅本单位）'),
    action('freeze', '固定年度数字（建立快照）'),
    action('configure', '设置检查期限和责任编辑'),
  ]);
  strapi.plugin('public-api').service<PublicApiService>('types').describe(publicRoutes);
};
