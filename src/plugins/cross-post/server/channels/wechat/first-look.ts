const SECOND = 1000;

/** A shorter wait is none. */
const SHORTEST_MS = 50;
const LONGEST_MS = 15 * SECOND;
const SOONER = 3 / 4;
const LATER = 2;

/** When to look at an account's articles for the first time. */
export interface FirstLook {
  /** Milliseconds after the submission; 0: at once. */
  wait(account: string): number;
  /** Whether the article was out, or refused, at the first look. */
  learn(account: string, isOver: boolean): void;
}

/**
 * Learns for each account how long the platform takes, since looks are few (`freepublish/get`, 100 a
 * day): a little sooner after a first look that found the article out, twice as late after one that
 * came too early. What one process has learned ends with it.
 */
export const createFirstLook = (): FirstLook => {
  const waits = new Map<string, number>();
  const wait = (account: string): number => waits.get(account) ?? SECOND;
  return {
    wait,
    learn(account, isOver) {
      const learned = isOver
        ? wait(account) * SOONER
        : Math.max(wait(account), SHORTEST_MS) * LATER;
      waits.set(account, learned < SHORTEST_MS ? 0 : Math.min(learned, LONGEST_MS));
    },
  };
};
