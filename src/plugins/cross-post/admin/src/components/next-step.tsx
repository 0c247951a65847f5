import { Flex, Typography } from '@strapi/design-system';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { useText, useTime } from '../text';

/** False where a delivery is done and there is nothing to say. */
export const hasNextStep = ({
  state,
  errorMessage,
  nextAttemptAt,
  correctionAt,
}: DeliverySummary): boolean =>
  state === 'staged' || Boolean(errorMessage ?? nextAttemptAt ?? correctionAt);

/** Why a delivery is where it is, and what comes next or is to be done. */
export const NextStep = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const time = useTime();
  const { state, errorMessage, nextAttemptAt, notAfter, correctionAt } = delivery;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {errorMessage && (
        <Typography variant="pi" textColor={state === 'failed' ? 'danger700' : 'neutral800'}>
          {errorMessage}
        </Typography>
      )}
      {state === 'staged' && (
        <Typography variant="pi" textColor="neutral800">
          {text('next.staged')}
        </Typography>
      )}
      {nextAttemptAt && (
        <Typography variant="pi" textColor="neutral600">
          {text('next.at', { time: time(nextAttemptAt) })}
        </Typography>
      )}
      {state === 'waiting' && notAfter && (
        <Typography variant="pi" textColor="neutral600">
          {text('next.approveBy', { time: time(notAfter) })}
        </Typography>
      )}
      {correctionAt && (
        <Typography variant="pi" textColor="warning700">
          {text('next.correction')}
        </Typography>
      )}
    </Flex>
  );
};
