import { TIME_ZONE } from '../constants';

/** Values of the bindings that a universe may use. */
export interface PeriodBindings {
  readonly year: number;
  readonly asOfDay: string;
  readonly asOfEnd: string;
  readonly yearStart: string;
  readonly yearEnd: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for a `YYYY-MM-DD` that exists in the calendar. */
export const isCalendarDay = (text: string): boolean => {
  if (!DAY.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
};

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that it is in Asia/Shanghai at an instant. */
export const shanghaiDay = (instant: Date): string => {
  const parts = new Map(dayFormat.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
};

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

/** The day after a `YYYY-MM-DD`. */
const nextDay = (day: string): string => {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + 1);
  return instant.toISOString().slice(0, 10);
};

/**
 * Bindings for a year as it stood at the end of a day. `asOfEnd` is the first instant that no
 * longer belongs to the day in Asia/Shanghai (UTC+8 the whole year since 1992).
 */
export const periodBindings = (year: number, asOf: string): PeriodBindings => ({
  year,
  asOfDay: asOf,
  asOfEnd: `${nextDay(asOf)}T00:00:00+08:00`,
  yearStart: `${year}-01-01`,
  yearEnd: `${year}-12-31`,
});
