import type {
  DeliverySummary,
  WithdrawalSummary,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { Receipt } from '../../src/shared/contracts/cross-post';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  addressOf,
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  settledReceipts,
  shortenWaits,
  WEIBO_ACCOUNT,
} from './support/cross-post';

describe('taking posts back', () => {
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
  });
  afterAll(async () => {
    await app.stop();
    await wechat.close();
    await weibo.close();
  });
  beforeEach(() => {
    wechat.faults.clear();
    weibo.faults.clear();
  });

  const publish = async (): Promise<string> => {
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    return documentId;
  };
  const visibleArticles = (address: string): number =>
    Object.values(wechat.state.articles).filter(({ items }) =>
      items.some((item) => item.content_source_url === address && !item.deleted),
    ).length;
  const unpublish = (documentId: string) => app.strapi.documents(NOTICE).unpublish({ documentId });
  const withToken = async (method: 'get' | 'post', path: string, body: object = {}) => {
    const request = app.agent[method](`/cross-post${path}`).set(
      'Authorization',
      `Bearer ${await app.adminToken()}`,
    );
    return method === 'post' ? request.send(body) : request;
  };
  const withdrawals = async (documentId: string): Promise<WithdrawalSummary[]> =>
    (await withToken('get', `/withdrawals?document=${documentId}`)).body
      .data as WithdrawalSummary[];
  const of = async (documentId: string, kind: 'weibo' | 'wechat'): Promise<WithdrawalSummary> => {
    const found = (await withdrawals(documentId)).find(({ channelKind }) => channelKind === kind);
    if (!found) throw new Error(`no withdrawal on ${kind}`);
    return found;
  };
  const deliveriesOf = async (documentId: string): Promise<DeliverySummary[]> =>
    (await withToken('get', `/documents/${documentId}/deliveries`)).body.data as DeliverySummary[];
  const stateOf = async (documentId: string, kind: string): Promise<string | undefined> => {
    const receipts = await app.strapi
      .plugin('cross-post')
      .service<{ receipts(id: string): Promise<Receipt[]> }>('posts')
      .receipts(documentId);
    return receipts.find(({ channel }) => channel === kind)?.state;
  };

  it('should delete the article by the API, and leave the Weibo post to a person with its link', async () => {
    const documentId = await publish();
    const address = await addressOf(app.strapi, documentId);
    await unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({
        state: 'by-hand',
        url: expect.stringContaining(WEIBO_ACCOUNT.uid) as unknown,
        reason: '原文已撤回',
        message: expect.stringContaining('登录微博删除') as unknown,
      });
    });
    expect(visibleArticles(address)).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('withdrawn');
    expect(await stateOf(documentId, 'weibo')).toBe('published');
    const open = (await withToken('get', '/withdrawals')).body.data as WithdrawalSummary[];
    expect(open.map(({ sourceDocumentId }) => sourceDocumentId)).toContain(documentId);

    // Deleted by a person, who says so.
    const task = await of(documentId, 'weibo');
    const settled = await withToken('post', `/withdrawals/${task.documentId}/settle`, {
      link: 'https://weibo.com/record',
    });
    expect(settled.status).toBe(200);
    expect(await of(documentId, 'weibo')).toMatchObject({
      state: 'done',
      settledBy: '管理员',
      link: 'https://weibo.com/record',
    });
    expect(await stateOf(documentId, 'weibo')).toBe('withdrawn');
    expect((await withToken('post', `/withdrawals/${task.documentId}/settle`)).status).toBe(400);
  });

  it('should take back what has left the kinds that are posted, until it is posted again', async () => {
    const documentId = await publish();
    const address = await addressOf(app.strapi, documentId);
    const become = async (kind: string, title?: string): Promise<void> => {
      const data = { kind, ...(title ? { title } : {}) };
      await app.strapi.documents(NOTICE).update({ documentId, data: data as never });
      await app.strapi.documents(NOTICE).publish({ documentId });
    };
    await become('establishment-document');
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({
        state: 'done',
        reason: '原文已不属于对外发布范围',
      });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    expect(visibleArticles(address)).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('withdrawn');
    // Changed, withdrawn and published again, it still isn't one of them.
    await become('establishment-document', '另一个标题');
    await unpublish(documentId);
    await app.strapi.documents(NOTICE).publish({ documentId });
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    expect(visibleArticles(address)).toBe(0);

    // Back again, it is like one that was withdrawn: what is gone is posted anew, and nothing else.
    await become('announcement');
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'dismissed' });
    await settledReceipts(app.strapi, documentId);
    expect(visibleArticles(address)).toBe(1);
    const copies = weibo.state.posts.filter(({ text }) => text.endsWith(address));
    expect(copies).toHaveLength(1);
    const marked = (await deliveriesOf(documentId)).filter(({ correctionAt }) => correctionAt);
    expect(marked.map(({ channelKind }) => channelKind)).toEqual(['weibo']);
  });

  it('should take back what an organ has issued that becomes classified, and drop what is open when that ends', async () => {
    const organs = app.strapi.documents('api::organization.organization');
    const { documentId: organ } = await organs.create({
      data: { code: '11110000MB1A000022', name: '某局', kind: 'organ', state: 'active' },
    });
    const documentId = await draftNotice(app.strapi, { issuer: { documentId: organ } });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    await organs.update({ documentId: organ, data: { isClassified: true } });
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    await organs.update({ documentId: organ, data: { isClassified: false } });
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'dismissed' });
    expect(await stateOf(documentId, 'weibo')).toBe('published');
  });

  it('should delete the draft of what is withdrawn while it waits for its publication', async () => {
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'error', code: 45009 });
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await eventually(async () => {
      const found = (await deliveriesOf(documentId)).find(
        ({ channelKind }) => channelKind === 'wechat',
      );
      expect(found).toMatchObject({ state: 'queued', errorCode: '45009' });
    });
    const address = await addressOf(app.strapi, documentId);
    const drafts = () =>
      Object.values(wechat.state.drafts).filter(({ articles }) =>
        articles.some((article) => article.content_source_url === address),
      ).length;
    expect(drafts()).toBe(1);
    await unpublish(documentId);
    expect(await stateOf(documentId, 'wechat')).toBe('cancelled');
    await eventually(async () =>
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' }),
    );
    expect(drafts()).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('cancelled');
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  it('should repeat a deletion whose answer was lost', async () => {
    const documentId = await publish();
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/delete', kind: 'accept-then-drop' });
    await unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
    }, 30_000);
    expect(wechat.state.traffic.calls['/cgi-bin/freepublish/delete']).toBeGreaterThanOrEqual(2);
  });

  it('should wait for the day’s deletions to come back when they are used up', async () => {
    const documentId = await publish();
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/delete', kind: 'error', code: 45009 });
    await unpublish(documentId);
    await eventually(async () => {
      const withdrawal = await of(documentId, 'wechat');
      expect(withdrawal.message).toContain('次数已用完');
      const next = new Date(Date.parse(withdrawal.nextAttemptAt ?? '') + 8 * 3_600_000);
      expect(next.getUTCHours()).toBe(0);
    });
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  it('should drop what is not done yet when the source is public again, and post anew only what is gone', async () => {
    const documentId = await publish();
    const address = await addressOf(app.strapi, documentId);
    await unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'dismissed' });
    expect(visibleArticles(address)).toBe(1);
    const copies = weibo.state.posts.filter(
      ({ text, deleted }) => !deleted && text.endsWith(address),
    );
    expect(copies).toHaveLength(1);
  });

  it('should propose a correction where the document was withdrawn, changed and published with its post still out', async () => {
    const documentId = await publish();
    const address = await addressOf(app.strapi, documentId);
    await unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '改过的摘要' } });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    const marked = (await deliveriesOf(documentId)).filter(({ correctionAt }) => correctionAt);
    expect(marked.map(({ channelKind }) => channelKind)).toEqual(['weibo']);
    expect(weibo.state.posts.filter(({ text }) => text.endsWith(address))).toHaveLength(1);
  });

  it('should take a post back again that has come to life after its withdrawal', async () => {
    const documentId = await publish();
    const rows = () =>
      app.strapi.db
        .connection('cross_post_deliveries')
        .where({ source_document_id: documentId, channel_kind: 'wechat' });
    await unpublish(documentId);
    await eventually(async () =>
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' }),
    );
    await rows().update({ state: 'published' });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await unpublish(documentId);
    await eventually(async () => expect(await stateOf(documentId, 'wechat')).toBe('withdrawn'));
    expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
  });

  it('should leave to a person what a person has posted from the draft box', async () => {
    const accounts = () =>
      app.strapi.db.connection('cross_post_channels').where({ kind: 'wechat' });
    await accounts().update({ mode: 'draft-only' });
    const documentId = await publish();
    await accounts().update({ mode: 'publish' });
    const staged = (await deliveriesOf(documentId)).find(({ state }) => state === 'staged');
    const url = 'https://mp.weixin.qq.com/s/posted-by-hand';
    const path = `/deliveries/${staged?.documentId}/by-hand`;
    expect((await withToken('post', path, { outcome: 'posted', url })).status).toBe(200);
    await unpublish(documentId);
    await eventually(async () =>
      expect(await of(documentId, 'wechat')).toMatchObject({
        state: 'by-hand',
        url,
        message: expect.stringContaining('由人工发布') as unknown,
      }),
    );
    expect(await stateOf(documentId, 'wechat')).toBe('published');
  });

  it('should take back what turns out to be published only after the withdrawal', async () => {
    wechat.configure({ publishDelayMs: null });
    const documentId = await draftNotice(app.strapi);
    const address = await addressOf(app.strapi, documentId);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await eventually(async () => expect(await stateOf(documentId, 'wechat')).toBe('submitted'));
    await unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({
        state: 'open',
        message: expect.stringContaining('发送结果尚未确定') as unknown,
      });
    });
    // Nobody can have taken back what isn't out yet.
    const early = await of(documentId, 'wechat');
    expect((await withToken('post', `/withdrawals/${early.documentId}/settle`)).status).toBe(400);
    await wechat.action('settle');
    wechat.configure({ publishDelayMs: 100 });
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
    }, 60_000);
    expect(visibleArticles(address)).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('withdrawn');
  }, 90_000);

  it('should look each post up after a day and mark what is gone', async () => {
    const kept = await publish();
    const lost = await publish();
    const article = Object.values(wechat.state.articles).at(-1);
    await wechat.action('deleteByUser', { articleId: article?.articleId });
    const post = weibo.state.posts.at(-1);
    await weibo.action('remove', { id: post?.idstr });
    const check = (seconds: number): Promise<number> =>
      app.strapi
        .plugin('cross-post')
        .service<{ checkDue(seconds: number): Promise<number> }>('receipts')
        .checkDue(seconds);
    expect(await check(86_400)).toBe(0);
    expect(await check(0.001)).toBeGreaterThanOrEqual(4);
    expect(await stateOf(lost, 'wechat')).toBe('gone');
    expect(await stateOf(lost, 'weibo')).toBe('gone');
    expect(await stateOf(kept, 'wechat')).toBe('published');
    expect(await stateOf(kept, 'weibo')).toBe('published');
    expect(await check(0.001)).toBe(0);
    // Gone is not unsent: publishing again makes no second post.
    await app.strapi.documents(NOTICE).publish({ documentId: lost });
    expect(
      (await settledReceipts(app.strapi, lost)).filter(({ state }) => state === 'published'),
    ).toEqual([]);
  });

  it('should take a person’s word for what was posted by hand, with a link', async () => {
    weibo.configure({ bannedWords: { 手工: 20021 } });
    const documentId = await draftNotice(app.strapi, { summary: '手工发布' });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    const id = (await deliveriesOf(documentId)).find(
      ({ channelKind }) => channelKind === 'weibo',
    )?.documentId;
    const path = `/deliveries/${id}/by-hand`;
    expect((await withToken('post', path, { outcome: 'posted' })).status).toBe(400);
    const bad = { outcome: 'posted', url: 'javascript:alert(1)' };
    expect((await withToken('post', path, bad)).status).toBe(400);
    const url = 'https://weibo.com/2718281828/MzVRA2E8G';
    const marked = await withToken('post', path, { outcome: 'posted', url });
    expect(marked.status).toBe(200);
    expect(marked.body.data).toMatchObject({ state: 'published', url });
    expect((await withToken('post', path, { outcome: 'posted', url })).status).toBe(400);
    const removed = await withToken('post', path, { outcome: 'withdrawn' });
    expect(removed.body.data).toMatchObject({ state: 'withdrawn' });
  });
});
