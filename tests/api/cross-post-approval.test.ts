import type {
  DeliveryDetail,
  DeliverySummary,
  WithdrawalSummary,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type {
  BulkResult,
  DeliveryVariant,
  Overview,
  PreviewVariant,
  Variant,
} from '../../src/plugins/cross-post/shared/contracts/flow';
import type { CrossPostService } from '../../src/shared/contracts/cross-post';
import { addressOf, draftNotice, eventually, NOTICE, settledReceipts } from './support/cross-post';
import { startStage, type Stage } from './support/cross-post-stage';
import { deskUser, type DeskUser } from './support/desk-users';

const MANAGER = `/content-manager/collection-types/${NOTICE}`;
let counter = 0;

describe('approval of posts', () => {
  let stage: Stage;
  let app: Stage['app'];
  let wechat: Stage['wechat'];
  let weibo: Stage['weibo'];
  let clerk: DeskUser;
  let reviewer: DeskUser;
  let office: DeskUser;
  let chief: DeskUser;

  beforeAll(async () => {
    stage = await startStage();
    ({ app, wechat, weibo } = stage);
    clerk = await deskUser(app, 'gongkai-editor', '小录');
    reviewer = await deskUser(app, 'gongkai-reviewer', '老审');
    office = await deskUser(app, 'gongkai-office', '公开办');
    chief = await deskUser(app, 'gongkai-office', '主任');
  });
  afterAll(() => stage.stop());

  const textOf = (summary: string): Record<string, unknown> => {
    counter += 1;
    return {
      title: `关于第${counter}批补贴的公告`,
      slug: `approval-${process.pid}-${counter}`,
      kind: 'announcement',
      issuedOn: '2017-03-01',
      summary,
      body: '## 情况\n\n按标准发放到户。',
    };
  };
  const create = async (user: DeskUser, summary = '摘要'): Promise<[string, object]> => {
    const data = textOf(summary);
    const answer = await user.send('post', MANAGER, data);
    expect(answer.status).toBe(201);
    return [(answer.body.data as { documentId: string }).documentId, data];
  };
  const publish = async (user: DeskUser, documentId: string, data: object): Promise<void> => {
    const answer = await user.send('post', `${MANAGER}/${documentId}/actions/publish`, data);
    expect(answer.status).toBe(200);
  };
  const deliveriesOf = async (documentId: string): Promise<DeliverySummary[]> =>
    (await office.get(`/cross-post/documents/${documentId}/deliveries`)).body.data;
  const variantOf = async (user: DeskUser, id: string): Promise<DeliveryVariant> => {
    const answer = await user.get(`/cross-post/deliveries/${id}/variant`);
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const weiboOf = async (documentId: string): Promise<DeliveryVariant> => {
    const found = (await deliveriesOf(documentId)).find(
      ({ channelKind }) => channelKind === 'weibo',
    );
    return variantOf(office, found?.documentId ?? '');
  };
  const approve = (user: DeskUser, { delivery, contentHash }: DeliveryVariant) =>
    user.send('post', `/cross-post/deliveries/${delivery.documentId}/approve`, { contentHash });
  const edit = (user: DeskUser, { delivery, contentHash }: DeliveryVariant, fields: object) =>
    user.send('put', `/cross-post/deliveries/${delivery.documentId}/variant`, {
      contentHash,
      fields,
    });
  const onWeibo = (address: string) =>
    weibo.state.posts.filter(({ text, deleted }) => !deleted && text.endsWith(address));

  /** A notice that its own author published: both posts wait. */
  const waiting = async (): Promise<{ documentId: string; data: object; address: string }> => {
    const [documentId, data] = await create(reviewer);
    await publish(reviewer, documentId, data);
    return { documentId, data, address: await addressOf(app.strapi, documentId) };
  };

  it('should carry what a reviewer publishes of another one without more clicks', async () => {
    const [documentId, data] = await create(clerk);
    await publish(reviewer, documentId, data);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    const [delivery] = await deliveriesOf(documentId);
    expect(delivery).toMatchObject({
      authorName: '小录',
      approvedByName: '老审',
      approvedAt: expect.stringMatching(/Z$/) as unknown,
      lane: 'done',
    });
  });

  it('should let wait what its own last editor publishes, until another person approves it', async () => {
    const [documentId, data] = await create(clerk);
    // The reviewer changes a word while publishing: now it is the reviewer's text.
    await publish(reviewer, documentId, { ...data, summary: '审核时改的摘要' });
    const held = await deliveriesOf(documentId);
    expect(held.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(held[0]).toMatchObject({ lane: 'waiting', authorName: '老审', approvedByName: null });
    expect(held[0]?.errorMessage).toContain('另一人审批');
    const proof = await app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(proof.body).toEqual({ data: [] });

    const own = await variantOf(reviewer, held[0]?.documentId ?? '');
    expect(own).toMatchObject({ canApprove: false });
    expect(own.approvalHint).toContain('修改过原文');
    const refused = await approve(reviewer, own);
    expect(refused.status).toBe(400);
    expect(refused.body.error?.message).toContain('另一人');

    const address = await addressOf(app.strapi, documentId);
    expect(onWeibo(address)).toEqual([]);
    for (const { documentId: id } of held) {
      const answer = await approve(office, await variantOf(office, id));
      expect(answer.status).toBe(200);
      expect(answer.body.data).toMatchObject({ delivery: { approvedByName: '公开办' } });
    }
    await settledReceipts(app.strapi, documentId);
    expect(onWeibo(address)).toHaveLength(1);
    expect(wechat.publishedBySource()[address]).toBe(1);
  });

  it('should keep apart from approval everybody who changed the text since another person looked at it', async () => {
    const [documentId, data] = await create(reviewer);
    const mended = { ...data, summary: '摘要。' };
    expect((await office.send('put', `${MANAGER}/${documentId}`, mended)).status).toBe(200);
    await publish(reviewer, documentId, mended);
    const held = await weiboOf(documentId);
    expect(held.delivery).toMatchObject({ state: 'waiting', authorName: '公开办' });
    expect(held.delivery.errorMessage).toContain('老审、公开办');
    const waitingFor = async (user: DeskUser): Promise<number> =>
      ((await user.get('/cross-post/overview')).body.data as Overview).waitingForMe;
    expect((await waitingFor(chief)) - (await waitingFor(office))).toBeGreaterThanOrEqual(2);
    for (const user of [reviewer, office]) {
      expect((await approve(user, held)).body.error?.message).toContain('修改过原文');
    }
    // Published once more as it is, or after another comma, it is still nobody else's.
    const again = { ...data, summary: '摘要！' };
    expect((await clerk.send('put', `${MANAGER}/${documentId}`, again)).status).toBe(200);
    await publish(reviewer, documentId, again);
    const second = await weiboOf(documentId);
    expect(second.delivery).toMatchObject({ state: 'waiting', authorName: '小录' });
    expect((await approve(office, second)).status).toBe(400);

    const later = { kind: 'at', at: new Date(Date.now() + 172_800_000).toISOString() };
    const schedule = `/cross-post/deliveries/${second.delivery.documentId}/schedule`;
    expect((await chief.send('put', schedule, later)).status).toBe(200);
    expect((await approve(chief, second)).status).toBe(200);
    // The chief has looked at it: what is changed now is all that is to be looked at.
    const third = { ...data, summary: '再改的摘要' };
    expect((await clerk.send('put', `${MANAGER}/${documentId}`, third)).status).toBe(200);
    await publish(reviewer, documentId, third);
    expect((await weiboOf(documentId)).delivery).toMatchObject({
      state: 'queued',
      authorName: '小录',
      approvedByName: '老审',
    });
  });

  it('should ask for approval of what becomes one of those that are posted, as at a first publication', async () => {
    const [documentId, data] = await create(clerk);
    const unposted = { ...data, kind: 'establishment-document' };
    await publish(reviewer, documentId, unposted);
    expect(await deliveriesOf(documentId)).toEqual([]);
    // The reviewer has changed the kind, and so waits for somebody else.
    await publish(reviewer, documentId, { ...unposted, kind: 'announcement' });
    const held = await deliveriesOf(documentId);
    expect(held.map(({ state, authorName }) => `${state} ${authorName}`)).toEqual([
      'waiting 老审',
      'waiting 老审',
    ]);
    // Not sent yet, it takes over what is changed.
    await publish(reviewer, documentId, { ...data, summary: '再改的摘要' });
    expect(await deliveriesOf(documentId)).toHaveLength(2);
    expect((await weiboOf(documentId)).fields.text).toContain('再改的摘要');
  });

  it('should not mistake publishing, which saves as well, for editing', async () => {
    const [documentId, data] = await create(reviewer);
    await publish(office, documentId, data);
    expect((await deliveriesOf(documentId)).map(({ approvedByName }) => approvedByName)).toEqual([
      '公开办',
      '公开办',
    ]);
    await settledReceipts(app.strapi, documentId);
  });

  it('should take the approval away from a text that is edited, and send what was approved last', async () => {
    const { documentId, address } = await waiting();
    const first = await weiboOf(documentId);
    const scheduled = await office.send(
      'put',
      `/cross-post/deliveries/${first.delivery.documentId}/schedule`,
      { kind: 'at', at: new Date(Date.now() + 86_400_000).toISOString() },
    );
    expect(scheduled.status).toBe(200);
    expect((await approve(office, first)).body.data).toMatchObject({
      delivery: { state: 'queued' },
    });

    const edited = await edit(clerk, await weiboOf(documentId), {
      text: '【改过】#话题# @某人 https://evil.example/x 正文',
    });
    expect(edited.status).toBe(200);
    const second = edited.body.data as DeliveryVariant;
    expect(second).toMatchObject({
      fields: { text: '【改过】＃话题＃ ＠某人 正文' },
      canonicalUrl: address,
      delivery: { state: 'waiting', approvedByName: null, isEdited: true, scheduleKind: 'at' },
      canApprove: false,
    });
    // Approving what one no longer sees is refused, and so is approving one's own words.
    expect((await approve(office, first)).body.error?.message).toContain('已被修改');
    expect((await approve(clerk, second)).status).toBe(403);
    const self = await edit(office, second, { text: '公开办改的正文' });
    expect((await approve(office, self.body.data)).body.error?.message).toContain('您修改过');
    // Its author may not approve the document's post either.
    expect((await approve(reviewer, self.body.data)).body.error?.message).toContain('修改过原文');

    const third = (await edit(clerk, self.body.data, { text: '定稿正文' })).body
      .data as DeliveryVariant;
    // A few words that somebody else changed don't make the rest another one's.
    expect((await approve(office, third)).body.error?.message).toContain('您修改过');
    expect((await approve(chief, third)).status).toBe(200);
    await office.send('put', `/cross-post/deliveries/${third.delivery.documentId}/schedule`, {
      kind: 'now',
    });
    const deadline = Date.now() + 20_000;
    while (onWeibo(address).length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(onWeibo(address).map(({ text }) => text)).toEqual([`定稿正文 ${address}`]);
    expect((await edit(clerk, await weiboOf(documentId), { text: '晚了' })).status).toBe(400);
  });

  it('should never send unapproved words, even where the queue believes them ready', async () => {
    const { documentId, address } = await waiting();
    const { delivery } = await weiboOf(documentId);
    const db = app.strapi.db.connection;
    await db('cross_post_deliveries')
      .where({ document_id: delivery.documentId })
      .update({ state: 'queued', next_attempt_at: new Date(Date.now() - 1000) });
    const runner = app.strapi
      .plugin('cross-post')
      .service<{ deliver(id: string, signal: AbortSignal): Promise<void> }>('runner');
    await runner.deliver(delivery.documentId, new AbortController().signal);
    expect(onWeibo(address)).toEqual([]);
    const swept = await app.strapi
      .plugin('cross-post')
      .service<{ sweep(): Promise<{ returned: number }> }>('lanes')
      .sweep();
    expect(swept.returned).toBe(1);
    expect((await weiboOf(documentId)).delivery).toMatchObject({
      state: 'waiting',
      errorMessage: expect.stringContaining('尚未审批') as unknown,
    });
  });

  it('should void the approval when the document changes, and keep words written by hand', async () => {
    const { documentId, data } = await waiting();
    const before = await weiboOf(documentId);
    await edit(clerk, before, { text: '手写的正文' });
    const changed = { ...data, summary: '更正后的摘要' };
    await publish(office, documentId, changed);
    // The office wrote that summary: it can't approve.
    const after = await weiboOf(documentId);
    expect(after).toMatchObject({
      fields: { text: '手写的正文' },
      delivery: { state: 'waiting', authorName: '公开办', isEdited: true },
    });
    expect(after.delivery.errorMessage).toContain('原文已更改');
    expect((await approve(office, after)).status).toBe(400);
    const anew = await clerk.send(
      'post',
      `/cross-post/deliveries/${after.delivery.documentId}/variant/regenerate`,
      { contentHash: after.contentHash },
    );
    expect((anew.body.data as DeliveryVariant).fields.text).toContain('更正后的摘要');
    // Nobody but its two editors has looked at the document yet.
    expect((await approve(reviewer, anew.body.data)).status).toBe(400);
    expect((await approve(chief, anew.body.data)).status).toBe(200);
  });

  it('should take the approval away where a picture is replaced in the media library, or deleted', async () => {
    const file = (await app.strapi.db.query('plugin::upload.file').create({
      data: { name: 'cover.png', hash: 'cover', ext: '.png', mime: 'image/png', url: '/cover.png' },
    })) as { id: number };
    const { documentId } = await waiting();
    const before = await weiboOf(documentId);
    const pictured = (await edit(clerk, before, { imageId: file.id })).body.data as DeliveryVariant;
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const schedule = `/cross-post/deliveries/${pictured.delivery.documentId}/schedule`;
    expect((await office.send('put', schedule, { kind: 'at', at: later })).status).toBe(200);
    expect((await approve(office, pictured)).status).toBe(200);
    const info = await clerk.send('post', `/upload?id=${file.id}`, {
      fileInfo: { name: 'other-name.png' },
    });
    expect(info.status).toBe(200);
    expect((await weiboOf(documentId)).delivery.state).toBe('queued');
    // What the library's replacement of a file comes down to.
    await app.strapi.db
      .query('plugin::upload.file')
      .update({ where: { id: file.id }, data: { hash: 'cover', size: 2 } });
    const after = await weiboOf(documentId);
    expect(after.delivery).toMatchObject({ state: 'waiting', approvedByName: null });
    expect(after.delivery.scheduledAt).not.toBeNull();
    expect(after.delivery.errorMessage).toContain('图片');
    expect(after.fields.imageId).toBe(file.id);

    // Whoever replaces the picture comes to those who wrote the words, not in their place.
    const worded = await edit(office, after, { text: '公开办写的正文' });
    expect(worded.status).toBe(200);
    const user = { id: 987_654, firstname: '换图人' };
    const request = { state: { auth: { strategy: { name: 'admin' } }, user } };
    await app.strapi.requestContext.run(request as never, () =>
      app.strapi.db
        .query('plugin::upload.file')
        .update({ where: { id: file.id }, data: { hash: 'cover', size: 3 } }),
    );
    const replaced = await weiboOf(documentId);
    expect(replaced.delivery.variantEditorName).toBe('换图人');
    expect((await approve(office, replaced)).body.error?.message).toContain('您修改过');
    expect((await approve(chief, replaced)).status).toBe(200);

    await app.strapi.db.query('plugin::upload.file').delete({ where: { id: file.id } });
    const without = await weiboOf(documentId);
    expect(without.delivery).toMatchObject({ state: 'waiting', approvedByName: null });
    expect(without.delivery.errorMessage).toContain('删除');
    expect(without.check.issues.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('将不带图发送'),
    );
  });

  it('should refuse approval of a text that the platform would refuse, and say why', async () => {
    const { documentId } = await waiting();
    const long = await edit(clerk, await weiboOf(documentId), { text: '公'.repeat(150) });
    const variant = long.body.data as DeliveryVariant;
    expect(variant.check.counts).toEqual([{ field: 'text', used: 161, limit: 140 }]);
    expect(variant.check.issues).toContainEqual({
      level: 'error',
      field: 'text',
      message: '超出 21 个字，请删减。',
    });
    const refused = await approve(office, variant);
    expect(refused.status).toBe(400);
    expect(refused.body.error?.message).toContain('超出 21 个字');
    const checked = await clerk.send(
      'post',
      `/cross-post/deliveries/${variant.delivery.documentId}/variant/check`,
      { fields: { text: '短' } },
    );
    expect((checked.body.data as Variant).check.counts[0]?.used).toBe(12);
    const conflict = await edit(clerk, { ...variant, contentHash: 'a'.repeat(64) }, { text: '短' });
    expect(conflict.body.error?.message).toContain('他人修改');
  });

  it('should sanitise an article that people edited, and keep its address', async () => {
    const { documentId, address } = await waiting();
    const found = (await deliveriesOf(documentId)).find(
      ({ channelKind }) => channelKind === 'wechat',
    );
    const before = await variantOf(clerk, found?.documentId ?? '');
    const edited = await edit(clerk, before, {
      title: ' 新\n标题 ',
      html: '<p onclick="x()">文<script>alert(1)</script><a href="https://a.cn/x">链接</a><img src="https://evil.example/a.png"></p><table><tr><td>格</td></tr></table>',
    });
    const after = edited.body.data as DeliveryVariant;
    expect(after.fields.title).toBe('新 标题');
    expect(after.canonicalUrl).toBe(address);
    expect(after.fields.html).not.toMatch(/script|onclick|<a /);
    expect(after.fields.html).toContain('[1] https://a.cn/x');
    expect(after.fields.html).toMatch(/<section style="[^"]*overflow-x:auto[^"]*"><table/);
    expect(after.check.issues.map(({ message }) => message)).toContain(
      '1 张图片不在媒体库中，发送时会略去，请上传后再用。',
    );
    // Saved again as it is, it is the same text: no new approval is asked for.
    const again = await edit(clerk, after, { html: after.fields.html });
    expect((again.body.data as DeliveryVariant).contentHash).toBe(after.contentHash);
    const foreign = await edit(clerk, after, { imageId: 424242 });
    expect(foreign.body.error?.message).toContain('媒体库');
  });

  it('should show a document on both channels before it is published, with warnings', async () => {
    const [documentId] = await create(clerk, '预览里的摘要');
    const answer = await clerk.get(
      `/cross-post/preview?uid=${encodeURIComponent(NOTICE)}&documentId=${documentId}`,
    );
    const [onWeiboNow, onWechatNow] = answer.body.data as PreviewVariant[];
    expect(onWeiboNow).toMatchObject({ kind: 'weibo', channelNames: ['区政府微博'] });
    expect(onWeiboNow?.fields.text).toContain('预览里的摘要');
    expect(onWechatNow?.fields.html).toContain('按标准发放到户');
    expect(onWechatNow?.check.issues.map(({ message }) => message)).toContain(
      '没有封面图，将使用默认封面。',
    );
    expect(await deliveriesOf(documentId)).toEqual([]);
  });

  it('should preview a draft only to those who may read it', async () => {
    const [documentId] = await create(clerk);
    const code = 'queue-only';
    const roles = app.strapi.service('admin::role') as unknown as {
      create(role: object): Promise<{ id: number }>;
      assignPermissions(id: number, permissions: readonly object[]): Promise<unknown>;
    };
    const role = await roles.create({ name: '只看队列', code, description: '' });
    await roles.assignPermissions(role.id, [{ action: 'plugin::cross-post.read' }]);
    const outsider = await deskUser(app, code, '旁人');
    const path = `/cross-post/preview?uid=${NOTICE}&documentId=${documentId}`;
    expect((await outsider.get('/cross-post/deliveries')).status).toBe(200);
    expect((await outsider.get(path)).status).toBe(403);
    expect((await clerk.get(path)).status).toBe(200);
  });

  it('should approve and cancel in bulk, each by itself', async () => {
    const a = await weiboOf((await waiting()).documentId);
    const b = await weiboOf((await waiting()).documentId);
    const item = ({ delivery, contentHash }: DeliveryVariant) => ({
      documentId: delivery.documentId,
      contentHash,
    });
    const approved = await office.send('post', '/cross-post/bulk', {
      action: 'approve',
      items: [item(a), { ...item(b), contentHash: 'f'.repeat(64) }],
    });
    expect((approved.body.data as BulkResult[]).map(({ isDone }) => isDone)).toEqual([true, false]);
    const cancelled = await office.send('post', '/cross-post/bulk', {
      action: 'cancel',
      items: [item(b)],
    });
    expect(cancelled.body.data).toEqual([
      { documentId: b.delivery.documentId, isDone: true, message: null },
    ]);
    const after = await variantOf(office, b.delivery.documentId);
    expect(after.delivery).toMatchObject({ state: 'cancelled', lane: 'done' });
    expect(after.delivery.errorMessage).toContain('公开办取消');
    expect(
      (await clerk.send('post', '/cross-post/bulk', { action: 'cancel', items: [item(a)] })).status,
    ).toBe(403);
    expect(
      (
        await office.send('post', '/cross-post/bulk', {
          action: 'approve',
          items: [{ documentId: 'x' }],
        })
      ).status,
    ).toBe(400);
  });

  it('should propose a correction of what is out, and post it only when two people wish it', async () => {
    const [documentId, data] = await create(clerk);
    await publish(reviewer, documentId, data);
    await settledReceipts(app.strapi, documentId);
    const address = await addressOf(app.strapi, documentId);
    const changed = { ...data, summary: '数字有误，现予更正' };
    await publish(reviewer, documentId, changed);
    const proposed = await deliveriesOf(documentId);
    expect(proposed).toHaveLength(2);
    expect(proposed.every(({ correctionAt }) => correctionAt !== null)).toBe(true);
    expect(onWeibo(address)).toHaveLength(1);
    const lane = await office.get('/cross-post/deliveries?lane=correction');
    expect((lane.body as unknown as { results: unknown[] }).results).toHaveLength(2);

    const [onWeiboNow, onWechatNow] = ['weibo', 'wechat'].map((kind) =>
      proposed.find(({ channelKind }) => channelKind === kind),
    );
    const answer = (id: string | undefined, given: string) =>
      office.send('post', `/cross-post/deliveries/${id}/correction`, { answer: given });
    expect((await answer(onWechatNow?.documentId, 'dismiss')).status).toBe(200);
    expect((await answer(onWechatNow?.documentId, 'dismiss')).status).toBe(400);
    expect((await answer(onWeiboNow?.documentId, 'repost')).status).toBe(200);
    expect(onWeibo(address)).toHaveLength(1);

    const correction = (await deliveriesOf(documentId)).find(({ state }) => state === 'waiting');
    const variant = await variantOf(office, correction?.documentId ?? '');
    expect(variant.fields.text).toMatch(/^【更正：/);
    expect((await approve(office, variant)).status).toBe(400);
    const other = await deskUser(app, 'gongkai-reviewer', '另一审核员');
    expect((await approve(other, variant)).status).toBe(200);
    await settledReceipts(app.strapi, documentId);
    expect(onWeibo(address).map(({ text }) => text.startsWith('【更正：'))).toEqual([false, true]);
  });

  it.each([
    ['its link tells', true],
    ['no link tells', false],
  ])('should not take a person’s article for its lost correction: %s', async (_name, isTold) => {
    const wechatOf = async (documentId: string, isCorrection: boolean) => {
      const all = (await deliveriesOf(documentId)).filter((each) => each.channelKind === 'wechat');
      const found = all[isCorrection ? 1 : 0];
      if (!found) throw new Error('no such delivery');
      return found;
    };
    const [documentId, data] = await create(clerk);
    await publish(reviewer, documentId, data);
    await settledReceipts(app.strapi, documentId);
    const address = await addressOf(app.strapi, documentId);
    const first = await wechatOf(documentId, false);
    // As it is once a person has published the draft at the platform and said so.
    const url = isTold ? first.url : 'https://mp.weixin.qq.com/s?mid=1&idx=1&sn=2';
    await app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: first.documentId })
      .update({ remote_id: null, remote: {}, url, checked_at: new Date() });
    await publish(reviewer, documentId, { ...data, summary: '数字有误，现予更正' });
    const repost = { answer: 'repost' };
    const asked = `/cross-post/deliveries/${first.documentId}/correction`;
    expect((await office.send('post', asked, repost)).status).toBe(200);
    wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'reset-before-body' });
    const { documentId: id } = await wechatOf(documentId, true);
    expect((await approve(chief, await variantOf(office, id))).status).toBe(200);
    if (isTold) {
      await eventually(async () => {
        const { state, url: ownUrl } = await wechatOf(documentId, true);
        expect(state).toBe('published');
        expect(ownUrl).not.toBe(url);
      });
    } else {
      await eventually(async () =>
        expect(await wechatOf(documentId, true)).toMatchObject({
          state: 'uncertain',
          errorMessage: expect.stringContaining('人工发布') as unknown,
        }),
      );
    }
    expect(stage.onWechat(address)).toBe(isTold ? 2 : 1);
  });

  const answerTo = (user: DeskUser, id: string | undefined, answer: string) =>
    user.send('post', `/cross-post/deliveries/${id}/correction`, { answer });
  const regenerate = (user: DeskUser, { delivery, contentHash }: DeliveryVariant) =>
    user.send('post', `/cross-post/deliveries/${delivery.documentId}/variant/regenerate`, {
      contentHash,
    });
  const retry = (user: DeskUser, id: string) =>
    user.send('post', `/cross-post/deliveries/${id}/retry`);
  /** The deliveries of a document to Weibo, oldest first. */
  const allOnWeibo = async (documentId: string): Promise<DeliverySummary[]> =>
    (await deliveriesOf(documentId)).filter(({ channelKind }) => channelKind === 'weibo');

  /** A notice that is out and was changed since, with its Weibo correction, which the office asked for. */
  const correcting = async () => {
    const [documentId, data] = await create(clerk);
    await publish(reviewer, documentId, data);
    await settledReceipts(app.strapi, documentId);
    await publish(reviewer, documentId, { ...data, summary: '数字有误，现予更正' });
    const [original] = await allOnWeibo(documentId);
    const originalId = original?.documentId ?? '';
    expect((await answerTo(office, originalId, 'repost')).status).toBe(200);
    const correctionId = (await allOnWeibo(documentId))[1]?.documentId ?? '';
    const address = await addressOf(app.strapi, documentId);
    return { documentId, data, address, originalId, correctionId };
  };
  const deliveryOf = async (id: string): Promise<DeliverySummary> =>
    (await variantOf(office, id)).delivery;

  it('should keep a correction one, however its text is made anew, until another person approves it', async () => {
    const { documentId, data, address, originalId, correctionId } = await correcting();
    const anew = await regenerate(clerk, await variantOf(clerk, correctionId));
    expect(anew.status).toBe(200);
    const own = anew.body.data as DeliveryVariant;
    expect(own.fields.text).toMatch(/^【更正：/);
    const refused = await approve(office, own);
    expect(refused.body.error?.message).toContain('另一人审批');
    // Another one's words don't make it another one's correction.
    const worded = await edit(clerk, own, { text: '更正：字句已改' });
    expect((await approve(office, worded.body.data)).status).toBe(400);
    expect((await regenerate(clerk, worded.body.data)).status).toBe(200);

    // Published by somebody else than its editor, the document's text counts as approved.
    const saved = await clerk.send('put', `${MANAGER}/${documentId}`, {
      ...data,
      summary: '再次更正',
    });
    expect(saved.status).toBe(200);
    await publish(reviewer, documentId, { ...data, summary: '再次更正' });
    const after = await variantOf(office, correctionId);
    expect(after.delivery.state).toBe('waiting');
    expect(after.fields.text).toMatch(/^【更正：.*再次更正/);
    expect((await approve(office, after)).status).toBe(400);
    expect(onWeibo(address)).toHaveLength(1);
    // The post that it corrects is not to be corrected a second time beside it.
    const [original] = await allOnWeibo(documentId);
    expect(original?.correctionAt).toBeNull();

    const other = await deskUser(app, 'gongkai-reviewer', '更正审核员');
    expect((await approve(other, after)).status).toBe(200);
    await settledReceipts(app.strapi, documentId);
    expect(onWeibo(address).map(({ text }) => text.startsWith('【更正：'))).toEqual([false, true]);

    // Where the correction is gone, its post is to be corrected again.
    await app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: correctionId })
      .update({ state: 'gone' });
    await publish(reviewer, documentId, { ...data, summary: '第三次更正' });
    expect((await deliveryOf(originalId)).correctionAt).not.toBeNull();
    expect((await answerTo(office, originalId, 'repost')).status).toBe(200);
    expect(await allOnWeibo(documentId)).toHaveLength(3);
  });

  it('should let a failed correction be retried, with approval, or given up and asked for again', async () => {
    const { documentId, address, originalId, correctionId } = await correcting();
    const expire = async (): Promise<void> => {
      await app.strapi.db
        .connection('cross_post_deliveries')
        .where({ document_id: correctionId })
        .update({ not_after: new Date(Date.now() - 1000) });
      await app.strapi.plugin('cross-post').service<{ sweep(): Promise<unknown> }>('lanes').sweep();
    };
    await expire();
    expect(await deliveryOf(correctionId)).toMatchObject({
      state: 'failed',
      canRetry: true,
      isCancellable: true,
      isChangeable: false,
    });
    expect((await retry(office, correctionId)).status).toBe(200);
    const again = await variantOf(office, correctionId);
    expect(again.delivery).toMatchObject({ state: 'waiting' });
    expect(again.fields.text).toMatch(/^【更正：/);
    expect((await approve(office, again)).status).toBe(400);

    await expire();
    const failed = await variantOf(clerk, correctionId);
    const edited = await edit(clerk, failed, { text: '更正：手工改过' });
    expect((edited.body.data as DeliveryVariant).delivery.state).toBe('waiting');

    await expire();
    expect((await deliveryOf(originalId)).correctionAt).toBeNull();
    const cancel = `/cross-post/deliveries/${correctionId}/cancel`;
    expect((await office.send('post', cancel)).status).toBe(200);
    expect((await deliveryOf(correctionId)).state).toBe('cancelled');
    expect((await office.send('post', cancel)).status).toBe(400);
    // Nothing corrects it any more: a person decides anew.
    expect(await deliveryOf(originalId)).toMatchObject({
      correctionAt: expect.stringMatching(/Z$/) as unknown,
      correctionNote: null,
    });
    expect((await answerTo(office, originalId, 'dismiss')).status).toBe(200);
    expect(await allOnWeibo(documentId)).toHaveLength(2);
    expect(onWeibo(address)).toHaveLength(1);
  });

  /** The document was changed while the platform had its post, before it refused it. */
  const proposeCorrection = (id: string): Promise<unknown> =>
    app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: id })
      .update({ correction_at: new Date(), correction_note: '说明', source_hash: 'earlier' });

  it('should never have two corrections of a post under way', async () => {
    const { documentId, data, originalId, correctionId } = await correcting();
    const fail = (id: string): Promise<unknown> =>
      app.strapi.db
        .connection('cross_post_deliveries')
        .where({ document_id: id })
        .update({ state: 'failed' });
    await fail(correctionId);
    // Changed once more, the document differs from its post and nothing corrects that.
    await publish(reviewer, documentId, { ...data, summary: '第三稿' });
    expect((await deliveryOf(originalId)).correctionAt).not.toBeNull();
    expect((await retry(office, correctionId)).status).toBe(200);
    expect(await deliveryOf(originalId)).toMatchObject({
      correctionAt: null,
      correctionNote: expect.stringContaining('已提交更正') as unknown,
    });
    await proposeCorrection(originalId);
    const second = await answerTo(office, originalId, 'repost');
    expect(second.body.error?.message).toContain('已有一条更正');

    await fail(correctionId);
    expect((await answerTo(office, originalId, 'repost')).status).toBe(200);
    const refused = await retry(office, correctionId);
    expect(refused.body.error?.message).toContain('另有一条更正');
    const mended = await edit(clerk, await variantOf(clerk, correctionId), { text: '改' });
    expect(mended.status).toBe(400);
    expect(
      (await office.send('post', `/cross-post/deliveries/${correctionId}/cancel`)).status,
    ).toBe(200);
    expect((await deliveryOf(originalId)).correctionAt).toBeNull();
    expect(await allOnWeibo(documentId)).toHaveLength(3);
  });

  it('should go on posting what the server itself publishes', async () => {
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    const posts = app.strapi.plugin('cross-post').service<CrossPostService>('posts');
    expect(await posts.receipts(documentId)).toHaveLength(2);
  });

  it('should ask for approval again when a failed post is retried with words nobody approved', async () => {
    weibo.configure({ bannedWords: { 违禁词: 20021 } });
    const [documentId, data] = await create(clerk, '含有违禁词');
    await publish(reviewer, documentId, data);
    await settledReceipts(app.strapi, documentId);
    const failed = await weiboOf(documentId);
    expect(failed.delivery.state).toBe('failed');
    // Mended at the post itself, it waits for another person.
    await proposeCorrection(failed.delivery.documentId);
    const mended = await edit(reviewer, failed, { text: '换了一种说法' });
    expect((mended.body.data as DeliveryVariant).delivery.correctionAt).toBeNull();
    expect((mended.body.data as DeliveryVariant).delivery.state).toBe('waiting');
    expect((await approve(reviewer, mended.body.data)).status).toBe(400);
    expect((await approve(office, mended.body.data)).status).toBe(200);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receipts.every(({ state }) => state === 'published')).toBe(true);
  });

  it('should retry failed posts in bulk, for those who manage the channels', async () => {
    weibo.configure({ bannedWords: { 违禁词: 20021 } });
    const [documentId, data] = await create(clerk, '也含有违禁词');
    await publish(reviewer, documentId, data);
    await settledReceipts(app.strapi, documentId);
    const { delivery } = await weiboOf(documentId);
    expect(delivery).toMatchObject({ state: 'failed', canRetry: true });
    const before = (await office.get('/cross-post/overview')).body.data as Overview;
    expect(before.lanes.failed).toBeGreaterThan(0);
    weibo.configure({ bannedWords: {} });
    await proposeCorrection(delivery.documentId);
    const retry = (user: DeskUser) =>
      user.send('post', '/cross-post/bulk', {
        action: 'retry',
        items: [{ documentId: delivery.documentId }],
      });
    expect((await retry(reviewer)).status).toBe(403);
    expect((await retry(office)).body.data).toEqual([
      { documentId: delivery.documentId, isDone: true, message: null },
    ]);
    await settledReceipts(app.strapi, documentId);
    // What was to be corrected never went out; what goes out now is the document as it is.
    expect((await weiboOf(documentId)).delivery).toMatchObject({
      state: 'published',
      correctionAt: null,
      correctionNote: null,
    });
    const [again] = (await retry(office)).body.data as BulkResult[];
    expect(again).toMatchObject({
      isDone: false,
      message: expect.stringContaining('重试') as unknown,
    });
  });

  it('should bring one of two failed posts of a document to life, whoever asks at once', async () => {
    weibo.configure({ bannedWords: { 违禁词: 20021 } });
    const documentId = await draftNotice(app.strapi, { summary: '含有违禁词' });
    const notices = app.strapi.documents(NOTICE);
    await notices.publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    await notices.unpublish({ documentId });
    await notices.publish({ documentId });
    await settledReceipts(app.strapi, documentId);
    weibo.configure({ bannedWords: {} });
    const failed = (await deliveriesOf(documentId)).filter(
      ({ channelKind, state }) => channelKind === 'weibo' && state === 'failed',
    );
    expect(failed).toHaveLength(2);
    const answers = await Promise.all(
      failed.map(({ documentId: id }) => office.send('post', `/cross-post/deliveries/${id}/retry`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    await settledReceipts(app.strapi, documentId);
    expect(onWeibo(await addressOf(app.strapi, documentId))).toHaveLength(1);
  });

  const draftTask = async (
    documentId: string,
    expected: Partial<WithdrawalSummary>,
  ): Promise<WithdrawalSummary> => {
    const find = async () =>
      (await office.get(`/cross-post/withdrawals?document=${documentId}`)).body
        .data as WithdrawalSummary[];
    await eventually(async () => expect(await find()).toMatchObject([expected]));
    return (await find())[0] as WithdrawalSummary;
  };

  it('should propose a correction of a draft that is in the box and still to be published', async () => {
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'error', code: 45009 });
    const [documentId, data] = await create(clerk);
    await publish(reviewer, documentId, data);
    const onWechat = async () =>
      (await deliveriesOf(documentId)).find(({ channelKind }) => channelKind === 'wechat');
    await eventually(async () =>
      expect(await onWechat()).toMatchObject({ state: 'queued', isChangeable: false }),
    );
    expect((await onWechat())?.correctionAt).toBeNull();
    await publish(reviewer, documentId, { ...data, summary: '排队期间更正' });
    const marked = await onWechat();
    expect(marked?.correctionAt).not.toBeNull();
    const cancel = `/cross-post/deliveries/${marked?.documentId}/cancel`;
    expect((await office.send('post', cancel)).status).toBe(200);
    expect((await onWechat())?.correctionAt).toBeNull();
    wechat.faults.clear();

    // The draft doesn't stay where somebody could publish it, even where the document goes on.
    await publish(reviewer, documentId, { ...data, summary: '取消后再改' });
    await draftTask(documentId, { state: 'done' });
    const { mediaId } = (
      (await office.get(`/cross-post/deliveries/${marked?.documentId}`)).body.data as DeliveryDetail
    ).remote as { mediaId: string };
    expect(wechat.state.traffic.calls['/cgi-bin/draft/delete']).toBeGreaterThan(0);
    expect(wechat.state.drafts[mediaId]).toBeUndefined();
    const { attemptLog } = (await office.get(`/cross-post/deliveries/${marked?.documentId}`)).body
      .data as DeliveryDetail;
    expect(attemptLog.at(-1)).toMatchObject({ step: 'withdraw', outcome: 'withdraw: done' });
    expect((await onWechat())?.state).toBe('cancelled');
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  it('should give up a post whose draft is in the box, and say so', async () => {
    const { documentId } = await waiting();
    const found = (await deliveriesOf(documentId)).find(
      ({ channelKind }) => channelKind === 'wechat',
    );
    const id = found?.documentId ?? '';
    await app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: id })
      .update({ remote: JSON.stringify({ mediaId: 'no-draft-of-the-platform' }) });
    expect((await variantOf(office, id)).delivery).toMatchObject({
      isChangeable: false,
      isCancellable: true,
    });
    expect((await office.send('post', `/cross-post/deliveries/${id}/cancel`)).status).toBe(200);
    expect((await variantOf(office, id)).delivery).toMatchObject({
      state: 'cancelled',
      isCancellable: false,
      errorMessage: expect.stringContaining('草稿将自动删除') as unknown,
    });
    expect((await office.send('post', `/cross-post/deliveries/${id}/cancel`)).status).toBe(400);
    // Somebody has published or deleted it there: a person looks.
    const task = await draftTask(documentId, {
      state: 'by-hand',
      reason: '已取消发送，草稿待删除',
    });
    expect(task.message).toContain('可能已在公众平台发表');
    const settle = `/cross-post/withdrawals/${task.documentId}/settle`;
    expect((await office.send('post', settle, { link: '' })).status).toBe(200);
    expect((await variantOf(office, id)).delivery.state).toBe('cancelled');
  });

  it('should count the lanes, and what waits for the person who asks', async () => {
    const { documentId } = await waiting();
    const mine = (await reviewer.get('/cross-post/overview')).body.data as Overview;
    const offices = (await office.get('/cross-post/overview')).body.data as Overview;
    expect(offices.lanes.waiting).toBeGreaterThanOrEqual(2);
    expect(offices.waitingForMe).toBeGreaterThan(mine.waitingForMe);
    expect(offices.dueMinusQueued).toBe(0);
    expect(offices).toMatchObject({ withdrawals: 0, pausedChannels: 0 });
    const [account] = (await office.get('/cross-post/channels')).body.data as {
      documentId: string;
    }[];
    const pause = (action: string) =>
      office.send('post', `/cross-post/channels/${account?.documentId}/${action}`, {
        reason: '试',
      });
    expect((await pause('pause')).status).toBe(200);
    const paused = (await office.get('/cross-post/overview')).body.data as Overview;
    expect(paused.pausedChannels).toBe(1);
    expect((await pause('resume')).status).toBe(200);
    const list = await office.get('/cross-post/deliveries?lane=waiting&pageSize=100');
    const { results } = list.body as unknown as { results: DeliverySummary[] };
    expect(results.length).toBe(offices.lanes.waiting);
    expect(results.map(({ sourceDocumentId }) => sourceDocumentId)).toContain(documentId);
    // Nothing is anywhere without a reason, and a time at which it ends.
    for (const { errorMessage, notAfter } of results) {
      expect(errorMessage).toMatch(/审批/);
      expect(Date.parse(notAfter ?? '')).toBeGreaterThan(Date.now());
    }
  });
});
