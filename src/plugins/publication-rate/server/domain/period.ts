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
