import { useIntl } from 'react-intl';

import type { WebhookType } from '../../shared/contracts/webhooks';
import { PLUGIN_ID } from './plugin-id';
import en from './translations/en.json';

export type TextKey = keyof typeof en;

/** Translations under the plugin's own prefix. */
export const prefixed = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

export type Text = (key: TextKey, values?: Record<string, string | number>) => string;

/** The plugin's texts in the administrator's language. */
export const useText = (): Text => {
  const intl = useIntl();
  return (key, values) =>
    intl.formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: en[key] }, values);
};

/** Date and time as people read them. */
export const useTime = (): ((iso: string) => string) => {
  const intl = useIntl();
  return (iso) => intl.formatDate(iso, { dateStyle: 'medium', timeStyle: 'medium' });
};

/** Name of a type in the administrator's language. */
export const useTypeName = (types: readonly WebhookType[]): ((path: string) => string) => {
  const { locale } = useIntl();
  return (path) => {
    const type = types.find((one) => one.path === path);
    if (!type) return path;
    return locale.startsWith('zh') ? type.zh : type.en;
  };
};
