/** Leaves a place to the next in line. */
export type Leave = () => void;

/**
 * Lets at most `places` in at a time. Up to `line` others wait, each at most `patienceMs`; who
 * finds the line full or waits too long is turned away with null.
 */
export const createTurnstile = ({
  places,
  line,
  patienceMs,
}: {
  places: number;
  line: number;
  patienceMs: number;
}) => {
  let free = places;
  const waiting = new Set<() => void>();

  const leave = (): Leave => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const [next] = waiting;
      if (next) next();
      else free += 1;
    };
  };

  return {
    async enter(): Promise<Leave | null> {
      if (free > 0) {
        free -= 1;
        return leave();
      }
      if (waiting.size >= line) return null;
      return new Promise((resolve) => {
        const called = (): void => {
          clearTimeout(timer);
          waiting.delete(called);
          resolve(leave());
        };
        const timer = setTimeout(() => {
          waiting.delete(called);
          resolve(null);
        }, patienceMs);
        waiting.add(called);
      });
    },
  };
};

export type Turnstile = ReturnType<typeof createTurnstile>;
