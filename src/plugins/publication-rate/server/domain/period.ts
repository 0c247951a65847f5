import { addDays, isDate, legalDayOf } from '../../../../shared/legal-days';

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
 * Bindings for a year as it stood at the end of a day, or at an instant. `asOfEnd` is the first
 * instant that no longer counts: of the next day in Asia/Shanghai (UTC+8 the whole year since 1992),
 * or the millisecond after the instant, so that what happened at it counts.
 */
export const periodBindings = (year: number, asOf: string): PeriodBindings => {
  const instant = isDate(asOf) ? null : new Date(asOf);
  const day = instant ? legalDayOf(instant) : asOf;
  return {
    year,
    asOfDay: day,
    asOfEnd: instant
      ? new Date(instant.getTime() + 1).toISOString()
      : `${addDays(day, 1)}T00:00:00+08:00`,
    yearStart: `${year}-01-01`,
    yearEnd: `${year}-12-31`,
  };
};

/** Last day of a month (1 to 12) of a year. */
const monthEnd = (year: number, month: number): string =>
  addDays(
    month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`,
    -1,
  );

export interface TrendPoint {
  /** `2017-06`. */
  readonly month: string;
  readonly asOf: string;
  /** The same day of the year before; of 29 February the 28th. */
  readonly lastYearAsOf: string;
}

/** The ends of a year's months up to the as-of day, which itself ends the last one. */
export const trendPoints = (year: number, asOf: string): TrendPoint[] => {
  const { asOfDay } = periodBindings(year, asOf);
  return Array.from({ length: 12 }, (_, index) => index + 1)
    .filter((month) => `${year}-${String(month).padStart(2, '0')}-01` <= asOfDay)
    .map((month) => {
      const end = monthEnd(year, month);
      const lastYearEnd = monthEnd(year - 1, month);
      const isWhole = end <= asOfDay;
      const sameDay = `${year - 1}${asOfDay.slice(4)}`;
      return {
        month: end.slice(0, 7),
        asOf: isWhole ? end : asOf,
        lastYearAsOf: isWhole || sameDay > lastYearEnd ? lastYearEnd : sameDay,
      };
    });
};
