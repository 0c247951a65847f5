import { addDays } from '../../../../shared/legal-days';

/** Values of the bindings that a universe may use. */
export interface PeriodBindings {
  readonly year: number;
  readonly asOfDay: string;
  readonly asOfEnd: string;
  readonly yearStart: string;
  readonly yearEnd: string;
}

/** Year of a `YYYY-MM-DD`. */
export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Share of the busiest year's publications below which a year is not yet worth looking at. */
const WORTH_A_LOOK = 0.05;

/**
 * The year to begin with: the newest one with a substantial record. In the first weeks of a year
 * that is the year before, whose figures are the ones in demand then.
 */
export const suggestedYear = (
  years: readonly { readonly year: number; readonly publications: number }[],
  thisYear: number,
): number => {
  const most = Math.max(0, ...years.map(({ publications }) => publications));
  const worth = years.filter(({ publications }) => publications >= most * WORTH_A_LOOK);
  return worth.length > 0 ? Math.max(...worth.map(({ year }) => year)) : thisYear;
};

/**
 * Bindings for a year as it stood at the end of a day. `asOfEnd` is the first instant that no
 * longer belongs to the day in Asia/Shanghai (UTC+8 the whole year since 1992).
 */
export const periodBindings = (year: number, asOf: string): PeriodBindings => ({
  year,
  asOfDay: asOf,
  asOfEnd: `${addDays(asOf, 1)}T00:00:00+08:00`,
  yearStart: `${year}-01-01`,
  yearEnd: `${year}-12-31`,
});
