import { DatabaseError } from 'pg';

/** A connection that never answers may not hold up all that come after it. */
const LIMIT_MS = 30_000;

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`no answer within ${LIMIT_MS / 1000} s`);
    timer = setTimeout(() => reject(error), LIMIT_MS).unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/**
 * Runs `work` once for all that ask under the same key while its last run is under way, so that many
 * deliveries at once cost few statements. Who asks gets an answer of a run that begins later: it is
 * never older than the question.
 *
 * @param work gives an answer for each of the questions, in their order; where it fails, or takes
 *   longer than half a minute, it fails for all of them.
 */
export const createGroups = <Question, Answer>(
  work: (key: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
): ((key: string, question: Question) => Promise<Answer>) => {
  interface Group {
    readonly questions: Question[];
    readonly answers: Promise<readonly Answer[]>;
  }
  const forming = new Map<string, Group>();
  const underWay = new Map<string, Promise<unknown>>();

  const form = (key: string): Group => {
    const questions: Question[] = [];
    const turn = underWay.get(key) ?? Promise.resolve();
    const answers = turn.then(() => {
      forming.delete(key);
      return inTime(work(key, questions));
    });
    const over = answers
      .catch(() => undefined)
      .then(() => {
        if (underWay.get(key) === over) underWay.delete(key);
      });
    underWay.set(key, over);
    const group = { questions, answers };
    forming.set(key, group);
    return group;
  };

  return async (key, question) => {
    const { questions, answers } = forming.get(key) ?? form(key);
    const place = questions.push(question) - 1;
    // The work answers every question, in their order.
    return (await answers)[place] as Answer;
  };
};

/** A read that all share who ask for the same key while the one before is under way. */
export const shareReads = <T>(read: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const groups = createGroups<null, T>(async (key, questions) => {
    const found = await read(key);
    return questions.map(() => found);
  });
  return (key) => groups(key, null);
};

/**
 * Writes that come together are made by one statement. Those that it left out, since somebody was
 * changing them, and those of a statement that the database refused are made each by itself: one
 * that can't be written doesn't take the others along.
 *
 * @param write gives the leases under which something was written; `isPatient`: it waits for what
 *   somebody is changing.
 * @returns whether it was written.
 */
export const createWrites = <Row extends { readonly leaseToken: string }>(
  write: (key: string, rows: readonly Row[], isPatient: boolean) => Promise<ReadonlySet<string>>,
): ((key: string, row: Row) => Promise<boolean>) => {
  const groups = createGroups<Row, boolean>(async (key, rows) => {
    const written = await write(key, rows, false).catch((error: unknown) => {
      // The database's own answer: nothing of the statement is there.
      if (error instanceof DatabaseError) return new Set<string>();
      throw error;
    });
    return rows.map(({ leaseToken }) => written.has(leaseToken));
  });
  return async (key, row) =>
    (await groups(key, row)) || (await write(key, [row], true)).has(row.leaseToken);
};
