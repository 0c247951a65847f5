import { COUNTS } from '../constants';

/**
 * Totals of lists, each good for one version of the data. Whoever needs one that is being counted
 * waits for it.
 */
export const createCounts = () => {
  let counts = new Map<string, { version: string; total: Promise<number> }>();

  return {
    /** The total, if it is known or on the way. */
    find(key: string, version: string): Promise<number> | null {
      const found = counts.get(key);
      return found?.version === version ? found.total : null;
    },

    /** Keeps a total that is on the way; one that fails is forgotten. */
    keep(key: string, version: string, total: Promise<number>): void {
      if (counts.size >= COUNTS) counts = new Map();
      counts.set(key, { version, total });
      total.catch(() => {
        if (counts.get(key)?.total === total) counts.delete(key);
      });
    },
  };
};
