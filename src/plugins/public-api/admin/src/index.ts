import { Bell } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

import { AttachmentsPanel } from './components/attachments-panel';
import { PERMISSIONS, PLUGIN_ID } from './plugin-id';
import { prefixed } from './text';

/** The content manager's own door for panels. */
interface ContentManagerApis {
  addEditViewSidePanel(panels: readonly (typeof AttachmentsPanel)[]): void;
}

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Bell,
      intlLabel: { id: `${PLUGIN_ID}.menu`, defaultMessage: 'Change notices' },
      permissions: PERMISSIONS.webhooks,
      Component: () => import('./pages/app'),
      position: 4,
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap(app: StrapiApp): void {
    const apis = app.getPlugin('content-manager').apis as unknown as ContentManagerApis;
    apis.addEditViewSidePanel([AttachmentsPanel]);
  },

  async registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(
      locales.map(async (locale) => {
        try {
          const { default: data } = (await import(`./translations/${locale}.json`)) as {
            default: Record<string, string>;
          };
          return { data: prefixed(data), locale };
        } catch {
          return { data: {}, locale };
        }
      }),
    );
  },
};
