import { wechatClient, type WechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;
const DAY = 86_400_000;

describe('mass sending', () => {
  let now: number;
  let emulator: WechatEmulator;
  let client: WechatClient;

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 2, 2);
    emulator = await startWechatEmulator({ now: () => now, massDelayMs: null, massPerDay: 9 });
    client = await wechatClient(emulator);
  });
  afterEach(() => emulator.close());

  const send = async (mediaId: string, more: Record<string, unknown> = {}) =>
    (
      await client.post('message/mass/sendall', {
        filter: { is_to_all: true },
        mpnews: { media_id: mediaId },
        msgtype: 'mpnews',
        send_ignore_reprint: 0,
        ...more,
      })
    ).body;

  it('accepts, then sends: the draft leaves, the article is not in freepublish', async () => {
    const mediaId = await client.draft({ content_source_url: 'https://a.cn/1' });
    const accepted = await send(mediaId);
    expect(accepted).toMatchObject({ errcode: 0, errmsg: 'send job submission success' });
    const ask = async () =>
      (await client.post('message/mass/get', { msg_id: accepted.msg_id })).body.msg_status;
    expect(await ask()).toBe('SENDING');
    await emulator.action('settleMass');
    expect(await ask()).toBe('SEND_SUCCESS');
    expect((await client.post('draft/get', { media_id: mediaId })).body.errcode).toBe(40007);
    const list = await client.post('freepublish/batchget', { offset: 0, count: 20 });
    expect(list.body.total_count).toBe(0);
    expect(emulator.publishedBySource()).toEqual({ 'https://a.cn/1': 1 });
    const remove = { msg_id: accepted.msg_id, article_idx: 1 };
    expect((await client.post('message/mass/delete', remove)).body.errcode).toBe(0);
    expect(await ask()).toBe('DELETE');
  });

  it('refuses a repeated clientmsgid: 45066 within a minute, then 45065 with the msg_id', async () => {
    const mediaId = await client.draft();
    const first = await send(mediaId, { clientmsgid: 'abc' });
    expect((await send(mediaId, { clientmsgid: 'abc' })).errcode).toBe(45066);
    now += 40_000;
    expect((await send(mediaId, { clientmsgid: 'abc' })).errcode).toBe(45066);
    now += 40_000;
    expect((await send(mediaId, { clientmsgid: 'abc' })).errcode).toBe(45066);
    now += 60_000;
    const repeated = await send(mediaId, { clientmsgid: 'abc' });
    expect(repeated).toMatchObject({ errcode: 45065, msg_id: first.msg_id });
    expect(repeated.errmsg).toContain('clientmsgid exist');
    expect((await send(mediaId, { clientmsgid: 'x'.repeat(33) })).errcode).toBe(45067);
    await emulator.action('settleMass');
    expect(Object.keys(emulator.state.massJobs)).toHaveLength(1);
    now += DAY;
    client = await wechatClient(emulator);
    const again = await send(await client.draft(), { clientmsgid: 'abc' });
    expect(again.errcode).toBe(0);
  });

  it('lets a subscription account send once a day; a failed send does not count', async () => {
    emulator.configure({ massPerDay: 1, massOutcomes: ['err(20008)'] });
    await send(await client.draft());
    await emulator.action('settleMass');
    expect((await send(await client.draft())).errcode).toBe(0);
    await emulator.action('settleMass');
    expect((await send(await client.draft())).errcode).toBe(45028);
    now += DAY;
    client = await wechatClient(emulator);
    expect((await send(await client.draft())).errcode).toBe(0);
  });

  it('lets a service account send four times a month', async () => {
    emulator.configure({ accounts: [{ appId, appSecret, kind: 'service' }] });
    for (let count = 0; count < 4; count += 1) {
      expect((await send(await client.draft())).errcode).toBe(0);
    }
    expect((await send(await client.draft())).errcode).toBe(45028);
    now += 30 * DAY;
    client = await wechatClient(emulator);
    expect((await send(await client.draft())).errcode).toBe(0);
  });

  it('waits for the administrator until told', async () => {
    const accepted = await send(await client.draft());
    await emulator.action('settleMass', { outcome: 'err(40002)' });
    const { body } = await client.post('message/mass/get', { msg_id: accepted.msg_id });
    expect(body.msg_status).toBe('SEND_FAIL');
  });

  it('checks tag, type and draft, and previews without sending', async () => {
    const mediaId = await client.draft();
    expect((await send(mediaId, { filter: { is_to_all: false, tag_id: 2 } })).errcode).toBe(40152);
    expect((await send(mediaId, { msgtype: 'text' })).errcode).toBe(40008);
    expect((await send('nothing')).errcode).toBe(40007);
    const preview = await client.post('message/mass/preview', {
      towxname: 'editor',
      mpnews: { media_id: mediaId },
      msgtype: 'mpnews',
    });
    expect(preview.body.errcode).toBe(0);
    expect((await client.get('draft/count')).body.total_count).toBe(1);
  });

  it('allows sixty calls a minute', async () => {
    for (let count = 0; count < 60; count += 1) {
      expect((await send('nothing')).errcode).toBe(40007);
    }
    expect((await send('nothing')).errcode).toBe(45011);
  });
});
