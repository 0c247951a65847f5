import type { Heatmap, HeatmapCell, Standing } from '../../../shared/contracts/reports';
import { isZero } from '../format';

export interface HeatmapLine {
  readonly organizationId: string;
  readonly name: string;
  readonly missing: string;
  /** One for each column; null where the organization has no such obligation. */
  readonly cells: readonly (HeatmapCell | null)[];
}

/** Rows with their cells in the columns' order. */
export const linesOf = ({ columns, rows, cells }: Heatmap): readonly HeatmapLine[] => {
  const byPlace = new Map(cells.map((cell) => [`${cell.organizationId} ${cell.figureId}`, cell]));
  return rows.map((row) => ({
    ...row,
    cells: columns.map(({ figureId }) => byPlace.get(`${row.organizationId} ${figureId}`) ?? null),
  }));
};

const needsWork = (cell: HeatmapCell | null): boolean =>
  cell?.standing === 'failing' || cell?.standing === 'warning';

/** Lines in which something is missing or late. */
export const withGaps = (lines: readonly HeatmapLine[]): readonly HeatmapLine[] =>
  lines.filter(({ cells }) => cells.some(needsWork));

/** How many cells stand how. */
export const tally = (lines: readonly HeatmapLine[]): Readonly<Record<Standing, number>> => {
  const counts = { good: 0, warning: 0, failing: 0, excluded: 0, none: 0 };
  for (const { cells } of lines) {
    for (const cell of cells) if (cell) counts[cell.standing] += 1;
  }
  return counts;
};

/** What a cell's dialog lists: what is missing, or everything where nothing is. */
export const dialogState = ({ missing }: HeatmapCell): 'missing' | 'all' =>
  isZero(missing) ? 'all' : 'missing';

const SEPARATOR = '~';

/** A cell as a word of the address, and back. */
export const cellAddress = ({ organizationId, figureId }: HeatmapCell): string =>
  `${organizationId}${SEPARATOR}${figureId}`;

export const cellAt = (cells: readonly HeatmapCell[], address: string): HeatmapCell | null =>
  cells.find((cell) => cellAddress(cell) === address) ?? null;
