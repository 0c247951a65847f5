import { VisuallyHidden } from '@strapi/design-system';
import { memo } from 'react';
import { styled } from 'styled-components';

import type { Heatmap, HeatmapCell as Cell } from '../../../shared/contracts/reports';
import type { HeatmapLine } from '../domain/heatmap';
import { useIsChinese, useText } from '../text';
import { HeatmapCell } from './heatmap-cell';

const NameButton = styled.button`
  width: 100%;
  padding: 0.4rem;
  border: 0;
  border-radius: 2px;
  background: none;
  font: inherit;
  text-align: left;
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;

  &:hover {
    text-decoration: underline;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

interface Props {
  readonly line: HeatmapLine;
  readonly columns: Heatmap['columns'];
  /** Row of the grid; the headings are row 0. */
  readonly row: number;
  /** Column that the Tab key leads to, where it is in this row. */
  readonly activeColumn: number | null;
  readonly onOpen: (cell: Cell) => void;
  readonly onChoose: (organizationId: string) => void;
}

/** An organization's obligations. */
export const HeatmapRow = memo(({ line, columns, row, activeColumn, onOpen, onChoose }: Props) => {
  const text = useText();
  const isChinese = useIsChinese();
  return (
    <tr>
      <th scope="row">
        <NameButton
          type="button"
          data-at={`${row}:0`}
          tabIndex={activeColumn === 0 ? 0 : -1}
          title={text('heatmap.choose', { name: line.name })}
          onClick={() => onChoose(line.organizationId)}
        >
          {line.name}
        </NameButton>
      </th>
      {columns.map(({ figureId, name, nameEn }, index) => {
        const cell = line.cells[index];
        const column = isChinese ? name : nameEn;
        return (
          <td key={figureId}>
            {cell ? (
              <HeatmapCell
                cell={cell}
                at={`${row}:${index + 1}`}
                isActive={activeColumn === index + 1}
                label={`${line.name}，${column}`}
                onOpen={onOpen}
              />
            ) : (
              <VisuallyHidden>{text('heatmap.noObligation')}</VisuallyHidden>
            )}
          </td>
        );
      })}
    </tr>
  );
});
HeatmapRow.displayName = 'HeatmapRow';
