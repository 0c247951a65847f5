const BEIJING_OFFSET_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The calendar day in Beijing, `YYYY-MM-DD`. */
export const beijingDay = (now: Date): string =>
  new Date(now.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);

/** The next midnight in Beijing, when the platforms' daily counters are taken to start again. */
export const nextBeijingMidnight = (now: Date): Date => {
  const local = now.getTime() + BEIJING_OFFSET_MS;
  return new Date((Math.floor(local / DAY_MS) + 1) * DAY_MS - BEIJING_OFFSET_MS);
};

/** A span after which a counter of calls starts again. */
export type CountingPeriod = 'hour' | 'day' | 'month';

/** Name of the running period in Beijing: `2026-11-23T09`, `2026-11-23` or `2026-11`. */
export const periodName = (period: CountingPeriod, now: Date): string => {
  const lengths = { hour: 13, day: 10, month: 7 } as const;
  return new Date(now.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, lengths[period]);
};

/** The instant at which the next period begins. */
export const periodEnd = (period: CountingPeriod, now: Date): Date => {
  if (period === 'day') return nextBeijingMidnight(now);
  const local = new Date(now.getTime() + BEIJING_OFFSET_MS);
  if (period === 'hour') {
    return new Date(Math.floor(now.getTime() / HOUR_MS + 1) * HOUR_MS);
  }
  const next = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1);
  return new Date(next - BEIJING_OFFSET_MS);
};
