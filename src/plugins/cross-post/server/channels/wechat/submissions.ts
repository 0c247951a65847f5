import { beijingDay } from '../../domain/beijing-time';
import type { Remote } from '../../domain/delivery';

/** What is kept of the platform's count of submissions; it starts again every day. */
export const countBefore = (used: number | null, now: Date): Remote => ({
  submitsBefore: used,
  submitsDay: beijingDay(now),
});

/**
 * Whether the platform's count proves that a submission didn't arrive since `countBefore`: all that
 * it has counted since are the account's other submissions, on the same day. A count of another day
 * proves nothing; submissions of other systems make it higher, which proves nothing either.
 *
 * @param others submissions of the account that certainly arrived since `countBefore`, known before
 *   `used` was read.
 * @param used the count now, read at `now`; null where it can't be read.
 */
export const isCountExplained = (
  remote: Remote,
  others: number,
  used: number | null,
  now: Date,
): boolean =>
  typeof remote['submitsBefore'] === 'number' &&
  remote['submitsBefore'] + others === used &&
  remote['submitsDay'] === beijingDay(now);
