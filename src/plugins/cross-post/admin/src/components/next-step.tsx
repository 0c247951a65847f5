import { Flex, Typography } from '@strapi/design-system';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { useName, useText, useTime, type Text } from '../text';

/** What a delivery waits for where the server has nothing particular to say. */
const ordinary = (
  { state, step, errorMessage, nextAttemptAt }: DeliverySummary,
  text: Text,
  name: ReturnType<typeof useName>,
): string | null => {
  if (state === 'staged') return text('next.staged');
  if (errorMessage) return null;
  if (state === 'queued') {
    const isFuture = nextAttemptAt !== null && Date.parse(nextAttemptAt) > Date.now();
    return text(isFuture ? 'next.planned' : 'next.queued');
  }
  if (state === 'sending') return text('next.sending', { step: name('step', step) });
  if (state === 'submitted') return text('next.submitted');
  if (state === 'uncertain') return text(nextAttemptAt ? 'next.uncertain' : 'next.person');
  return null;
};

const SETTLED: readonly DeliverySummary['state'][] = ['published', 'cancelled', 'withdrawn'];

/** False where a delivery is done and there is nothing to say. */
export const hasNextStep = ({
  state,
  errorMessage,
  nextAttemptAt,
  correctionAt,
}: DeliverySummary): boolean =>
  !SETTLED.includes(state) || Boolean(errorMessage ?? nextAttemptAt ?? correctionAt);

/** Why a delivery is where it is, and what comes next or is to be done. */
export const NextStep = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const name = useName();
  const time = useTime();
  const { state, errorMessage, nextAttemptAt, notAfter, correctionAt } = delivery;
  const expected = ordinary(delivery, text, name);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {errorMessage && (
        <Typography variant="pi" textColor={state === 'failed' ? 'danger700' : 'neutral800'}>
          {errorMessage}
        </Typography>
      )}
      {expected && (
        <Typography variant="pi" textColor="neutral800">
          {expected}
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
