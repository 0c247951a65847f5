import type { Core } from '@strapi/strapi';

import { DEFAULT_LANGUAGE, PLUGIN_ID } from './constants';
import type { DeskService } from './services/desk';

/**
 * Brings the panel's configuration to what is declared; the content manager, which comes earlier in
 * the list of plugins, has written its defaults by now. Roles have to wait for the admin.
 */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  strapi.db.lifecycles.subscribe({
    models: ['admin::user'],
    beforeCreate({ params }) {
      const data = params.data as { preferedLanguage?: string | null };
      data.preferedLanguage ??= DEFAULT_LANGUAGE;
    },
  });
  await strapi.plugin(PLUGIN_ID).service<DeskService>('desk').apply();
};
