import {
  Flex,
  Link,
  Status,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';

import { grouped } from '../format';
import type { FigureItem, ItemState } from '../services/api';
import { useText } from '../text';

const VARIANTS = { counted: 'success', missing: 'danger', excluded: 'neutral' } as const;

const StateLabel = ({ state }: { readonly state: ItemState }) => {
  const text = useText();
  return (
    <Flex>
      <Status variant={VARIANTS[state]} size="XS">
        <Typography variant="pi" fontWeight="bold">
          {text(`items.state.${state}`)}
        </Typography>
      </Status>
    </Flex>
  );
};

const RecordLink = ({ item }: { readonly item: FigureItem }) => {
  const text = useText();
  if (item.uid === null || item.documentId === null) return null;
  return (
    <Link
      tag={RouterLink}
      to={`/content-manager/collection-types/${item.uid}/${item.documentId}`}
      aria-label={text('items.open', { name: item.label })}
    >
      {text('items.openShort')}
    </Link>
  );
};

const COLUMNS = [
  'name',
  'organization',
  'state',
  'reason',
  'quantity',
  'amount',
  'dueOn',
  'doneOn',
  'record',
] as const;
type Column = (typeof COLUMNS)[number];

/** True where a column tells something about the row that the others don't. */
const TELLS: Partial<Record<Column, (item: FigureItem) => boolean>> = {
  organization: (item) => item.organization !== null && item.organization !== item.label,
  reason: (item) => item.reason !== null,
  quantity: (item) => item.quantity !== '1',
  amount: (item) => item.amount !== null,
  dueOn: (item) => item.dueOn !== null,
  doneOn: (item) => item.doneOn !== null,
  record: (item) => item.uid !== null,
};

const cell = (item: FigureItem, column: Column): ReactNode => {
  switch (column) {
    case 'name':
      return item.label;
    case 'quantity':
      return grouped(item.quantity);
    case 'amount':
      return item.amount === null ? '' : grouped(item.amount);
    case 'state':
      return <StateLabel state={item.state} />;
    case 'record':
      return <RecordLink item={item} />;
    default:
      return item[column];
  }
};

/** The rows of a figure; columns that say nothing about these rows are left out. */
export const ItemTable = ({ items }: { readonly items: readonly FigureItem[] }) => {
  const text = useText();
  const columns = COLUMNS.filter((column) => {
    const tells = TELLS[column];
    return !tells || items.some(tells);
  });

  return (
    <Table colCount={columns.length} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{text(`items.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.key}>
            {columns.map((column) => (
              <Td key={column} maxWidth="36rem">
                <Typography
                  tag="div"
                  textColor="neutral800"
                  ellipsis={column === 'name'}
                  {...(column === 'name' ? { title: item.label } : {})}
                >
                  {cell(item, column)}
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
