import type { Lane, ScheduleKind } from './flow';

/** Shapes that the admin routes answer with; used by the server and by the panel. */

export const DELIVERY_STATES = [
  'waiting',
  'queued',
  'sending',
  'submitted',
  'uncertain',
  'published',
  'staged',
  'failed',
  'cancelled',
  'withdrawn',
  'gone',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const CHANNEL_KINDS = ['weibo', 'wechat'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_MODES = ['draft-only', 'publish', 'mass-send'] as const;
export type ChannelMode = (typeof CHANNEL_MODES)[number];

export const ACCOUNT_KINDS = ['subscription', 'service'] as const;
/** 订阅号: one mass sending a day. 服务号: four a month. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Something to see to at an account. */
export interface ChannelAlert {
  readonly level: 'info' | 'warning' | 'error';
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
}

/** One thing that a test of the connection looked at. */
export interface ConnectionCheck {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'error';
  /** Chinese: what was found and, where it is wrong, what to do. */
  readonly message: string;
}

export interface ConnectionTest {
  /** ISO instant. */
  readonly at: string;
  readonly checks: readonly ConnectionCheck[];
}

/** An account with its health. Secrets are written, never shown: only whether there are any. */
export interface ChannelSummary {
  readonly documentId: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly accountId: string;
  /** False for a Weibo account that nobody has authorised yet. */
  readonly isConnected: boolean;
  readonly mode: ChannelMode;
  readonly isPaused: boolean;
  readonly pausedReason: string | null;
  readonly tokenExpiresAt: string | null;
  readonly tokenDaysLeft: number | null;
  readonly lastCallbackAt: string | null;
  readonly lastPostedAt: string | null;
  /** Posts of the last 30 days that came to an end. */
  readonly recent: { readonly delivered: number; readonly failed: number };
  /** Posts since midnight in Beijing, and how many the schedule allows; null: no limit. */
  readonly today: { readonly posted: number; readonly budget: number | null };
  readonly usage: readonly CallUsage[];
  readonly alerts: readonly ChannelAlert[];
  readonly lastTest: ConnectionTest | null;
  readonly settings: {
    readonly appKey: string | null;
    readonly safeDomain: string | null;
    readonly rip: string | null;
    /** Null for Weibo. */
    readonly accountKind: AccountKind | null;
    readonly hasCallbackToken: boolean;
    readonly hasEncodingAesKey: boolean;
  };
  /** To be entered at the platform: the callback's address, or the one that authorisation returns to. */
  readonly platformUrl: string;
}

export const WITHDRAWAL_STATES = ['open', 'by-hand', 'done', 'dismissed'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** A post that is out although its document isn't to be posted any more, or a draft of one given up. */
export interface WithdrawalSummary {
  readonly documentId: string;
  readonly deliveryDocumentId: string;
  readonly channelKind: ChannelKind;
  readonly channelName: string;
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
  readonly title: string;
  /** Where the post is, for a person to take it back. */
  readonly url: string | null;
  readonly state: WithdrawalState;
  readonly reason: string;
  readonly message: string | null;
  readonly createdAt: string;
  readonly nextAttemptAt: string | null;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly link: string | null;
}

/** Calls of one endpoint in the running period. */
export interface CallUsage {
  readonly endpoint: string;
  /** What people call it. */
  readonly label: string;
  readonly period: 'hour' | 'day' | 'month';
  readonly used: number;
  readonly limit: number;
  readonly isUsedUp: boolean;
  /** When calls are there again. ISO instant. */
  readonly renewsAt: string | null;
}

export interface DeliverySummary {
  readonly documentId: string;
  readonly channelDocumentId: string;
  readonly channelKind: ChannelKind;
  readonly channelName: string;
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
  readonly title: string;
  readonly state: DeliveryState;
  readonly step: string;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly contentHash: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** A person may start it again: it failed, or it could not be settled by reading the platform. */
  readonly canRetry: boolean;
  readonly lane: Lane;
  readonly scheduleKind: ScheduleKind;
  readonly scheduledAt: string | null;
  /** After this the post is not sent any more. */
  readonly notAfter: string | null;
  /** The deadline is a person's wish, not the ordinary one. */
  readonly hasOwnDeadline: boolean;
  /** The text was changed by hand. */
  readonly isEdited: boolean;
  /** Who last changed the document, who the variant; they and all before them may not approve. */
  readonly authorName: string | null;
  readonly variantEditorName: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
  /** The document was changed after this was posted: since when a decision is due. */
  readonly correctionAt: string | null;
  readonly correctionNote: string | null;
  /** Nothing of it is out: its text, its time and its fate can still be changed. */
  readonly isChangeable: boolean;
  /** It can be given up: at most a draft of it is on the platform. */
  readonly isCancellable: boolean;
}

export interface AttemptDetail {
  readonly documentId: string;
  readonly step: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly errorCode: string | null;
  /** Requests with tokens and secrets removed. */
  readonly request: unknown;
  readonly response: string | null;
}

export interface DeliveryDetail extends DeliverySummary {
  /** What was cut to the channel's form. */
  readonly content: unknown;
  readonly remote: unknown;
  readonly attemptLog: readonly AttemptDetail[];
}

export interface Page<T> {
  readonly results: readonly T[];
  readonly pagination: {
    readonly page: number;
    readonly pageSize: number;
    readonly pageCount: number;
    readonly total: number;
  };
}
