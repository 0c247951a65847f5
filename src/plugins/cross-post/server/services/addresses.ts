import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../constants';

type Context = { readonly strapi: Core.Strapi };

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Address of this server for the world outside. */
const baseUrl = ({ strapi }: Context): string =>
  withoutSlash(
    strapi.config.get<string>('server.url', '') || strapi.config.get<string>('server.absoluteUrl'),
  );

/** Where WeChat sends callbacks of an account; entered at the platform. */
export const callbackUrl = (context: Context, appId: string): string =>
  `${baseUrl(context)}/api/${PLUGIN_ID}/wechat/${encodeURIComponent(appId)}/callback`;

/** The panel's page to which Weibo returns after an authorisation; entered at the platform. */
export const returnUrl = (context: Context): string => {
  const admin = context.strapi.config.get<string>('admin.absoluteUrl', '');
  const panel = admin ? withoutSlash(admin) : `${baseUrl(context)}/admin`;
  return `${panel}/plugins/${PLUGIN_ID}/authorized`;
};
