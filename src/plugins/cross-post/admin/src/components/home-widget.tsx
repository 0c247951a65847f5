import { Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { Link as RouterLink } from 'react-router-dom';

import { useOverview } from '../services/flow-api';
import { useText } from '../text';

const REFRESH_MS = 60_000;
/** Nothing goes on by itself here. */
const RED: ReadonlySet<string> = new Set([
  'widget.failed',
  'widget.withdrawals',
  'widget.paused',
  'widget.expiring',
]);

/** What needs a person: on the home page, each number leading to its list. */
const HomeWidget = () => {
  const text = useText();
  const { data, error } = useOverview(undefined, {
    pollingInterval: REFRESH_MS,
    refetchOnMountOrArgChange: true,
  });
  if (error) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const { lanes, waitingForMe, withdrawals, pausedChannels, expiringChannels } = data;
  const rows = [
    ['?lane=waiting', 'widget.waiting', waitingForMe],
    ['?lane=failed', 'widget.failed', lanes.failed],
    ['?lane=uncertain', 'widget.uncertain', lanes.uncertain],
    ['?lane=staged', 'widget.staged', lanes.staged],
    ['?lane=correction', 'widget.correction', lanes.correction],
    ['', 'widget.withdrawals', withdrawals],
    ['/channels', 'widget.paused', pausedChannels],
    ['/channels', 'widget.expiring', expiringChannels],
  ] as const;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} height="100%">
      {rows.map(([place, key, count]) => (
        <Flex key={key} justifyContent="space-between" gap={4}>
          <Link tag={RouterLink} to={`/plugins/cross-post${place}`}>
            {text(key)}
          </Link>
          <Typography
            variant="beta"
            textColor={count === 0 ? 'neutral500' : RED.has(key) ? 'danger600' : 'neutral800'}
          >
            {String(count)}
          </Typography>
        </Flex>
      ))}
      {rows.every(([, , count]) => count === 0) && (
        <Typography variant="pi" textColor="neutral600">
          {text('widget.none')}
        </Typography>
      )}
    </Flex>
  );
};

export default HomeWidget;
