import type { LimitDefinition } from '../../../../shared/contracts/publication-rate-inspection';

/** A limit with the number in force. */
export interface LimitSetting extends LimitDefinition {
  readonly value: number;
  /** ISO instant, UTC; null where nobody ever set it. */
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

/** One entry of the record of changes; newest first. */
export interface LimitChange {
  readonly limitId: string;
  /** Null: put back to its default. */
  readonly value: number | null;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface RateSettings {
  readonly limits: readonly LimitSetting[];
  /** The newest hundred. */
  readonly changes: readonly LimitChange[];
}
