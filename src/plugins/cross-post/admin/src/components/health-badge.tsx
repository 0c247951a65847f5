import { Status, Typography } from '@strapi/design-system';

import type { ChannelSummary } from '../../../shared/contracts/deliveries';
import { useText } from '../text';

const VARIANTS = { paused: 'danger', attention: 'warning', active: 'success' } as const;

/** What a test found counts until the account has posted again. */
const hasFailedTest = ({ lastTest, lastPostedAt }: ChannelSummary): boolean =>
  lastTest !== null &&
  lastTest.checks.some(({ state }) => state === 'error') &&
  (lastPostedAt === null || Date.parse(lastPostedAt) < Date.parse(lastTest.at));

const healthOf = (channel: ChannelSummary): keyof typeof VARIANTS => {
  if (channel.isPaused) return 'paused';
  const isWrong = channel.alerts.some(({ level }) => level !== 'info') || hasFailedTest(channel);
  return isWrong ? 'attention' : 'active';
};

/** Whether an account works, in a word and a colour. */
export const HealthBadge = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const health = healthOf(channel);
  return (
    <Status variant={VARIANTS[health]} size="XS">
      <Typography variant="pi" fontWeight="bold">
        {text(`channels.${health}`)}
      </Typography>
    </Status>
  );
};
