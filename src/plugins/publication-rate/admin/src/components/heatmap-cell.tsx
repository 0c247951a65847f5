import { styled } from 'styled-components';

import type { HeatmapCell as Cell } from '../../../shared/contracts/reports';
import { grouped, isZero } from '../format';
import { useText } from '../text';
import { groundOf, StandingMark } from './standing-mark';

const CellButton = styled.button<{ $standing: Cell['standing'] }>`
  display: flex;
  flex-direction: column;
  justify-content: center;
  align-items: flex-end;
  width: 100%;
  min-height: 4rem;
  padding: 0.4rem 0.8rem;
  border: 0;
  border-radius: 2px;
  font: inherit;
  font-size: 1.3rem;
  line-height: 1.35;
  font-variant-numeric: tabular-nums;
  text-align: right;
  color: ${({ theme }) => theme.colors.neutral800};
  background-color: ${({ theme, $standing }) => groundOf(theme, $standing)};
  ${({ theme, $standing }) =>
    $standing === 'excluded'
      ? `background-image: repeating-linear-gradient(135deg, transparent 0 5px, ${theme.colors.neutral200} 5px 6px);`
      : ''}
  cursor: pointer;

  small {
    font-size: 1.2rem;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  &:hover {
    box-shadow: inset 0 0 0 1px ${({ theme }) => theme.colors.neutral500};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;

interface Props {
  readonly cell: Cell;
  readonly at: string;
  readonly isActive: boolean;
  /** Organization and obligation, for screen readers. */
  readonly label: string;
  readonly onOpen: (cell: Cell) => void;
}

/** One obligation of one organization: its rate and what it lacks; opens the items. */
export const HeatmapCell = ({ cell, at, isActive, label, onOpen }: Props) => {
  const text = useText();
  const isExcluded = cell.standing === 'excluded';
  const details = isExcluded
    ? [cell.reason ?? '']
    : [
        isZero(cell.missing)
          ? ''
          : text(isZero(cell.overdue) ? 'heatmap.notYet' : 'heatmap.missing', {
              count: grouped(cell.missing),
            }),
        isZero(cell.late) ? '' : text('heatmap.late', { count: grouped(cell.late) }),
      ];
  const detail = details.filter(Boolean).join(' ');
  const value = isExcluded
    ? text('mark.excluded')
    : cell.value === '—'
      ? cell.value
      : `${cell.value.replace(/\.00$/, '')}%`;
  return (
    <CellButton
      type="button"
      $standing={cell.standing}
      data-standing={cell.standing}
      data-at={at}
      tabIndex={isActive ? 0 : -1}
      aria-label={`${label}，${text(`mark.${cell.standing}`)}，${value}${detail ? `，${detail}` : ''}`}
      title={detail || undefined}
      onClick={() => onOpen(cell)}
    >
      <span>
        <StandingMark standing={cell.standing} isDecoration /> {value}
      </span>
      {detail && <small>{detail}</small>}
    </CellButton>
  );
};
