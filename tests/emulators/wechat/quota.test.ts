import { postJson, wechatClient, type WechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;

describe('call quotas', () => {
  let now: number;
  let emulator: WechatEmulator;
  let client: WechatClient;

  beforeEach(async () => {
    // 23:30 in Beijing.
    now = Date.UTC(2026, 10, 23, 15, 30);
    emulator = await startWechatEmulator({ now: () => now });
    client = await wechatClient(emulator);
  });
  afterEach(() => emulator.close());

  const poll = async () =>
    (await client.post('freepublish/get', { publish_id: '1' })).body.errcode as number;

  it('ends publish polling after 100 calls until Beijing midnight', async () => {
    for (let count = 0; count < 100; count += 1) {
      expect(await poll()).toBe(53502);
    }
    expect(await poll()).toBe(45009);
    now += 29 * 60_000;
    expect(await poll()).toBe(45009);
    now += 60_000;
    expect(await poll()).toBe(53502);
  });

  it.each([
    ['/cgi-bin/token', 2000],
    ['/cgi-bin/draft/add', 1000],
    ['/cgi-bin/draft/get', 500],
    ['/cgi-bin/freepublish/submit', 100],
    ['/cgi-bin/freepublish/get', 100],
    ['/cgi-bin/freepublish/delete', 10],
    ['/cgi-bin/message/mass/sendall', 100],
    ['/cgi-bin/media/uploadimg', 100_000],
  ])('tells the quota of %s', async (path, limit) => {
    const { body } = await client.post('openapi/quota/get', { cgi_path: path });
    expect(body.quota).toEqual({ daily_limit: limit, used: 0, remain: limit });
  });

  it('counts what was used', async () => {
    await poll();
    await poll();
    const path = '/cgi-bin/freepublish/get';
    const { body } = await client.post('openapi/quota/get', { cgi_path: path });
    expect(body.quota).toEqual({ daily_limit: 100, used: 2, remain: 98 });
  });

  it('answers 76021 for unknown paths, 76022 where the account has no permission', async () => {
    const ask = async (path: string) =>
      (await client.post('openapi/quota/get', { cgi_path: path })).body.errcode;
    expect(await ask('/cgi-bin/nothing')).toBe(76021);
    emulator.configure({
      accounts: [{ appId, appSecret, capabilities: { publish: false, massSend: false } }],
    });
    expect(await ask('/cgi-bin/freepublish/submit')).toBe(76022);
    expect(await ask('/cgi-bin/draft/add')).toBe(0);
  });

  it('limits calls per minute with 45011', async () => {
    emulator.configure({ minuteLimits: { '/cgi-bin/freepublish/get': 2 } });
    expect([await poll(), await poll(), await poll()]).toEqual([53502, 53502, 45011]);
    now += 60_000;
    expect(await poll()).toBe(53502);
  });

  it('clears all quotas ten times a month, with or without a token', async () => {
    emulator.configure({ dailyLimits: { '/cgi-bin/freepublish/get': 1 } });
    await poll();
    expect(await poll()).toBe(45009);
    expect((await client.post('clear_quota', { appid: appId })).body.errcode).toBe(0);
    expect(await poll()).toBe(53502);
    const v2 = () =>
      postJson(`${emulator.url}/cgi-bin/clear_quota/v2`, { appid: appId, appsecret: appSecret });
    for (let count = 0; count < 9; count += 1) {
      expect((await v2()).body.errcode).toBe(0);
    }
    expect((await v2()).body.errcode).toBe(48006);
    expect((await client.post('clear_quota', { appid: appId })).body.errcode).toBe(48006);
  });

  it('clears the quota of one path', async () => {
    emulator.configure({ dailyLimits: { '/cgi-bin/freepublish/get': 1 } });
    await poll();
    const path = '/cgi-bin/freepublish/get';
    expect((await client.post('openapi/quota/clear', { cgi_path: path })).body.errcode).toBe(0);
    expect(await poll()).toBe(53502);
  });
});
