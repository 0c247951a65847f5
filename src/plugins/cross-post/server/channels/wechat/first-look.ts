const SECOND = 1000;

/** A shorter wait is none. */
const SHORTEST_MS = 50;
const LONGEST_MS = 15 * SECOND;
/** Waits so near to each other are taken for the same: trying one between them isn't worth a look. */
const CLOSE = 1.5;
/** What was too early once may not be for ever. */
const FORGET = 0.995;

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

interface Known {
  /** The longest wait, in milliseconds, after which an article was not out. */
  readonly tooEarly: number;
  /** The shortest one after which articles are out. */
  readonly enough: number;
}

/** Of an account of which nothing is known articles are looked at after a second. */
const NOTHING: Known = { tooEarly: 0, enough: 2 * SECOND };

/**
 * Learns for each account how long the platform takes, since looks are few (`freepublish/get`, 100 a
 * day) and one that comes too early is followed by a much later one: halfway between what was too
 * early and what was enough, until these are near each other. Of many articles that waited the
 * same each but the first teaches next to nothing. What a process has learned ends with it.
 */
export const createFirstLook = (): FirstLook => {
  const accounts = new Map<string, Known>();
  const knownOf = (account: string): Known => accounts.get(account) ?? NOTHING;
  return {
    wait(account) {
      const { tooEarly, enough } = knownOf(account);
      const isSettled = enough <= tooEarly * CLOSE + SHORTEST_MS;
      const wait = isSettled ? enough : (tooEarly + enough) / 2;
      return wait < SHORTEST_MS ? 0 : wait;
    },
    learn(account, waited, isOver) {
      const { tooEarly, enough } = knownOf(account);
      accounts.set(
        account,
        isOver
          ? { tooEarly: Math.min(tooEarly, waited) * FORGET, enough: Math.min(enough, waited) }
          : {
              tooEarly: Math.max(tooEarly, waited),
              enough: Math.min(LONGEST_MS, Math.max(enough, 2 * Math.max(waited, SHORTEST_MS))),
            },
      );
    },
  };
};
