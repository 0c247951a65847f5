import { ChartPie, Clock, Eye } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

import { PERMISSIONS, PLUGIN_ID } from './plugin-id';
import { prefixed } from './text';

const message = (key: string, defaultMessage: string) => ({
  id: `${PLUGIN_ID}.${key}`,
  defaultMessage,
});

const page = `/plugins/${PLUGIN_ID}`;

/**
 * Parts of the start page. They ask for no right: Strapi would want both that of seeing all and
 * that of seeing one's own. Each says itself where a right is lacking.
 */
const widgets = [
  {
    id: 'my-work',
    pluginId: PLUGIN_ID,
    icon: Clock,
    title: message('work.title', 'Overdue and due soon'),
    component: async () => (await import('./widgets/my-work')).MyWorkWidget,
  },
  {
    id: 'rates',
    pluginId: PLUGIN_ID,
    icon: ChartPie,
    title: message('rates.title', 'Rates of the year'),
    link: { label: message('rates.link', 'All rates'), href: page },
    component: async () => (await import('./widgets/rates')).RatesWidget,
  },
  {
    id: 'lights',
    pluginId: PLUGIN_ID,
    icon: Eye,
    title: message('lights.title', 'Indicators that fail'),
    link: { label: message('lights.link', 'All indicators'), href: `${page}?tab=inspection` },
    component: async () => (await import('./widgets/lights')).LightsWidget,
  },
];

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: ChartPie,
      intlLabel: message('menu', 'Publication rates'),
      permissions: PERMISSIONS.see,
      Component: () => import('./pages/app'),
      position: 2,
    });
    // First of all: they say what to do.
    app.widgets.register((others) => [...widgets, ...others]);
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
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
