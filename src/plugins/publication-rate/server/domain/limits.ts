import type {
  LimitDefinition,
  LimitUnit,
} from '../../../../shared/contracts/publication-rate-inspection';

/** What a limit's unit is called. */
export const UNIT_NAMES: Readonly<Record<LimitUnit, string>> = {
  days: '天',
  months: '个月',
  'working-days': '个工作日',
  times: '次',
};

/** What keeps limits from being set. */
export interface LimitProblem {
  readonly id: string;
  readonly message: string;
}

const rangeProblem = (limit: LimitDefinition, value: number | null): string | null =>
  value === null || (Number.isInteger(value) && value >= limit.min && value <= limit.max)
    ? null
    : `“${limit.name}”应为 ${limit.min} 至 ${limit.max} 之间的整数（${UNIT_NAMES[limit.unit]}）`;

/**
 * What is wrong with new values of limits, given all that are in force; null as a value stands for
 * the default.
 */
export const limitProblems = (
  limits: readonly LimitDefinition[],
  before: Readonly<Record<string, number>>,
  values: Readonly<Record<string, number | null>>,
): LimitProblem[] => {
  const known = new Map(limits.map((limit) => [limit.id, limit]));
  const problems = Object.entries(values).flatMap(([id, value]): LimitProblem[] => {
    const limit = known.get(id);
    const message = limit ? rangeProblem(limit, value) : `没有“${id}”这项期限，请刷新页面后重试`;
    return message ? [{ id, message }] : [];
  });
  if (problems.length > 0) return problems;

  const after = (id: string): number =>
    (Object.hasOwn(values, id) ? values[id] : before[id]) ?? known.get(id)?.default ?? 0;
  return limits.flatMap((limit) => {
    const greater = limit.below === undefined ? undefined : known.get(limit.below);
    if (!greater || after(limit.id) < after(greater.id)) return [];
    const id = Object.hasOwn(values, limit.id) ? limit.id : greater.id;
    return [{ id, message: `“${limit.name}”应小于“${greater.name}”，请调整其中一项` }];
  });
};
