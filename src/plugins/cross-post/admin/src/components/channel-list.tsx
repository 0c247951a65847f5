import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { ChannelSummary } from '../../../shared/contracts/deliveries';
import { useText } from '../text';
import { HealthBadge } from './health-badge';

const COLOURS = { info: 'neutral700', warning: 'warning700', error: 'danger700' } as const;

const ChannelCard = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={4} width="26rem">
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
        <Box>
          <Box>
            <Link tag={RouterLink} to="channels">
              {channel.name}
            </Link>
          </Box>
          <Typography variant="pi" textColor="neutral600">
            {text(`kind.${channel.kind}`)}
            {channel.kind === 'wechat' && ` · ${text(`mode.${channel.mode}`)}`}
          </Typography>
        </Box>
        <HealthBadge channel={channel} />
      </Flex>
      {channel.alerts.map(({ level, message }) => (
        <Box key={message} paddingTop={2}>
          <Typography variant="pi" textColor={COLOURS[level]}>
            {message}
          </Typography>
        </Box>
      ))}
    </Box>
  );
};

/** The accounts that posts go to, and whether they work. */
export const ChannelList = ({ channels }: { readonly channels: readonly ChannelSummary[] }) => {
  const text = useText();
  return (
    <Box tag="section" aria-label={text('channels.title')} paddingBottom={6}>
      <Flex gap={4} wrap="wrap" alignItems="stretch">
        {channels.length === 0 && (
          <Typography textColor="neutral600">{text('channels.none')}</Typography>
        )}
        {channels.map((channel) => (
          <ChannelCard key={channel.documentId} channel={channel} />
        ))}
      </Flex>
    </Box>
  );
};
