import type { DeliveryState } from '../../shared/contracts/deliveries';
import type { Channel, Delivery, Remote } from './delivery';
import type { Outcome, Reading } from './outcome';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second, … try that ended in a retry; the last one repeats. */
export const RETRY_MS = [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR] as const;
/** Tries after which a person decides: with the waits above some 20 hours. */
export const MAX_TRIES = 24;

/** Waits before the first, second, … reading of an uncertain outcome. */
export const READING_MS = [
  2 * SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
] as const;

/** How long deliveries of a paused channel wait between looks. */
const PAUSED_MS = 10 * MINUTE;

/** The fields of a delivery that one step changes. */
export interface Change {
  readonly state: DeliveryState;
  readonly step: string;
  readonly remote: Remote;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly attempts: number;
  readonly reconciliations: number;
  readonly intentAt: string | null;
  readonly deliveredAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

const at = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

const waitOf = (waits: readonly number[], index: number): number =>
  waits[Math.min(index, waits.length - 1)] ?? HOUR;

const unchanged = (delivery: Delivery): Change => ({
  state: delivery.state,
  step: delivery.step,
  remote: delivery.remote,
  remoteId: delivery.remoteId,
  url: delivery.url,
  attempts: delivery.attempts,
  reconciliations: delivery.reconciliations,
  intentAt: delivery.intentAt,
  deliveredAt: delivery.deliveredAt,
  nextAttemptAt: delivery.nextAttemptAt,
  errorCode: null,
  errorMessage: null,
});

/** A post that the platform has taken stays "submitted" whatever a later look runs into. */
const waitingState = (delivery: Delivery): DeliveryState =>
  isTaken(delivery) ? 'submitted' : 'queued';

/** Told where reading the platform did not settle the matter. */
const ASK_A_PERSON =
  '无法确认平台是否已收到，系统不会自动重发。请到平台后台核对：如已发出请勿重发；如确未发出，点“重试”再次核对。';

/** Told where the platform has taken the post and asking what became of it leads nowhere. */
const ASK_ABOUT_TAKEN =
  '平台已收下这篇内容，但查不到结果，系统不会重发。请到平台后台核对；点“重试”只会再次查询。';

const isTaken = (delivery: Delivery): boolean => delivery.state === 'submitted';

/** The queue stops looking, and nothing that comes later sends the post again. */
const leftToPerson = (delivery: Delivery, code: string, message: string): Change => ({
  ...unchanged(delivery),
  state: 'uncertain',
  nextAttemptAt: null,
  errorCode: code,
  errorMessage: message,
});

const afterRetry = (
  delivery: Delivery,
  outcome: Extract<Outcome, { kind: 'retry' }>,
  now: Date,
): Change => {
  const attempts = delivery.attempts + (outcome.isTry ? 1 : 0);
  if (outcome.isTry && attempts >= MAX_TRIES && isTaken(delivery)) {
    return {
      ...leftToPerson(delivery, outcome.code, `${outcome.message}${ASK_ABOUT_TAKEN}`),
      attempts,
    };
  }
  if (outcome.isTry && attempts >= MAX_TRIES) {
    return {
      ...unchanged(delivery),
      state: 'failed',
      attempts,
      intentAt: null,
      nextAttemptAt: null,
      errorCode: outcome.code,
      errorMessage: `多次尝试均未成功，已停止。${outcome.message}`,
    };
  }
  return {
    ...unchanged(delivery),
    state: waitingState(delivery),
    step: outcome.step ?? delivery.step,
    remote: { ...delivery.remote, ...outcome.remote },
    attempts,
    intentAt: null,
    nextAttemptAt:
      outcome.at?.toISOString() ?? at(now, outcome.afterMs ?? waitOf(RETRY_MS, attempts - 1)),
    errorCode: outcome.code,
    errorMessage: outcome.message,
  };
};

/** What a delivery becomes after a step with this outcome. */
export const applyOutcome = (delivery: Delivery, outcome: Outcome, now: Date): Change => {
  const base = unchanged(delivery);
  switch (outcome.kind) {
    case 'advance':
      return {
        ...base,
        state: 'sending',
        step: outcome.step,
        remote: { ...delivery.remote, ...outcome.remote },
        intentAt: null,
        attempts: 0,
        reconciliations: 0,
        nextAttemptAt: now.toISOString(),
      };
    case 'accepted':
      return {
        ...base,
        state: 'submitted',
        step: outcome.step,
        remote: { ...delivery.remote, ...outcome.remote },
        intentAt: null,
        attempts: 0,
        reconciliations: 0,
        nextAttemptAt: at(now, outcome.afterMs),
      };
    case 'published':
    case 'staged':
      return {
        ...base,
        state: outcome.kind,
        remote: { ...delivery.remote, ...outcome.remote },
        remoteId: outcome.remoteId,
        url: outcome.kind === 'published' ? outcome.url : null,
        intentAt: null,
        deliveredAt: now.toISOString(),
        nextAttemptAt: null,
      };
    case 'retry':
      return afterRetry(delivery, outcome, now);
    case 'uncertain':
      return {
        ...base,
        state: 'uncertain',
        remote: { ...delivery.remote, ...outcome.remote, wasUncertain: true },
        intentAt: delivery.intentAt ?? now.toISOString(),
        reconciliations: 0,
        nextAttemptAt: at(now, outcome.afterMs ?? waitOf(READING_MS, 0)),
        errorCode: outcome.code,
        errorMessage: outcome.message,
      };
    case 'channel-blocked':
      return {
        ...base,
        state: waitingState(delivery),
        intentAt: null,
        nextAttemptAt: at(now, PAUSED_MS),
        errorCode: outcome.code,
        errorMessage: outcome.message,
      };
    case 'unresolved':
      return leftToPerson(delivery, outcome.code, outcome.message);
    case 'failed':
      // Only the platform's own verdict ends a post that it has taken.
      if (isTaken(delivery) && outcome.reason !== 'moderation') {
        return leftToPerson(delivery, outcome.code, `${outcome.message}${ASK_ABOUT_TAKEN}`);
      }
      return {
        ...base,
        state: 'failed',
        intentAt: null,
        nextAttemptAt: null,
        errorCode: outcome.code,
        errorMessage: outcome.message,
      };
  }
};

/** Why a delivery ends whose document the public may not see any more. */
export const WITHDRAWN = {
  code: 'withdrawn',
  message:
    '原文已撤回，未再发送。平台草稿箱中如有草稿，会自动删除，请勿发布；重新公开后会另行发送。',
} as const;

/** What a delivery becomes whose document was withdrawn before a call that could make a post. */
export const applyWithdrawal = (delivery: Delivery): Change => ({
  ...unchanged(delivery),
  state: 'cancelled',
  nextAttemptAt: null,
  errorCode: WITHDRAWN.code,
  errorMessage: WITHDRAWN.message,
});

/** What a delivery of a paused channel becomes: it waits, and says why. */
export const applyPause = (
  delivery: Delivery,
  channel: Pick<Channel, 'name' | 'pausedReason'>,
  now: Date,
): Change => ({
  ...unchanged(delivery),
  state: delivery.state === 'sending' && delivery.intentAt === null ? 'queued' : delivery.state,
  nextAttemptAt: at(now, PAUSED_MS),
  errorCode: 'channel-paused',
  errorMessage: `账号“${channel.name}”已暂停，恢复后自动继续。原因：${channel.pausedReason ?? '未说明'}`,
});

/** What a delivery becomes whose account is to post less often: it waits for its new place. */
export const applyPostponement = (delivery: Delivery, until: Date): Change => ({
  ...unchanged(delivery),
  state: 'queued',
  nextAttemptAt: until.toISOString(),
  errorCode: 'postponed',
  errorMessage: '原定时间已过，按该账号的发布间隔和每日条数顺延，到时自动发出。',
});

/**
 * What an uncertain delivery becomes after a reading. `absent` leads to sending again only when the
 * settling time since the call has passed: until then a late request may still arrive.
 */
export const applyReading = (
  delivery: Delivery,
  reading: Reading,
  options: { readonly now: Date; readonly settleMs: number },
): Change => {
  const { now, settleMs } = options;
  if (reading.kind === 'found') return applyOutcome(delivery, reading.outcome, now);
  const remote = { ...delivery.remote, wasUncertain: true };
  const sentAt = new Date(delivery.intentAt ?? now).getTime();
  const settledAt = sentAt + settleMs;
  if (reading.kind === 'absent' && now.getTime() >= settledAt) {
    return {
      ...unchanged(delivery),
      state: 'queued',
      remote,
      intentAt: null,
      reconciliations: 0,
      nextAttemptAt: now.toISOString(),
    };
  }
  const reconciliations = delivery.reconciliations + 1;
  const isGivenUp = reading.kind === 'unknown' && reconciliations >= READING_MS.length;
  const asked = reading.kind === 'unknown' ? reading.afterMs : undefined;
  const wait = asked ?? waitOf(READING_MS, reconciliations);
  // The reading that decides comes when the settling time is over, not long after it.
  const untilSettled = settledAt - now.getTime();
  const next =
    reading.kind === 'absent' && untilSettled > 0 ? Math.min(wait, untilSettled + SECOND) : wait;
  return {
    ...unchanged(delivery),
    state: 'uncertain',
    remote,
    reconciliations,
    nextAttemptAt: isGivenUp ? null : at(now, next),
    errorCode: delivery.errorCode ?? 'uncertain',
    errorMessage: isGivenUp
      ? ASK_A_PERSON
      : reading.kind === 'unknown'
        ? reading.message
        : '平台上暂未查到，稍后再次核对，核对清楚之前不会重发。',
  };
};
