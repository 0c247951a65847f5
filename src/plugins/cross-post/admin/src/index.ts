import { PaperPlane } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

import { ReceiptsPanel } from './components/receipts-panel';
import { PERMISSIONS, PLUGIN_ID } from './plugin-id';
import { prefixed } from './text';

/** The content manager's own door for panels. */
interface ContentManagerApis {
  addEditViewSidePanel(panels: readonly (typeof ReceiptsPanel)[]): void;
}

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: PaperPlane,
      intlLabel: { id: `${PLUGIN_ID}.menu`, defaultMessage: 'Weibo and WeChat' },
      permissions: PERMISSIONS.read,
      Component: () => import('./pages/app'),
      position: 3,
    });
    // Before Strapi's own: what needs a person is seen without scrolling.
    app.widgets.register((others) => [
      {
        icon: PaperPlane,
        title: { id: `${PLUGIN_ID}.widget.title`, defaultMessage: 'Weibo and WeChat' },
        component: async () => (await import('./components/home-widget')).default,
        pluginId: PLUGIN_ID,
        id: 'queue',
        link: {
          label: { id: `${PLUGIN_ID}.widget.link`, defaultMessage: 'Open the queue' },
          href: `/plugins/${PLUGIN_ID}`,
        },
        permissions: PERMISSIONS.read,
      },
      ...others,
    ]);
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap(app: StrapiApp): void {
    const apis = app.getPlugin('content-manager').apis as unknown as ContentManagerApis;
    apis.addEditViewSidePanel([ReceiptsPanel]);
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
