/**
 * The periods within which the law wants something done, each with the day since which it holds.
 * Nowhere else is such a number written: figures derive their SQL from these tables.
 */

/** A limit from a day on, until the next one of its table. */
export interface Limit {
  /** First day on which a period begins that this limit governs. */
  readonly from: string;
  readonly days: number;
  readonly source: string;
}

export interface ReplyLimit extends Limit {
  /** Working days by which it may be extended at most. */
  readonly extension: number;
}

const REGULATION_492 = '2008-05-01';
const REGULATION_711 = '2019-05-15';

/** Information to be published on one's own accord, after it was formed or changed: working days. */
export const PUBLICATION_LIMITS: readonly Limit[] = [
  { from: REGULATION_492, days: 20, source: '《政府信息公开条例》（国务院令第492号）第十八条' },
  { from: REGULATION_711, days: 20, source: '《政府信息公开条例》（国务院令第711号）第二十六条' },
];

/**
 * The same for social assistance: working days. The standard catalogue of its field sets another time
 * under article 26 of Order 711; under Order 492 there was none, and the general limit holds.
 */
export const SOCIAL_ASSISTANCE_LIMITS: readonly Limit[] = [
  ...PUBLICATION_LIMITS.filter(({ from }) => from < REGULATION_711),
  { from: REGULATION_711, days: 10, source: '《社会救助领域基层政务公开标准目录》' },
];

/** Budgets and final accounts of departments, after their approval: days by the calendar. */
export const BUDGET_LIMITS: readonly Limit[] = [
  { from: '2015-01-01', days: 20, source: '《中华人民共和国预算法》第十四条' },
];

/** Replies to requests, by the day of receipt: working days. */
export const REPLY_LIMITS: readonly ReplyLimit[] = [
  {
    from: REGULATION_492,
    days: 15,
    extension: 15,
    source: '《政府信息公开条例》（国务院令第492号）第二十四条',
  },
  {
    from: REGULATION_711,
    days: 20,
    extension: 20,
    source: '《政府信息公开条例》（国务院令第711号）第三十三条',
  },
];

/**
 * SQL for the limit that governs a period beginning on a day; the first one for earlier days.
 * @param day SQL expression of a date; code of this repository, never input.
 */
export const limitSql = <T extends Limit>(
  limits: readonly T[],
  day: string,
  value: (limit: T) => number = ({ days }) => days,
): string => {
  const [first, ...later] = limits as [T, ...T[]];
  const cases = later
    .toReversed()
    .map((limit) => `when ${day} >= date '${limit.from}' then ${value(limit)}`);
  return cases.length > 0
    ? `(case ${cases.join(' ')} else ${value(first)} end)`
    : `${value(first)}`;
};

/** Where the limits come from, for people, each source once. */
export const sourcesOf = (limits: readonly Limit[]): string =>
  [...new Set(limits.map(({ source }) => source))].join('；');
