/** Something with a size in bytes. */
export interface Sized {
  readonly bytes: number;
}

/** An answer too large for this share of the whole is not kept. */
const LARGEST_SHARE = 16;

/**
 * Answers by request, each with the version of the data that it was made of. Holds at most
 * `maxBytes`; the one unused for longest goes first.
 */
export const createAnswerStore = <T extends Sized>(maxBytes: number) => {
  // A Map keeps the order of insertion: the first is the one unused for longest.
  const kept = new Map<string, { version: string; answer: T; bytes: number }>();
  let total = 0;

  const drop = (key: string): void => {
    const found = kept.get(key);
    if (!found) return;
    kept.delete(key);
    total -= found.bytes;
  };

  const shrink = (): void => {
    for (const key of kept.keys()) {
      if (total <= maxBytes) return;
      drop(key);
    }
  };

  return {
    /** The answer of just that version; one of another version is forgotten. */
    get(key: string, version: string): T | null {
      const found = kept.get(key);
      if (!found) return null;
      if (found.version !== version) {
        drop(key);
        return null;
      }
      kept.delete(key);
      kept.set(key, found);
      return found.answer;
    },

    set(key: string, version: string, answer: T): void {
      drop(key);
      // A text of the key and the bookkeeping count too: many small answers fill memory as well.
      const bytes = answer.bytes + 2 * key.length + 512;
      if (bytes > maxBytes / LARGEST_SHARE) return;
      kept.set(key, { version, answer, bytes });
      total += bytes;
      shrink();
    },

    /** The answer has become larger by so many bytes. */
    grow(key: string, answer: T, bytes: number): void {
      const found = kept.get(key);
      if (found?.answer !== answer) return;
      found.bytes += bytes;
      total += bytes;
      shrink();
    },

    clear(): void {
      kept.clear();
      total = 0;
    },

    size: () => ({ answers: kept.size, bytes: total }),
  };
};

export type AnswerStore<T extends Sized> = ReturnType<typeof createAnswerStore<T>>;
