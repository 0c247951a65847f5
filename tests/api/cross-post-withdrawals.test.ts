import type { WithdrawalSummary } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { Receipt } from '../../src/shared/contracts/cross-post';
import { addressOf, eventually, lookNow, WEIBO_ACCOUNT } from './support/cross-post';
import { startStage, type Stage } from './support/cross-post-stage';

describe('taking posts back', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    stage.wechat.faults.clear();
    stage.weibo.faults.clear();
  });

  const publish = async (): Promise<string> => {
    const documentId = await stage.publishNew();
    await stage.settled(documentId);
    return documentId;
  };
  const visibleArticles = (address: string): number =>
    Object.values(stage.wechat.state.articles).filter(({ items }) =>
      items.some((item) => item.content_source_url === address && !item.deleted),
    ).length;
  const of = async (documentId: string, kind: 'weibo' | 'wechat'): Promise<WithdrawalSummary> => {
    const found = (await stage.withdrawalsOf(documentId)).find(
      ({ channelKind }) => channelKind === kind,
    );
    if (!found) throw new Error(`no withdrawal on ${kind}`);
    return found;
  };
  const stateOf = async (documentId: string, kind: string): Promise<string | undefined> => {
    const receipts = await stage.app.strapi
      .plugin('cross-post')
      .service<{ receipts(id: string): Promise<Receipt[]> }>('posts')
      .receipts(documentId);
    return receipts.find(({ channel }) => channel === kind)?.state;
  };

  it('should delete the article by the API, and leave the Weibo post to a person with its link', async () => {
    const documentId = await publish();
    const address = await addressOf(stage.app.strapi, documentId);
    await stage.unpublish(documentId);
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
    const open = (await stage.admin('get', '/withdrawals')).body.data as WithdrawalSummary[];
    expect(open.map(({ sourceDocumentId }) => sourceDocumentId)).toContain(documentId);

    // Deleted by a person, who says so.
    const task = await of(documentId, 'weibo');
    const settled = await stage.admin('post', `/withdrawals/${task.documentId}/settle`, {
      link: 'https://weibo.com/record',
    });
    expect(settled.status).toBe(200);
    expect(await of(documentId, 'weibo')).toMatchObject({
      state: 'done',
      settledBy: '管理员',
      link: 'https://weibo.com/record',
    });
    expect(await stateOf(documentId, 'weibo')).toBe('withdrawn');
    expect((await stage.admin('post', `/withdrawals/${task.documentId}/settle`)).status).toBe(400);
  });

  it('should take back what has left the kinds that are posted, until it is posted again', async () => {
    const documentId = await publish();
    const address = await addressOf(stage.app.strapi, documentId);
    const become = async (kind: string, title?: string): Promise<void> => {
      const data = { kind, ...(title ? { title } : {}) };
      await stage.update(documentId, data);
      await stage.publish(documentId);
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
    await stage.unpublish(documentId);
    await stage.publish(documentId);
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    expect(visibleArticles(address)).toBe(0);

    // Back again, it is like one that was withdrawn: what is gone is posted anew, and nothing else.
    await become('announcement');
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'dismissed' });
    await stage.settled(documentId);
    expect(visibleArticles(address)).toBe(1);
    const copies = stage.weibo.state.posts.filter(({ text }) => text.endsWith(address));
    expect(copies).toHaveLength(1);
    const marked = (await stage.deliveriesOf(documentId)).filter(
      ({ correctionAt }) => correctionAt,
    );
    expect(marked.map(({ channelKind }) => channelKind)).toEqual(['weibo']);
  });

  it('should take back what an organ has issued that becomes classified, and drop what is open when that ends', async () => {
    const organs = stage.app.strapi.documents('api::organization.organization');
    const { documentId: organ } = await organs.create({
      data: { code: '11110000MB1A000022', name: '某局', kind: 'organ', state: 'active' },
    });
    const documentId = await stage.publishNew({ issuer: { documentId: organ } });
    await stage.settled(documentId);
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
    stage.wechat.faults.add({
      endpoint: '/cgi-bin/freepublish/submit',
      kind: 'error',
      code: 45009,
    });
    const documentId = await stage.publishNew();
    await eventually(async () => {
      const found = (await stage.deliveriesOf(documentId)).find(
        ({ channelKind }) => channelKind === 'wechat',
      );
      expect(found).toMatchObject({ state: 'queued', errorCode: '45009' });
    });
    const address = await addressOf(stage.app.strapi, documentId);
    const drafts = () =>
      Object.values(stage.wechat.state.drafts).filter(({ articles }) =>
        articles.some((article) => article.content_source_url === address),
      ).length;
    expect(drafts()).toBe(1);
    await stage.unpublish(documentId);
    expect(await stateOf(documentId, 'wechat')).toBe('cancelled');
    await eventually(async () =>
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' }),
    );
    expect(drafts()).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('cancelled');
    await stage.unblock();
  });

  it('should repeat a deletion whose answer was lost', async () => {
    const documentId = await publish();
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/delete', kind: 'accept-then-drop' });
    await stage.unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
    }, 30_000);
    expect(stage.wechat.state.traffic.calls['/cgi-bin/freepublish/delete']).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('should wait for the day’s deletions to come back when they are used up', async () => {
    const documentId = await publish();
    stage.wechat.faults.add({
      endpoint: '/cgi-bin/freepublish/delete',
      kind: 'error',
      code: 45009,
    });
    await stage.unpublish(documentId);
    await eventually(async () => {
      const withdrawal = await of(documentId, 'wechat');
      expect(withdrawal.message).toContain('次数已用完');
      const next = new Date(Date.parse(withdrawal.nextAttemptAt ?? '') + 8 * 3_600_000);
      expect(next.getUTCHours()).toBe(0);
    });
    await stage.unblock();
  });

  it('should drop what is not done yet when the source is public again, and post anew only what is gone', async () => {
    const documentId = await publish();
    const address = await addressOf(stage.app.strapi, documentId);
    await stage.unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    await stage.publish(documentId);
    await stage.settled(documentId);
    expect(await of(documentId, 'weibo')).toMatchObject({ state: 'dismissed' });
    expect(visibleArticles(address)).toBe(1);
    const copies = stage.weibo.state.posts.filter(
      ({ text, deleted }) => !deleted && text.endsWith(address),
    );
    expect(copies).toHaveLength(1);
  });

  it('should propose a correction where the document was withdrawn, changed and published with its post still out', async () => {
    const documentId = await publish();
    const address = await addressOf(stage.app.strapi, documentId);
    await stage.unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
      expect(await of(documentId, 'weibo')).toMatchObject({ state: 'by-hand' });
    });
    await stage.update(documentId, { summary: '改过的摘要' });
    await stage.publish(documentId);
    await stage.settled(documentId);
    const marked = (await stage.deliveriesOf(documentId)).filter(
      ({ correctionAt }) => correctionAt,
    );
    expect(marked.map(({ channelKind }) => channelKind)).toEqual(['weibo']);
    expect(stage.weibo.state.posts.filter(({ text }) => text.endsWith(address))).toHaveLength(1);
  });

  it('should take a post back again that has come to life after its withdrawal', async () => {
    const documentId = await publish();
    const rows = () =>
      stage.app.strapi.db
        .connection('cross_post_deliveries')
        .where({ source_document_id: documentId, channel_kind: 'wechat' });
    await stage.unpublish(documentId);
    await eventually(async () =>
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' }),
    );
    await rows().update({ state: 'published' });
    await stage.publish(documentId);
    await stage.unpublish(documentId);
    await eventually(async () => expect(await stateOf(documentId, 'wechat')).toBe('withdrawn'));
    expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
  });

  it('should leave to a person what a person has posted from the draft box', async () => {
    const accounts = () =>
      stage.app.strapi.db.connection('cross_post_channels').where({ kind: 'wechat' });
    await accounts().update({ mode: 'draft-only' });
    const documentId = await publish();
    await accounts().update({ mode: 'publish' });
    const staged = (await stage.deliveriesOf(documentId)).find(({ state }) => state === 'staged');
    const url = 'https://mp.weixin.qq.com/s/posted-by-hand';
    const path = `/deliveries/${staged?.documentId}/by-hand`;
    expect((await stage.admin('post', path, { outcome: 'posted', url })).status).toBe(200);
    await stage.unpublish(documentId);
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
    stage.wechat.configure({ publishDelayMs: null });
    const documentId = await stage.publishNew();
    const address = await addressOf(stage.app.strapi, documentId);
    await stage.reaches(documentId, { state: 'submitted' });
    await stage.unpublish(documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({
        state: 'open',
        message: expect.stringContaining('发送结果尚未确定') as unknown,
      });
    });
    // Nobody can have taken back what isn't out yet.
    const early = await of(documentId, 'wechat');
    expect((await stage.admin('post', `/withdrawals/${early.documentId}/settle`)).status).toBe(400);
    await stage.wechat.action('settle');
    stage.wechat.configure({ publishDelayMs: 0 });
    await lookNow(stage.app.strapi, (await stage.deliveryOf(documentId, 'wechat')).documentId);
    await eventually(async () => {
      expect(await of(documentId, 'wechat')).toMatchObject({ state: 'done' });
    }, 60_000);
    expect(visibleArticles(address)).toBe(0);
    expect(await stateOf(documentId, 'wechat')).toBe('withdrawn');
  }, 90_000);

  it('should look each post up after a day and mark what is gone', async () => {
    const kept = await publish();
    const lost = await publish();
    const article = Object.values(stage.wechat.state.articles).at(-1);
    await stage.wechat.action('deleteByUser', { articleId: article?.articleId });
    const post = stage.weibo.state.posts.at(-1);
    await stage.weibo.action('remove', { id: post?.idstr });
    const check = (seconds: number): Promise<number> =>
      stage.app.strapi
        .plugin('cross-post')
        .service<{ checkDue(seconds: number): Promise<number> }>('receipts')
        .checkDue(seconds);
    expect(await check(86_400)).toBe(0);
    expect(await check(0.001)).toBeGreaterThanOrEqual(4);
    expect(await stateOf(lost, 'wechat')).toBe('gone');
    expect(await stateOf(lost, 'weibo')).toBe('gone');
    expect(await stateOf(kept, 'wechat')).toBe('published');
    expect(await stateOf(kept, 'weibo')).toBe('published');
    for (const kind of ['wechat', 'weibo'] as const) {
      for (const [documentId, outcome] of [
        [kept, 'there'],
        [lost, 'gone'],
      ] as const) {
        expect((await stage.deliveryOf(documentId, kind)).attemptLog.at(-1)).toMatchObject({
          step: 'check',
          outcome,
          response: expect.stringMatching(/./) as unknown,
        });
      }
    }
    expect(await check(0.001)).toBe(0);
    // Gone is not unsent: publishing again makes no second post.
    await stage.publish(lost);
    expect((await stage.settled(lost)).filter(({ state }) => state === 'published')).toEqual([]);
  });

  it('should take a person’s word for what was posted by hand, with a link', async () => {
    stage.weibo.configure({ bannedWords: { 手工: 20021 } });
    const documentId = await stage.publishNew({ summary: '手工发布' });
    await stage.settled(documentId);
    const id = (await stage.deliveriesOf(documentId)).find(
      ({ channelKind }) => channelKind === 'weibo',
    )?.documentId;
    const path = `/deliveries/${id}/by-hand`;
    expect((await stage.admin('post', path, { outcome: 'posted' })).status).toBe(400);
    const bad = { outcome: 'posted', url: 'javascript:alert(1)' };
    expect((await stage.admin('post', path, bad)).status).toBe(400);
    const url = 'https://weibo.com/2718281828/MzVRA2E8G';
    const marked = await stage.admin('post', path, { outcome: 'posted', url });
    expect(marked.status).toBe(200);
    expect(marked.body.data).toMatchObject({ state: 'published', url });
    expect((await stage.admin('post', path, { outcome: 'posted', url })).status).toBe(400);
    const removed = await stage.admin('post', path, { outcome: 'withdrawn' });
    expect(removed.body.data).toMatchObject({ state: 'withdrawn' });
  });
});
