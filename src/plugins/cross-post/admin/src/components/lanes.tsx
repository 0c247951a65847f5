import { Badge, Box, Flex, Typography } from '@strapi/design-system';

import { COUNT_LIMIT, LANES } from '../../../shared/contracts/flow';
import { useOverview } from '../services/flow-api';
import { useText } from '../text';

const REFRESH_MS = 10_000;

interface Props {
  /** '' for all. */
  readonly lane: string;
  readonly onChange: (lane: string) => void;
}

/** Lanes of the queue with their counts; the choice stands in the address. */
export const Lanes = ({ lane, onChange }: Props) => {
  const text = useText();
  const { data } = useOverview(undefined, {
    pollingInterval: REFRESH_MS,
    refetchOnMountOrArgChange: true,
  });
  const shown = (count: number): string =>
    count >= COUNT_LIMIT ? text('lane.many', { count: COUNT_LIMIT }) : String(count);
  return (
    <Box tag="nav" aria-label={text('lane.title')} paddingBottom={4}>
      <Flex gap={2} wrap="wrap">
        {(['', ...LANES] as const).map((option) => {
          const isCurrent = option === lane;
          const count = option === '' ? null : (data?.lanes[option] ?? 0);
          return (
            <Box
              key={option}
              tag="button"
              type="button"
              aria-current={isCurrent ? 'page' : undefined}
              background={isCurrent ? 'primary100' : 'neutral0'}
              borderColor={isCurrent ? 'primary600' : 'neutral200'}
              hasRadius
              paddingTop={2}
              paddingBottom={2}
              paddingLeft={3}
              paddingRight={3}
              cursor="pointer"
              onClick={() => onChange(option)}
            >
              <Flex gap={2}>
                <Typography fontWeight={isCurrent ? 'bold' : 'regular'} textColor="neutral800">
                  {text(option === '' ? 'lane.all' : `lane.${option}`)}
                </Typography>
                {count !== null && count > 0 && <Badge>{shown(count)}</Badge>}
              </Flex>
            </Box>
          );
        })}
      </Flex>
      {data && data.dueMinusQueued > 0 && (
        <Box paddingTop={3}>
          <Typography variant="pi" textColor="danger700">
            {text('lane.stuck', { count: data.dueMinusQueued })}
          </Typography>
        </Box>
      )}
    </Box>
  );
};
