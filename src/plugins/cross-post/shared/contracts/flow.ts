/** Shapes of what comes before a post is sent: variants, approval, schedule, lanes. */
import type { ChannelKind, DeliveryState, DeliverySummary } from './deliveries';

export const SCHEDULE_KINDS = ['now', 'at', 'slot'] as const;
/** At once, at a chosen time, or at the next free place inside the account's posting hours. */
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

export const LANES = [
  'waiting',
  'scheduled',
  'sending',
  'uncertain',
  'staged',
  'failed',
  'done',
  'correction',
] as const;
/** Where a post stands for the people at the desk; every state is in one lane. */
export type Lane = (typeof LANES)[number];

/** States of each lane; `correction` goes across them and has none of its own. */
export const LANE_STATES: Readonly<Record<Exclude<Lane, 'correction'>, readonly DeliveryState[]>> =
  {
    waiting: ['waiting'],
    scheduled: ['queued'],
    sending: ['sending', 'submitted'],
    uncertain: ['uncertain'],
    staged: ['staged'],
    failed: ['failed'],
    done: ['published', 'cancelled', 'withdrawn', 'gone'],
  };

/** Counts stop here: a lane with more shows "1000+", however many years it holds. */
export const COUNT_LIMIT = 1000;

export interface Overview {
  /** At most COUNT_LIMIT each. */
  readonly lanes: Readonly<Record<Lane, number>>;
  /** Waiting for approval, and the person who asks may give it. */
  readonly waitingForMe: number;
  /** Posts that are to be taken back, and drafts of posts that were given up. */
  readonly withdrawals: number;
  readonly pausedChannels: number;
  /** Accounts whose authorisation ends within a week. */
  readonly expiringChannels: number;
  /** Due deliveries that no job will send: 0, but for the seconds until the next sweep. */
  readonly dueMinusQueued: number;
}

/** A fault or a doubt about a variant, told before it is approved. */
export interface VariantIssue {
  /** An error stands in the way of approval. */
  readonly level: 'error' | 'warning';
  readonly field: string;
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
}

/** How full a field is. */
export interface VariantCount {
  readonly field: string;
  readonly used: number;
  readonly limit: number;
}

export interface VariantCheck {
  readonly counts: readonly VariantCount[];
  readonly issues: readonly VariantIssue[];
}

/** The part of a variant that people edit; which members there are depends on the channel. */
export interface VariantFields {
  /** Weibo: the text without the address. */
  readonly text?: string;
  readonly title?: string;
  readonly author?: string;
  readonly digest?: string;
  readonly html?: string;
  /** Picture of the post, cover of the article: a file of the media library. */
  readonly imageId?: number | null;
}

export interface Variant {
  readonly kind: ChannelKind;
  readonly fields: VariantFields;
  /** Canonical address: always kept, never edited. */
  readonly canonicalUrl: string;
  /** Where the picture can be seen in the panel. */
  readonly imageUrl: string | null;
  readonly check: VariantCheck;
}

/** A delivery's variant with what its editor and its approver need. */
export interface DeliveryVariant extends Variant {
  readonly delivery: DeliverySummary;
  /** Digest of exactly this content: sent back with changes and with the approval. */
  readonly contentHash: string;
  readonly canEdit: boolean;
  readonly canApprove: boolean;
  /** Why the person who asks can't approve it; null where they can. */
  readonly approvalHint: string | null;
}

/** What a document would become on a channel, before there is a delivery. */
export interface PreviewVariant extends Variant {
  readonly channelNames: readonly string[];
}

/** When and how often an account posts. */
export interface ChannelSchedule {
  /** Posting hours in Beijing, `HH:MM`; slots lie in [from, to). */
  readonly from: string;
  readonly to: string;
  /** Minutes from one slot to the next. */
  readonly slotMinutes: number;
  /** Least minutes between any two posts; 0: none. */
  readonly spacingMinutes: number;
  /** Most posts a day; null: no limit of ours. */
  readonly dailyBudget: number | null;
}

export const DEFAULT_SCHEDULE: ChannelSchedule = {
  from: '08:30',
  to: '20:30',
  slotMinutes: 30,
  spacingMinutes: 0,
  dailyBudget: null,
};

export interface ScheduleWish {
  readonly kind: ScheduleKind;
  /** ISO instant: the time itself, or the earliest one of a slot. */
  readonly at?: string | undefined;
  /** ISO instant after which the post is not sent any more; null: the ordinary one; none: as before. */
  readonly notAfter?: string | null | undefined;
}

export interface CalendarEntry {
  readonly documentId: string;
  readonly channelKind: ChannelKind;
  readonly channelName: string;
  readonly title: string;
  readonly state: DeliveryState;
  readonly lane: Lane;
  /** When it was or will be posted. */
  readonly at: string;
  readonly scheduleKind: ScheduleKind;
  readonly canReschedule: boolean;
}

export const BULK_ACTIONS = ['approve', 'reschedule', 'cancel', 'retry'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export interface BulkResult {
  readonly documentId: string;
  readonly isDone: boolean;
  /** Why not; null where it was done. */
  readonly message: string | null;
}

export const CORRECTION_ANSWERS = ['repost', 'by-hand', 'dismiss'] as const;
/** Post a correction; already mended on the platform by hand; none is needed. */
export type CorrectionAnswer = (typeof CORRECTION_ANSWERS)[number];
