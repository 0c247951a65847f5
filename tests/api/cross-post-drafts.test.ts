import { addressOf, eventually, lookNow } from './support/cross-post';
import { startStage, type Stage } from './support/cross-post-stage';

const SUBMIT = '/cgi-bin/freepublish/submit';
const DELETE = '/cgi-bin/draft/delete';

describe('drafts that nobody is to publish any more', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    stage.wechat.faults.clear();
    stage.wechat.configure({ publishDelayMs: 0 });
    await stage.unblock();
  });

  const plugin = () => stage.app.strapi.plugin('cross-post');
  const deleteLeft = () =>
    plugin().service<{ deleteLeftDrafts(): Promise<number> }>('withdrawals').deleteLeftDrafts();
  const sweep = () => plugin().service<{ sweep(): Promise<{ expired: number }> }>('lanes').sweep();
  const tasksOf = async (documentId: string) =>
    (await stage.withdrawalsOf(documentId)).filter(({ channelKind }) => channelKind === 'wechat');
  const deliveryOf = (documentId: string) => stage.deliveryOf(documentId, 'wechat');
  const reaches = (documentId: string, expected: object) => stage.reaches(documentId, expected);
  const taskReaches = (documentId: string, expected: object): Promise<void> =>
    eventually(async () => expect(await tasksOf(documentId)).toMatchObject([expected]), 30_000);
  const draftIds = async (documentId: string): Promise<string[]> => {
    const address = await addressOf(stage.app.strapi, documentId);
    return Object.values(stage.wechat.state.drafts)
      .filter(({ articles }) => articles.some((item) => item.content_source_url === address))
      .map(({ mediaId }) => mediaId);
  };
  /** A document whose draft is in the box when WeChat answers its submission with the code. */
  const refused = async (code: number): Promise<string> => {
    stage.wechat.faults.add({ endpoint: SUBMIT, kind: 'error', code });
    const documentId = await stage.publishNew();
    await reaches(documentId, { errorCode: String(code) });
    expect(await draftIds(documentId)).toHaveLength(1);
    return documentId;
  };
  const change = async (documentId: string, summary: string): Promise<void> => {
    await stage.update(documentId, { summary });
    await stage.publish(documentId);
  };
  const retry = async (documentId: string): Promise<void> => {
    const { documentId: id } = await deliveryOf(documentId);
    expect((await stage.admin('post', `/deliveries/${id}/retry`)).status).toBe(200);
  };

  it('should delete the draft of a post that its deadline ended, and say so', async () => {
    const documentId = await refused(45009);
    const { documentId: id } = await reaches(documentId, { state: 'queued' });
    // Not before it has ended.
    expect(await deleteLeft()).toBe(0);
    await stage.app.strapi.db
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
    stage.wechat.configure({ publishOutcomes: [4] });
    const byVerdict = await stage.publishNew();
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
    stage.wechat.configure({ publishDelayMs: null });
    const submitted = await stage.publishNew();
    await reaches(submitted, { state: 'submitted' });
    // Looked at soon after its submission, and then not before 15 s after it.
    await eventually(async () => {
      const { nextAttemptAt, remote } = await deliveryOf(submitted);
      const { submittedAt } = remote as { submittedAt: string };
      const wait = Date.parse(nextAttemptAt ?? '') - Date.parse(submittedAt);
      expect(Math.round(wait / 1000)).toBe(15);
    });
    stage.wechat.faults.add({ endpoint: SUBMIT, kind: 'accept-then-drop' });
    const uncertain = await stage.publishNew();
    await reaches(uncertain, { state: 'uncertain' });
    const byHand = await refused(53504);
    const posted = await refused(45166);
    const { documentId: id } = await deliveryOf(posted);
    const link = { outcome: 'posted', url: 'https://mp.weixin.qq.com/s/by-hand' };
    expect((await stage.admin('post', `/deliveries/${id}/by-hand`, link)).status).toBe(200);
    expect(await deleteLeft()).toBe(0);
    for (const documentId of [submitted, uncertain, byHand, posted]) {
      expect(await draftIds(documentId)).toHaveLength(1);
      expect(await tasksOf(documentId)).toEqual([]);
    }
    // With its document it goes as well.
    await stage.unpublish(byHand);
    await taskReaches(byHand, { state: 'done' });
    expect(await draftIds(byHand)).toEqual([]);
    await stage.wechat.action('settle');
    for (const documentId of [submitted, uncertain]) {
      await lookNow(stage.app.strapi, (await deliveryOf(documentId)).documentId);
      await reaches(documentId, { state: 'published' });
    }
  });

  it('should delete the draft of what is sent anew with another text, and nothing else', async () => {
    const documentId = await refused(53504);
    const [old] = await draftIds(documentId);
    await change(documentId, '换了说法的摘要');
    await retry(documentId);
    const sent = await reaches(documentId, { state: 'published' });
    await taskReaches(documentId, { state: 'done', reason: '已重新发送或修改，原草稿待删除' });
    expect(sent.remote).not.toMatchObject({ mediaId: old });
    expect(stage.wechat.state.drafts[old ?? '']).toBeUndefined();
    const { state, errorMessage } = await deliveryOf(documentId);
    expect({ state, errorMessage }).toEqual({ state: 'published', errorMessage: null });
    expect(stage.wechat.publishedBySource()[await addressOf(stage.app.strapi, documentId)]).toBe(1);
  });

  it('should not take the old draft for the new one, though its deletion waits', async () => {
    const documentId = await refused(53504);
    const [old] = await draftIds(documentId);
    stage.wechat.faults.add(
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
    expect((await stage.admin('post', settle)).status).toBe(200);
    expect((await deliveryOf(documentId)).state).toBe('published');
  });

  it('should repeat a deletion whose answer was lost, and take the draft’s absence for its success', async () => {
    const documentId = await refused(45166);
    stage.wechat.faults.add({ endpoint: DELETE, kind: 'accept-then-drop' });
    const before = stage.wechat.state.traffic.calls[DELETE] ?? 0;
    await deleteLeft();
    await taskReaches(documentId, { state: 'done' });
    expect(stage.wechat.state.traffic.calls[DELETE]).toBe(before + 2);
    expect((await deliveryOf(documentId)).errorMessage).toContain('草稿已删除');
  });

  it('should tell at the post, and leave to a person, what can’t be deleted', async () => {
    const documentId = await refused(45166);
    const [draftId] = await draftIds(documentId);
    delete stage.wechat.state.drafts[draftId ?? ''];
    await deleteLeft();
    await taskReaches(documentId, {
      state: 'by-hand',
      message: expect.stringContaining('可能已在公众平台发表') as unknown,
    });
    const told = await deliveryOf(documentId);
    expect(told.errorMessage).toContain('未能自动删除');
    expect(told.errorMessage).not.toContain('将自动删除');
    const [task] = await tasksOf(documentId);
    expect((await stage.admin('post', `/withdrawals/${task?.documentId}/settle`)).status).toBe(200);
    const settled = await deliveryOf(documentId);
    expect(settled.state).toBe('failed');
    expect(settled.errorMessage).not.toContain('未能自动删除');
  });
});
