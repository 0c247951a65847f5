import { useNotification } from '@strapi/strapi/admin';

import { useProblemText } from './problem';

/** Runs a mutation and tells how it went: the given words, or the server's own. */
export const useAct = (): ((
  mutation: Promise<{ error?: unknown; data?: unknown }>,
  done: string,
) => Promise<boolean>) => {
  const { toggleNotification } = useNotification();
  const problemText = useProblemText();
  return async (mutation, done) => {
    const { error } = await mutation;
    if (error) {
      toggleNotification({ type: 'danger', message: problemText(error) });
      return false;
    }
    toggleNotification({ type: 'success', message: done });
    return true;
  };
};
