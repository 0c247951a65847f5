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
  /** Left out where the person may not act on several. */
  readonly onSelect?: (selectedIds: ReadonlySet<string>) => void;
  readonly onOpen: (documentId: string) => void;
}

/** The set with or without the member. */
const toggled = (set: ReadonlySet<string>, member: string): ReadonlySet<string> =>
  set.has(member)
    ? new Set([...set].filter((other) => other !== member))
    : new Set([...set, member]);

/** Deliveries, newest first. */
export const DeliveryTable = ({ deliveries, selectedIds, onSelect, onOpen }: Props) => {
  const text = useText();
  const time = useTime();
  return (
    <Table colCount={COLUMNS.length} rowCount={deliveries.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{text(`column.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {deliveries.map((delivery) => (
          <Tr key={delivery.documentId}>
            <Td>
              <Flex gap={3}>
                {onSelect && delivery.isChangeable && (
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
              <Typography variant="pi" textColor="neutral800">
                {time(delivery.deliveredAt ?? delivery.createdAt)}
              </Typography>
            </Td>
            <Td maxWidth="32rem">
              <Box style={{ whiteSpace: 'normal' }}>
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
