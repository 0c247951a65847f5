import { beijingDay } from '../../domain/beijing-time';
import type { Baseline, Remote } from '../../domain/delivery';

/** What is kept of the platform's count of submissions; it starts again every day. */
export const countBefore = (used: number | null, now: Date): Remote => ({
  submitsBefore: used,
  submitsDay: beijingDay(now),
});

/** What the count must be if none of the account's unclear submissions arrived; null: of another day. */
const expected = ({ remote, others }: Baseline, now: Date): number | null =>
  typeof remote['submitsBefore'] === 'number' && remote['submitsDay'] === beijingDay(now)
    ? remote['submitsBefore'] + others
    : null;

/**
 * Whether the platform's count proves that a submission didn't arrive: since one of the counts that
 * were kept before it all that was counted are other submissions, known to have arrived, on the same
 * day. The account's own count just before may not be the one: what others sent at that very moment
 * may or may not be in it. A count of another day proves nothing; submissions of other systems make it
 * higher, which proves nothing either.
 *
 * @param baselines counts kept before the submission, `others` known before `used` was read.
 * @param used the count now, read at `now`; null where it can't be read.
 */
export const isCountExplained = (
  baselines: readonly Baseline[],
  used: number | null,
  now: Date,
): boolean => {
  const counts = baselines.flatMap((baseline) => expected(baseline, now) ?? []);
  return used !== null && counts.length > 0 && Math.max(...counts) === used;
};
