/**
 * Legal days: `YYYY-MM-DD` strings that mean a whole day in Asia/Shanghai, whatever the server's own
 * zone. They compare and sort as text.
 */

/** Asia/Shanghai is UTC+8 all year (summer time ended in 1991). */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day of the real calendar: 2024-02-29, but not 2023-02-29 or 2024-13-01. */
export const isDate = (value: unknown): value is string => {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === value;
};

const toTime = (day: string): number => {
  if (!isDate(day)) throw new RangeError(`not a date (YYYY-MM-DD): ${String(day)}`);
  return Date.parse(`${day}T00:00:00Z`);
};

/** The legal day on which an instant falls. */
export const legalDayOf = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** Today in Asia/Shanghai. */
export const today = (now: Date = new Date()): string => legalDayOf(now);

/** The instant at which a legal day begins. @throws RangeError unless it is a date. */
export const startOfDay = (day: string): Date => new Date(toTime(day) - OFFSET_MS);

/**
 * The first instant after a legal day: what happened on the day or before is `< endOfDay(day)`.
 *
 * @throws RangeError unless it is a date.
 */
export const endOfDay = (day: string): Date => new Date(toTime(day) - OFFSET_MS + DAY_MS);

/** The day so many days later (earlier, if negative). @throws RangeError unless it is a date. */
export const addDays = (day: string, count: number): string =>
  new Date(toTime(day) + count * DAY_MS).toISOString().slice(0, 10);

/** 0 Sunday … 6 Saturday. @throws RangeError unless it is a date. */
export const weekdayOf = (day: string): number => new Date(toTime(day)).getUTCDay();
