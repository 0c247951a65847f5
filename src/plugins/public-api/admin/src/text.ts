import { useIntl } from 'react-intl';

import { PLUGIN_ID } from './plugin-id';
import en from './translations/en.json';

export type TextKey = keyof typeof en;

/** Translations under the plugin's own prefix. */
export const prefixed = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

/** The plugin's texts in the administrator's language. */
export const useText = (): ((key: TextKey) => string) => {
  const intl = useIntl();
  return (key) => intl.formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: en[key] });
};
