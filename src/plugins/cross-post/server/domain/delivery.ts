import type {
  ChannelKind,
  ChannelMode,
  ConnectionTest,
  DeliveryState,
} from '../../shared/contracts/deliveries';
import type { ChannelSchedule } from '../../shared/contracts/flow';

/** Ids that the platform gave, saved step by step; keys belong to the channel. */
export type Remote = Readonly<Record<string, unknown>>;

/** What a delivery of an account kept before its call, and what has been called since. */
export interface Baseline {
  readonly remote: Remote;
  /** Calls of other deliveries that began after it was kept, and certainly arrived. */
  readonly others: number;
}

export interface Channel {
  readonly documentId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** App id of a WeChat account, uid of a Weibo account. */
  readonly accountId: string;
  readonly mode: ChannelMode;
  /** Nothing secret. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly isPaused: boolean;
  readonly pausedReason: string | null;
  /** ISO instant. */
  readonly tokenExpiresAt: string | null;
  /** When the platform last told something by itself. ISO instant. */
  readonly lastCallbackAt: string | null;
  /** What the last test of the connection found. */
  readonly probe: ConnectionTest | null;
  readonly schedule: ChannelSchedule;
}

export interface Delivery {
  readonly documentId: string;
  readonly postDocumentId: string;
  readonly channelDocumentId: string;
  readonly channelKind: ChannelKind;
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
  readonly title: string;
  readonly state: DeliveryState;
  /** The step to run next, or the one under way. */
  readonly step: string;
  /** What the channel's `compose` made. */
  readonly content: unknown;
  readonly contentHash: string;
  readonly remote: Remote;
  readonly remoteId: string | null;
  readonly url: string | null;
  /** Runs that ended in a retry. */
  readonly attempts: number;
  /** Readings of the platform since the outcome became uncertain. */
  readonly reconciliations: number;
  /** Set before an irreversible call goes out, cleared when its result is known. ISO instant. */
  readonly intentAt: string | null;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** States in which something is still to be done by the queue. */
export const ACTIVE_STATES = [
  'queued',
  'sending',
  'submitted',
  'uncertain',
] as const satisfies readonly DeliveryState[];

/** True where the platform has, or had, a draft of it. */
export const hasDraft = ({ remote }: Pick<Delivery, 'remote'>): boolean =>
  remote['mediaId'] !== undefined;

/**
 * True where a person may start the delivery again: it failed for good, or reading the platform
 * could not settle it and the queue has stopped looking.
 */
export const canRetry = (delivery: Pick<Delivery, 'state' | 'nextAttemptAt'>): boolean =>
  delivery.state === 'failed' ||
  (delivery.state === 'uncertain' && delivery.nextAttemptAt === null);
