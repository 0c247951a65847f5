import type { FigurePeriod } from '../../../../shared/contracts/publication-rate';
import type { Table } from '../../../../shared/spreadsheet/table';

type Fact = Table['facts'][number];

/** 2026-11-23T08:47:52.000Z → 2026-11-23 16:47:52, as people in the office read it. */
export const chinaTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** What every file says of its numbers: the words, the basis and the period. */
export const periodFacts = (
  { name, definition, legalBasis }: Record<'name' | 'definition' | 'legalBasis', string>,
  { year, asOf, computedAt }: FigurePeriod,
): Fact[] => [
  ['名称', name],
  ['定义', definition],
  ['依据', legalBasis],
  ['统计年度', String(year)],
  ['截止日期', asOf],
  ['计算时间', `${chinaTime(computedAt)}（北京时间）`],
];

/** Facts that are only told where there is something to tell. */
export const givenFacts = (facts: readonly (readonly [string, string | undefined])[]): Fact[] =>
  facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []));

/** Name of a file: what it is, the year and the day, without what file systems refuse. */
export const fileName = (name: string, { year, asOf }: Pick<FigurePeriod, 'year' | 'asOf'>) =>
  `${name}_${year}年_截至${asOf.slice(0, 10)}`.replace(/[\\/:*?"<>|\s]+/g, ' ').trim();
