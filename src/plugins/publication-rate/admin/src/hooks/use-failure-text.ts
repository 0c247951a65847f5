import { useAPIErrorHandler } from '@strapi/strapi/admin';

import { isPlainForbidden } from '../services/errors';
import { useText } from '../text';

type ApiError = Parameters<ReturnType<typeof useAPIErrorHandler>['formatAPIError']>[0];

/** The server's own words where they are meant for people. */
export const useFailureText = (): ((error: unknown) => string) => {
  const text = useText();
  const { formatAPIError } = useAPIErrorHandler();
  return (error) =>
    isPlainForbidden(error) ? text('error.forbidden') : formatAPIError(error as ApiError);
};
