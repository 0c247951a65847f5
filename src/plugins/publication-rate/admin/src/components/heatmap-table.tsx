import { useCallback } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { Heatmap, HeatmapCell } from '../../../shared/contracts/reports';
import { cellAddress, type HeatmapLine } from '../domain/heatmap';
import { commonSearch } from '../hooks/use-period';
import { useRovingGrid } from '../hooks/use-roving-grid';
import { PLUGIN_ID } from '../plugin-id';
import { useIsChinese, useText } from '../text';
import { HeatmapRow } from './heatmap-row';

const Scroller = styled.div`
  overflow: auto;
  max-height: 80vh;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
`;

const Grid = styled.table`
  width: 100%;
  border-collapse: separate;
  border-spacing: 2px;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.3rem;

  th {
    font-weight: 400;
    text-align: left;
    background: ${({ theme }) => theme.colors.neutral0};
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 2;
    min-width: 9rem;
    padding: 0.8rem;
    vertical-align: bottom;
    text-align: right;
    font-weight: 600;
    font-size: 1.2rem;
  }
  thead th:first-child,
  tbody th {
    position: sticky;
    left: 0;
    min-width: 16rem;
    max-width: 26rem;
  }
  thead th:first-child {
    z-index: 3;
    text-align: left;
  }
  tbody th {
    z-index: 1;
  }
  tbody td {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  thead a {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: none;
  }
  thead a:hover {
    text-decoration: underline;
  }
  thead a:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

interface Props {
  readonly columns: Heatmap['columns'];
  readonly lines: readonly HeatmapLine[];
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Organizations down, obligations across; the arrow keys go from cell to cell. */
export const HeatmapTable = ({ columns, lines, onChange }: Props) => {
  const text = useText();
  const isChinese = useIsChinese();
  const [params] = useSearchParams();
  const { grid, active, handlers } = useRovingGrid(
    { rows: lines.length + 1, columns: columns.length + 1 },
    { row: 1, column: 0 },
  );
  const onOpen = useCallback(
    (cell: HeatmapCell) => onChange({ cell: cellAddress(cell) }),
    [onChange],
  );
  const onChoose = useCallback((organization: string) => onChange({ organization }), [onChange]);
  return (
    <Scroller data-scroller>
      <Grid ref={grid} role="grid" aria-label={text('heatmap.title')} {...handlers}>
        <thead>
          <tr>
            <th scope="col">{text('heatmap.organization')}</th>
            {columns.map(({ figureId, name, nameEn }, index) => (
              <th key={figureId} scope="col">
                <RouterLink
                  to={{
                    pathname: `/plugins/${PLUGIN_ID}/figures/${figureId}`,
                    search: commonSearch(params),
                  }}
                  data-at={`0:${index + 1}`}
                  tabIndex={active.row === 0 && active.column === index + 1 ? 0 : -1}
                >
                  {isChinese ? name : nameEn}
                </RouterLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <HeatmapRow
              key={line.organizationId}
              line={line}
              columns={columns}
              row={index + 1}
              activeColumn={active.row === index + 1 ? active.column : null}
              onOpen={onOpen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </Grid>
    </Scroller>
  );
};
