import {
  Box,
  Checkbox,
  Flex,
  Link,
  Table,
  Tbody,
  Td,
  TextButton,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { useText, useTime } from '../text';
import { NextStep } from './next-step';
import { RemoteLink } from './remote-link';
import { RetryButton } from './retry-button';
import { StateBadge } from './state-badge';

const COLUMNS = ['channel', 'title', 'state', 'link', 'time', 'next', 'actions'] as const;

interface Props {
  readonly deliveries: readonly DeliverySummary[];
  readonly selectedIds: ReadonlySet<string>;
  readonly isSelectable: (delivery: DeliverySummary) => boolean;
  /** Left out where the person may not act on several. */
  readonly onSelect?: (selectedIds: ReadonlySet<string>) => void;
  readonly onOpen: (documentId: string) => void;
}

type Moment = 'time.delivered' | 'time.staged' | 'time.planned' | 'time.created';

/** When it went out, was put into the draft box, is to go out, or was queued, and which of these. */
const momentOf = ({
  state,
  deliveredAt,
  scheduledAt,
  scheduleKind,
  createdAt,
}: DeliverySummary): readonly [Moment, string] => {
  if (deliveredAt) return [state === 'staged' ? 'time.staged' : 'time.delivered', deliveredAt];
  if (scheduleKind !== 'now' && scheduledAt) return ['time.planned', scheduledAt];
  return ['time.created', createdAt];
};

/** The set with or without the member. */
const toggled = (set: ReadonlySet<string>, member: string): ReadonlySet<string> =>
  set.has(member)
    ? new Set([...set].filter((other) => other !== member))
    : new Set([...set, member]);

const Moment = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const time = useTime();
  const [key, at] = momentOf(delivery);
  return (
    <Box>
      <Typography tag="div" variant="pi" textColor="neutral600">
        {text(key)}
      </Typography>
      <Typography variant="pi" textColor="neutral800">
        {time(at)}
      </Typography>
    </Box>
  );
};

/** Deliveries, newest first. */
export const DeliveryTable = ({
  deliveries,
  selectedIds,
  isSelectable,
  onSelect,
  onOpen,
}: Props) => {
  const text = useText();
  const selectable = deliveries.filter(isSelectable).map(({ documentId }) => documentId);
  const chosen = selectable.filter((documentId) => selectedIds.has(documentId)).length;
  const all = chosen > 0 && chosen === selectable.length;
  return (
    <Table colCount={COLUMNS.length} rowCount={deliveries.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <Flex gap={3}>
                {column === 'channel' && onSelect && selectable.length > 0 && (
                  <Checkbox
                    aria-label={text('bulk.selectAll')}
                    checked={all || (chosen > 0 ? 'indeterminate' : false)}
                    onCheckedChange={() => onSelect(new Set(all ? [] : selectable))}
                  />
                )}
                <Typography variant="sigma">{text(`column.${column}`)}</Typography>
              </Flex>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {deliveries.map((delivery) => (
          <Tr key={delivery.documentId}>
            <Td>
              <Flex gap={3}>
                {onSelect && isSelectable(delivery) && (
                  <Checkbox
                    aria-label={text('bulk.select', {
                      title: delivery.title,
                      channel: delivery.channelName,
                    })}
                    checked={selectedIds.has(delivery.documentId)}
                    onCheckedChange={() => onSelect(toggled(selectedIds, delivery.documentId))}
                  />
                )}
                <Box>
                  <Typography tag="div">{text(`kind.${delivery.channelKind}`)}</Typography>
                  <Typography variant="pi" textColor="neutral600">
                    {delivery.channelName}
                  </Typography>
                </Box>
              </Flex>
            </Td>
            <Td maxWidth="40rem">
              <Box minWidth="22rem" style={{ whiteSpace: 'normal' }}>
                <Link
                  style={{ overflowWrap: 'anywhere' }}
                  tag={RouterLink}
                  to={`/plugins/cross-post/posts/${delivery.documentId}`}
                >
                  {delivery.title}
                </Link>
              </Box>
            </Td>
            <Td>
              <StateBadge state={delivery.state} />
            </Td>
            <Td>
              <RemoteLink delivery={delivery} />
            </Td>
            <Td>
              <Moment delivery={delivery} />
            </Td>
            <Td maxWidth="32rem">
              <Box minWidth="18rem" style={{ whiteSpace: 'normal' }}>
                <NextStep delivery={delivery} />
              </Box>
            </Td>
            <Td>
              <Flex gap={3}>
                <TextButton
                  aria-label={text('action.detailsNamed', { title: delivery.title })}
                  onClick={() => onOpen(delivery.documentId)}
                >
                  {text('action.details')}
                </TextButton>
                <RetryButton delivery={delivery} />
              </Flex>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
