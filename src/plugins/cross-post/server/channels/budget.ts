import type { CountingPeriod } from '../domain/beijing-time';

/** How often a platform lets an account call an endpoint. */
export interface CallLimit {
  readonly period: CountingPeriod;
  readonly limit: number;
  /** Calls that are kept for settling what is unclear. */
  readonly reserve?: number;
  /** What people call it. */
  readonly label: string;
}

export interface Spending {
  /** True where the work goes on without the call, later or by a callback. */
  readonly isOptional?: boolean;
  /** True where the reserve is not for this call. */
  readonly leavesReserve?: boolean;
  /** Calls left by the platform's own count; null where it doesn't say. */
  readonly remaining?: () => Promise<number | null>;
}

/** An endpoint to be called, or another count that the call goes to. */
export interface SpendingAt extends Spending {
  readonly endpoint: string;
}

/** An account's calls, counted for all processes together. */
export interface CallBudget {
  /**
   * Counts a call that is about to go out, at everything that it counts against. The documented limit is a guess for a given account: a
   * call that is not optional goes out unless the platform has said that none is left.
   *
   * @throws BudgetError where none is left.
   */
  spend(channelDocumentId: string, spendings: readonly SpendingAt[]): Promise<void>;
  /** The platform says that there is none left until then. */
  block(channelDocumentId: string, endpoint: string, until: Date): Promise<void>;
}

/** No call of the endpoint is left until then. */
export class BudgetError extends Error {
  constructor(
    readonly label: string,
    readonly until: Date,
  ) {
    super(`no calls left: ${label}`);
  }
}
