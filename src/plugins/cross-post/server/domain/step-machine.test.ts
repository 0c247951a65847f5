import type { Delivery } from './delivery';
import type { Outcome } from './outcome';
import {
  applyOutcome,
  applyPause,
  applyReading,
  MAX_TRIES,
  READING_MS,
  RETRY_MS,
} from './step-machine';

const NOW = new Date('2026-11-23T02:00:00.000Z');
const later = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  documentId: 'd',
  postDocumentId: 'p',
  channelDocumentId: 'c',
  channelKind: 'wechat',
  sourceUid: 'api::notice.notice',
  sourceDocumentId: 's',
  title: '标题',
  state: 'sending',
  step: 'draft',
  content: {},
  contentHash: '',
  remote: { coverMediaId: 'cover' },
  remoteId: null,
  url: null,
  attempts: 0,
  reconciliations: 0,
  intentAt: NOW.toISOString(),
  createdAt: NOW.toISOString(),
  deliveredAt: null,
  nextAttemptAt: null,
  errorCode: null,
  errorMessage: null,
  ...more,
});
const apply = (outcome: Outcome, more: Partial<Delivery> = {}) =>
  applyOutcome(delivery(more), outcome, NOW);
const retry: Outcome = { kind: 'retry', code: 'x', message: '稍后', isTry: true };

describe('step machine', () => {
  it('should keep what the platform gave and go to the next step without an open intent', () => {
    expect(apply({ kind: 'advance', step: 'submit', remote: { mediaId: 'm' } })).toMatchObject({
      state: 'sending',
      step: 'submit',
      remote: { coverMediaId: 'cover', mediaId: 'm' },
      intentAt: null,
      nextAttemptAt: NOW.toISOString(),
    });
  });

  it('should end with a receipt', () => {
    expect(apply({ kind: 'published', remote: {}, remoteId: 'a', url: 'https://x' })).toMatchObject(
      {
        state: 'published',
        remoteId: 'a',
        url: 'https://x',
        deliveredAt: NOW.toISOString(),
        nextAttemptAt: null,
      },
    );
    expect(apply({ kind: 'staged', remote: {}, remoteId: 'a' })).toMatchObject({
      state: 'staged',
      url: null,
    });
  });

  it('should wait longer after every try, and stop for a person after the last', () => {
    expect(apply(retry)).toMatchObject({
      state: 'queued',
      attempts: 1,
      nextAttemptAt: later(RETRY_MS[0]),
    });
    expect(apply(retry, { attempts: 2 }).nextAttemptAt).toBe(later(RETRY_MS[2]));
    expect(apply(retry, { attempts: 15 }).nextAttemptAt).toBe(later(3_600_000));
    expect(apply(retry, { attempts: MAX_TRIES - 1 })).toMatchObject({
      state: 'failed',
      nextAttemptAt: null,
    });
  });

  it('should count no try while waiting for a limit', () => {
    const change = apply({ ...retry, isTry: false, afterMs: 60_000 }, { attempts: MAX_TRIES - 1 });
    expect(change).toMatchObject({
      state: 'queued',
      attempts: MAX_TRIES - 1,
      nextAttemptAt: later(60_000),
    });
  });

  it('should leave a post that the platform took "submitted" while asking for it fails', () => {
    expect(apply(retry, { state: 'submitted', step: 'poll' }).state).toBe('submitted');
  });

  describe('of a post that the platform took', () => {
    const taken = { state: 'submitted', step: 'poll', intentAt: null } as const;
    const failed = (reason: 'content' | 'moderation' | 'duplicate'): Outcome => ({
      kind: 'failed',
      reason,
      code: '53600',
      message: '拒绝',
    });

    it('should leave it to a person when asking has failed too often, and never fail it', () => {
      const change = apply(retry, { ...taken, attempts: MAX_TRIES - 1 });
      expect(change).toMatchObject({
        state: 'uncertain',
        step: 'poll',
        attempts: MAX_TRIES,
        intentAt: null,
        nextAttemptAt: null,
        errorCode: 'x',
      });
      expect(change.errorMessage).toContain('不会重发');
    });

    it.each(['content', 'duplicate'] as const)(
      'should leave it to a person when asking is refused (%s)',
      (reason) => {
        expect(apply(failed(reason), taken)).toMatchObject({
          state: 'uncertain',
          nextAttemptAt: null,
          errorCode: '53600',
        });
      },
    );

    it("should fail it on the platform's verdict, and fail what was not taken", () => {
      expect(apply(failed('moderation'), taken).state).toBe('failed');
      expect(apply(failed('content')).state).toBe('failed');
    });
  });

  it('should count tries from the last progress', () => {
    const remote = {};
    expect(apply({ kind: 'advance', step: 'submit', remote }, { attempts: 9 }).attempts).toBe(0);
    expect(
      apply({ kind: 'accepted', step: 'poll', remote, afterMs: 1, reference: '1' }, { attempts: 9 })
        .attempts,
    ).toBe(0);
  });

  it('should keep the intent of an unclear call, whatever else happens', () => {
    const change = apply({ kind: 'uncertain', code: 'timeout', message: '核对' });
    expect(change).toMatchObject({
      state: 'uncertain',
      step: 'draft',
      intentAt: NOW.toISOString(),
    });
    expect(change.remote['wasUncertain']).toBe(true);
    expect(
      applyPause(delivery({ state: 'sending' }), { name: '号', pausedReason: null }, NOW),
    ).toMatchObject({
      state: 'sending',
      intentAt: NOW.toISOString(),
    });
  });

  describe('after reading the platform', () => {
    const read = (
      reading: Parameters<typeof applyReading>[1],
      ms: number,
      more: Partial<Delivery> = {},
    ) =>
      applyReading(delivery({ state: 'uncertain', ...more }), reading, {
        now: new Date(NOW.getTime() + ms),
        settleMs: 180_000,
      });

    it('should not send again before the settling time, however often nothing is found', () => {
      for (const ms of [0, 2_000, 179_999]) {
        expect(read({ kind: 'absent' }, ms)).toMatchObject({
          state: 'uncertain',
          intentAt: NOW.toISOString(),
        });
      }
      expect(read({ kind: 'absent' }, 180_000)).toMatchObject({ state: 'queued', intentAt: null });
    });

    it('should look again right after the settling time', () => {
      const { nextAttemptAt } = read({ kind: 'absent' }, 170_000, { reconciliations: 6 });
      expect(nextAttemptAt).toBe(later(181_000));
    });

    it('should never send again where nothing can be concluded, but ask a person in the end', () => {
      expect(read({ kind: 'unknown', message: '等' }, 10 ** 9)).toMatchObject({
        state: 'uncertain',
      });
      const last = read({ kind: 'unknown', message: '等' }, 10 ** 9, {
        reconciliations: READING_MS.length - 1,
      });
      expect(last).toMatchObject({
        state: 'uncertain',
        nextAttemptAt: null,
        intentAt: NOW.toISOString(),
      });
      expect(last.errorMessage).toContain('不会自动重发');
    });

    it('should adopt what is found', () => {
      const outcome: Outcome = { kind: 'published', remote: {}, remoteId: 'a', url: null };
      expect(read({ kind: 'found', outcome }, 2_000)).toMatchObject({
        state: 'published',
        remoteId: 'a',
      });
    });
  });
});
