import type {
  DeliveryDetail,
  DeliverySummary,
  WithdrawalSummary,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  addressOf,
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  shortenWaits,
} from './support/cross-post';

const SUBMIT = '/cgi-bin/freepublish/submit';
const DELETE = '/cgi-bin/draft/delete';

describe('drafts that nobody is to publish any more', () => {
  let app: App;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;

  beforeAll(async () => {
    wechat = await startWechatEmulator({ publishDelayMs: 100 });
    weibo = await startWeiboEmulator();
    app = await startApp({
      env: await channelEnvironment({ wechat: wechat.url, weibo: weibo.url }),
    });
    shortenWaits(app.strapi, { settleSeconds: 3, leaseSeconds: 5 });
    app.strapi.config.set('plugin::cross-post.withdrawDelaySeconds', 0);
  });
  afterAll(async () => {
    await app.stop();
    await wechat.close();
    await weibo.close();
  });
  beforeEach(async () => {
    wechat.faults.clear();
    wechat.configure({ publishDelayMs: 100 });
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  const plugin = () => app.strapi.plugin('cross-post');
  const deleteLeft = () =>
    plugin().service<{ deleteLeftDrafts(): Promise<number> }>('withdrawals').deleteLeftDrafts();
  const sweep = () => plugin().service<{ sweep(): Promise<{ expired: number }> }>('lanes').sweep();
  const get = async (path: string) =>
    app.agent.get(`/cross-post${path}`).set('Authorization', `Bearer ${await app.adminToken()}`);
  const post = async (path: string, body: object = {}) =>
    app.agent
      .post(`/cross-post${path}`)
      .set('Authorization', `Bearer ${await app.adminToken()}`)
      .send(body);
  const tasksOf = async (documentId: string): Promise<WithdrawalSummary[]> => {
    const { body } = await get(`/withdrawals?document=${documentId}`);
    const tasks = body.data as WithdrawalSummary[];
    return tasks.filter(({ channelKind }) => channelKind === 'wechat');
  };
  const deliveryOf = async (documentId: string): Promise<DeliveryDetail> => {
    const { body } = await get(`/documents/${documentId}/deliveries`);
    const found = (body.data as DeliverySummary[]).find(
      ({ channelKind }) => channelKind === 'wechat',
    );
    return (await get(`/deliveries/${found?.documentId}`)).body.data as DeliveryDetail;
  };
  const reaches = async (documentId: string, expected: object): Promise<DeliveryDetail> => {
    await eventually(
      async () => expect(await deliveryOf(documentId)).toMatchObject(expected),
      30_000,
    );
    return deliveryOf(documentId);
  };
  const taskReaches = (documentId: string, expected: object): Promise<void> =>
    eventually(async () => expect(await tasksOf(documentId)).toMatchObject([expected]), 30_000);
  const draftIds = async (documentId: string): Promise<string[]> => {
    const address = await addressOf(app.strapi, documentId);
    return Object.values(wechat.state.drafts)
      .filter(({ articles }) => articles.some((item) => item.content_source_url === address))
      .map(({ mediaId }) => mediaId);
  };
  /** A document whose draft is in the box when WeChat answers its submission with the code. */
  const refused = async (code: number): Promise<string> => {
    wechat.faults.add({ endpoint: SUBMIT, kind: 'error', code });
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await reaches(documentId, { errorCode: String(code) });
    expect(await draftIds(documentId)).toHaveLength(1);
    return documentId;
  };
  const change = async (documentId: string, summary: string): Promise<void> => {
    await app.strapi.documents(NOTICE).update({ documentId, data: { summary } });
    await app.strapi.documents(NOTICE).publish({ documentId });
  };
  const retry = async (documentId: string): Promise<void> => {
    const { documentId: id } = await deliveryOf(documentId);
    expect((await post(`/deliveries/${id}/retry`)).status).toBe(200);
  };

  it('should delete the draft of a post that its deadline ended, and say so', async () => {
    const documentId = await refused(45009);
    const { documentId: id } = await reaches(documentId, { state: 'queued' });
    // Not before it has ended.
    expect(await deleteLeft()).toBe(0);
    await app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: id })
      .update({ not_after: new Date(Date.now() - 1000) });
    expect((await sweep()).expired).toBe(1);
    expect(await deleteLeft()).toBe(1);
    expect(await deleteLeft()).toBe(0);
    await taskReaches(documentId, { state: 'done', reason: '发送未成功，草稿待删除' });
    expect(await draftIds(documentId)).toEqual([]);
    const { attemptLog, errorMessage } = await reaches(documentId, {
      state: 'failed',
      errorCode: 'expired',
    });
    expect(errorMessage).toContain('草稿已删除');
    expect(errorMessage).not.toContain('将自动删除');
    expect(attemptLog.at(-1)).toMatchObject({ step: 'withdraw', outcome: 'withdraw: done' });
  });

  it('should delete the drafts of posts that failed for good, by an error or by the platform’s verdict', async () => {
    const byError = await refused(45166);
    wechat.configure({ publishOutcomes: [4] });
    const byVerdict = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId: byVerdict });
    await reaches(byVerdict, { state: 'failed', errorCode: 'publish-status-4' });
    expect(await draftIds(byVerdict)).toHaveLength(1);
    expect(await deleteLeft()).toBe(2);
    for (const documentId of [byError, byVerdict]) {
      await taskReaches(documentId, { state: 'done' });
      expect(await draftIds(documentId)).toEqual([]);
      expect((await deliveryOf(documentId)).state).toBe('failed');
    }
  });

  it('should leave alone what is out or may be, and what a person goes on with', async () => {
    wechat.configure({ publishDelayMs: null });
    const submitted = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId: submitted });
    await reaches(submitted, { state: 'submitted' });
    wechat.faults.add({ endpoint: SUBMIT, kind: 'accept-then-drop' });
    const uncertain = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId: uncertain });
    await reaches(uncertain, { state: 'uncertain' });
    const byHand = await refused(53504);
    const posted = await refused(45166);
    const { documentId: id } = await deliveryOf(posted);
    const link = { outcome: 'posted', url: 'https://mp.weixin.qq.com/s/by-hand' };
    expect((await post(`/deliveries/${id}/by-hand`, link)).status).toBe(200);
    expect(await deleteLeft()).toBe(0);
    for (const documentId of [submitted, uncertain, byHand, posted]) {
      expect(await draftIds(documentId)).toHaveLength(1);
      expect(await tasksOf(documentId)).toEqual([]);
    }
    // With its document it goes as well.
    await app.strapi.documents(NOTICE).unpublish({ documentId: byHand });
    await taskReaches(byHand, { state: 'done' });
    expect(await draftIds(byHand)).toEqual([]);
    await wechat.action('settle');
    await reaches(submitted, { state: 'published' });
    await reaches(uncertain, { state: 'published' });
  });

  it('should delete the draft of what is sent anew with another text, and nothing else', async () => {
    const documentId = await refused(53504);
    const [old] = await draftIds(documentId);
    await change(documentId, '换了说法的摘要');
    await retry(documentId);
    const sent = await reaches(documentId, { state: 'published' });
    await taskReaches(documentId, { state: 'done', reason: '已重新发送或修改，原草稿待删除' });
    expect(sent.remote).not.toMatchObject({ mediaId: old });
    expect(wechat.state.drafts[old ?? '']).toBeUndefined();
    const { state, errorMessage } = await deliveryOf(documentId);
    expect({ state, errorMessage }).toEqual({ state: 'published', errorMessage: null });
    expect(wechat.publishedBySource()[await addressOf(app.strapi, documentId)]).toBe(1);
  });

  it('should not take the old draft for the new one, though its deletion waits', async () => {
    const documentId = await refused(53504);
    const [old] = await draftIds(documentId);
    wechat.faults.add(
      { endpoint: DELETE, kind: 'error', code: 45009 },
      { endpoint: '/cgi-bin/draft/add', kind: 'reset-before-body' },
    );
    await change(documentId, '又换了说法的摘要');
    await retry(documentId);
    const sent = await reaches(documentId, { state: 'published' });
    expect(sent.attemptLog.map(({ step }) => step)).toContain('draft.read');
    expect(sent.remote).not.toMatchObject({ mediaId: old });
    expect(await draftIds(documentId)).toEqual([old]);
    const [task] = await tasksOf(documentId);
    expect(task).toMatchObject({
      state: 'open',
      message: expect.stringContaining('次数已用完') as unknown,
    });
    const next = new Date(Date.parse(task?.nextAttemptAt ?? '') + 8 * 3_600_000);
    expect(next.getUTCHours()).toBe(0);
    // What was sent stays out when a person says that the old draft is gone.
    const settle = `/withdrawals/${task?.documentId}/settle`;
    expect((await post(settle)).status).toBe(200);
    expect((await deliveryOf(documentId)).state).toBe('published');
  });

  it('should repeat a deletion whose answer was lost, and take the draft’s absence for its success', async () => {
    const documentId = await refused(45166);
    wechat.faults.add({ endpoint: DELETE, kind: 'accept-then-drop' });
    const before = wechat.state.traffic.calls[DELETE] ?? 0;
    await deleteLeft();
    await taskReaches(documentId, { state: 'done' });
    expect(wechat.state.traffic.calls[DELETE]).toBe(before + 2);
    expect((await deliveryOf(documentId)).errorMessage).toContain('草稿已删除');
  });

  it('should tell at the post, and leave to a person, what can’t be deleted', async () => {
    const documentId = await refused(45166);
    const [draftId] = await draftIds(documentId);
    delete wechat.state.drafts[draftId ?? ''];
    await deleteLeft();
    await taskReaches(documentId, {
      state: 'by-hand',
      message: expect.stringContaining('可能已在公众平台发表') as unknown,
    });
    const told = await deliveryOf(documentId);
    expect(told.errorMessage).toContain('未能自动删除');
    expect(told.errorMessage).not.toContain('将自动删除');
    const [task] = await tasksOf(documentId);
    expect((await post(`/withdrawals/${task?.documentId}/settle`)).status).toBe(200);
    const settled = await deliveryOf(documentId);
    expect(settled.state).toBe('failed');
    expect(settled.errorMessage).not.toContain('未能自动删除');
  });
});
