import { addDays } from './legal-days';
import { countWorkingDays, workingDay } from './working-days';
import type { CalendarOverrides, DueDay } from './working-days';

/**
 * The periods within which the law wants something done, each with the day since which it holds.
 * Nowhere else is such a number written: figures derive their SQL from these tables.
 */

/** A limit from a day on, until the next one of its table. */
export interface Limit {
  /** First day on which a period begins that this limit governs. */
  readonly from: string;
  readonly days: number;
  readonly source: string;
}

export interface ReplyLimit extends Limit {
  /** Working days by which it may be extended at most. */
  readonly extension: number;
}

const REGULATION_492 = '2008-05-01';
const REGULATION_711 = '2019-05-15';

/** Information to be published on one's own accord, after it was formed or changed: working days. */
export const PUBLICATION_LIMITS: readonly Limit[] = [
  { from: REGULATION_492, days: 20, source: '《政府信息公开条例》（国务院令第492号）第十八条' },
  { from: REGULATION_711, days: 20, source: '《政府信息公开条例》（国务院令第711号）第二十六条' },
];

/** The same for social assistance, by the standard catalogue of its field: working days. */
export const SOCIAL_ASSISTANCE_LIMITS: readonly Limit[] = [
  { from: REGULATION_492, days: 10, source: '《社会救助领域基层政务公开标准目录》' },
];

/** Budgets and final accounts of departments, after their approval: days by the calendar. */
export const BUDGET_LIMITS: readonly Limit[] = [
  { from: '2015-01-01', days: 20, source: '《中华人民共和国预算法》第十四条' },
];

/** Replies to requests, by the day of receipt: working days. */
export const REPLY_LIMITS: readonly ReplyLimit[] = [
  {
    from: REGULATION_492,
    days: 15,
    extension: 15,
    source: '《政府信息公开条例》（国务院令第492号）第二十四条',
  },
  {
    from: REGULATION_711,
    days: 20,
    extension: 20,
    source: '《政府信息公开条例》（国务院令第711号）第三十三条',
  },
];

/** The limit that governs a period beginning on a day; the first one for earlier days. */
export const limitOn = <T extends Limit>(limits: readonly T[], day: string): T =>
  limits.findLast(({ from }) => from <= day) ?? (limits[0] as T);

/**
 * SQL for `limitOn`.
 * @param day SQL expression of a date; code of this repository, never input.
 */
export const limitSql = <T extends Limit>(
  limits: readonly T[],
  day: string,
  value: (limit: T) => number = ({ days }) => days,
): string => {
  const [first, ...later] = limits as [T, ...T[]];
  const cases = later
    .toReversed()
    .map((limit) => `when ${day} >= date '${limit.from}' then ${value(limit)}`);
  return cases.length > 0
    ? `(case ${cases.join(' ')} else ${value(first)} end)`
    : `${value(first)}`;
};

/** Where the limits come from, for people. */
export const sourcesOf = (limits: readonly Limit[]): string =>
  limits.map(({ source }) => source).join('；');

/** Days of a request that don't count. */
export interface Pause {
  readonly reason: 'third-party-consultation' | 'other-organ-consultation' | 'correction';
  readonly startedOn: string;
  /** Null while it lasts. */
  readonly endedOn: string | null;
}

export interface RequestClock {
  readonly receivedOn: string;
  readonly extendedUntil?: string | null;
  readonly pauses?: readonly Pause[];
}

/**
 * The last day to reply to a request for information, or null while its correction is awaited.
 *
 * - The day of receipt decides which Regulation governs it; it is itself not counted.
 * - Once a correction arrives, the period begins anew after that day (711号 art. 30; the same is
 *   done under 492号, whose text leaves it open).
 * - An extension counts as far as the Regulation allows.
 * - Working days after the start of a consultation up to its end don't count (711号 art. 33); one that
 *   lasts still is taken to end on the as-of day.
 */
export const requestDueOn = (
  { receivedOn, extendedUntil = null, pauses = [] }: RequestClock,
  asOf: string,
  overrides: CalendarOverrides = {},
): DueDay | null => {
  const corrections = pauses.filter(
    ({ reason, startedOn }) => reason === 'correction' && startedOn <= asOf,
  );
  if (corrections.some(({ endedOn }) => endedOn === null || endedOn > asOf)) return null;
  const start = corrections.reduce(
    (latest, { endedOn }) => (endedOn !== null && endedOn > latest ? endedOn : latest),
    receivedOn,
  );
  const isPaused = (day: string): boolean =>
    pauses.some(
      ({ reason, startedOn, endedOn }) =>
        reason !== 'correction' &&
        day > startedOn &&
        day <= (endedOn === null || endedOn > asOf ? asOf : endedOn),
    );
  /** The day on which so many working days that count have passed. */
  const countedDays = (count: number): DueDay => {
    let due: DueDay = { day: start, provisional: false };
    for (let left = count; left > 0;) {
      const day = addDays(due.day, 1);
      const facts = workingDay(day, overrides);
      due = { day, provisional: due.provisional || facts.provisional };
      if (facts.isWorkingDay && !isPaused(day)) left -= 1;
    }
    return due;
  };
  const limit = limitOn(REPLY_LIMITS, receivedOn);
  const due = countedDays(limit.days);
  if (extendedUntil === null) return due;
  const granted = countWorkingDays(due.day, extendedUntil, overrides).count;
  return countedDays(limit.days + Math.min(granted, limit.extension));
};
