import type { StrapiApp } from '@strapi/strapi/admin';

import { deskTypes } from '../desk';
import type { EditorDeskPanel } from '../shared/contracts/editor-desk';
import { dismissAnnouncements } from './announcements';
import { brandDocument } from './brand/document';
import logo from './brand/logo.svg';
import { darkColours, lightColours } from './brand/theme';
import { startInChinese } from './language';
import zhHans from './translations/zh-Hans.json';

const product = {
  'zh-Hans': {
    'Auth.form.welcome.title': '欢迎使用公开',
    'Auth.form.welcome.subtitle': '登录后录入、审核和发布政务公开内容',
    'Auth.form.register.subtitle': '本账户仅用于登录管理后台，数据都保存在本系统的数据库中。',
    'app.components.LeftMenu.navbrand.title': '公开',
    'app.components.LeftMenu.navbrand.workplace': '政务公开管理',
    'app.components.ToggleCheckbox.on-label': '是',
    'app.components.ToggleCheckbox.off-label': '否',
    'content-manager.components.LeftMenu.collection-types': '全部内容',
  },
  en: {
    'Auth.form.welcome.title': 'Welcome to Gongkai',
    'Auth.form.welcome.subtitle': 'Log in to enter, check and publish',
    'app.components.LeftMenu.navbrand.title': 'Gongkai',
    'app.components.LeftMenu.navbrand.workplace': 'Government information disclosure',
    'app.components.ToggleCheckbox.on-label': 'Yes',
    'app.components.ToggleCheckbox.off-label': 'No',
    'content-manager.components.LeftMenu.collection-types': 'All content',
  },
};

/** Language, brand and labels of the admin panel. */
export default {
  config: {
    locales: ['zh-Hans', 'en'],
    auth: { logo },
    menu: { logo },
    theme: { light: lightColours, dark: darkColours },
    tutorials: false,
    notifications: { releases: false },
    translations: {
      'zh-Hans': { ...zhHans, ...product['zh-Hans'] },
      en: product.en,
    },
  },

  register(): void {
    startInChinese();
    dismissAnnouncements();
    brandDocument();
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const panel = app.getPlugin('editor-desk')?.apis as Partial<EditorDeskPanel> | undefined;
    panel?.declare?.(deskTypes);
  },
};
