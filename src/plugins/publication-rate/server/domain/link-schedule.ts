const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A link that works is tried again after so long. */
const WORKING_MS = DAY_MS;
/** First pause after a failure; doubled with each further one. */
const FAILED_MS = 10 * MINUTE_MS;

/** Milliseconds until a link is tried again, after so many failures in a row. */
export const pauseAfter = (failures: number): number =>
  failures === 0 ? WORKING_MS : Math.min(DAY_MS, FAILED_MS * 2 ** Math.min(failures - 1, 20));

/** Fewer hosts than this can be down together; more without one answer: it is our own network. */
const HOSTS = 3;

/**
 * Whether a round of checks may say nothing about the links, because it is our own network that is
 * down: several hosts, and not one answer.
 */
export const isOwnOutage = (
  results: readonly { readonly host: string; readonly kind: string }[],
): boolean => {
  const asked = results.filter(({ kind }) => kind !== 'refused');
  return (
    new Set(asked.map(({ host }) => host)).size >= HOSTS &&
    asked.every(({ kind }) => kind === 'network')
  );
};
