import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';

import type { ApiError } from './problem';

/** Runs a mutation and tells how it went: the given words, or the server's own. */
export const useAct = (): ((
  mutation: Promise<{ error?: unknown; data?: unknown }>,
  done: string,
) => Promise<boolean>) => {
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  return async (mutation, done) => {
    const { error } = await mutation;
    if (error) {
      toggleNotification({ type: 'danger', message: formatAPIError(error as ApiError) });
      return false;
    }
    toggleNotification({ type: 'success', message: done });
    return true;
  };
};
