import { Box, Flex, Link, Modal, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { Heatmap, HeatmapCell } from '../../../shared/contracts/reports';
import { dialogState } from '../domain/heatmap';
import { grouped } from '../format';
import { commonSearch, type Period } from '../hooks/use-period';
import { useReturnFocus } from '../hooks/use-return-focus';
import { PLUGIN_ID } from '../plugin-id';
import { useItems } from '../services/api';
import { useIsChinese, useText } from '../text';
import { ItemTable } from './item-table';
import { NoItems } from './no-items';
import { QueryState } from './query-state';
import { StandingLabel } from './standing-label';

const ROWS = 50;

interface Props {
  readonly heatmap: Heatmap;
  readonly cell: HeatmapCell;
  readonly period: Period;
}

/** What an organization lacks of an obligation, each with the way to its form. */
export const CellDialog = ({ heatmap, cell, period }: Props) => {
  const text = useText();
  const returnFocus = useReturnFocus();
  const isChinese = useIsChinese();
  const column = heatmap.columns.find(({ figureId }) => figureId === cell.figureId);
  const row = heatmap.rows.find(({ organizationId }) => organizationId === cell.organizationId);
  const state = dialogState(cell);
  const query = useItems(
    {
      ...period.query,
      organization: cell.organizationId,
      id: cell.figureId,
      state,
      q: '',
      page: 1,
      pageSize: ROWS,
    },
    { refetchOnMountOrArgChange: true },
  );
  const close = (): void => period.change({ cell: '' });
  const total = query.data?.meta.pagination.total ?? 0;
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal.Content
        aria-describedby={undefined}
        onCloseAutoFocus={returnFocus}
        style={{ maxWidth: '100rem' }}
      >
        <Modal.Header closeLabel={text('dialog.close')}>
          <Modal.Title>
            {`${row?.name ?? ''} · ${(isChinese ? column?.name : column?.nameEn) ?? ''}`}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex gap={3} wrap="wrap" paddingBottom={4}>
            <StandingLabel standing={cell.standing}>{text(`mark.${cell.standing}`)}</StandingLabel>
            <Typography textColor="neutral800">
              {text('cell.sums', {
                counted: grouped(cell.counted),
                missing: grouped(cell.missing),
                late: grouped(cell.late),
                excluded: grouped(cell.excluded),
              })}
            </Typography>
          </Flex>
          {cell.reason && (
            <Box paddingBottom={4}>
              <Typography textColor="neutral800">
                {text('cell.reason', { reason: cell.reason })}
              </Typography>
            </Box>
          )}
          <QueryState query={query}>
            {({ data }) =>
              data.length === 0 ? (
                <NoItems isPastEnd={false} isFiltered={false} onChange={period.change} />
              ) : (
                <ItemTable items={data} isOfOne />
              )
            }
          </QueryState>
        </Modal.Body>
        <Modal.Footer>
          <Typography variant="pi" textColor="neutral600">
            {total > ROWS
              ? text('cell.first', { shown: ROWS, total: grouped(String(total)) })
              : text('items.total', { total: grouped(String(total)) })}
          </Typography>
          <Link
            tag={RouterLink}
            to={{
              pathname: `/plugins/${PLUGIN_ID}/figures/${cell.figureId}`,
              search: commonSearch(period.params, { organization: cell.organizationId }),
            }}
          >
            {text('figure.title')}
          </Link>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
