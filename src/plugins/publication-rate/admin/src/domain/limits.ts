import type { LimitSetting } from '../../../shared/contracts/settings';

/** What was typed, by the limits' ids; '' puts a limit back to its default. */
export type TypedLimits = Readonly<Record<string, string>>;

export type LimitProblem = 'whole' | 'range' | 'below';

const numberOf = ({ id, default: byDefault, value }: LimitSetting, typed: TypedLimits): number => {
  const text = typed[id];
  if (text === undefined) return value;
  return text === '' ? byDefault : Number(text);
};

/** Why a limit can't be as typed; null where it can. */
export const limitProblem = (
  limit: LimitSetting,
  limits: readonly LimitSetting[],
  typed: TypedLimits,
): LimitProblem | null => {
  const text = typed[limit.id];
  if (text !== undefined && text !== '' && !/^\d{1,6}$/.test(text)) return 'whole';
  const value = numberOf(limit, typed);
  if (value < limit.min || value > limit.max) return 'range';
  const above = limits.find(({ id }) => id === limit.below);
  return above && value >= numberOf(above, typed) ? 'below' : null;
};

/** What to send: only what differs from what is in force. */
export const changedLimits = (
  limits: readonly LimitSetting[],
  typed: TypedLimits,
): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    limits.flatMap((limit) => {
      const text = typed[limit.id];
      if (text === undefined || numberOf(limit, typed) === limit.value) return [];
      return [[limit.id, text === '' ? null : Number(text)]];
    }),
  );
