import type { DeliverySummary } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type {
  BulkResult,
  CalendarEntry,
  ChannelSchedule,
  DeliveryVariant,
  Overview,
} from '../../src/plugins/cross-post/shared/contracts/flow';
import {
  addressOf,
  draftNotice,
  eventually,
  lookNow,
  NOTICE,
  queueRests,
  settledReceipts,
} from './support/cross-post';
import { startStage, type Stage } from './support/cross-post-stage';
import { deskUser, type DeskUser } from './support/desk-users';

const TABLE = 'cross_post_deliveries';
const HOUR = 3_600_000;

describe('schedule of posts', () => {
  let stage: Stage;
  let app: Stage['app'];
  let weibo: Stage['weibo'];
  let office: DeskUser;
  let channels: { documentId: string; kind: string }[];

  beforeAll(async () => {
    stage = await startStage();
    ({ app, weibo } = stage);
    office = await deskUser(app, 'gongkai-office', '公开办');
    channels = (await office.get('/cross-post/channels')).body.data;
  });
  afterAll(() => stage.stop());

  const channelOf = (kind: string): string =>
    channels.find((channel) => channel.kind === kind)?.documentId ?? '';
  const toAll = async (action: 'pause' | 'resume'): Promise<void> => {
    for (const { documentId } of channels) {
      const answer = await office.send('post', `/cross-post/channels/${documentId}/${action}`, {
        reason: '排期测试',
      });
      expect(answer.status).toBe(200);
    }
  };
  const setSchedule = async (kind: string, more: Partial<ChannelSchedule>): Promise<void> => {
    const answer = await office.send('put', `/cross-post/channels/${channelOf(kind)}/schedule`, {
      from: '08:30',
      to: '20:30',
      slotMinutes: 30,
      spacingMinutes: 0,
      dailyBudget: null,
      ...more,
    });
    expect(answer.status).toBe(200);
  };
  const deliveriesOf = async (documentId: string): Promise<DeliverySummary[]> =>
    (await office.get(`/cross-post/documents/${documentId}/deliveries`)).body.data;
  const deliveryOf = async (documentId: string, kind: string): Promise<DeliverySummary> => {
    const found = (await deliveriesOf(documentId)).find(({ channelKind }) => channelKind === kind);
    if (!found) throw new Error(`no delivery to ${kind}`);
    return found;
  };
  const publish = async (): Promise<string> => {
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };
  /** The worker has put the posts of a paused channel back: it will not write to them any more. */
  const areHeldBack = (sources: readonly string[], kind: string): Promise<void> =>
    eventually(async () => {
      for (const source of sources) {
        expect((await deliveryOf(source, kind)).errorCode).toBe('channel-paused');
      }
    });
  const reschedule = (id: string, wish: object) =>
    office.send('put', `/cross-post/deliveries/${id}/schedule`, wish);
  const sweep = () =>
    app.strapi
      .plugin('cross-post')
      .service<{ sweep(): Promise<{ expired: number; returned: number }> }>('lanes')
      .sweep();
  const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
  /** `HH:MM` in Beijing. */
  const clockOf = (iso: string | null): string =>
    new Date(Date.parse(iso ?? '') + 8 * HOUR).toISOString().slice(11, 16);

  it('should give each of many planners at once a slot of its own, inside posting hours', async () => {
    await toAll('pause');
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) {
      ids.push((await deliveryOf(await publish(), 'weibo')).documentId);
    }
    const answers = await Promise.all(ids.map((id) => reschedule(id, { kind: 'slot' })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const times = answers.map(
      ({ body }) => (body.data as DeliveryVariant).delivery.scheduledAt ?? '',
    );
    expect(new Set(times).size).toBe(30);
    for (const time of times) {
      expect(clockOf(time) >= '08:30' && clockOf(time) < '20:30').toBe(true);
      expect(['00', '30']).toContain(clockOf(time).slice(3));
      expect(Date.parse(time)).toBeGreaterThan(Date.now());
    }
    // The places are the next ones, without gaps.
    const sorted = [...times].sort();
    const [first] = sorted;
    const last = Date.parse(sorted.at(-1) ?? '');
    const perDay = 24;
    expect(last - Date.parse(first ?? '')).toBeLessThan((30 / perDay + 1) * 24 * HOUR);

    // The database itself refuses a place that is taken.
    await expect(
      app.strapi.db
        .connection(TABLE)
        .where({ document_id: ids[0] })
        .update({ scheduled_at: new Date(last) }),
    ).rejects.toThrow('cross_post_deliveries_slot_uq');

    // A cancelled post gives its place back.
    const cancelled = await office.send('post', `/cross-post/deliveries/${ids[0]}/cancel`);
    expect(cancelled.status).toBe(200);
    const next = await deliveryOf(await publish(), 'weibo');
    const taken = await reschedule(next.documentId, { kind: 'slot' });
    expect((taken.body.data as DeliveryVariant).delivery.scheduledAt).toBe(times[0]);
    await app.strapi.db
      .connection(TABLE)
      .whereIn('state', ['queued'])
      .update({ state: 'cancelled' });
    await toAll('resume');
  });

  it('should give many at once the places that follow a chosen time', async () => {
    await toAll('pause');
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push((await deliveryOf(await publish(), 'weibo')).documentId);
    }
    const bulk = async (at: string) =>
      (
        await office.send('post', '/cross-post/bulk', {
          action: 'reschedule',
          items: ids.map((documentId) => ({ documentId })),
          schedule: { kind: 'slot', at },
        })
      ).body.data as BulkResult[];
    for (const { isDone, message } of await bulk(minutes(-5))) {
      expect({ isDone, message }).toMatchObject({
        isDone: false,
        message: expect.stringContaining('已过') as unknown,
      });
    }
    const from = minutes(3 * 24 * 60);
    expect((await bulk(from)).map(({ isDone }) => isDone)).toEqual([true, true, true]);
    const times: number[] = [];
    for (const id of ids) {
      const { body } = await office.get(`/cross-post/deliveries/${id}`);
      const { scheduledAt, scheduleKind } = body.data as DeliverySummary;
      expect(scheduleKind).toBe('slot');
      expect(clockOf(scheduledAt) >= '08:30' && clockOf(scheduledAt) < '20:30').toBe(true);
      times.push(Date.parse(scheduledAt ?? ''));
    }
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(Math.floor(Date.parse(from) / 60_000) * 60_000);
    expect(times[0]).toBeLessThan(Date.parse(from) + 13 * HOUR);
    await app.strapi.db
      .connection(TABLE)
      .whereIn('document_id', ids)
      .update({ state: 'cancelled' });
    await toAll('resume');
  });

  it('should send at the chosen time and not before', async () => {
    await toAll('pause');
    const documentId = await publish();
    const { documentId: id } = await deliveryOf(documentId, 'weibo');
    expect((await reschedule(id, { kind: 'at', at: minutes(-1) })).body.error?.message).toContain(
      '已过',
    );
    expect((await reschedule(id, { kind: 'at' })).status).toBe(400);
    const at = minutes(90);
    const planned = (await reschedule(id, { kind: 'at', at })).body.data as DeliveryVariant;
    expect(planned.delivery).toMatchObject({ scheduleKind: 'at', lane: 'scheduled' });
    const same = await deliveryOf(await publish(), 'weibo');
    const refused = await reschedule(same.documentId, { kind: 'at', at });
    expect(refused.body.error?.message).toMatch(/已有安排.*最近的空位/);
    await toAll('resume');
    await queueRests(app.strapi);
    const waiting = await deliveryOf(documentId, 'weibo');
    expect(waiting).toMatchObject({
      state: 'queued',
      scheduledAt: planned.delivery.scheduledAt,
      nextAttemptAt: planned.delivery.scheduledAt,
    });

    const month = `from=${minutes(-60)}&to=${minutes(60 * 24)}`;
    const entries = (await office.get(`/cross-post/calendar?${month}`)).body
      .data as CalendarEntry[];
    expect(entries.find(({ documentId: found }) => found === id)).toMatchObject({
      at: planned.delivery.scheduledAt,
      lane: 'scheduled',
      canReschedule: true,
    });
    expect((await office.get('/cross-post/calendar?from=x&to=y')).status).toBe(400);

    expect((await reschedule(id, { kind: 'now' })).status).toBe(200);
    const address = await addressOf(app.strapi, documentId);
    await settledReceipts(app.strapi, documentId);
    expect(weibo.state.posts.filter(({ text }) => text.endsWith(address))).toHaveLength(1);
    expect((await reschedule(id, { kind: 'now' })).body.error?.message).toContain('不能再更改');
  });

  it('should not end an outage in old news, and ask a person instead', async () => {
    await toAll('pause');
    const documentId = await publish();
    const { documentId: id } = await deliveryOf(documentId, 'weibo');
    expect(
      (await reschedule(id, { kind: 'now', notAfter: minutes(-1) })).body.error?.message,
    ).toContain('有效期');
    expect((await reschedule(id, { kind: 'now', notAfter: minutes(60) })).status).toBe(200);
    await app.strapi.db
      .connection(TABLE)
      .where({ document_id: id })
      .update({ not_after: new Date(Date.now() - 1000) });
    await toAll('resume');
    await queueRests(app.strapi);
    const address = await addressOf(app.strapi, documentId);
    expect(weibo.state.posts.filter(({ text }) => text.endsWith(address))).toEqual([]);
    expect((await sweep()).expired).toBe(1);
    const expired = await deliveryOf(documentId, 'weibo');
    expect(expired).toMatchObject({ state: 'failed', errorCode: 'expired', canRetry: true });
    expect(expired.errorMessage).toContain('过时信息');
    expect((await office.send('post', `/cross-post/deliveries/${id}/retry`)).status).toBe(200);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receipts.every(({ state }) => state === 'published')).toBe(true);
  });

  /** A Weibo post whose call never arrived, as it is found when the power comes back after two days. */
  const lostTwoDaysAgo = async (change: object) => {
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'reset-before-body', times: 0 });
    const documentId = await publish();
    await eventually(async () =>
      expect((await deliveryOf(documentId, 'weibo')).state).toBe('uncertain'),
    );
    const { documentId: id } = await deliveryOf(documentId, 'weibo');
    await stage.holdUnclear(id);
    weibo.faults.clear();
    await app.strapi.db
      .connection(TABLE)
      .where({ document_id: id })
      .update({ intent_at: new Date(Date.now() - 48 * HOUR), ...change });
    const copies = async () => {
      const address = await addressOf(app.strapi, documentId);
      return weibo.state.posts.filter(({ text }) => text.endsWith(address)).length;
    };
    return { documentId, id, copies };
  };

  it('should not send old news once it turns out that the call never arrived', async () => {
    const { documentId, id, copies } = await lostTwoDaysAgo({
      not_after: new Date(Date.now() - HOUR),
    });
    await lookNow(app.strapi, id);
    await eventually(async () =>
      expect((await deliveryOf(documentId, 'weibo')).state).not.toBe('uncertain'),
    );
    await queueRests(app.strapi);
    await sweep();
    expect(await deliveryOf(documentId, 'weibo')).toMatchObject({
      state: 'failed',
      errorCode: 'expired',
    });
    expect(await copies()).toBe(0);
  });

  it('should give what never arrived another place of the account’s plan', async () => {
    await settledReceipts(app.strapi, await publish());
    const { documentId, id, copies } = await lostTwoDaysAgo({
      scheduled_at: new Date(Date.now() - 48 * HOUR),
    });
    await setSchedule('weibo', { spacingMinutes: 20 });
    await lookNow(app.strapi, id);
    await eventually(async () =>
      expect(await deliveryOf(documentId, 'weibo')).toMatchObject({
        state: 'queued',
        errorCode: 'postponed',
      }),
    );
    expect(await copies()).toBe(0);
    await app.strapi.db
      .connection(TABLE)
      .where({ document_id: id })
      .update({ state: 'cancelled', next_attempt_at: null });
    await setSchedule('weibo', {});
  });

  it('should keep the least time between posts and the budget of a day', async () => {
    await toAll('pause');
    const { documentId: busy } = await deliveryOf(await publish(), 'wechat');
    expect(busy).not.toBe('');
    await setSchedule('wechat', { spacingMinutes: 20 });
    const ids = await Promise.all([1, 2, 3].map(() => publish()));
    const times = await Promise.all(
      ids.map(async (documentId) =>
        Date.parse((await deliveryOf(documentId, 'wechat')).scheduledAt ?? ''),
      ),
    );
    const sorted = [...times].sort((a, b) => a - b);
    for (const [index, time] of sorted.entries()) {
      if (index > 0) expect(time - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 * 60_000);
    }
    const used = sorted.length;
    expect(used).toBe(3);

    const day = new Date(Date.now() + 3 * 24 * HOUR).toISOString().slice(0, 10);
    await setSchedule('wechat', { dailyBudget: 2 });
    const at = (clock: string) => ({ kind: 'at', at: `${day}T${clock}:00+08:00` });
    const plans = [];
    for (const [index, documentId] of ids.entries()) {
      const { documentId: id } = await deliveryOf(documentId, 'wechat');
      plans.push(await reschedule(id, at(`1${index}:00`)));
    }
    expect(plans.map(({ status }) => status)).toEqual([200, 200, 400]);
    expect(plans[2]?.body.error?.message).toContain('排满 2 条');
    await setSchedule('wechat', {});
    const bad = await office.send('put', `/cross-post/channels/${channelOf('wechat')}/schedule`, {
      from: '20:00',
      to: '08:00',
      slotMinutes: 30,
      spacingMinutes: 0,
      dailyBudget: null,
    });
    expect(bad.status).toBe(400);
    await toAll('resume');
  });

  it('should keep the least time between posts that an outage has held up', async () => {
    await toAll('pause');
    const sources = [await publish(), await publish(), await publish()];
    const ids = await Promise.all(
      sources.map(async (source) => (await deliveryOf(source, 'weibo')).documentId),
    );
    await areHeldBack(sources, 'weibo');
    // Due long ago, an hour apart, as if nobody had been there to send them.
    for (const [index, id] of ids.entries()) {
      const due = new Date(Date.now() - (4 - index) * HOUR);
      await app.strapi.db
        .connection(TABLE)
        .where({ document_id: id })
        .update({ scheduled_at: due });
    }
    // Posts of the tests before would stand in the way.
    await app.strapi.db.connection.raw(
      `update ${TABLE} set scheduled_at = scheduled_at - interval '3 days',
         delivered_at = delivered_at - interval '3 days'
       where channel_kind = 'weibo' and document_id <> all(?)`,
      [ids],
    );
    const notAfter = (await deliveryOf(sources[0] ?? '', 'weibo')).notAfter;
    await setSchedule('weibo', { spacingMinutes: 20 });
    await toAll('resume');
    const all = () => Promise.all(sources.map((source) => deliveryOf(source, 'weibo')));
    await eventually(async () => {
      expect((await all()).map(({ state, errorCode }) => errorCode ?? state).sort()).toEqual([
        'postponed',
        'postponed',
        'published',
      ]);
    });
    const after = await all();
    const times = after.map(({ scheduledAt }) => Date.parse(scheduledAt ?? '')).sort();
    expect((times[0] ?? 0) - Date.now()).toBeGreaterThan(-60_000);
    for (const [index, time] of times.entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 * 60_000);
    }
    for (const { state, nextAttemptAt, scheduledAt, errorMessage } of after) {
      if (state === 'published') continue;
      expect({ state, nextAttemptAt }).toEqual({ state: 'queued', nextAttemptAt: scheduledAt });
      expect(errorMessage).toContain('顺延');
    }
    expect((await deliveryOf(sources[0] ?? '', 'weibo')).notAfter).toBe(notAfter);
    await app.strapi.db
      .connection(TABLE)
      .whereIn('document_id', ids)
      .where({ state: 'queued' })
      .update({ state: 'cancelled', next_attempt_at: null });
    await setSchedule('weibo', {});
  });

  it('should keep the least time between posts that are retried at once', async () => {
    await toAll('pause');
    const sources = [await publish(), await publish(), await publish()];
    const ids = await Promise.all(
      sources.map(async (source) => (await deliveryOf(source, 'wechat')).documentId),
    );
    await areHeldBack(sources, 'wechat');
    await app.strapi.db
      .connection(TABLE)
      .whereIn('document_id', ids)
      .update({ state: 'failed', next_attempt_at: null, error_code: 'expired' });
    await setSchedule('wechat', { spacingMinutes: 20 });
    const answer = await office.send('post', '/cross-post/bulk', {
      action: 'retry',
      items: ids.map((documentId) => ({ documentId })),
    });
    expect((answer.body.data as BulkResult[]).map(({ isDone }) => isDone)).toEqual(
      ids.map(() => true),
    );
    const retried = await Promise.all(sources.map((source) => deliveryOf(source, 'wechat')));
    const times = retried.map(({ scheduledAt }) => Date.parse(scheduledAt ?? '')).sort();
    for (const [index, time] of times.entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 * 60_000);
    }
    for (const { scheduledAt, nextAttemptAt, notAfter } of retried) {
      expect(nextAttemptAt).toBe(scheduledAt);
      expect(Date.parse(notAfter ?? '') - Date.parse(scheduledAt ?? '')).toBe(24 * HOUR);
    }
    await app.strapi.db
      .connection(TABLE)
      .whereIn('document_id', ids)
      .update({ state: 'cancelled' });
    await setSchedule('wechat', {});
    await toAll('resume');
  });

  it('should keep a person’s own deadline when the post is moved, until it is taken away', async () => {
    await toAll('pause');
    const { documentId: id } = await deliveryOf(await publish(), 'weibo');
    const notAfter = minutes(180);
    expect((await reschedule(id, { kind: 'at', at: minutes(60), notAfter })).status).toBe(200);
    // As the calendar and the actions on several do, which know of no deadlines.
    const moved = await reschedule(id, { kind: 'at', at: minutes(90) });
    expect((moved.body.data as DeliveryVariant).delivery).toMatchObject({
      notAfter,
      hasOwnDeadline: true,
    });
    const late = await reschedule(id, { kind: 'at', at: minutes(200) });
    expect(late.status).toBe(400);
    expect(late.body.error?.message).toContain('有效期须晚于发布时间');
    const freed = await reschedule(id, { kind: 'at', at: minutes(200), notAfter: null });
    expect((freed.body.data as DeliveryVariant).delivery.hasOwnDeadline).toBe(false);
    expect((await office.send('post', `/cross-post/deliveries/${id}/cancel`)).status).toBe(200);
    await toAll('resume');
  });

  it('should hold a chosen time through approval, and find another where it has passed', async () => {
    const user = await deskUser(app, 'gongkai-reviewer', '老审');
    const manager = `/content-manager/collection-types/${NOTICE}`;
    const data = {
      title: '自己写自己发的公告',
      slug: `own-${process.pid}`,
      kind: 'announcement',
      issuedOn: '2017-03-01',
      summary: '摘要',
      body: '正文',
    };
    const created = await user.send('post', manager, data);
    const { documentId } = created.body.data as { documentId: string };
    await user.send('post', `${manager}/${documentId}/actions/publish`, data);
    const approve = async (id: string) => {
      const variant = (await office.get(`/cross-post/deliveries/${id}/variant`)).body
        .data as DeliveryVariant;
      return office.send('post', `/cross-post/deliveries/${id}/approve`, {
        contentHash: variant.contentHash,
      });
    };
    const { documentId: onWeibo } = await deliveryOf(documentId, 'weibo');
    const at = minutes(120);
    await reschedule(onWeibo, { kind: 'at', at });
    expect((await deliveryOf(documentId, 'weibo')).state).toBe('waiting');
    const approved = (await approve(onWeibo)).body.data as DeliveryVariant;
    expect(approved.delivery).toMatchObject({ state: 'queued', scheduleKind: 'at' });
    expect(clockOf(approved.delivery.scheduledAt)).toBe(clockOf(at));

    const { documentId: onWechat } = await deliveryOf(documentId, 'wechat');
    await reschedule(onWechat, { kind: 'slot' });
    await app.strapi.db
      .connection(TABLE)
      .where({ document_id: onWechat })
      .update({ scheduled_at: new Date(Date.now() - HOUR) });
    const late = (await approve(onWechat)).body.data as DeliveryVariant;
    expect(Date.parse(late.delivery.scheduledAt ?? '')).toBeGreaterThan(Date.now());
    expect(late.delivery.scheduleKind).toBe('slot');
  });

  it('should end what nobody approves in time, and say so', async () => {
    const db = app.strapi.db.connection;
    await toAll('pause');
    const source = await publish();
    const { documentId: id } = await deliveryOf(source, 'weibo');
    await areHeldBack([source], 'weibo');
    await db(TABLE)
      .where({ document_id: id })
      .update({ state: 'waiting', not_after: new Date(Date.now() - 1000) });
    await toAll('resume');
    await sweep();
    const detail = (await office.get(`/cross-post/deliveries/${id}`)).body.data as DeliverySummary;
    expect(detail).toMatchObject({ state: 'failed', errorCode: 'expired' });
    expect(detail.errorMessage).toContain('未获审批');
  });

  it('should see due posts without a job, and give them one', async () => {
    await toAll('pause');
    const documentId = await publish();
    await toAll('resume');
    const { documentId: id } = await deliveryOf(documentId, 'weibo');
    const db = app.strapi.db.connection;
    await settledReceipts(app.strapi, documentId);
    await db.raw(`delete from pgboss.job where data ->> 'delivery' = ?`, [id]);
    await db(TABLE)
      .where({ document_id: id })
      .update({ state: 'submitted', next_attempt_at: new Date(Date.now() - 60_000) });
    const overview = async () => (await office.get('/cross-post/overview')).body.data as Overview;
    expect((await overview()).dueMinusQueued).toBe(1);
    const deliveries = app.strapi
      .plugin('cross-post')
      .service<{ sweep(grace: number): Promise<number> }>('deliveries');
    expect(await deliveries.sweep(1)).toBe(1);
    expect((await overview()).dueMinusQueued).toBe(0);
  });
});
