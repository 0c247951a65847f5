import { Box, Button, Flex, Grid, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

import type {
  CallUsage,
  ChannelAlert,
  ChannelSummary,
  ConnectionCheck,
} from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { usePause, useResume } from '../services/api';
import { useAuthorize, useTestChannel } from '../services/channels-api';
import { useText, useTime } from '../text';
import { AccountForm } from './account-form';
import { ChannelScheduleButton } from './channel-schedule';
import { HealthBadge } from './health-badge';
import { useAct } from './use-act';

const ALERT_COLOURS = { info: 'primary', warning: 'warning', error: 'danger' } as const;
const DAY_MS = 86_400_000;
/** Inspections count an account as silent after these days; a few days before, it is time to post. */
const POSTING_DAYS = { limit: 14, warning: 10 } as const;
const TOKEN_DAYS = { danger: 1, warning: 7 } as const;
const CHECK_COLOURS = { ok: 'success600', warning: 'warning600', error: 'danger600' } as const;
const CHECK_SIGNS = { ok: '✓', warning: '!', error: '✗' } as const;

/** What has to be seen to at an account. */
const Alerts = ({ alerts }: { readonly alerts: readonly ChannelAlert[] }) => {
  if (alerts.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="status">
      {alerts.map(({ level, message }) => (
        <Box key={message} background={`${ALERT_COLOURS[level]}100`} hasRadius padding={3}>
          <Typography textColor={`${ALERT_COLOURS[level]}700`}>{message}</Typography>
        </Box>
      ))}
    </Flex>
  );
};

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Grid.Item col={3} s={6} direction="column" alignItems="flex-start">
    <Typography variant="pi" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="div">{children}</Typography>
  </Grid.Item>
);

