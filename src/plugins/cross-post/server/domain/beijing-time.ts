const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar day in Beijing, `YYYY-MM-DD`. */
export const beijingDay = (now: Date): string =>
  new Date(now.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);

/** The next midnight in Beijing, when the platforms' daily counters are taken to start again. */
export const nextBeijingMidnight = (now: Date): Date => {
  const local = now.getTime() + BEIJING_OFFSET_MS;
  return new Date((Math.floor(local / DAY_MS) + 1) * DAY_MS - BEIJING_OFFSET_MS);
};
