import {
  EmptyStateLayout,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';

import type { SnapshotItemChange } from '../../../shared/contracts/reports';
import { shownState } from '../domain/item-state';
import { changedFields, type ComparedField } from '../domain/snapshot';
import { grouped } from '../format';
import { useChanges, type ComparisonQuery, type FigureItem } from '../services/api';
import { useText } from '../text';
import { Pager } from './pager';
import { QueryState } from './query-state';
import { RecordLink } from './record-link';
import { StandingLabel } from './standing-label';

const STANDINGS = { added: 'good', removed: 'failing', changed: 'warning' } as const;

const useField = (isTimely: boolean) => {
  const text = useText();
  return (item: FigureItem | null, field: ComparedField): string => {
    const value = item?.[field] ?? null;
    if (item === null || value === null) return '—';
    if (field === 'state') return text(`items.state.${shownState(item, isTimely)}`);
    return field === 'amount' || field === 'quantity' ? grouped(value) : value;
  };
};

interface RowProps {
  readonly change: SnapshotItemChange;
  readonly isTimely: boolean;
}

const ChangeRow = ({ change, isTimely }: RowProps) => {
  const text = useText();
  const field = useField(isTimely);
  const item = change.current ?? change.frozen;
  return (
    <Tr>
      <Td>
        <StandingLabel standing={STANDINGS[change.change]}>
          {text(`change.${change.change}`)}
        </StandingLabel>
      </Td>
      <Td maxWidth="32rem">
        <Typography tag="div" textColor="neutral800">
          {item?.label ?? change.key}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {item?.organization}
        </Typography>
      </Td>
      <Td>
        {change.change === 'changed' ? (
          changedFields(change).map((name) => (
            <Typography key={name} tag="div" variant="pi" textColor="neutral800">
              {text('change.field', {
                name: text(`change.of.${name}`),
                before: field(change.frozen, name),
                after: field(change.current, name),
              })}
            </Typography>
          ))
        ) : (
          <Typography variant="pi" textColor="neutral800">
            {[field(item, 'state'), item?.reason].filter(Boolean).join(' · ')}
          </Typography>
        )}
      </Td>
      <Td>
        {change.current && (
          <RecordLink
            uid={change.current.uid}
            documentId={change.current.documentId}
            label={change.current.label}
          />
        )}
      </Td>
    </Tr>
  );
};

const PAGE_SIZE = 20;
const COLUMNS = ['change.kind', 'items.name', 'change.what', 'items.record'] as const;

interface Props {
  readonly compared: ComparisonQuery;
  readonly figure: string;
  readonly isTimely: boolean;
}

/** Rows behind a figure that came, went or changed since it was frozen. */
export const SnapshotChanges = ({ compared, figure, isTimely }: Props) => {
  const text = useText();
  const [page, setPage] = useState(1);
  const query = useChanges(
    { ...compared, figure, page, pageSize: PAGE_SIZE },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <QueryState query={query}>
      {({ data: changes, meta }) =>
        changes.length === 0 ? (
          <EmptyStateLayout content={text('change.none')} />
        ) : (
          <>
            <Table colCount={COLUMNS.length} rowCount={changes.length + 1}>
              <Thead>
                <Tr>
                  {COLUMNS.map((column) => (
                    <Th key={column}>
                      <Typography variant="sigma">{text(column)}</Typography>
                    </Th>
                  ))}
                </Tr>
              </Thead>
              <Tbody>
                {changes.map((change) => (
                  <ChangeRow
                    key={`${change.change} ${change.key}`}
                    change={change}
                    isTimely={isTimely}
                  />
                ))}
              </Tbody>
            </Table>
            <Pager pagination={meta.pagination} onPage={setPage} />
          </>
        )
      }
    </QueryState>
  );
};
