import {
  Box,
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
  readonly onOpen: (documentId: string) => void;
}

/** Deliveries, newest first. */
export const DeliveryTable = ({ deliveries, onOpen }: Props) => {
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
              <Typography tag="div">{text(`kind.${delivery.channelKind}`)}</Typography>
              <Typography variant="pi" textColor="neutral600">
                {delivery.channelName}
              </Typography>
            </Td>
            <Td maxWidth="40rem">
              <Box minWidth="22rem" style={{ whiteSpace: 'normal' }}>
                <Link
                  style={{ overflowWrap: 'anywhere' }}
                  tag={RouterLink}
                  to={`/content-manager/collection-types/${delivery.sourceUid}/${delivery.sourceDocumentId}`}
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
