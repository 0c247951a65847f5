import { getJson, postJson, stableToken, wechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;
const MINUTE = 60_000;

describe('access tokens', () => {
  let now = Date.UTC(2026, 10, 23, 2);
  let emulator: WechatEmulator;

  const plain = (query: Record<string, string> = {}) => {
    const parameters = new URLSearchParams({
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      ...query,
    });
    return getJson(`${emulator.url}/cgi-bin/token?${parameters.toString()}`);
  };
  const probe = async (token: string): Promise<number> =>
    (await getJson(`${emulator.url}/cgi-bin/draft/count?access_token=${token}`)).body.errcode ?? 0;

  beforeEach(async () => {
    emulator = await startWechatEmulator({ now: () => now });
  });
  afterEach(() => emulator.close());

  it('answers without errcode', async () => {
    const answer = await stableToken(emulator);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    expect(answer.body.access_token.length).toBeGreaterThan(128);
  });

  it('answers errors with HTTP 200 and a request id', async () => {
    const answer = await getJson(`${emulator.url}/cgi-bin/stable_token`);
    expect(answer.status).toBe(200);
    expect(answer.body.errcode).toBe(43002);
    expect(answer.body.errmsg).toMatch(/rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  it('tells about a refused call by its request id, without secrets', async () => {
    const refused = await postJson(`${emulator.url}/cgi-bin/stable_token`, {
      grant_type: 'client_credential',
      appid: appId,
      secret: 'not-the-secret',
    });
    const rid = /rid: ([0-9a-f-]+)/i.exec(refused.body.errmsg)?.[1];
    const client = await wechatClient(emulator);
    const told = await client.post('openapi/rid/get', { rid });
    expect(told.body.errcode).toBe(0);
    expect(told.body.request.response_body).toContain('40125');
    expect(told.text).not.toContain('not-the-secret');
    const unknown = await client.post('openapi/rid/get', { rid: '00000000-00000000-00000000' });
    expect(unknown.body.errcode).toBe(76001);
  });

  it.each([
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wxffffffffffffffff' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ grant_type: 'password' }, 40002],
  ])('refuses %j with %i on both endpoints', async (change, code) => {
    expect((await plain(change)).body.errcode).toBe(code);
    const stable = await postJson(`${emulator.url}/cgi-bin/stable_token`, {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      ...change,
    });
    expect(stable.body.errcode).toBe(code);
  });

  it('refuses addresses that are not allow-listed, and names them', async () => {
    emulator.configure({
      callerIp: '116.25.45.231',
      accounts: [{ appId, appSecret, ipAllowList: ['203.0.113.9'] }],
    });
    const answer = await stableToken(emulator);
    expect(answer.body.errcode).toBe(40164);
    expect(answer.body.errmsg).toMatch(
      /^invalid ip 116\.25\.45\.231 ipv6 ::ffff:116\.25\.45\.231, not in whitelist rid: /,
    );
    emulator.configure({ callerIp: '203.0.113.9' });
    expect((await stableToken(emulator)).body.access_token).toEqual(expect.any(String));
  });

  it('gives the same stable token until five minutes before its end', async () => {
    const first = (await stableToken(emulator)).body;
    now += 110 * MINUTE;
    const second = (await stableToken(emulator)).body;
    expect(second).toEqual({ access_token: first.access_token, expires_in: 600 });
    now += 6 * MINUTE;
    const third = (await stableToken(emulator)).body;
    expect(third.access_token).not.toBe(first.access_token);
    expect(await probe(first.access_token)).toBe(0);
    now += 4 * MINUTE;
    expect(await probe(first.access_token)).toBe(42001);
    expect(await probe(third.access_token)).toBe(0);
  });

  it('voids the former token at once on a forced refresh, but never within 30 s', async () => {
    const first = (await stableToken(emulator)).body.access_token;
    const second = (await stableToken(emulator, true)).body.access_token;
    expect(second).not.toBe(first);
    expect(await probe(first)).toBe(40001);
    now += 29_000;
    expect((await stableToken(emulator, true)).body.access_token).toBe(second);
    now += 1000;
    expect((await stableToken(emulator, true)).body.access_token).not.toBe(second);
  });

  it('allows twenty forced refreshes a day', async () => {
    for (let count = 0; count < 20; count += 1) {
      expect((await stableToken(emulator, true)).body.errcode).toBeUndefined();
      now += 30_000;
    }
    expect((await stableToken(emulator, true)).body.errcode).toBe(45009);
    now += 24 * 60 * MINUTE;
    expect((await stableToken(emulator, true)).body.errcode).toBeUndefined();
  });

  it('issues a new plain token each time; the former lasts five more minutes', async () => {
    const first = (await plain()).body.access_token;
    const second = (await plain()).body.access_token;
    expect(second).not.toBe(first);
    expect(await probe(first)).toBe(0);
    now += 5 * MINUTE;
    expect(await probe(first)).toBe(40001);
    expect(await probe(second)).toBe(0);
  });

  it('keeps stable tokens apart from plain ones', async () => {
    const stable = (await stableToken(emulator)).body.access_token;
    const first = (await plain()).body.access_token;
    await plain();
    now += 10 * MINUTE;
    expect(await probe(stable)).toBe(0);
    await stableToken(emulator, true);
    expect(await probe(stable)).toBe(40001);
    expect(await probe(first)).toBe(40001);
  });

  it('tells missing, malformed, unknown and expired tokens apart', async () => {
    const token = (await stableToken(emulator)).body.access_token;
    expect(await probe('')).toBe(41001);
    expect(await probe('no%20token')).toBe(40014);
    expect(await probe('x'.repeat(100))).toBe(40001);
    now += 120 * MINUTE;
    expect(await probe(token)).toBe(42001);
  });

  it('lets another system rotate the token', async () => {
    const client = await wechatClient(emulator);
    await emulator.action('rotateToken', { appId });
    expect(await probe(client.token)).toBe(40001);
    expect(await probe((await stableToken(emulator)).body.access_token)).toBe(0);
  });

  it('limits plain tokens to 2000 a day', async () => {
    emulator.state.dailyCalls[`${appId} /cgi-bin/token`] = { period: '2026-11-23', used: 1999 };
    now = Date.UTC(2026, 10, 23, 2);
    expect((await plain()).body.errcode).toBeUndefined();
    expect((await plain()).body.errcode).toBe(45009);
  });

  it('shows no token and no secret in its state', async () => {
    const client = await wechatClient(emulator);
    await client.get('draft/count');
    await plain();
    const state = await getJson(`${emulator.url}/__emulator/state`);
    expect(state.text).not.toContain(client.token);
    expect(state.text).not.toContain(appSecret);
    expect(state.body.traffic.calls['/cgi-bin/draft/count']).toBe(1);
    expect(state.body.traffic.requests.at(-1).query.secret).toBe('***');
  });
});
