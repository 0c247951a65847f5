import { DatabaseError } from 'pg';

import { createGroups, createWrites, shareReads } from './groups';

interface Run {
  readonly key: string;
  readonly questions: readonly number[];
  end(): void;
  fail(error: Error): void;
}

/** Answers each question with its double, when told to. */
const setUp = () => {
  const runs: Run[] = [];
  const ask = createGroups(
    (key, questions: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const end = () => resolve(questions.map((question) => 2 * question));
        runs.push({ key, questions, end, fail: reject });
      }),
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const run = (index: number): Run => {
    const found = runs[index];
    if (!found) throw new Error(`no run ${index}`);
    return found;
  };
  return { runs, run, ask, settle };
};

describe('groups', () => {
  it('runs at once for the first, and once for all that come meanwhile', async () => {
    const { runs, run, ask, settle } = setUp();
    const first = ask('a', 1);
    await settle();
    const later = [ask('a', 2), ask('a', 3), ask('a', 4)];
    await settle();
    expect(runs.map(({ questions }) => questions)).toEqual([[1]]);

    run(0).end();
    await expect(first).resolves.toBe(2);
    await settle();
    expect(runs.map(({ questions }) => questions)).toEqual([[1], [2, 3, 4]]);
    run(1).end();
    await expect(Promise.all(later)).resolves.toEqual([4, 6, 8]);
  });

  it('keeps keys apart', async () => {
    const { runs, ask, settle } = setUp();
    void ask('a', 1);
    void ask('b', 2);
    await settle();
    expect(runs.map(({ key, questions }) => [key, questions])).toEqual([
      ['a', [1]],
      ['b', [2]],
    ]);
  });

  it('fails for those of the run alone, and goes on', async () => {
    const { run, ask, settle } = setUp();
    const first = ask('a', 1);
    await settle();
    const second = ask('a', 2);
    run(0).fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await settle();
    run(1).end();
    await expect(second).resolves.toBe(4);
    await settle();
    const third = ask('a', 3);
    await settle();
    run(2).end();
    await expect(third).resolves.toBe(6);
  });
});

describe('a run without an answer', () => {
  afterEach(() => jest.useRealTimers());

  it('fails after half a minute, and lets those that come after it go on', async () => {
    jest.useFakeTimers();
    const { run, ask } = setUp();
    const first = ask('a', 1);
    const told = expect(first).rejects.toThrow('no answer within 30 s');
    await jest.advanceTimersByTimeAsync(1);
    const second = ask('a', 2);
    await jest.advanceTimersByTimeAsync(30_000);
    await told;
    await jest.advanceTimersByTimeAsync(1);
    run(1).end();
    await expect(second).resolves.toBe(4);
  });
});

describe('shared reads', () => {
  it('give nobody what was read before the question', async () => {
    let value = 'old';
    const ends: (() => void)[] = [];
    const read = shareReads(async () => {
      const found = value;
      await new Promise<void>((resolve) => ends.push(resolve));
      return found;
    });
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    const first = read('a');
    await settle();
    value = 'new';
    const others = [read('a'), read('a')];
    ends[0]?.();
    await expect(first).resolves.toBe('old');
    await settle();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await expect(Promise.all(others)).resolves.toEqual(['new', 'new']);
  });
});

describe('writes', () => {
  interface Write {
    readonly leases: readonly string[];
    readonly isPatient: boolean;
  }
  const refusal = new DatabaseError('invalid byte sequence', 21, 'error');

  /** A write that notes what it was asked, and answers as it is told. */
  const setUpWrites = (answer: (write: Write) => readonly string[]) => {
    const done: Write[] = [];
    const write = createWrites<{ readonly leaseToken: string }>(async (_, rows, isPatient) => {
      const asked = { leases: rows.map(({ leaseToken }) => leaseToken), isPatient };
      done.push(asked);
      return new Set(answer(asked));
    });
    const writeAll = (leases: readonly string[]) =>
      Promise.allSettled(leases.map((leaseToken) => write('a', { leaseToken })));
    return { done, writeAll };
  };

  it('are made together', async () => {
    const { done, writeAll } = setUpWrites(({ leases }) => leases);
    await expect(writeAll(['a', 'b', 'c'])).resolves.toMatchObject([
      { value: true },
      { value: true },
      { value: true },
    ]);
    expect(done).toEqual([{ leases: ['a', 'b', 'c'], isPatient: false }]);
  });

  it('wait by themselves for what somebody is changing', async () => {
    const { done, writeAll } = setUpWrites(({ leases, isPatient }) =>
      leases.filter((lease) => lease === 'a' || (lease === 'b' && isPatient)),
    );
    await expect(writeAll(['a', 'b', 'c'])).resolves.toMatchObject([
      { value: true },
      { value: true },
      { value: false },
    ]);
    expect(done.slice(1)).toEqual([
      { leases: ['b'], isPatient: true },
      { leases: ['c'], isPatient: true },
    ]);
  });

  it('fail alone where the database refuses one of them', async () => {
    const { writeAll } = setUpWrites(({ leases }) => {
      if (leases.includes('b')) throw refusal;
      return leases;
    });
    await expect(writeAll(['a', 'b', 'c'])).resolves.toMatchObject([
      { value: true },
      { status: 'rejected', reason: refusal },
      { value: true },
    ]);
  });

  it('are not repeated where the connection is lost, since they may be there', async () => {
    const { done, writeAll } = setUpWrites(() => {
      throw new Error('Connection terminated unexpectedly');
    });
    await expect(writeAll(['a'])).resolves.toMatchObject([{ status: 'rejected' }]);
    expect(done).toHaveLength(1);
  });
});
