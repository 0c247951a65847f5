import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useAPIErrorHandler } from '@strapi/strapi/admin';

import { useText } from '../text';

/** How browsers say that there was no answer. */
const NO_ANSWER = /failed to fetch|networkerror|load failed/i;

export type ApiError = Parameters<ReturnType<typeof useAPIErrorHandler>['formatAPIError']>[0];

/** What went wrong in the server's own words; a browser's words for no answer aren't Chinese. */
export const useProblemText = (): ((error: unknown) => string) => {
  const text = useText();
  const { formatAPIError } = useAPIErrorHandler();
  return (error) => {
    const message = formatAPIError(error as ApiError);
    return NO_ANSWER.test(message) ? text('error.noAnswer') : message;
  };
};

interface Props {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What went wrong, in the server's own words, and a way to try again. */
export const Problem = ({ error, onRetry }: Props) => {
  const text = useText();
  const problemText = useProblemText();
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="4rem" height="4rem" />}
        content={text('error.text', { message: problemText(error) })}
        action={
          <Button variant="secondary" onClick={onRetry}>
            {text('error.retry')}
          </Button>
        }
      />
    </Box>
  );
};
