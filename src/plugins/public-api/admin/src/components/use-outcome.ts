import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';

import type { ApiError } from './problem';

type Result<T> = { readonly data: T } | { readonly error: unknown };

/** Tells what became of a request: the given words, or the server's own. @returns its data, or null */
export const useOutcome = (): (<T>(
  result: Result<T>,
  words: string | null,
) => { readonly data: T } | null) => {
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  return (result, words) => {
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatAPIError(result.error as ApiError) });
      return null;
    }
    if (words !== null) toggleNotification({ type: 'success', message: words });
    return result;
  };
};
