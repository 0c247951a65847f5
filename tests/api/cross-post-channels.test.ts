import fs from 'node:fs/promises';

import type { Core } from '@strapi/strapi';

import { createChannelsRepository } from '../../src/plugins/cross-post/server/repositories/channels';
import { createSecretsService } from '../../src/plugins/cross-post/server/services/secrets';
import type {
  ChannelSummary,
  DeliverySummary,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { Overview } from '../../src/plugins/cross-post/shared/contracts/flow';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  settledReceipts,
  WECHAT_ACCOUNT,
  WEIBO_ACCOUNT,
} from './support/cross-post';

const PANEL_URL = 'http://127.0.0.1:1337/admin/plugins/cross-post/authorized';
const NEW_SECRETS = {
  appSecret: 'planted0secret0of0a0new0account1',
  callbackToken: 'plantedCallbackToken0123456789',
  encodingAesKey: 'PlantedKeyPlantedKeyPlantedKeyPlantedKey012',
  accessToken: '2.00PlantedAccessTokenOfTheFile',
};

describe('accounts of cross-post', () => {
  let app: App;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;
  let file: string;
  const logs: string[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    wechat = await startWechatEmulator({
      accounts: [
        { appId: WECHAT_ACCOUNT.appId, appSecret: WECHAT_ACCOUNT.appSecret },
        {
          appId: 'wxfedcba9876543210',
          appSecret: NEW_SECRETS.appSecret,
          capabilities: { publish: false },
        },
      ],
    });
    weibo = await startWeiboEmulator({
      autoApprove: true,
      apps: [
        {
          appKey: WEIBO_ACCOUNT.appKey,
          appSecret: WEIBO_ACCOUNT.appSecret,
          redirectUris: [PANEL_URL],
          audited: true,
        },
      ],
      users: [
        { uid: WEIBO_ACCOUNT.uid, screenName: '某区政务公开' },
        { uid: '1618033988', screenName: '某局' },
      ],
    });
    const env = await channelEnvironment({ wechat: wechat.url, weibo: weibo.url });
    file = env['CHANNELS_FILE'] as string;
    app = await startApp({ env });
    // Every line, also those that production doesn't keep; none of them on the console.
    app.strapi.log.level = 'silly';
    for (const transport of app.strapi.log.transports) transport.silent = true;
    app.strapi.log.on('data', (line: unknown) => logs.push(JSON.stringify(line)));
  });
  afterAll(async () => {
    await app.stop();
    await wechat.close();
    await weibo.close();
  });

  const send = async (method: 'get' | 'post' | 'put', path: string, body?: object) => {
    const request = app.agent[method](`/cross-post${path}`).set(
      'Authorization',
      `Bearer ${await app.adminToken()}`,
    );
    const answer = await (body ? request.send(body) : request);
    answers.push(answer.text);
    return answer;
  };
  const list = async (): Promise<ChannelSummary[]> => (await send('get', '/channels')).body.data;
  const named = async (name: string): Promise<ChannelSummary> => {
    const found = (await list()).find((channel) => channel.name === name);
    if (!found) throw new Error(`no account ${name}`);
    return found;
  };
  const channels = () =>
    app.strapi.plugin('cross-post').service<{
      setUpFrom(file: string): Promise<void>;
      pauseExpired(): Promise<number>;
    }>('channels');
  const setExpiry = (documentId: string, days: number): Promise<unknown> =>
    app.strapi.db
      .connection('cross_post_channels')
      .where({ document_id: documentId })
      .update({
        token_expires_at: new Date(Date.now() + days * 86_400_000)
          .toISOString()
          .replace('T', ' ')
          .replace('Z', ''),
      });
  /** Access tokens that the platforms gave: WeChat tells the running one again, Weibo's are opened. */
  const tokensInUse = async (): Promise<string[]> => {
    const { appId, appSecret } = WECHAT_ACCOUNT;
    const answer = await fetch(`${wechat.url}/cgi-bin/stable_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret }),
    });
    const { access_token: running } = (await answer.json()) as { access_token: string };
    const secrets = createSecretsService(app, createChannelsRepository(app));
    const weibos = (await list()).filter(({ kind }) => kind === 'weibo');
    const opened = await Promise.all(weibos.map(({ documentId }) => secrets.weibo(documentId)));
    return [
      running,
      ...opened.map(({ accessToken }) => accessToken).filter((token) => token !== ''),
    ];
  };
  const checksOf = (channel: ChannelSummary) =>
    Object.fromEntries((channel.lastTest?.checks ?? []).map(({ name, state }) => [name, state]));

  describe('WeChat', () => {
    const account = {
      kind: 'wechat',
      name: '某局公众号',
      appId: 'wxfedcba9876543210',
      appSecret: 'a-wrong-secret',
      callbackToken: NEW_SECRETS.callbackToken,
      encodingAesKey: NEW_SECRETS.encodingAesKey,
    };
    let id: string;

    it.each([
      ['a bad AppID', { appId: 'nonsense' }, 'appId'],
      ['a bad key', { encodingAesKey: 'short' }, 'encodingAesKey'],
      ['an unknown member', { accessToken: 'x' }, ''],
      ['mass-send that nobody confirmed', { mode: 'mass-send' }, 'confirmMassSend'],
    ])('should refuse %s', async (_, members, field) => {
      const answer = await send('post', '/channels', { ...account, ...members });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(field);
      expect(await list()).toHaveLength(2);
    });

    it('should set up an account without ever showing its secrets', async () => {
      const created = await send('post', '/channels', account);
      expect(created.status).toBe(201);
      const channel = created.body.data as ChannelSummary;
      expect(channel).toMatchObject({
        mode: 'publish',
        isPaused: false,
        settings: { hasCallbackToken: true, hasEncodingAesKey: true },
        platformUrl: 'http://127.0.0.1:1337/api/cross-post/wechat/wxfedcba9876543210/callback',
      });
      id = channel.documentId;
      expect((await send('post', '/channels', account)).status).toBe(400);
    });

    it('should say what is wrong: secret, IP allow-list, missing right to publish', async () => {
      const wrong = (await send('post', `/channels/${id}/test`)).body.data as ChannelSummary;
      expect(wrong.lastTest?.checks[0]).toMatchObject({ name: '凭证', state: 'error' });
      expect(wrong.lastTest?.checks[0]?.message).toContain('AppSecret 不正确');

      const changed = await send('put', `/channels/${id}`, { appSecret: NEW_SECRETS.appSecret });
      expect(changed.status).toBe(200);
      wechat.faults.add({
        endpoint: '/cgi-bin/stable_token',
        kind: 'error',
        code: 40164,
        message: 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
      });
      const refused = (await send('post', `/channels/${id}/test`)).body.data as ChannelSummary;
      expect(refused.lastTest?.checks[0]?.message).toContain('203.0.113.9');

      const right = (await send('post', `/channels/${id}/test`)).body.data as ChannelSummary;
      expect(checksOf(right)).toEqual({
        凭证: 'ok',
        草稿箱: 'ok',
        发布: 'error',
        结果回调: 'warning',
      });
      expect(wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBeUndefined();
      const staged = await send('put', `/channels/${id}`, { mode: 'draft-only' });
      expect(staged.body.data.mode).toBe('draft-only');
      await send('post', `/channels/${id}/pause`, { reason: '测试账号' });
    });
  });

  describe('Weibo', () => {
    const account = {
      kind: 'weibo',
      name: '某局微博',
      appKey: WEIBO_ACCOUNT.appKey,
      appSecret: WEIBO_ACCOUNT.appSecret,
      safeDomain: '127.0.0.1',
      rip: '114.114.114.114',
    };
    let id: string;

    /** Goes to the page at Weibo; the emulator agrees at once. */
    const agree = async (uid: string) => {
      const begun = await send('post', `/channels/${id}/authorize`);
      expect(begun.status).toBe(200);
      const page = new URL(begun.body.data.url as string);
      expect(page.origin).toBe(new URL(weibo.url).origin);
      page.searchParams.set('uid', uid);
      const back = await fetch(page, { redirect: 'manual' });
      const url = new URL(back.headers.get('location') ?? '');
      expect(`${url.origin}${url.pathname}`).toBe(PANEL_URL);
      return {
        state: url.searchParams.get('state') ?? '',
        code: url.searchParams.get('code') ?? '',
      };
    };

    it('should be paused until it is authorised', async () => {
      const created = await send('post', '/channels', account);
      expect(created.status).toBe(201);
      id = created.body.data.documentId as string;
      expect(created.body.data).toMatchObject({
        isConnected: false,
        isPaused: true,
        accountId: '',
        platformUrl: PANEL_URL,
      });
      expect((await send('post', `/channels/${id}/resume`)).status).toBe(400);
    });

    it('should refuse a state that is unknown, used or somebody else’s', async () => {
      const { state, code } = await agree('1618033988');
      expect((await send('post', '/authorizations', { state: 'x', code })).status).toBe(400);
      await app.strapi.db.connection('cross_post_authorizations').update({ admin_id: '999' });
      expect((await send('post', '/authorizations', { state, code })).status).toBe(400);

      const second = await agree('1618033988');
      await app.strapi.db
        .connection('cross_post_authorizations')
        .update({ session_id: 'another session' });
      expect((await send('post', '/authorizations', second)).status).toBe(400);

      const third = await agree('1618033988');
      await app.strapi.db
        .connection('cross_post_authorizations')
        .update({ expires_at: '2020-01-01 00:00:00' });
      expect((await send('post', '/authorizations', third)).status).toBe(400);
      expect(await named('某局微博')).toMatchObject({ isConnected: false });
    });

    it('should connect the account, once, and post from it', async () => {
      const granted = await agree('1618033988');
      const answer = await send('post', '/authorizations', granted);
      expect(answer.status).toBe(200);
      expect(answer.body.data).toMatchObject({
        isConnected: true,
        isPaused: false,
        accountId: '1618033988',
        tokenDaysLeft: 29,
      });
      expect((await send('post', '/authorizations', granted)).status).toBe(400);

      const tested = (await send('post', `/channels/${id}/test`)).body.data as ChannelSummary;
      expect(checksOf(tested)).toEqual({
        授权: 'ok',
        调用次数: 'ok',
        安全域名: 'ok',
        '服务器 IP': 'ok',
      });
      const documentId = await draftNotice(app.strapi);
      await app.strapi.documents(NOTICE).publish({ documentId });
      await eventually(() => {
        expect(new Set(weibo.state.posts.map(({ uid }) => uid))).toEqual(
          new Set(['1618033988', WEIBO_ACCOUNT.uid]),
        );
      });
      const last = await named('某局微博');
      await eventually(async () => {
        expect((await named('某局微博')).recent.delivered).toBe(1);
      });
      expect(last.alerts).toEqual([]);
      expect(
        (await named('某局微博')).usage.find(({ endpoint }) => endpoint === 'all'),
      ).toMatchObject({ limit: 100, isUsedUp: false });
    });

    it('should refuse another account of Weibo than the one it was', async () => {
      const answer = await send('post', '/authorizations', await agree(WEIBO_ACCOUNT.uid));
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('另一个微博账号');
      expect(await named('某局微博')).toMatchObject({ accountId: '1618033988' });
    });

    it.each([
      [8, 0, 'info'],
      [6.5, 1, 'warning'],
      [0.5, 1, 'error'],
    ])('should warn %s days before the end: %s', async (days, count, level) => {
      await setExpiry(id, days);
      const { alerts } = await named('某局微博');
      expect(alerts).toHaveLength(count);
      if (count > 0) expect(alerts[0]?.level).toBe(level);
      // On the home page as well: nobody looks at the accounts every week.
      const overview = (await send('get', '/overview')).body.data as Overview;
      expect(overview.expiringChannels).toBe(count);
    });

    it('should pause at the end, keep what waits, and go on after a new authorisation', async () => {
      await setExpiry(id, -0.1);
      const documentId = await draftNotice(app.strapi);
      const calls = weibo.state.posts.length;
      await app.strapi.documents(NOTICE).publish({ documentId });
      await eventually(async () => {
        expect(await named('某局微博')).toMatchObject({
          isPaused: true,
          pausedReason: expect.stringContaining('授权已到期') as unknown,
        });
      });
      expect((await send('post', `/channels/${id}/resume`)).status).toBe(400);
      await send('post', '/authorizations', await agree('1618033988'));
      await eventually(() => {
        expect(weibo.state.posts.length).toBe(calls + 2);
      }, 30_000);
      await setExpiry(id, -1);
      expect(await channels().pauseExpired()).toBe(1);
      expect(await channels().pauseExpired()).toBe(0);
      await send('post', '/authorizations', await agree('1618033988'));
    });

    it('should name what the platform refuses: the app’s secret, the return address', async () => {
      await send('put', `/channels/${id}`, { appSecret: 'not0the0secret' });
      const wrong = await send('post', '/authorizations', await agree('1618033988'));
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toContain('App Secret 不正确');
      await send('put', `/channels/${id}`, { appSecret: WEIBO_ACCOUNT.appSecret });
    });
  });

  it('should keep what was authorised in the panel when the file is read again, until the file changes', async () => {
    const { documentId } = await named('区政府微博');
    const begun = await send('post', `/channels/${documentId}/authorize`);
    const page = new URL(begun.body.data.url as string);
    page.searchParams.set('uid', WEIBO_ACCOUNT.uid);
    const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '');
    const granted = {
      state: back.searchParams.get('state') ?? '',
      code: back.searchParams.get('code') ?? '',
    };
    expect((await send('post', '/authorizations', granted)).status).toBe(200);
    const expiry = (await named('区政府微博')).tokenExpiresAt;
    expect(expiry).not.toBeNull();
    await channels().setUpFrom(file);
    expect((await named('区政府微博')).tokenExpiresAt).toBe(expiry);

    const changed = (await fs.readFile(file, 'utf8')).replace(
      WEIBO_ACCOUNT.accessToken,
      NEW_SECRETS.accessToken,
    );
    await fs.writeFile(file, changed);
    await channels().setUpFrom(file);
    expect((await named('区政府微博')).tokenExpiresAt).toBeNull();
  });

  it('should show secrets in no answer, no log, no error and no table', async () => {
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await settledReceipts(app.strapi, documentId, 1000).catch(() => undefined);
    const deliveries = (await send('get', '/deliveries?pageSize=100')).body
      .results as DeliverySummary[];
    for (const { documentId: id } of deliveries) await send('get', `/deliveries/${id}`);
    const dump = await everyTable(app.strapi);
    expect(dump.tables.length).toBeGreaterThan(40);
    expect(logs.length).toBeGreaterThan(20);
    const seen = [dump.text, ...logs, ...answers].join('\n');
    expect(seen.length).toBeGreaterThan(50_000);
    const planted = [
      ...Object.values(NEW_SECRETS),
      WECHAT_ACCOUNT.appSecret,
      WECHAT_ACCOUNT.callbackToken,
      WEIBO_ACCOUNT.appSecret,
      WEIBO_ACCOUNT.accessToken,
      ...(await tokensInUse()),
    ];
    for (const secret of planted) {
      expect(secret.length).toBeGreaterThan(8);
      expect(seen).not.toContain(secret);
      expect(seen).not.toContain(Buffer.from(secret).toString('base64'));
      expect(seen).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

/** Every row of every table, as text: what a dump of the database holds. */
const everyTable = async (
  strapi: Core.Strapi,
): Promise<{ readonly tables: string[]; readonly text: string }> => {
  const { rows } = await strapi.db.connection.raw<{ rows: { name: string }[] }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await strapi.db.connection.raw<{ rows: { text: string }[] }>(
        `select t::text as text from ${name} t`,
      );
      return found.rows.map(({ text }) => text).join('\n');
    }),
  );
  return { tables: rows.map(({ name }) => name), text: texts.join('\n') };
};
