import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getJson, postForm, shareText, weiboGet } from '../testing';
import {
  DEFAULT_WEIBO_APP,
  DEFAULT_WEIBO_USER,
  startWeiboEmulator,
  type WeiboEmulator,
} from '../weibo';

const { uid } = DEFAULT_WEIBO_USER;
const { appKey, appSecret } = DEFAULT_WEIBO_APP;
const REDIRECT = 'http://localhost:1337/callback';
const DAY = 86_400_000;

describe('OAuth', () => {
  let now: number;
  let emulator: WeiboEmulator;
  const app = { ...DEFAULT_WEIBO_APP, redirectUris: [REDIRECT] };

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23, 2);
    emulator = await startWeiboEmulator({ now: () => now, apps: [app], tokens: [] });
  });
  afterEach(() => emulator.close());

  const decide = (fields: Record<string, string> = {}) =>
    fetch(`${emulator.url}/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        client_id: appKey,
        redirect_uri: REDIRECT,
        response_type: 'code',
        state: 's t',
        decision: 'allow',
        uid,
        ...fields,
      }),
    });
  const authorize = async (): Promise<string> => {
    const target = new URL((await decide()).headers.get('location') ?? '');
    return target.searchParams.get('code') ?? '';
  };
  const exchange = (code: string, fields: Record<string, string> = {}) =>
    postForm(`${emulator.url}/oauth2/access_token`, {
      client_id: appKey,
      client_secret: appSecret,
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT,
      code,
      ...fields,
    });
  const tokenInfo = (token: string) =>
    postForm(`${emulator.url}/oauth2/get_token_info`, { access_token: token });

  it('asks for consent and redirects with code and state', async () => {
    const query = new URLSearchParams({ client_id: appKey, redirect_uri: REDIRECT, state: '"x' });
    const page = await fetch(`${emulator.url}/oauth2/authorize?${query.toString()}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('value="&quot;x"');
    const location = new URL((await decide()).headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(REDIRECT);
    expect(location.searchParams.get('state')).toBe('s t');
    expect(location.searchParams.get('code')).toMatch(/^[0-9a-f]{32}$/);
    const denied = new URL((await decide({ decision: 'deny' })).headers.get('location') ?? '');
    expect(denied.searchParams.get('error_code')).toBe('21330');
    expect(denied.searchParams.get('state')).toBe('s t');
  });

  it('can approve by itself', async () => {
    emulator.configure({ autoApprove: true });
    const query = new URLSearchParams({ client_id: appKey, redirect_uri: REDIRECT, state: 'x' });
    const url = `${emulator.url}/oauth2/authorize?${query.toString()}`;
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
  });

  it.each([
    [{ client_id: '1' }, 21324],
    [{ redirect_uri: 'https://evil.example/' }, 21322],
    [{ response_type: 'token' }, 21329],
    [{ client_id: '' }, 21323],
  ])('shows an error page for %j', async (fields, code) => {
    const answer = await decide(fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`error_code:${code}`);
  });

  it('gives a token of thirty days for a code, once', async () => {
    const code = await authorize();
    const { body } = await exchange(code);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^2\.00\w{28}$/),
      expires_in: 2_592_000,
      remind_in: '2592000',
      uid,
    });
    const again = await exchange(code);
    expect(again).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_code: 21325, request: '/oauth2/access_token' },
    });
    const info = await tokenInfo(body.access_token);
    expect(info.body).toMatchObject({ appkey: appKey, expire_in: 2_592_000, uid: Number(uid) });
  });

  it.each([
    [{ client_secret: 'wrong' }, 21324],
    [{ grant_type: 'password' }, 21328],
    [{ redirect_uri: 'http://localhost/' }, 21322],
    [{ code: '0'.repeat(32) }, 21325],
    [{ code: '' }, 21323],
  ])('refuses the exchange with %j', async (fields, error) => {
    const { body } = await exchange(await authorize(), fields);
    expect(body.error_code).toBe(error);
  });

  it('lets codes expire, and wants POST', async () => {
    const code = await authorize();
    now += 300_000;
    expect((await exchange(code)).body.error_code).toBe(21325);
    const url = `${emulator.url}/oauth2/access_token?code=${code}`;
    expect((await getJson(url)).body.error_code).toBe(10021);
  });

  it('extends the token of a user who authorises again', async () => {
    const first = (await exchange(await authorize())).body;
    now += 29 * DAY;
    const second = (await exchange(await authorize())).body;
    expect(second.access_token).toBe(first.access_token);
    expect(second.expires_in).toBe(2_592_000);
    now += 30 * DAY;
    const third = (await exchange(await authorize())).body;
    expect(third.access_token).not.toBe(first.access_token);
  });

  it('gives a day to unaudited apps, five years to the owner, nothing to strangers', async () => {
    emulator.configure({ apps: [{ ...app, audited: false, testUids: [uid] }] });
    expect((await exchange(await authorize())).body.expires_in).toBe(86_400);
    emulator.configure({ apps: [{ ...app, audited: false, ownerUid: uid }] });
    now += 2 * DAY;
    const owner = (await exchange(await authorize())).body;
    expect(owner.expires_in).toBe(157_679_999);
    emulator.configure({ apps: [{ ...app, audited: false }] });
    expect(await (await decide()).text()).toContain('error_code:21321');
    const call = await weiboGet(emulator, 'account/get_uid.json', {
      access_token: owner.access_token,
    });
    expect(call).toMatchObject({ status: 403, body: { error_code: 21321 } });
  });

  it('refuses expired, revoked and unknown tokens', async () => {
    const { access_token: token } = (await exchange(await authorize())).body;
    const code = async (value: string) =>
      (await shareText(emulator, '公告 http://localhost/1', { access_token: value })).body
        .error_code;
    expect(await code(token)).toBeUndefined();
    expect(await code('2.00unknown')).toBe(21332);
    now += 30 * DAY;
    expect(await code(token)).toBe(21327);
    const { access_token: next } = (await exchange(await authorize())).body;
    const revoked = await postForm(`${emulator.url}/oauth2/revokeoauth2`, { access_token: next });
    expect(revoked.body).toEqual({ result: 'true' });
    expect(await code(next)).toBe(21316);
    emulator.configure({ revokedCode: 21332 });
    expect(await code(next)).toBe(21332);
  });

  it('renews the given tokens of a kept state that is older than they last', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'weibo-'));
    const start = () => startWeiboEmulator({ now: () => now, stateDir });
    const uidCode = async (target: WeiboEmulator) =>
      (await weiboGet(target, 'account/get_uid.json')).body.error_code;
    const first = await start();
    expect(await uidCode(first)).toBeUndefined();
    now += 30 * DAY;
    expect(await uidCode(first)).toBe(21327);
    await first.close();
    const second = await start();
    expect(await uidCode(second)).toBeUndefined();
    await second.close();
    rmSync(stateDir, { recursive: true });
  });

  it('lets a user revoke all', async () => {
    const { access_token: token } = (await exchange(await authorize())).body;
    expect(await emulator.action('revoke', { uid })).toBe(1);
    expect((await tokenInfo(token)).body.error_code).toBe(21316);
  });

  it('shows no token in its state', async () => {
    const { access_token: token } = (await exchange(await authorize())).body;
    await weiboGet(emulator, 'account/get_uid.json', { access_token: token });
    const state = await getJson(`${emulator.url}/__emulator/state`);
    expect(state.text).not.toContain(token);
    expect(state.text).not.toContain(appSecret);
    expect(state.body.traffic.calls['/2/account/get_uid.json']).toBe(1);
  });
});
