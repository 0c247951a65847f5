import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useAPIErrorHandler } from '@strapi/strapi/admin';

import { useText } from '../text';

export type ApiError = Parameters<ReturnType<typeof useAPIErrorHandler>['formatAPIError']>[0];

interface Props {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What went wrong, in the server's own words, and a way to try again. */
export const Problem = ({ error, onRetry }: Props) => {
  const text = useText();
  const { formatAPIError } = useAPIErrorHandler();
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="4rem" height="4rem" />}
        content={text('error.text', { message: formatAPIError(error as ApiError) })}
        action={
          <Button variant="secondary" onClick={onRetry}>
            {text('error.retry')}
          </Button>
        }
      />
    </Box>
  );
};
