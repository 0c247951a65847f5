import { Box, EmptyStateLayout } from '@strapi/design-system';
import { useState } from 'react';

import { useFrozenItems, type ItemState } from '../services/api';
import { useText } from '../text';
import { ItemFilters, STATES } from './item-filters';
import { ItemTable } from './item-table';
import { Pager } from './pager';
import { QueryState } from './query-state';

const PAGE_SIZE = 20;

interface Filter {
  readonly state: ItemState | 'all';
  readonly q: string;
}

const EVERYTHING: Filter = { state: 'all', q: '' };

interface Props {
  readonly snapshot: string;
  readonly figure: string;
  readonly isTimely: boolean;
}

/** Every row that was frozen behind a figure, as it was then. */
export const SnapshotItems = ({ snapshot, figure, isTimely }: Props) => {
  const text = useText();
  const [filter, setFilter] = useState(EVERYTHING);
  const [page, setPage] = useState(1);
  const query = useFrozenItems({ snapshot, figure, ...filter, page, pageSize: PAGE_SIZE });
  const narrow = ({ state, q }: Readonly<Record<string, string>>): void => {
    setPage(1);
    setFilter((before) => ({
      state: state === undefined ? before.state : (STATES.find((one) => one === state) ?? 'all'),
      q: q ?? before.q,
    }));
  };
  return (
    <>
      <Box paddingBottom={4}>
        <ItemFilters isTimely={isTimely} state={filter.state} search={filter.q} onChange={narrow} />
      </Box>
      <QueryState query={query}>
        {({ data: items, meta }) =>
          items.length === 0 ? (
            <EmptyStateLayout content={text('snapshot.noItems')} />
          ) : (
            <>
              <ItemTable items={items} isTimely={isTimely} isFrozen />
              <Pager pagination={meta.pagination} onPage={setPage} />
            </>
          )
        }
      </QueryState>
    </>
  );
};
