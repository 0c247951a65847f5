/** What a measurement has to reach, by the issue that asked for it. */
export interface Goal {
  /** Where the number stands in the results; `*` stands for each of several things. */
  readonly at: string;
  readonly is: '≤' | '≥' | '<';
  readonly target: number;
  readonly what: string;
}

/** A goal beside what was measured; null where the measurement didn't tell, which meets nothing. */
export interface Verdict extends Goal {
  readonly measured: number | null;
  readonly met: boolean;
}

/** The first part of `at` is the part of the benchmark; of parts that weren't run nothing is said. */
export const GOALS: readonly Goal[] = [
  {
    at: 'figures.coldTimesSql',
    is: '≤',
    target: 1.5,
    what: 'all figures, cold, against hand-written SQL',
  },
  {
    at: 'figures.pages.slowestTimesLookup',
    is: '<',
    target: 5,
    what: 'slowest page of 50 rows against an indexed lookup by the Document Service',
  },
  {
    at: 'figures.pages.medianTimesSqlLookup',
    is: '<',
    target: 5,
    what: 'median page of 50 rows against an indexed lookup in plain SQL',
  },
  { at: 'figures.pages.heatmapStatements', is: '≤', target: 3, what: 'SQL statements of the grid' },
  { at: 'tenTimes.timesSingle.*', is: '≤', target: 10, what: 'time at ten times the data' },
  // “Flat” and “interactive” are words of the issue; these numbers are ours.
  {
    at: 'tenTimes.memoryTimesSingle.*',
    is: '≤',
    target: 1.25,
    what: 'memory at ten times the data',
  },
  { at: 'tenTimes.tenfold.ms.figures', is: '<', target: 1000, what: 'ms until the figures stand' },
  { at: 'tenTimes.tenfold.ms.heatmap', is: '<', target: 1000, what: 'ms until the grid stands' },
  { at: 'publish.accepted.p95Ms', is: '<', target: 300, what: 'ms from publish to accepted' },
  { at: 'posts.missing', is: '≤', target: 0, what: 'posts that are lost' },
  { at: 'posts.twice', is: '≤', target: 0, what: 'posts that are there twice' },
  { at: 'posts.ratio', is: '≥', target: 0.6, what: 'posts a second against bare pg-boss' },
  {
    at: 'openData.csvShareOfCopySpeed',
    is: '≥',
    target: 0.33,
    what: 'speed of the CSV against COPY TO',
  },
  {
    at: 'openData.csvMemoryGrowthMb',
    is: '≤',
    target: 64,
    what: 'MB that the process grows by meanwhile',
  },
  { at: 'contentApi.list.cached.timesStock', is: '≥', target: 100, what: 'list against stock' },
  { at: 'contentApi.list.cached.p99Ms', is: '<', target: 10, what: 'ms, list' },
  { at: 'contentApi.detail.cached.timesStock', is: '≥', target: 20, what: 'detail against stock' },
  { at: 'contentApi.detail.cached.p99Ms', is: '<', target: 10, what: 'ms, detail' },
  {
    at: 'contentApi.*.notModified.timesCached',
    is: '≥',
    target: 1.2,
    what: 'conditional request against a whole answer',
  },
  { at: 'contentApi.list.uncached.timesStock', is: '≥', target: 5, what: 'list never seen' },
  { at: 'contentApi.list.uncached.sqlStatements', is: '≤', target: 2, what: 'its statements' },
  { at: 'contentApi.detail.uncached.timesStock', is: '≥', target: 3, what: 'detail never seen' },
  {
    at: 'contentApi.beneficiaries.*.timesFirst',
    is: '≤',
    target: 1.5,
    what: 'a page far on against the first',
  },
  { at: 'search.p95Ms', is: '<', target: 50, what: 'ms, search in 100,000 documents' },
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The places that a path stands for; those behind a `*` only where the rest of it exists. */
const placesOf = (value: unknown, path: readonly string[], place: string): [string, unknown][] => {
  const [key, ...rest] = path;
  if (key === undefined) return [[place, value]];
  if (key !== '*') {
    return placesOf(isObject(value) ? value[key] : undefined, rest, `${place}.${key}`);
  }
  const found = Object.entries(isObject(value) ? value : {}).flatMap(([name, one]) =>
    placesOf(one, rest, `${place}.${name}`).filter(([, number]) => number !== undefined),
  );
  return found.length > 0 ? found : [[`${place}.*`, undefined]];
};

const isMet = (measured: number, { is, target }: Goal): boolean =>
  is === '≥' ? measured >= target : is === '≤' ? measured <= target : measured < target;

/** Whether the results reach the goals of the parts that were run. */
export const judge = (
  results: Readonly<Record<string, unknown>>,
  goals: readonly Goal[] = GOALS,
): Verdict[] =>
  goals.flatMap((goal) => {
    const [part = '', ...path] = goal.at.split('.');
    if (!(part in results)) return [];
    return placesOf(results[part], path, part).map(([at, value]) => {
      const measured = typeof value === 'number' && Number.isFinite(value) ? value : null;
      return { ...goal, at, measured, met: measured !== null && isMet(measured, goal) };
    });
  });

/** The verdicts for people, a line each. */
export const tableOf = (verdicts: readonly Verdict[]): string => {
  const width = Math.max(0, ...verdicts.map(({ at }) => at.length));
  return verdicts
    .map(({ at, is, target, what, measured, met }) =>
      [
        met ? '✓' : '✗',
        at.padEnd(width),
        String(measured ?? '—').padStart(9),
        `${is} ${target}`.padEnd(8),
        what,
      ].join('  '),
    )
    .join('\n');
};