const Usage = ({ usage }: { readonly usage: readonly CallUsage[] }) => {
  const text = useText();
  const time = useTime();
  if (usage.length === 0) {
    return <Typography textColor="neutral600">{text('account.noUsage')}</Typography>;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={1} maxWidth="48rem">
      {usage.map(({ endpoint, label, used, limit, isUsedUp, renewsAt, period }) => (
        <Flex key={`${endpoint}-${period}`} gap={3} justifyContent="space-between" wrap="wrap">
          <Typography variant="pi">{`${label}（${text(`period.${period}`)}）`}</Typography>
          <Typography variant="pi" textColor={isUsedUp ? 'danger600' : 'neutral800'}>
            {isUsedUp && renewsAt
              ? text('account.usedUp', { used, limit, time: time(renewsAt) })
              : `${used} / ${limit}`}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};

const Checks = ({ checks }: { readonly checks: readonly ConnectionCheck[] }) => (
  <Flex direction="column" alignItems="stretch" gap={1}>
    {checks.map(({ name, state, message }) => (
      <Flex key={name} gap={2} alignItems="flex-start">
        <Typography textColor={CHECK_COLOURS[state]} fontWeight="bold" aria-label={state}>
          {CHECK_SIGNS[state]}
        </Typography>
        <Typography variant="pi">{`${name}：${message}`}</Typography>
      </Flex>
    ))}
  </Flex>
);

const Actions = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const act = useAct();
  const { documentId } = channel;
  const [pause, pausing] = usePause();
  const [resume, resuming] = useResume();
  const [test, testing] = useTestChannel();
  const [authorize, authorizing] = useAuthorize();

  /** The page at Weibo; it comes back to the panel's own page. */
  const goToWeibo = async (): Promise<void> => {
    const begun = authorize(documentId);
    if (!(await act(begun, text('account.leaving')))) return;
    window.location.assign((await begun.unwrap()).url);
  };
  const toggle = (): Promise<boolean> =>
    act(
      channel.isPaused
        ? resume(documentId)
        : pause({ documentId, reason: text('channels.pausedByHand') }),
      text('channels.changed'),
    );

  return (
    <Flex gap={2} wrap="wrap">
      {channel.kind === 'weibo' && (
        <Button
          size="S"
          variant={channel.isConnected ? 'secondary' : 'default'}
          loading={authorizing.isLoading}
          onClick={() => void goToWeibo()}
        >
          {text(channel.isConnected ? 'account.reauthorize' : 'account.authorize')}
        </Button>
      )}
      <Button
        size="S"
        variant="secondary"
        loading={testing.isLoading}
        onClick={() => void act(test(documentId), text('account.tested'))}
      >
        {text('account.test')}
      </Button>
      <AccountForm
        channel={channel}
        trigger={
          <Button size="S" variant="tertiary">
            {text('account.edit')}
          </Button>
        }
      />
      <ChannelScheduleButton channel={channel} />
      {channel.isConnected && (
        <Button
          size="S"
          variant={channel.isPaused ? 'default' : 'tertiary'}
          loading={pausing.isLoading || resuming.isLoading}
          onClick={() => void toggle()}
        >
          {text(channel.isPaused ? 'channels.resume' : 'channels.pause')}
        </Button>
      )}
    </Flex>
  );
};

/** How long ago the account posted, against the rule of 14 days. */
const LastPost = ({ at }: { readonly at: string | null }) => {
  const text = useText();
  const time = useTime();
  if (!at) return <>{text('account.neverPosted')}</>;
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / DAY_MS));
  const colour =
    days >= POSTING_DAYS.limit
      ? 'danger600'
      : days >= POSTING_DAYS.warning
        ? 'warning600'
        : 'neutral800';
  return (
    <>
      <Typography tag="div" textColor={colour}>
        {days === 0 ? text('account.postedToday') : text('account.postedAgo', { days })}
      </Typography>
      <Typography tag="div" variant="pi" textColor="neutral600">
        {text('account.postingRule', { time: time(at), days: POSTING_DAYS.limit })}
      </Typography>
    </>
  );
};

const TokenDays = ({ days }: { readonly days: number | null }) => {
  const text = useText();
  if (days === null) return <>—</>;
  const colour =
    days < TOKEN_DAYS.danger
      ? 'danger600'
      : days <= TOKEN_DAYS.warning
        ? 'warning600'
        : 'neutral800';
  return <Typography textColor={colour}>{text('account.days', { days })}</Typography>;
};

const Facts = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const time = useTime();
  const { delivered, failed } = channel.recent;
  const ended = delivered + failed;
  return (
    <Grid.Root gap={4}>
      <Fact label={text('account.success')}>
        {ended === 0
          ? '—'
          : text('account.successOf', {
              rate: Math.floor((delivered / ended) * 100),
              delivered,
              ended,
            })}
      </Fact>
      <Fact label={text('account.lastPost')}>
        <LastPost at={channel.lastPostedAt} />
      </Fact>
      {channel.kind === 'weibo' ? (
        <Fact label={text('account.tokenDays')}>
          <TokenDays days={channel.tokenDaysLeft} />
        </Fact>
      ) : (
        <Fact label={text('account.lastCallback')}>
          {channel.lastCallbackAt ? time(channel.lastCallbackAt) : '—'}
        </Fact>
      )}
      <Fact label={text('account.today')}>
        {channel.today.budget === null
          ? text('account.posts', { count: channel.today.posted })
          : text('account.postsOf', {
              count: channel.today.posted,
              budget: channel.today.budget,
            })}
      </Fact>
    </Grid.Root>
  );
};

/** Everything about an account: whether it works, what it has left, what to do. */
export const AccountCard = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const time = useTime();
  const { allowedActions } = useRBAC(PERMISSIONS);
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <Box>
            <Typography variant="beta" tag="h2">
              {channel.name}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {[
                text(`kind.${channel.kind}`),
                channel.kind === 'wechat' && text(`mode.${channel.mode}`),
                channel.accountId &&
                  `${text(channel.kind === 'wechat' ? 'account.appId' : 'account.uid')} ${channel.accountId}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
          </Box>
          <HealthBadge channel={channel} />
        </Flex>
        <Alerts alerts={channel.alerts} />
        <Facts channel={channel} />
        <Box>
          <Typography variant="sigma" tag="h3" textColor="neutral600">
            {text('account.usage')}
          </Typography>
          <Usage usage={channel.usage} />
        </Box>
        {channel.lastTest && (
          <Box>
            <Typography variant="sigma" tag="h3" textColor="neutral600">
              {text('account.lastTest', { time: time(channel.lastTest.at) })}
            </Typography>
            <Checks checks={channel.lastTest.checks} />
          </Box>
        )}
        <Box>
          <Typography variant="sigma" tag="h3" textColor="neutral600">
            {text(channel.kind === 'wechat' ? 'account.callbackUrl' : 'account.returnUrl')}
          </Typography>
          <Typography variant="pi" style={{ wordBreak: 'break-all' }}>
            {channel.platformUrl}
          </Typography>
        </Box>
        {allowedActions['canManage'] && <Actions channel={channel} />}
      </Flex>
    </Box>
  );
};
