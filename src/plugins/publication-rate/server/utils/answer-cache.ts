interface Entry {
  readonly answer: Promise<unknown>;
  readonly until: number;
}

export interface AnswerCacheLimits {
  /** Answers that are kept. */
  readonly size: number;
  /** How long an answer is good, from when its records are read. */
  readonly lifeMs: number;
}

/**
 * Keeps a few answers for a few seconds; equal questions share one computation.
 *
 * @param enter runs a computation in its turn.
 */
export const createAnswerCache = (
  { size, lifeMs }: AnswerCacheLimits,
  enter: <T>(work: () => Promise<T>) => Promise<T>,
) => {
  // The least recently used first.
  const answers = new Map<string, Entry>();

  /** The answer of this key, computed where none is known; `key` must say which type it has. */
  return async <T>(key: string, compute: () => Promise<T>): Promise<T> => {
    const known = answers.get(key);
    answers.delete(key);
    if (known && known.until > Date.now()) {
      answers.set(key, known);
      return known.answer as Promise<T>;
    }
    let until = Infinity;
    const answer = enter(() => {
      until = Date.now() + lifeMs;
      return compute();
    });
    const entry: Entry = {
      answer,
      /** Counted from when the records are read; until then all who ask may wait together. */
      get until() {
        return until;
      },
    };
    answers.set(key, entry);
    for (const oldest of answers.keys()) {
      if (answers.size <= size) break;
      answers.delete(oldest);
    }
    answer.catch(() => {
      if (answers.get(key) === entry) answers.delete(key);
    });
    return answer;
  };
};
