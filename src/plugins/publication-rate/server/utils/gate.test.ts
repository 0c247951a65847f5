import { BusyError, createGate } from './gate';

/** Work that ends when it is told to. */
const work = () => {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let started = false;
  return {
    run: async (): Promise<void> => {
      started = true;
      await ended;
    },
    end: () => end(),
    started: () => started,
  };
};

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createGate', () => {
  it('should let in so many at once and the others in their order', async () => {
    const enter = createGate({ running: 2, waiting: 2, waitMs: 10_000 });
    const works = [work(), work(), work(), work()] as const;
    const all = Promise.all(works.map(({ run }) => enter(run)));
    await settle();
    expect(works.map(({ started }) => started())).toEqual([true, true, false, false]);
    works[1].end();
    await settle();
    expect(works.map(({ started }) => started())).toEqual([true, true, true, false]);
    works.forEach(({ end }) => end());
    await all;
    expect(works[3].started()).toBe(true);
  });

  it('should refuse at once when enough are waiting', async () => {
    const enter = createGate({ running: 1, waiting: 1, waitMs: 10_000 });
    const [first, second, third] = [work(), work(), work()];
    const both = Promise.all([enter(first.run), enter(second.run)]);
    await expect(enter(third.run)).rejects.toThrow(BusyError);
    expect(third.started()).toBe(false);
    first.end();
    second.end();
    await both;
  });

  it('should refuse whoever waited too long, and keep the place for the next', async () => {
    const enter = createGate({ running: 1, waiting: 1, waitMs: 10 });
    const [first, second, third] = [work(), work(), work()];
    const running = enter(first.run);
    await expect(enter(second.run)).rejects.toThrow(BusyError);
    first.end();
    await running;
    third.end();
    await enter(third.run);
    expect([second.started(), third.started()]).toEqual([false, true]);
  });

  it('should free the place of work that fails', async () => {
    const enter = createGate({ running: 1, waiting: 0, waitMs: 10 });
    await expect(enter(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(enter(() => Promise.resolve('done'))).resolves.toBe('done');
  });
});
