/** Timers that are all cancelled when the emulator closes or is reset. */
export interface Timers {
  /** Runs a task after so many milliseconds. */
  after(milliseconds: number, task: () => void): void;
  /** Waits; resolves early never, and not at all once cancelled. */
  wait(milliseconds: number): Promise<void>;
  /** Cancels everything outstanding. */
  clear(): void;
  /** Cancels everything, now and in future. */
  close(): void;
}

export function createTimers(): Timers {
  const pending = new Set<NodeJS.Timeout>();
  let closed = false;
  const after = (milliseconds: number, task: () => void): void => {
    if (closed) {
      return;
    }
    const timer = setTimeout(() => {
      pending.delete(timer);
      task();
    }, milliseconds);
    pending.add(timer);
  };
  const clear = (): void => {
    for (const timer of pending) {
      clearTimeout(timer);
    }
    pending.clear();
  };
  return {
    after,
    wait: (milliseconds) =>
      milliseconds <= 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            after(milliseconds, resolve);
          }),
    clear,
    close() {
      closed = true;
      clear();
    },
  };
}
