const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The next midnight in Beijing, when the platforms' daily counters are taken to start again. */
export const nextBeijingMidnight = (now: Date): Date => {
  const local = now.getTime() + BEIJING_OFFSET_MS;
  return new Date((Math.floor(local / DAY_MS) + 1) * DAY_MS - BEIJING_OFFSET_MS);
};
