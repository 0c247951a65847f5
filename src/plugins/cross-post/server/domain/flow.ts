import {
  LANE_STATES,
  type ChannelSchedule,
  type Lane,
  type ScheduleKind,
} from '../../shared/contracts/flow';
import type { DeliveryState } from '../../shared/contracts/deliveries';
import { hasDraft, type Delivery } from './delivery';

/** What a delivery knows of its way to approval and of its time. */
export interface Flow {
  /** Hash of the document's text from which the variant was made, or that a person compared it with. */
  readonly sourceHash: string | null;
  readonly isEdited: boolean;
  /** Who changed the document's text and may not approve it. */
  readonly authorIds: readonly string[];
  /** The last of them. */
  readonly authorName: string | null;
  /** Who changed the variant since it was generated or approved, or asked for it as a correction. */
  readonly variantEditorIds: readonly string[];
  /** The last of them. */
  readonly variantEditorName: string | null;
  /** Digest of the content that was approved; counts only while it is the delivery's `contentHash`. */
  readonly approvedHash: string | null;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
  readonly scheduleKind: ScheduleKind;
  readonly scheduledAt: string | null;
  readonly notAfter: string | null;
  /** The deadline is a person's wish, not the ordinary one. */
  readonly hasOwnDeadline: boolean;
  readonly correctionAt: string | null;
  readonly correctionNote: string | null;
  /** The post that this one corrects; null: it is no correction. */
  readonly correctionOf: string | null;
}

export type FlowDelivery = Delivery & Flow;

export const laneOf = (state: DeliveryState): Lane => {
  for (const [lane, states] of Object.entries(LANE_STATES)) {
    if (states.includes(state)) return lane as Lane;
  }
  return 'done';
};

/** A job may come so long after its time without anything having gone wrong. */
const LATE_MS = 60_000;

/**
 * True where the delivery has lost its place in the account's plan: it was due long ago, during an
 * outage, a pause or while calls were used up. Many would go out together, against spacing and budget.
 */
export const hasLostPlace = (
  { state, intentAt, scheduledAt }: Pick<FlowDelivery, 'state' | 'intentAt' | 'scheduledAt'>,
  { spacingMinutes, dailyBudget }: ChannelSchedule,
  now: Date,
): boolean =>
  (spacingMinutes > 0 || dailyBudget !== null) &&
  (state === 'queued' || state === 'sending') &&
  intentAt === null &&
  scheduledAt !== null &&
  now.getTime() - Date.parse(scheduledAt) > LATE_MS;

const isUnsent = ({ state, intentAt }: Pick<Delivery, 'state' | 'intentAt'>): boolean =>
  (state === 'waiting' || state === 'queued') && intentAt === null;

/**
 * True while nothing of the delivery can be public or on its way there, and it hasn't been given up;
 * a draft may exist.
 */
export const isCancellable = (delivery: Pick<Delivery, 'state' | 'intentAt'>): boolean =>
  isUnsent(delivery) || delivery.state === 'failed';

/** True while nothing of the delivery is on the platform, nor can be on its way there. */
export const isChangeable = (delivery: Pick<Delivery, 'state' | 'intentAt' | 'remote'>): boolean =>
  isUnsent(delivery) && !hasDraft(delivery);
