import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { Lock, WarningCircle } from '@strapi/icons';

import { useFailureText } from '../hooks/use-failure-text';
import { isForbidden } from '../services/errors';
import { useText } from '../text';

interface Props {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What went wrong, in the server's own words, and what to do about it. */
export const Problem = ({ error, onRetry }: Props) => {
  const text = useText();
  const failureText = useFailureText();
  return (
    <Box role="alert">
      {isForbidden(error) ? (
        <EmptyStateLayout icon={<Lock width="4rem" height="4rem" />} content={failureText(error)} />
      ) : (
        <EmptyStateLayout
          icon={<WarningCircle width="4rem" height="4rem" />}
          content={text('error.text', { message: failureText(error) })}
          action={
            <Button variant="secondary" onClick={onRetry}>
              {text('error.retry')}
            </Button>
          }
        />
      )}
    </Box>
  );
};
