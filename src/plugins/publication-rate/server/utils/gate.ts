/** Nobody was let in within the time, or too many wait already. */
export class BusyError extends Error {
  constructor() {
    super('too many computations');
    this.name = 'BusyError';
  }
}

export interface GateLimits {
  /** How many may work at once. */
  readonly running: number;
  /** How many may wait for their turn. */
  readonly waiting: number;
  /** How long one waits before giving up. */
  readonly waitMs: number;
}

/**
 * Lets so many work at once and so many wait, first come, first served.
 * @returns a function that runs the work in its turn; it throws BusyError without having run it.
 */
export const createGate = ({ running, waiting, waitMs }: GateLimits) => {
  const queue: (() => void)[] = [];
  let active = 0;

  const enter = async (): Promise<void> => {
    if (active < running) {
      active += 1;
      return;
    }
    if (queue.length >= waiting) throw new BusyError();
    // Whoever leaves hands the place over, so `active` stays as it is.
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(turn), 1);
        reject(new BusyError());
      }, waitMs);
      queue.push(turn);
    });
  };

  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else active -= 1;
  };

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
