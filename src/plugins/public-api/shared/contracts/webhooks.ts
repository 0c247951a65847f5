/** How an attempt ended: taken, answered with an error, no answer, or an address that may not be called. */
export const ATTEMPT_OUTCOMES = ['delivered', 'refused', 'unreachable', 'blocked'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const WEBHOOK_STATES = ['active', 'failing', 'paused'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** A subscription as the panel shows it; never with its secret. Times are ISO instants, UTC. */
export interface WebhookSummary {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Paths of the types that it is told of; null for all. */
  readonly types: readonly string[] | null;
  readonly state: WebhookState;
  /** Why it is paused, or why the last attempt failed. */
  readonly reason: string | null;
  readonly failingSince: string | null;
  readonly nextAttemptAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** What a person sets. */
export interface WebhookInput {
  readonly name: string;
  readonly url: string;
  readonly types: readonly string[] | null;
  readonly isActive: boolean;
}

/** A subscription with its secret, which is told this one time. */
export interface WebhookWithSecret {
  readonly webhook: WebhookSummary;
  readonly secret: string;
}

/** A type that can be chosen, and its name for people. */
export interface WebhookType {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export interface WebhookList {
  readonly data: readonly WebhookSummary[];
  readonly types: readonly WebhookType[];
}

/** One request to the subscriber. */
export interface WebhookAttempt {
  readonly id: string;
  /** The same for every attempt at one change. */
  readonly messageId: string;
  readonly position: string;
  readonly type: string;
  readonly documentId: string;
  readonly kind: 'publish' | 'change' | 'withdraw';
  /** Counted from 1; null for one that a person started. */
  readonly attempt: number | null;
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly status: number | null;
  /** Null while it is under way, or where the process was killed. */
  readonly outcome: AttemptOutcome | null;
  readonly error: string | null;
  /** Beginning of the answer, without what may be a secret. */
  readonly answer: string | null;
}

export interface AttemptPage {
  readonly results: readonly WebhookAttempt[];
  readonly pagination: {
    readonly page: number;
    readonly pageSize: number;
    readonly pageCount: number;
    readonly total: number;
  };
}
