import { Box, Button, Flex, Status, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification, useRBAC } from '@strapi/strapi/admin';

import type { ChannelSummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { usePause, useResume } from '../services/api';
import { useText } from '../text';
import { ChannelScheduleButton } from './channel-schedule';
import type { ApiError } from './problem';

const ChannelCard = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  const [pause, pausing] = usePause();
  const [resume, resuming] = useResume();

  const toggle = async (): Promise<void> => {
    const result = channel.isPaused
      ? await resume(channel.documentId)
      : await pause({ documentId: channel.documentId, reason: text('channels.pausedByHand') });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatAPIError(result.error as ApiError) });
    } else {
      toggleNotification({ type: 'success', message: text('channels.changed') });
    }
  };

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={4} width="26rem">
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
        <Box>
          <Typography fontWeight="bold" tag="div">
            {channel.name}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {channel.kind === 'wechat'
              ? `${text('kind.wechat')} · ${text(`mode.${channel.mode}`)}`
              : text('kind.weibo')}
          </Typography>
        </Box>
        <Status variant={channel.isPaused ? 'danger' : 'success'} size="XS">
          <Typography variant="pi" fontWeight="bold">
            {text(channel.isPaused ? 'channels.paused' : 'channels.active')}
          </Typography>
        </Status>
      </Flex>
      {channel.isPaused && (
        <Box paddingTop={3}>
          <Typography variant="pi" textColor="danger700">
            {channel.pausedReason}
          </Typography>
        </Box>
      )}
      {allowedActions['canManage'] && (
        <Box paddingTop={3}>
          <Button
            variant={channel.isPaused ? 'default' : 'tertiary'}
            size="S"
            loading={pausing.isLoading || resuming.isLoading}
            onClick={() => void toggle()}
          >
            {text(channel.isPaused ? 'channels.resume' : 'channels.pause')}
          </Button>{' '}
          <ChannelScheduleButton channel={channel} />
        </Box>
      )}
    </Box>
  );
};

/** The accounts that posts go to, and whether they work. */
export const ChannelList = ({ channels }: { readonly channels: readonly ChannelSummary[] }) => {
  const text = useText();
  return (
    <Box tag="section" aria-label={text('channels.title')} paddingBottom={6}>
      {channels.length === 0 ? (
        <Typography textColor="neutral600">{text('channels.none')}</Typography>
      ) : (
        <Flex gap={4} wrap="wrap" alignItems="stretch">
          {channels.map((channel) => (
            <ChannelCard key={channel.documentId} channel={channel} />
          ))}
        </Flex>
      )}
    </Box>
  );
};
