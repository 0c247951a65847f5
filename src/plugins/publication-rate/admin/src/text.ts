import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { PLUGIN_ID } from './plugin-id';
import en from './translations/en.json';

export type TextKey = keyof typeof en;

/** Translations under the plugin's own prefix. */
export const prefixed = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

/** The plugin's texts in the administrator's language. */
export const useText = (): ((key: TextKey, values?: Record<string, string | number>) => string) => {
  const intl = useIntl();
  return useCallback(
    (key, values) =>
      intl.formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: en[key] }, values),
    [intl],
  );
};

/** True where the administrator reads Chinese. */
export const useIsChinese = (): boolean => useIntl().locale.startsWith('zh');
