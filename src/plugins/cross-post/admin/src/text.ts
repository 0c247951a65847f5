import { useIntl } from 'react-intl';

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

/** A text of a fixed family, such as `step.draft`; the bare name where there is none. */
export const useName = (): ((family: string, name: string) => string) => {
  const text = useText();
  return (family, name) => {
    const key = `${family}.${name}`;
    return key in en ? text(key as TextKey) : name;
  };
};

const useFormat = (timeStyle: 'short' | 'medium'): ((iso: string) => string) => {
  const intl = useIntl();
  return (iso) => intl.formatDate(iso, { dateStyle: 'medium', timeStyle });
};

/** Date and time as people read them. */
export const useTime = (): ((iso: string) => string) => useFormat('short');

/** The same to the second, for records. */
export const useExactTime = (): ((iso: string) => string) => useFormat('medium');
