import { Box, Flex, Status, Typography } from '@strapi/design-system';

import type { WebhookState, WebhookSummary } from '../../../shared/contracts/webhooks';
import { useText, useTime } from '../text';

const VARIANTS = {
  active: 'success',
  failing: 'warning',
  paused: 'danger',
} as const satisfies Record<WebhookState, string>;

/** Whether it works, and if not, why and what comes next. */
export const State = ({ webhook }: { readonly webhook: WebhookSummary }) => {
  const text = useText();
  const time = useTime();
  const { state, reason, nextAttemptAt, failingSince } = webhook;
  const lines = [
    reason,
    failingSince && text('since.at', { time: time(failingSince) }),
    state === 'failing' && nextAttemptAt && text('next.at', { time: time(nextAttemptAt) }),
  ].filter((line): line is string => Boolean(line));
  return (
    <Box style={{ whiteSpace: 'normal' }}>
      <Flex>
        <Status variant={VARIANTS[state]} size="XS">
          <Typography variant="pi" fontWeight="bold">
            {text(`state.${state}`)}
          </Typography>
        </Status>
      </Flex>
      {lines.map((line) => (
        <Typography key={line} variant="pi" tag="p" textColor="neutral600">
          {line}
        </Typography>
      ))}
    </Box>
  );
};
