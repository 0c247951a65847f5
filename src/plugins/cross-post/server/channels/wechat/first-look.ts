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
  /**
   * @param waited what `wait` said for this article.
   * @param isOver whether the article was out, or refused, at that look.
   */
  learn(account: string, waited: number, isOver: boolean): void;
}

/**
 * Learns for each account how long the platform takes, since looks are few (`freepublish/get`, 100 a
 * day): a little sooner after a first look that found the article out, twice as late after one that
 * came too early. Many that waited the same teach no more than one. What one process has learned ends
 * with it.
 */
export const createFirstLook = (): FirstLook => {
  const waits = new Map<string, number>();
  const wait = (account: string): number => waits.get(account) ?? SECOND;
  const needed = (account: string, waited: number, isOver: boolean): number =>
    isOver
      ? Math.min(wait(account), waited * SOONER)
      : Math.max(wait(account), Math.max(waited, SHORTEST_MS) * LATER);
  return {
    wait,
    learn(account, waited, isOver) {
      const learned = needed(account, waited, isOver);
      waits.set(account, learned < SHORTEST_MS ? 0 : Math.min(learned, LONGEST_MS));
    },
  };
};
