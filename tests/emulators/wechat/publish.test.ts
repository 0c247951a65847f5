import { getJson, until, wechatClient, type WechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;

describe('publishing', () => {
  let emulator: WechatEmulator;
  let client: WechatClient;

  beforeEach(async () => {
    emulator = await startWechatEmulator({ publishDelayMs: null, publishIdAs: 'string' });
    client = await wechatClient(emulator);
  });
  afterEach(() => emulator.close());

  const submit = async (mediaId: string) =>
    (await client.post('freepublish/submit', { media_id: mediaId })).body;
  const poll = async (publishId: string) =>
    (await client.post('freepublish/get', { publish_id: publishId })).body;

  it('accepts first and publishes later', async () => {
    const mediaId = await client.draft({ title: '预算公开', content_source_url: 'https://a.cn/1' });
    const accepted = await submit(mediaId);
    expect(accepted).toMatchObject({ errcode: 0, errmsg: 'ok', publish_id: expect.any(String) });
    const running = await poll(accepted.publish_id);
    expect(running).toEqual({ publish_id: accepted.publish_id, publish_status: 1, fail_idx: [] });
    await emulator.action('settle');
    const done = await poll(accepted.publish_id);
    expect(done).toMatchObject({ publish_status: 0, article_id: expect.any(String) });
    expect(done.article_detail.count).toBe(1);
    const url: string = done.article_detail.item[0].article_url;
    expect(url.startsWith(`${emulator.url}/s/`)).toBe(true);
    expect(await (await fetch(url)).text()).toContain('<h1>预算公开</h1>');
    expect(emulator.publishedBySource()).toEqual({ 'https://a.cn/1': 1 });
  });

  it('can tell of the success before it has the article’s id', async () => {
    emulator.configure({ lateArticleIds: 1 });
    const { publish_id: id } = await submit(await client.draft());
    await emulator.action('settle');
    expect(await poll(id)).toEqual({ publish_id: id, publish_status: 0, fail_idx: [] });
    expect((await poll(id)).article_id).toEqual(expect.any(String));
  });

  it('finishes by itself after the delay', async () => {
    emulator.configure({ publishDelayMs: 20 });
    const { publish_id: id } = await submit(await client.draft());
    expect(emulator.state.publishJobs[id]?.status).toBe(1);
    await until(() => emulator.state.publishJobs[id]?.status === 0);
  });

  it('takes the draft out of the box', async () => {
    const mediaId = await client.draft();
    await submit(mediaId);
    expect((await client.post('draft/get', { media_id: mediaId })).body.news_item).toHaveLength(1);
    await emulator.action('settle');
    expect((await client.post('draft/get', { media_id: mediaId })).body.errcode).toBe(40007);
    expect((await submit(mediaId)).errcode).toBe(40007);
  });

  it('can hide the draft while publishing', async () => {
    emulator.configure({ draftVisibleWhilePublishing: false });
    const mediaId = await client.draft();
    await submit(mediaId);
    expect((await client.post('draft/get', { media_id: mediaId })).body.errcode).toBe(40007);
    expect((await client.get('draft/count')).body.total_count).toBe(0);
  });

  it('publishes twice when a draft is submitted twice, unless told to refuse', async () => {
    const mediaId = await client.draft({ content_source_url: 'https://a.cn/2' });
    await submit(mediaId);
    await submit(mediaId);
    await emulator.action('settle');
    expect(emulator.publishedBySource()).toEqual({ 'https://a.cn/2': 2 });
    emulator.configure({ resubmitWhilePublishing: 'reject' });
    const other = await client.draft();
    await submit(other);
    expect((await submit(other)).errcode).toBe(53503);
  });

  it.each([
    [2, [1]],
    [3, []],
    [4, [1]],
  ] as const)('can end in status %i', async (status, failed) => {
    emulator.configure({ publishOutcomes: [status] });
    const mediaId = await client.draft();
    const { publish_id: id } = await submit(mediaId);
    await emulator.action('settle');
    expect(await poll(id)).toEqual({ publish_id: id, publish_status: status, fail_idx: failed });
    expect((await client.post('draft/get', { media_id: mediaId })).body.news_item).toHaveLength(1);
    const { publish_id: next } = await submit(mediaId);
    await emulator.action('settle');
    expect((await poll(next)).publish_status).toBe(0);
  });

  it('refuses articles by their words', async () => {
    emulator.configure({ moderation: { 敏感: 4 } });
    const { publish_id: id } = await submit(await client.draft({ content: '<p>敏感内容</p>' }));
    await emulator.action('settle');
    expect((await poll(id)).publish_status).toBe(4);
  });

  it('ends in status 5 after deletion and 6 after a ban; the page is gone', async () => {
    const { publish_id: first } = await submit(await client.draft());
    const { publish_id: second } = await submit(await client.draft());
    await emulator.action('settle');
    const { article_id: deleted, article_detail: detail } = await poll(first);
    const { article_id: banned } = await poll(second);
    const remove = { article_id: deleted, index: 1 };
    expect((await client.post('freepublish/delete', remove)).body.errcode).toBe(0);
    await emulator.action('ban', { articleId: banned });
    expect(await poll(first)).toEqual({ publish_id: first, publish_status: 5, fail_idx: [] });
    expect((await poll(second)).publish_status).toBe(6);
    expect((await fetch(detail.item[0].article_url)).status).toBe(404);
    const article = await client.post('freepublish/getarticle', { article_id: deleted });
    expect(article.body.news_item[0].is_deleted).toBe(true);
  });

  it('allows ten deletions a day', async () => {
    for (let count = 0; count < 10; count += 1) {
      const { body } = await client.post('freepublish/delete', { article_id: 'nothing' });
      expect(body.errcode).toBe(53600);
    }
    expect((await client.post('freepublish/delete', { article_id: 'x' })).body.errcode).toBe(45009);
  });

  it('lists what was published, latest first', async () => {
    for (const title of ['一', '二']) {
      await submit(await client.draft({ title }));
      await emulator.action('settle');
    }
    const page = { offset: 0, count: 20, no_content: 1 };
    const { body } = await client.post('freepublish/batchget', page);
    expect(body).toMatchObject({ total_count: 2, item_count: 2 });
    const titles = body.item.map(
      (item: { content: { news_item: { title: string }[] } }) => item.content.news_item[0]?.title,
    );
    expect(titles).toEqual(['二', '一']);
    expect(body.item[0].content.news_item[0].url).toContain('/s/');
  });

  it('sends publish_id as text or number', async () => {
    emulator.configure({ publishIdAs: 'number' });
    expect(typeof (await submit(await client.draft())).publish_id).toBe('number');
    emulator.configure({ publishIdAs: 'alternate' });
    const ids = [await submit(await client.draft()), await submit(await client.draft())];
    expect(new Set(ids.map((id) => typeof id.publish_id)).size).toBe(2);
    expect((await poll(ids[0].publish_id)).publish_status).toBe(1);
  });

  it('refuses unknown ids', async () => {
    expect((await poll('1')).errcode).toBe(53502);
    expect((await submit('nothing')).errcode).toBe(40007);
  });

  it('leaves drafts, but not publishing, to unverified accounts', async () => {
    emulator.configure({
      accounts: [{ appId, appSecret, capabilities: { publish: false, massSend: false } }],
    });
    const mediaId = await client.draft();
    expect(mediaId).toEqual(expect.any(String));
    expect((await submit(mediaId)).errcode).toBe(48001);
    const mass = await client.post('message/mass/sendall', {});
    expect(mass.body.errcode).toBe(48001);
  });

  it('can give out article URLs of another base', async () => {
    emulator.configure({ articleBaseUrl: 'https://mp.weixin.qq.com' });
    const { publish_id: id } = await submit(await client.draft());
    await emulator.action('settle');
    const url = (await poll(id)).article_detail.item[0].article_url;
    expect(url).toMatch(/^https:\/\/mp\.weixin\.qq\.com\/s\/[\w-]{22}$/);
  });

  it('lives under a path prefix', async () => {
    const prefixed = await startWechatEmulator({ pathPrefix: '/wx' });
    const other = await wechatClient(prefixed);
    expect(prefixed.url.endsWith('/wx')).toBe(true);
    expect((await other.get('draft/count')).body.total_count).toBe(0);
    expect((await getJson(`${prefixed.url}/__emulator/state`)).status).toBe(200);
    await prefixed.close();
  });

  it('keeps accounts apart', async () => {
    const second = { appId: 'wxaaaaaaaaaaaaaaaa', appSecret: 'another-secret' };
    emulator.configure({ accounts: [{ appId, appSecret }, second] });
    const other = await wechatClient(emulator, second);
    const mediaId = await client.draft();
    expect((await other.post('draft/get', { media_id: mediaId })).body.errcode).toBe(40007);
    expect((await other.get('draft/count')).body.total_count).toBe(0);
  });
});
