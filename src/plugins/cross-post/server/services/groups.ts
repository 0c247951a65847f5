/**
 * Runs `work` once for all that ask under the same key while its last run is under way, so that many
 * deliveries at once cost few statements. Who asks gets an answer of a run that begins later: it is
 * never older than the question.
 *
 * @param work gives an answer for each of the questions, in their order; where it fails, it fails
 *   for all of them.
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
      return work(key, questions);
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
