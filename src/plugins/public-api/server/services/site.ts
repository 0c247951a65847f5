import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../constants';

/** Who publishes, under which address and on what terms. */
export interface Site {
  /** Without a slash at the end. */
  readonly url: string;
  readonly publisher: string;
  readonly licence: { readonly name: string; readonly url: string };
}

/** From PUBLIC_URL (else the server's own address) and the plugin's configuration. */
export const siteOf = (strapi: Core.Strapi): Site => {
  const url =
    strapi.config.get<string>('server.url', '') || strapi.config.get<string>('server.absoluteUrl');
  const own = <T>(key: string): T => strapi.plugin(PLUGIN_ID).config<T>(key);
  return {
    url: url.replace(/\/+$/, ''),
    publisher: own('publisher'),
    licence: own('licence'),
  };
};
