import { beijingDay } from '../../domain/beijing-time';
import type { Remote } from '../../domain/delivery';

/** What is kept of the platform's count of submissions; it starts again every day. */
export const countBefore = (used: number | null, now: Date): Remote => ({
  submitsBefore: used,
  submitsDay: beijingDay(now),
});

/**
 * Whether the platform's count proves that no submission arrived since `countBefore`: the same
 * number on the same day. A count of another day proves nothing.
 *
 * @param used the count now, read at `now`; null where it can't be read.
 */
export const isCountUnchanged = (remote: Remote, used: number | null, now: Date): boolean =>
  typeof remote['submitsBefore'] === 'number' &&
  remote['submitsBefore'] === used &&
  remote['submitsDay'] === beijingDay(now);
