import { createHash } from 'node:crypto';

import type { DeliveriesService } from '../../src/plugins/cross-post/server/services/deliveries';
import type { ChannelSummary } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import { FORGERIES } from '../emulators/wechat/callback';
import { addressOf, eventually, lookNow, WECHAT_ACCOUNT } from './support/cross-post';
import { AES_KEY, CALLBACK_PATH, startStage, type Stage } from './support/cross-post-stage';

const UNPROVEN = 'callback/unproven';

describe.each(['plain', 'aes', 'compat'] as const)('callbacks of WeChat (%s)', (encryption) => {
  let stage: Stage;
  const encodingAesKey = encryption === 'plain' ? undefined : AES_KEY;

  beforeAll(async () => {
    stage = await startStage({
      wechat: { publishDelayMs: 100 },
      weibo: { limits: { callsPerUserDay: 1000, postsPerUserHour: 1000 } },
      account: { encodingAesKey },
    });
    await stage.takeCallbacks(encryption, encodingAesKey);
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    stage.wechat.faults.clear();
    // Looks that plain callbacks may lead to in a day: all these cases are of one.
    await db()('cross_post_call_counts').where({ endpoint: UNPROVEN }).del();
  });
  afterEach(() => {
    stage.wechat.configure({ publishDelayMs: 100, callbackHold: false, callbackDuplicates: 0 });
  });

  const db = () => stage.app.strapi.db.connection;
  const deliveryOf = (documentId: string) => stage.deliveryOf(documentId, 'wechat');
  const kept = (): Promise<{ copies: number; reference: string }[]> =>
    db()('cross_post_callbacks').select('copies', 'reference').orderBy('id');
  const isPlain = encryption === 'plain';
  /** What somebody sends who has seen one signature of a plain message. */
  const tell = (
    reference: string,
    nonce: string,
    status: string,
    timestamp = String(Math.floor(Date.now() / 1000)),
  ) => {
    const signature = createHash('sha1')
      .update([WECHAT_ACCOUNT.callbackToken, timestamp, nonce].sort().join(''))
      .digest('hex');
    return stage.app.agent
      .post(CALLBACK_PATH)
      .query({ signature, timestamp, nonce })
      .set('Content-Type', 'text/xml')
      .send(
        `<xml><CreateTime>${timestamp}</CreateTime><MsgType>event</MsgType>` +
          `<Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>${reference}</publish_id>` +
          `<publish_status>${status}</publish_status><article_id>FORGED</article_id></PublishEventInfo></xml>`,
      );
  };
  const lastDelivery = () => stage.wechat.state.callbackDeliveries.at(-1);

  it('should answer the check of the address', async () => {
    expect(await stage.wechat.action('verifyCallback', { appId: WECHAT_ACCOUNT.appId })).toBe(true);
    expect((await stage.app.agent.get(CALLBACK_PATH)).status).toBe(400);
    expect((await stage.app.agent.get('/api/cross-post/wechat/wxunknown/callback')).status).toBe(
      404,
    );
  });

  it('should take the result from the callback and look once', async () => {
    const first = await stage.publishNew();
    await stage.settled(first);
    // From now on it is known that callbacks come: the first look of its own is 15 s away.
    const before = stage.calls('/cgi-bin/freepublish/get');
    const started = Date.now();
    const documentId = await stage.publishNew();
    const receipts = await stage.settled(documentId);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(receipts.find(({ channel }) => channel === 'wechat')).toMatchObject({
      state: 'published',
      url: expect.stringMatching(/^http.*\/s\//) as unknown,
    });
    expect(stage.calls('/cgi-bin/freepublish/get')).toBe(before + 1);
  });

  it('should not miss what comes during a look', async () => {
    stage.wechat.configure({ publishDelayMs: null });
    const documentId = await stage.publishNew();
    await eventually(async () => expect((await deliveryOf(documentId)).state).toBe('submitted'));
    const before = stage.calls('/cgi-bin/freepublish/get');
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/get', kind: 'slow', delayMs: 1500 });
    // The next look of its own is far away; this one is told that nothing has come of it yet.
    const delivery = await deliveryOf(documentId);
    await db()('cross_post_deliveries')
      .where({ document_id: delivery.documentId })
      .update({ next_attempt_at: db().raw(`clock_timestamp() at time zone 'UTC'`) });
    await db().transaction((trx) =>
      stage.app.strapi
        .plugin('cross-post')
        .service<DeliveriesService>('deliveries')
        .enqueue(delivery.documentId, trx),
    );
    await eventually(() => expect(stage.calls('/cgi-bin/freepublish/get')).toBe(before + 1));
    await stage.wechat.action('settle');
    const receipts = await stage.settled(documentId, 5000);
    expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
  });

  it('should take what comes before the answer to the submission', async () => {
    stage.wechat.configure({ publishDelayMs: 0 });
    stage.wechat.faults.add({
      endpoint: '/cgi-bin/freepublish/submit',
      kind: 'slow',
      delayMs: 1000,
    });
    const started = Date.now();
    const documentId = await stage.publishNew();
    const receipts = await stage.settled(documentId);
    expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
    // The callback was kept while the submission was unanswered; nobody had to wait for a look.
    expect(Date.now() - started).toBeLessThan(6000);
    const [row] = (await db()('cross_post_callbacks').orderBy('id', 'desc').limit(1)) as {
      applied_at: unknown;
    }[];
    expect(row?.applied_at).not.toBeNull();
  });

  it('should settle an unclear submission as soon as the callback comes', async () => {
    stage.wechat.configure({ publishDelayMs: 200 });
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'accept-then-drop' });
    const documentId = await stage.publishNew();
    const receipts = await stage.settled(documentId);
    expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
    expect(stage.wechat.publishedBySource()[await addressOf(stage.app.strapi, documentId)]).toBe(1);
  });

  it('should believe what no look confirms only where the callback was encrypted', async () => {
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/get', kind: 'error', code: 45009 });
    const documentId = await stage.publishNew();
    if (isPlain) {
      await eventually(async () =>
        expect(await deliveryOf(documentId)).toMatchObject({
          state: 'submitted',
          errorCode: '45009',
        }),
      );
      await stage.unblock();
      await lookNow(stage.app.strapi, (await deliveryOf(documentId)).documentId);
    }
    const receipts = await stage.settled(documentId);
    expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
    await stage.unblock();
  });

  it('should not take a success for one that has no article id', async () => {
    stage.wechat.configure({ lateArticleIds: 1, publishDelayMs: 0 });
    const documentId = await stage.publishNew();
    if (isPlain) {
      await eventually(async () => {
        const { attemptLog, state } = await deliveryOf(documentId);
        expect(state).toBe('submitted');
        expect(attemptLog.at(-1)).toMatchObject({
          step: 'poll',
          outcome: 'accepted',
          response: expect.stringContaining('"publish_status":0') as unknown,
        });
      });
      expect((await deliveryOf(documentId)).remoteId).toBeNull();
      await lookNow(stage.app.strapi, (await deliveryOf(documentId)).documentId);
    }
    const receipts = await stage.settled(documentId);
    const receipt = receipts.find(({ channel }) => channel === 'wechat');
    expect(receipt?.state).toBe('published');
    expect(receipt?.remoteId).toMatch(/./);
    stage.wechat.configure({ lateArticleIds: 0 });
  });

  it('should know the event by its other name', async () => {
    stage.wechat.configure({ publishEventName: 'FREEPUBLISHJOBFINISH', padArticleId: false });
    const before = (await kept()).length;
    const receipts = await stage.settled(await stage.publishNew());
    expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
    await eventually(async () => expect(await kept()).toHaveLength(before + 1));
    stage.wechat.configure({ publishEventName: 'PUBLISHJOBFINISH', padArticleId: true });
  });

  it('should report a refusal that the callback tells of', async () => {
    stage.wechat.configure({ publishOutcomes: [2] });
    const receipts = await stage.settled(await stage.publishNew());
    const receipt = receipts.find(({ channel }) => channel === 'wechat');
    expect(receipt).toMatchObject({ state: 'failed' });
    expect(receipt?.error).toContain('原创审核未通过');
  });

  it('should keep duplicates once and acknowledge them all', async () => {
    stage.wechat.configure({ callbackDuplicates: 2 });
    const before = (await kept()).length;
    const documentId = await stage.publishNew();
    await stage.settled(documentId);
    const reference = String((await deliveryOf(documentId)).remote?.['publishId' as never]);
    await eventually(async () => {
      expect((await kept()).find((row) => row.reference === reference)?.copies).toBe(3);
    });
    expect(await kept()).toHaveLength(before + 1);
    expect(lastDelivery()).toMatchObject({ acknowledged: true });
  });

  it('should settle by callbacks that come late and in the wrong order', async () => {
    stage.wechat.configure({ callbackHold: true, publishDelayMs: 0 });
    const pending = [await stage.publishNew(), await stage.publishNew()];
    await eventually(async () => {
      for (const id of pending) expect((await deliveryOf(id)).state).toBe('submitted');
      expect(stage.wechat.state.callbackMessages.filter(({ held }) => held)).toHaveLength(2);
    });
    const looks = stage.calls('/cgi-bin/freepublish/get');
    await stage.wechat.action('releaseCallbacks', { reverse: true });
    for (const id of pending) await stage.settled(id, 5000);
    expect(stage.calls('/cgi-bin/freepublish/get')).toBe(looks + 2);
    // The same once more, long after the end: nothing happens.
    const [delivery] = [await deliveryOf(pending[0] as string)];
    await stage.wechat.action('resendCallback', {
      reference: (delivery?.remote as { publishId: string }).publishId,
    });
    expect(lastDelivery()).toMatchObject({ acknowledged: true });
    expect((await deliveryOf(pending[0] as string)).state).toBe('published');
  });

  it.each(FORGERIES)('should refuse a forged callback: %s', async (forgery) => {
    stage.wechat.configure({ callbackHold: true, publishDelayMs: 0 });
    const documentId = await stage.publishNew();
    let reference = '';
    await eventually(async () => {
      const delivery = await deliveryOf(documentId);
      expect(delivery.state).toBe('submitted');
      reference = (delivery.remote as { publishId: string }).publishId;
    });
    const before = await kept();
    await stage.wechat.action('resendCallback', { reference, forgery });
    // Without encryption there is no body signature, no inner appid and nothing but plain bodies.
    const isForgery = encryption !== 'plain' || !['body', 'appid', 'plain'].includes(forgery);
    const status = lastDelivery()?.status ?? 0;
    if (isForgery) {
      expect([400, 403, 413]).toContain(status);
      expect(await kept()).toEqual(before);
      expect((await deliveryOf(documentId)).state).toBe('submitted');
    } else {
      expect(status).toBe(200);
    }
    await stage.wechat.action('releaseCallbacks');
    await stage.settled(documentId);
  });

  if (isPlain) {
    it('should not be misled by a forged result', async () => {
      stage.wechat.configure({ publishDelayMs: null, publishEventName: 'PUBLISHJOBFINISH' });
      const documentId = await stage.publishNew();
      let reference = '';
      await eventually(async () => {
        const delivery = await deliveryOf(documentId);
        expect(delivery.state).toBe('submitted');
        reference = (delivery.remote as { publishId: string }).publishId;
      });
      const looks = stage.calls('/cgi-bin/freepublish/get');
      for (const [index, status] of ['0', '2', '4'].entries()) {
        const timestamp = String(Math.floor(Date.now() / 1000) + index);
        expect((await tell(reference, `forged${index}`, status, timestamp)).text).toBe('success');
        await eventually(() =>
          expect(stage.calls('/cgi-bin/freepublish/get')).toBeGreaterThan(looks + index),
        );
        await eventually(async () =>
          expect(await deliveryOf(documentId)).toMatchObject({
            state: 'submitted',
            remoteId: null,
          }),
        );
      }
      // The true one comes in a second for which there is a forged one already, long looked at.
      const now = Math.floor(Date.now() / 1000);
      for (let second = 0; second < 6; second += 1) {
        await tell(reference, `early${second}`, '2', String(now + second));
      }
      await eventually(async () => {
        const { nextAttemptAt } = await deliveryOf(documentId);
        expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 10_000);
        expect(await db()('cross_post_callbacks').where({ reference, applied_at: null })).toEqual(
          [],
        );
      });
      await stage.wechat.action('settle');
      const receipts = await stage.settled(documentId, 5000);
      expect(receipts.find(({ channel }) => channel === 'wechat')).toMatchObject({
        state: 'published',
        url: expect.stringContaining(stage.wechat.url) as unknown,
      });
    });

    it('should look at the platform no more than some times a day because of forged callbacks', async () => {
      const warnings: string[] = [];
      const listen = (line: unknown) => {
        const text = JSON.stringify(line);
        if (text.includes('EncodingAESKey')) warnings.push(text);
      };
      stage.app.strapi.log.on('data', listen);
      stage.wechat.configure({ publishDelayMs: null });
      const documentId = await stage.publishNew();
      let reference = '';
      await eventually(async () => {
        const delivery = await deliveryOf(documentId);
        expect(delivery.state).toBe('submitted');
        reference = (delivery.remote as { publishId: string }).publishId;
      });
      const looks = stage.calls('/cgi-bin/freepublish/get');
      const started = Date.now();
      const now = Math.floor(started / 1000);
      // One signature seen and its words changed, and signatures for as many times as there are.
      for (let count = 0; count < 100; count += 1) {
        const status = count % 2 === 0 ? '2' : '4';
        expect((await tell(reference, 'seen', status, String(now))).text).toBe('success');
        const other = String(now - 300 + count);
        expect((await tell(reference, `forged${count}`, '0', other)).text).toBe('success');
      }
      await eventually(async () =>
        expect(await db()('cross_post_callbacks').where({ reference, applied_at: null })).toEqual(
          [],
        ),
      );
      // Its own look or two, which come by the clock.
      const own = Date.now() - started < 60_000 ? 2 : 3;
      const caused = stage.calls('/cgi-bin/freepublish/get') - looks;
      expect(caused).toBeGreaterThan(0);
      expect(caused).toBeLessThanOrEqual(20 + own);
      expect(await db()('cross_post_call_counts').where({ endpoint: UNPROVEN })).toMatchObject([
        { used: 20 },
      ]);
      expect(warnings).toHaveLength(1);
      stage.app.strapi.log.off('data', listen);
      const { body } = await stage.admin('get', '/channels');
      const account = (body.data as ChannelSummary[]).find(({ kind }) => kind === 'wechat');
      expect(account?.alerts.map(({ message }) => message).join()).toContain('未加密回调');

      // The true one is no exception; the look that comes by itself settles the post.
      const before = stage.calls('/cgi-bin/freepublish/get');
      await stage.wechat.action('settle');
      await eventually(() => expect(lastDelivery()).toMatchObject({ acknowledged: true }));
      expect(stage.calls('/cgi-bin/freepublish/get')).toBeLessThanOrEqual(before + 1);
      await lookNow(stage.app.strapi, (await deliveryOf(documentId)).documentId);
      const receipts = await stage.settled(documentId);
      expect(receipts.find(({ channel }) => channel === 'wechat')?.state).toBe('published');
    }, 120_000);

    it('should not wait for a callback while a callback waits for it', async () => {
      stage.wechat.configure({ publishDelayMs: null });
      const documentId = await stage.publishNew();
      await eventually(async () => expect((await deliveryOf(documentId)).state).toBe('submitted'));
      const delivery = await deliveryOf(documentId);
      const reference = (delivery.remote as { publishId: string }).publishId;
      expect((await tell(reference, 'first', '0')).text).toBe('success');
      await eventually(async () =>
        expect(await db()('cross_post_callbacks').where({ reference, applied_at: null })).toEqual(
          [],
        ),
      );
      stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/get', kind: 'error', code: 45009 });
      const looks = stage.calls('/cgi-bin/freepublish/get');
      await db().transaction(async (trx) => {
        // As one that is being received: it has its reference and its row, and wants the delivery.
        const key = `cross-post callback ${delivery.channelDocumentId} ${reference}`;
        await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key]);
        await trx('cross_post_callbacks').where({ reference }).forUpdate().select('id');
        await lookNow(stage.app.strapi, delivery.documentId);
        await eventually(() => expect(stage.calls('/cgi-bin/freepublish/get')).toBe(looks + 1));
        await new Promise((resolve) => setTimeout(resolve, 500));
        await trx('cross_post_deliveries')
          .where({ document_id: delivery.documentId })
          .forUpdate()
          .noWait()
          .select('id');
      });
      await eventually(async () =>
        expect(await deliveryOf(documentId)).toMatchObject({
          state: 'submitted',
          errorCode: '45009',
        }),
      );
      await stage.unblock();
      await stage.wechat.action('settle');
      await stage.settled(documentId);
    });

    it('should refuse a nonce that was used for another message', async () => {
      const nonce = `n${Date.now()}`;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const send = (reference: string) => tell(reference, nonce, '0', timestamp);
      expect((await send('77770001')).text).toBe('success');
      expect((await send('77770001')).text).toBe('success');
      expect((await send('77770002')).status).toBe(403);
    });
  }
});
