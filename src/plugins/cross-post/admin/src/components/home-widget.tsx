import { Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { Link as RouterLink } from 'react-router-dom';

import { useOverview } from '../services/flow-api';
import { useText } from '../text';

const REFRESH_MS = 60_000;

/** What needs a person: on the home page, each number leading to its list. */
const HomeWidget = () => {
  const text = useText();
  const { data, error } = useOverview(undefined, {
    pollingInterval: REFRESH_MS,
    refetchOnMountOrArgChange: true,
  });
  if (error) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const { lanes, waitingForMe } = data;
  const rows = [
    ['waiting', 'widget.waiting', waitingForMe],
    ['failed', 'widget.failed', lanes.failed],
    ['uncertain', 'widget.uncertain', lanes.uncertain],
    ['correction', 'widget.correction', lanes.correction],
  ] as const;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} height="100%">
      {rows.map(([lane, key, count]) => (
        <Flex key={lane} justifyContent="space-between" gap={4}>
          <Link tag={RouterLink} to={`/plugins/cross-post?lane=${lane}`}>
            {text(key)}
          </Link>
          <Typography
            variant="beta"
            textColor={count > 0 ? (lane === 'failed' ? 'danger600' : 'neutral800') : 'neutral500'}
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
