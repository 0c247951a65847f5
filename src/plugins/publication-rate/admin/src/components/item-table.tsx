import { Flex, Status, Table, Tbody, Td, Thead, Tr, Typography } from '@strapi/design-system';

import { isOpen, shownState, type ShownState } from '../domain/item-state';
import { grouped } from '../format';
import type { FigureItem } from '../services/api';
import { useText } from '../text';
import { ColumnHeading } from './column-heading';
import { RecordLink } from './record-link';
import { StandingLabel } from './standing-label';

const VARIANTS = {
  counted: 'success',
  missing: 'danger',
  late: 'warning',
  overdue: 'danger',
  excluded: 'neutral',
} as const;

const StateLabel = ({ state }: { readonly state: ShownState }) => {
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

const NUMBERS: readonly Column[] = ['quantity', 'amount'];

/** Done, but after its due day. Both are `YYYY-MM-DD`, so that their text sorts as they do. */
const isLate = ({ dueOn, doneOn }: FigureItem): boolean =>
  dueOn !== null && doneOn !== null && doneOn > dueOn;

interface CellProps {
  readonly item: FigureItem;
  readonly column: Column;
  readonly isTimely: boolean;
  readonly isFrozen: boolean;
}

const Cell = ({ item, column, isTimely, isFrozen }: CellProps) => {
  const text = useText();
  const shown = shownState(item, isTimely);
  switch (column) {
    case 'name':
      return item.label;
    case 'quantity':
      return grouped(item.quantity);
    case 'amount':
      return item.amount === null ? null : grouped(item.amount);
    case 'state':
      return <StateLabel state={shown} />;
    case 'doneOn':
      return (
        <Flex gap={2} wrap="wrap">
          {item.doneOn}
          {isLate(item) && <StandingLabel standing="warning">{text('items.late')}</StandingLabel>}
        </Flex>
      );
    case 'record':
      return (
        <RecordLink uid={item.uid} documentId={item.documentId} label={item.label}>
          {isOpen(shown) && !isFrozen ? text('items.fix') : undefined}
        </RecordLink>
      );
    default:
      return item[column];
  }
};

interface Props {
  readonly items: readonly FigureItem[];
  /** Of a figure that asks whether things were done in time. */
  readonly isTimely?: boolean;
  /** All of one organization, which is named already. */
  readonly isOfOne?: boolean;
  /** Of a snapshot: what was missing then may be there by now. */
  readonly isFrozen?: boolean;
}

/** The rows of a figure; columns that say nothing about these rows are left out. */
export const ItemTable = ({
  items,
  isTimely = false,
  isOfOne = false,
  isFrozen = false,
}: Props) => {
  const text = useText();
  const columns = COLUMNS.filter((column) => {
    if (column === 'organization' && isOfOne) return false;
    const tells = TELLS[column];
    return !tells || items.some(tells);
  });
  const styleOf = (column: Column) =>
    NUMBERS.includes(column)
      ? ({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const)
      : undefined;

  return (
    <Table colCount={columns.length} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <ColumnHeading key={column} isNumber={NUMBERS.includes(column)}>
              {text(`items.${column}`)}
            </ColumnHeading>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.key}>
            {columns.map((column) => (
              <Td key={column} maxWidth="36rem" style={styleOf(column)}>
                <Typography
                  tag="div"
                  textColor="neutral800"
                  ellipsis={column === 'name'}
                  {...(column === 'reason' ? { style: { whiteSpace: 'normal' } } : {})}
                  {...(column === 'name' ? { title: item.label } : {})}
                >
                  <Cell item={item} column={column} isTimely={isTimely} isFrozen={isFrozen} />
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
