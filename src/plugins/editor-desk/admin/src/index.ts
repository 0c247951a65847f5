import type { ComponentType } from 'react';

import type { DeskType, EditorDeskPanel } from '../../../../shared/contracts/editor-desk';
import { PLAIN_NUMBER, PlainNumberInput } from './components/plain-number-input';
import { translateComponentTitles } from './component-titles';
import { createDesk } from './desk';
import { showColumns } from './hooks/columns';
import { showFilters } from './hooks/filters';
import { showForm } from './hooks/form';
import { orderLinks } from './hooks/links';
import { showMenuGroups } from './menu-groups';
import { messagesOf } from './messages';
import type { PanelApp } from './strapi-app';

const PLUGIN_ID = 'editor-desk';

const desk = createDesk();

const apis: EditorDeskPanel = {
  declare(types: readonly DeskType[]) {
    desk.declare(types);
    showMenuGroups(types);
  },
};

/** The half of the plugin in the admin panel: Chinese and English for all that is declared. */
export default {
  register(app: PanelApp): void {
    app.addFields({ type: PLAIN_NUMBER, Component: PlainNumberInput as ComponentType });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID, apis: { ...apis } });
  },

  bootstrap(app: Pick<PanelApp, 'registerHook'>): void {
    app.registerHook('Admin/CM/pages/App/mutate-collection-types-links', orderLinks(desk));
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', showColumns(desk));
    app.registerHook('Admin/CM/pages/ListView/inject-in-filters', showFilters(desk));
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', showForm(desk));
    translateComponentTitles(desk);
  },

  /** Called when everything is declared. */
  registerTrads({ locales }: { locales: readonly string[] }) {
    const messages = messagesOf(desk.types());
    return Promise.resolve(
      locales.map((locale) => ({
        locale,
        data: locale === 'zh-Hans' ? messages.zh : locale === 'en' ? messages.en : {},
      })),
    );
  },
};
