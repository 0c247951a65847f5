import { fileForm, png, wechatClient, type WechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;

describe('draft box', () => {
  let emulator: WechatEmulator;
  let client: WechatClient;
  let cover: string;

  beforeEach(async () => {
    emulator = await startWechatEmulator();
    client = await wechatClient(emulator);
    cover = await client.cover();
  });
  afterEach(() => emulator.close());

  const add = (article: Record<string, unknown>) =>
    client.post('draft/add', {
      articles: [{ title: '公告', content: '<p>正文</p>', thumb_media_id: cover, ...article }],
    });

  it.each([
    ['title', '题'.repeat(32), '题'.repeat(33), 45003],
    ['title', '𠮷'.repeat(32), '', 45003],
    ['author', '者'.repeat(16), '者'.repeat(17), 45110],
    ['digest', '摘'.repeat(120), '摘'.repeat(121), 45004],
    ['content', '文'.repeat(19_999), '文'.repeat(20_000), 45002],
    ['content', '<p>文</p>', ' ', 44004],
    [
      'content_source_url',
      `https://a.cn/${'x'.repeat(1011)}`,
      `https://a.cn/${'x'.repeat(1012)}`,
      45005,
    ],
    ['content_source_url', 'http://a.cn', 'a.cn', 41039],
    ['pic_crop_235_1', '0_0.1_1_0.523456', '0_0.1_1_0.5234567', 40035],
    ['pic_crop_1_1', '0_0_0.5_1', '0.5_0_0.2_1', 40035],
  ])('checks %s', async (name, good, bad, code) => {
    expect((await add({ [name]: good })).body.media_id).toEqual(expect.any(String));
    expect((await add({ [name]: bad })).body.errcode).toBe(code);
  });

  it('answers without errcode', async () => {
    expect((await add({})).body.errcode).toBeUndefined();
  });

  it('wants a permanent material as cover', async () => {
    const temporary = await client.upload(
      'media/upload?type=image',
      fileForm('media', png(), 'a.png'),
    );
    for (const id of [temporary.body.media_id, undefined, 'nothing']) {
      expect((await add({ thumb_media_id: id })).body.errcode).toBe(40007);
    }
  });

  it('takes the limits from its options', async () => {
    emulator.configure({ limits: { title: 64 } });
    expect((await add({ title: '题'.repeat(64) })).body.media_id).toBeDefined();
    expect((await add({ digest: '摘'.repeat(121) })).body.errcode).toBe(45004);
  });

  it('refuses comments without the privilege', async () => {
    expect((await add({ need_open_comment: 1 })).body.errcode).toBe(88000);
    expect((await add({ need_open_comment: 0 })).body.media_id).toBeDefined();
    emulator.configure({ accounts: [{ appId, appSecret, capabilities: { comments: true } }] });
    expect((await add({ need_open_comment: 1 })).body.media_id).toBeDefined();
  });

  it('drops foreign images, scripts, classes and handlers without a word', async () => {
    const upload = await client.upload('media/uploadimg', fileForm('media', png(), 'a.png'));
    const own = upload.body.url.replace('http:', 'https:');
    const { body } = await add({
      content:
        '<p class="x" id="y" onclick="z()" style="color:red">文</p><script>alert(1)</script>' +
        `<img src="https://example.com/a.png"><img src="${own}">` +
        '<img src="http://mmbiz.qpic.cn/mmbiz_png/never-uploaded/0">',
    });
    const draft = await client.post('draft/get', { media_id: body.media_id });
    expect(draft.body.news_item[0].content).toBe(`<p style="color:red">文</p><img src="${own}">`);
  });

  it('refuses links out of WeChat, or unlinks them', async () => {
    const content = '<p>见<a href="https://www.example.gov.cn/1">公告</a></p>';
    expect((await add({ content })).body.errcode).toBe(45166);
    emulator.configure({ externalLinks: 'strip' });
    const { body } = await add({ content });
    const draft = await client.post('draft/get', { media_id: body.media_id });
    expect(draft.body.news_item[0].content).toBe('<p>见公告</p>');
    const inside = '<a href="https://mp.weixin.qq.com/s/x">前文</a>';
    emulator.configure({ externalLinks: 'reject' });
    expect((await add({ content: inside })).body.media_id).toBeDefined();
  });

  it('makes a digest of 54 characters when there is none', async () => {
    const { body } = await add({ content: `<p>${'文'.repeat(60)}</p>` });
    const draft = await client.post('draft/get', { media_id: body.media_id });
    expect(draft.body.news_item[0].digest).toBe('文'.repeat(54));
  });

  it('wants raw UTF-8', async () => {
    const send = async (body: string | Uint8Array<ArrayBuffer>) => {
      const url = `${emulator.url}/cgi-bin/draft/add?access_token=${client.token}`;
      const response = await fetch(url, { method: 'POST', body });
      return ((await response.json()) as { errcode?: number }).errcode;
    };
    const article = (title: string) =>
      `{"articles":[{"title":"${title}","content":"文","thumb_media_id":"${cover}"}]}`;
    expect(await send(article('\\u516c\\u544a'))).toBe(40033);
    expect(await send(new Uint8Array([0x7b, 0xff, 0x7d]))).toBe(40033);
    expect(await send(article('C:\\\\u516c'))).toBeUndefined();
    expect(await send('{')).toBe(47001);
    expect(await send('')).toBe(44002);
  });

  it('accepts picture messages of up to twenty images', async () => {
    const newspic = (count: number) => ({
      article_type: 'newspic',
      thumb_media_id: undefined,
      image_info: { image_list: Array.from({ length: count }, () => ({ image_media_id: cover })) },
    });
    expect((await add(newspic(20))).body.media_id).toBeDefined();
    expect((await add(newspic(21))).body.errcode).toBe(40035);
  });

  it('refuses an empty list and more than eight articles', async () => {
    const article = { title: '公告', content: '文', thumb_media_id: cover };
    expect((await client.post('draft/add', { articles: [] })).body.errcode).toBe(44003);
    const nine = Array.from({ length: 9 }, () => article);
    expect((await client.post('draft/add', { articles: nine })).body.errcode).toBe(45008);
  });

  it('updates one article by index, as an object', async () => {
    const mediaId = await client.draft();
    const article = { title: '更正', content: '文', thumb_media_id: cover };
    const update = (more: Record<string, unknown>) =>
      client.post('draft/update', { media_id: mediaId, index: 0, articles: article, ...more });
    expect((await update({ articles: [article] })).body.errcode).toBe(47001);
    expect((await update({ index: 1 })).body.errcode).toBe(40114);
    expect((await update({})).body.errcode).toBe(0);
    const draft = await client.post('draft/get', { media_id: mediaId });
    expect(draft.body.news_item[0].title).toBe('更正');
  });

  it('counts, lists (latest first, without content if wanted) and deletes', async () => {
    const moment = Date.now();
    emulator.configure({ now: () => moment });
    await add({ title: '一', content_source_url: 'https://a.cn/1' });
    const second = (await add({ title: '二' })).body.media_id;
    expect((await client.get('draft/count')).body.total_count).toBe(2);
    const page = { offset: 0, count: 1, no_content: 1 };
    const { body } = await client.post('draft/batchget', page);
    expect(body).toMatchObject({ total_count: 2, item_count: 1 });
    expect(body.item[0].media_id).toBe(second);
    expect(body.item[0].content.news_item[0]).toMatchObject({ title: '二' });
    expect(body.item[0].content.news_item[0].content).toBeUndefined();
    const next = await client.post('draft/batchget', { ...page, offset: 1, no_content: 0 });
    expect(next.body.item[0].content.news_item[0]).toMatchObject({
      title: '一',
      content: '<p>正文</p>',
      content_source_url: 'https://a.cn/1',
    });
    expect((await client.post('draft/batchget', { offset: 0, count: 21 })).body.errcode).toBe(
      40035,
    );
    expect((await client.post('draft/delete', { media_id: second })).body.errcode).toBe(0);
    expect((await client.post('draft/get', { media_id: second })).body.errcode).toBe(40007);
  });

  it('shows a preview page', async () => {
    const mediaId = await client.draft({ title: '预览 <b>' });
    const { body } = await client.post('draft/get', { media_id: mediaId });
    const page = await (await fetch(body.news_item[0].url)).text();
    expect(page).toContain('预览 &lt;b&gt;');
  });

  it('answers unknown endpoints and wrong methods', async () => {
    expect((await client.post('draft/nothing', {})).body.errcode).toBe(40066);
    expect((await client.get('draft/add')).body.errcode).toBe(43002);
    expect((await client.post('draft/count', {})).body.errcode).toBe(43001);
  });
});
