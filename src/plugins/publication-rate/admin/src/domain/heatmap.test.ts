import type { Heatmap, HeatmapCell } from '../../../shared/contracts/reports';
import { cellAddress, cellAt, dialogState, linesOf, tally, withGaps } from './heatmap';

const cell = (
  organizationId: string,
  figureId: string,
  standing: HeatmapCell['standing'],
  missing = '0',
): HeatmapCell => ({
  organizationId,
  figureId,
  standing,
  counted: '1',
  missing,
  excluded: '0',
  late: '0',
  overdue: missing,
  value: '100.00',
  reason: null,
});

const heatmap: Heatmap = {
  columns: [
    { figureId: 'fund.rate', name: '资金', nameEn: 'Funds' },
    { figureId: 'budget.rate', name: '预算', nameEn: 'Budgets' },
  ],
  rows: [
    { organizationId: 'b', name: '乙局', missing: '2' },
    { organizationId: 'a', name: '甲局', missing: '0' },
    { organizationId: 'c', name: '丙局', missing: '0' },
  ],
  cells: [
    cell('a', 'budget.rate', 'good'),
    cell('b', 'fund.rate', 'failing', '2'),
    cell('b', 'budget.rate', 'excluded'),
    cell('c', 'budget.rate', 'warning'),
  ],
  period: { year: 2017, asOf: '2017-12-31', computedAt: '2018-01-01T00:00:00.000Z' },
};

describe('linesOf', () => {
  it("should keep the server's order of rows and put cells under their columns", () => {
    const lines = linesOf(heatmap);
    expect(lines.map(({ name }) => name)).toEqual(['乙局', '甲局', '丙局']);
    expect(lines.map(({ cells }) => cells.map((one) => one?.standing ?? null))).toEqual([
      ['failing', 'excluded'],
      [null, 'good'],
      [null, 'warning'],
    ]);
  });
});

describe('withGaps', () => {
  it('should keep what is missing or late', () => {
    expect(withGaps(linesOf(heatmap)).map(({ name }) => name)).toEqual(['乙局', '丙局']);
  });
});

describe('tally', () => {
  it('should count cells by standing, and no obligation that there is not', () => {
    expect(tally(linesOf(heatmap))).toEqual({
      good: 1,
      warning: 1,
      failing: 1,
      excluded: 1,
      none: 0,
    });
  });
});

describe('addresses of cells', () => {
  it('should lead back to the cell', () => {
    for (const one of heatmap.cells) expect(cellAt(heatmap.cells, cellAddress(one))).toBe(one);
    expect(cellAt(heatmap.cells, 'nobody~fund.rate')).toBeNull();
    expect(cellAt(heatmap.cells, '')).toBeNull();
  });
});

describe('dialogState', () => {
  it('should list what is missing first of all', () => {
    expect(dialogState(cell('a', 'fund.rate', 'failing', '2'))).toBe('missing');
    expect(dialogState(cell('a', 'fund.rate', 'warning'))).toBe('all');
  });
});
