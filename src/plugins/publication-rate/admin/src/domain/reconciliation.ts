import type { FundReconciliation } from '../../../shared/contracts/reports';
import { isZero } from '../format';

export const LEVELS = [
  'total',
  'sources',
  'departmentAmount',
  'streetAmount',
  'leafAmount',
  'statedRest',
  'beneficiaryAmount',
] as const;
export type Level = (typeof LEVELS)[number];

export interface Bar {
  readonly level: Level;
  readonly amount: string;
  /** What the level should equal, where a law of arithmetic says so. */
  readonly shouldBe: string | null;
}

/**
 * A fund's levels from the top down. Sources and departments must equal the total, and persons the
 * leaves; what a street received may stay below, so nothing is said of it.
 */
export const barsOf = (fund: FundReconciliation): readonly Bar[] => {
  const shouldBe: Partial<Record<Level, string>> = {
    sources: fund.total,
    departmentAmount: fund.total,
    beneficiaryAmount: fund.leafAmount,
  };
  return LEVELS.flatMap((level) => {
    const amount = fund[level];
    if (amount === null || (level === 'statedRest' && isZero(amount))) return [];
    return [{ level, amount, shouldBe: shouldBe[level] ?? null }];
  });
};

/** Those that don't agree first, otherwise as they come. */
export const differentFirst = (
  funds: readonly FundReconciliation[],
): readonly FundReconciliation[] => [
  ...funds.filter(({ state }) => state === 'different'),
  ...funds.filter(({ state }) => state === 'balanced'),
];

/** Columns of a table of nodes. */
export const NODE_COLUMNS = 8;
