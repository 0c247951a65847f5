import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createChannelsRepository } from '../../src/plugins/cross-post/server/repositories/channels';
import { createSecretsService } from '../../src/plugins/cross-post/server/services/secrets';
import { createTokensService } from '../../src/plugins/cross-post/server/services/tokens';
import type { DeliverySummary } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  addressOf,
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  settledReceipts,
  shortenWaits,
  WECHAT_ACCOUNT,
  WEIBO_ACCOUNT,
} from './support/cross-post';

const HOUR_MS = 3_600_000;

/** What the platforms and the database can do to a delivery, each with its end. */
describe('cross-post under faults', () => {
  let app: App;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;

  beforeAll(async () => {
    wechat = await startWechatEmulator({ publishDelayMs: 100 });
    weibo = await startWeiboEmulator({
      limits: { callsPerUserDay: 1000, postsPerUserHour: 1000 },
    });
    app = await startApp({
      env: await channelEnvironment({ wechat: wechat.url, weibo: weibo.url }),
    });
    shortenWaits(app.strapi, { settleSeconds: 3, leaseSeconds: 5 });
  });
  afterAll(async () => {
    await app.stop();
    await wechat.close();
    await weibo.close();
  });
  beforeEach(() => {
    wechat.faults.clear();
    weibo.faults.clear();
  });
  afterEach(() => {
    wechat.configure({ clockOffsetMs: 0 });
    weibo.configure({ clockOffsetMs: 0 });
  });

  const publish = async (data: Record<string, unknown> = {}): Promise<string> => {
    const documentId = await draftNotice(app.strapi, data);
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };
  const onWeibo = (address: string): number =>
    weibo.state.posts.filter(({ text, deleted }) => !deleted && text.endsWith(address)).length;
  const onWechat = (address: string): number => wechat.publishedBySource()[address] ?? 0;
  const expectOnce = async (documentId: string): Promise<void> => {
    const receipts = await settledReceipts(app.strapi, documentId, 60_000);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    const address = await addressOf(app.strapi, documentId);
    expect([onWeibo(address), onWechat(address)]).toEqual([1, 1]);
  };
  const deliveryOf = async (documentId: string, kind: string): Promise<DeliverySummary> => {
    const answer = await app.agent
      .get(`/cross-post/documents/${documentId}/deliveries`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    const found = (answer.body.data as DeliverySummary[]).find(
      ({ channelKind }) => channelKind === kind,
    );
    if (!found) throw new Error(`no delivery on ${kind}`);
    return found;
  };

  it('should post a text of which only a part is kept, whatever character it is cut at', async () => {
    // One of the two is cut in the middle of a character that takes two units.
    for (const opening of ['', '甲']) {
      await expectOnce(await publish({ body: `${opening}${'𠮷'.repeat(3000)}` }));
    }
  });

  it.each([
    ['weibo', '/2/statuses/share.json'],
    ['wechat', '/cgi-bin/draft/add'],
    ['wechat', '/cgi-bin/freepublish/submit'],
  ] as const)('should wait for a slow answer of %s %s', async (channel, endpoint) => {
    const emulator = channel === 'weibo' ? weibo : wechat;
    emulator.faults.add({ endpoint, kind: 'slow', delayMs: 4000 });
    await expectOnce(await publish());
  });

  it('should not make a call that was held up until others may have taken it for lost', async () => {
    await expectOnce(await publish());
    const db = app.strapi.db.connection;
    const overdue = async () => {
      const { rows } = await db.raw<{ rows: { step: string }[] }>(
        `select step from cross_post_attempts where error_code = 'overdue' order by step`,
      );
      return rows.map(({ step }) => step);
    };
    expect(await overdue()).toEqual([]);
    // Calls are counted after the intent is noted: that takes longer now than an intent is good for.
    const trx = await db.transaction();
    await trx.raw(`select 1 from cross_post_call_counts for update`);
    const documentId = await publish();
    await eventually(async () => {
      expect((await deliveryOf(documentId, 'weibo')).state).toBe('sending');
      expect(await deliveryOf(documentId, 'wechat')).toMatchObject({
        state: 'sending',
        step: 'draft',
      });
    });
    await sleep(2000);
    await trx.commit();
    await eventually(async () => expect(await overdue()).toEqual(['draft', 'share']));
    await expectOnce(documentId);
  }, 120_000);

  it.each([
    [-8 * HOUR_MS, 'eight hours behind'],
    [8 * HOUR_MS, 'eight hours ahead'],
    [-4 * 60_000, 'four minutes behind'],
  ])('should find its own posts on platforms whose clocks are %s off (%s)', async (offset) => {
    wechat.configure({ clockOffsetMs: offset });
    weibo.configure({ clockOffsetMs: offset });
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'accept-then-drop' });
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'accept-then-drop' });
    await expectOnce(await publish());
  });

  it('should tell posts with the same words apart, or leave them to a person, never post twice', async () => {
    weibo.configure({ duplicateWindow: 0 });
    const words = { title: '关于停水的公告', summary: '明日停水，请做好准备。' };
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'accept-then-drop', times: 2 });
    const ids = [await publish(words), await publish(words)];
    for (const id of ids) await expectOnce(id);
    const remoteIds = await Promise.all(
      ids.map(async (id) => (await deliveryOf(id, 'weibo')).remoteId),
    );
    expect(new Set(remoteIds).size).toBe(2);
    weibo.configure({ duplicateWindow: 1 });
  });

  it('should find its post behind all that others have posted on the account since', async () => {
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'accept-then-drop' });
    const documentId = await publish();
    const address = await addressOf(app.strapi, documentId);
    await eventually(() => expect(onWeibo(address)).toBe(1));
    for (let number = 1; number <= 130; number += 1) {
      const response = await fetch(`${weibo.url}/2/statuses/share.json`, {
        method: 'POST',
        headers: { authorization: `OAuth2 ${WEIBO_ACCOUNT.accessToken}` },
        body: new URLSearchParams({
          status: `另一个系统的第 ${number} 条 http://127.0.0.1:1337/others/${number}`,
          rip: '114.114.114.114',
        }),
      });
      expect(response.status).toBe(200);
    }
    expect((await deliveryOf(documentId, 'weibo')).state).toBe('uncertain');
    await expectOnce(documentId);
  }, 120_000);

  it('should survive the loss of every connection to the database in mid-delivery', async () => {
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'slow', delayMs: 1500 });
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'slow', delayMs: 1500 });
    const submits = wechat.state.traffic.calls['/cgi-bin/freepublish/submit'] ?? 0;
    const documentId = await publish();
    await eventually(() => {
      expect(wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(submits + 1);
    });
    await app.strapi.db.connection
      .raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await expectOnce(documentId);
  }, 120_000);

  it('should wait until Weibo takes calls again, as Weibo itself says (10023)', async () => {
    weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'error', code: 10023 });
    const documentId = await publish();
    await eventually(async () => {
      const delivery = await deliveryOf(documentId, 'weibo');
      expect(delivery).toMatchObject({ state: 'queued', errorCode: '10023' });
      // The emulator's counters start again on the hour.
      const next = Date.parse(delivery.nextAttemptAt ?? '');
      expect(next - Date.now()).toBeLessThanOrEqual(HOUR_MS + 5000);
      expect(Math.abs(next - Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)).toBeLessThan(10_000);
    });
    const other = await publish();
    await eventually(async () => {
      expect(await deliveryOf(other, 'weibo')).toMatchObject({
        state: 'queued',
        errorCode: 'budget',
      });
    });
    // Kept in the database: it outlives every process.
    const [row] = (await app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: 'all' })) as { blocked_until: unknown }[];
    expect(row?.blocked_until).not.toBeNull();
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  it('should leave calls for settling what is unclear: looks stop before the limit', async () => {
    await app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: '/cgi-bin/freepublish/get' })
      .update({ used: 60 });
    const looks = wechat.state.traffic.calls['/cgi-bin/freepublish/get'];
    const documentId = await publish();
    await eventually(async () => {
      expect(await deliveryOf(documentId, 'wechat')).toMatchObject({
        state: 'submitted',
        errorCode: 'budget',
        errorMessage: expect.stringContaining('查询发布结果') as unknown,
      });
    });
    expect(wechat.state.traffic.calls['/cgi-bin/freepublish/get']).toBe(looks);
    await app.strapi.db.connection('cross_post_call_counts').update({ used: 0 });
  });

  it('should fetch one token for several processes, and one when another system rotates it', async () => {
    const program = path.resolve(__dirname, '../../dist/tests/api/support/token-process.js');
    const [row] = (await app.strapi.db
      .connection('cross_post_channels')
      .where({ kind: 'wechat' })) as { document_id: string }[];
    await app.strapi.db.connection('cross_post_channels').update({ access_token: null });
    const before = wechat.state.traffic.calls['/cgi-bin/stable_token'] ?? 0;
    const children: ChildProcess[] = Array.from({ length: 4 }, () =>
      fork(program, [row?.document_id ?? ''], {
        env: {
          ...process.env,
          DATABASE_URL: app.databaseUrl,
          WECHAT_API_URL: wechat.url,
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    const ask = async (rejected?: string): Promise<string[]> => {
      const answers = children.map(async (child) => {
        const answer = once(child, 'message');
        child.send({ rejected });
        return String((await answer)[0]);
      });
      return Promise.all(answers);
    };
    const first = await ask();
    expect(new Set(first).size).toBe(1);
    expect(wechat.state.traffic.calls['/cgi-bin/stable_token']).toBe(before + 1);

    await wechat.action('rotateToken', { appId: WECHAT_ACCOUNT.appId });
    const second = await ask(first[0]);
    expect(new Set(second).size).toBe(1);
    expect(second[0]).not.toBe(first[0]);
    expect(wechat.state.traffic.calls['/cgi-bin/stable_token']).toBeLessThanOrEqual(before + 3);
    for (const child of children) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });

  it('should force a new token only where the platform repeats a refused one, within its limits', async () => {
    const channels = createChannelsRepository(app);
    const secrets = createSecretsService(app, channels);
    const account = await channels.secretsOfAccount('wechat', WECHAT_ACCOUNT.appId);
    const id = account?.documentId ?? '';
    const options = { strapi: app.strapi, apiUrl: wechat.url, channels, secrets };
    const asked = () => wechat.state.traffic.calls['/cgi-bin/stable_token'] ?? 0;
    const forced = () =>
      wechat.state.operations[`${WECHAT_ACCOUNT.appId} force_refresh`]?.used ?? 0;

    const tokens = createTokensService(options);
    const first = await tokens.get(id);
    const before = { asked: asked(), forced: forced() };
    const second = await tokens.renew(id, first);
    expect(second).not.toBe(first);
    expect({ asked: asked(), forced: forced() }).toEqual({
      asked: before.asked + 2,
      forced: before.forced + 1,
    });
    // Again within 30 seconds, and after twenty in a day: asked as usual, never forced.
    expect(await tokens.renew(id, second)).toBe(second);
    const ago = Date.now() - 60_000;
    await app.strapi.db.connection.transaction((trx) =>
      secrets.saveAccessToken(
        id,
        { value: second, refreshAt: 0, forcedAt: Array.from({ length: 20 }, () => ago) },
        trx,
      ),
    );
    expect(await createTokensService(options).renew(id, second)).toBe(second);
    expect({ asked: asked(), forced: forced() }).toEqual({
      asked: before.asked + 4,
      forced: before.forced + 1,
    });
  });

  it('should call nobody that a text names', async () => {
    const hits: string[] = [];
    const trap = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const { port } = trap.address() as AddressInfo;
    const own = app.strapi.config.get<string>('server.url');
    const body = [
      `![](http://127.0.0.1:${port}/a.png)`,
      `![](http://localhost:${port}/b.png) ![](//127.0.0.1:${port}/c.png)`,
      `![](${own}/../../etc/passwd) ![](/uploads/../../../etc/passwd) ![](file:///etc/passwd)`,
      `![](http://169.254.169.254/latest/meta-data) [见](http://127.0.0.1:${port}/link)`,
      `<img src="http://127.0.0.1:${port}/d.png">`,
    ].join('\n\n');
    const uploads = wechat.state.traffic.calls['/cgi-bin/media/uploadimg'] ?? 0;
    await expectOnce(await publish({ body }));
    expect(wechat.state.traffic.calls['/cgi-bin/media/uploadimg'] ?? 0).toBe(uploads);
    expect(hits).toEqual([]);
    await new Promise((resolve) => trap.close(resolve));
  });

  it('should say what to do in Chinese whatever a platform answers', async () => {
    const cases: [WechatEmulator | WeiboEmulator, string, number, string, string][] = [
      [wechat, '/cgi-bin/draft/add', 45003, 'failed', '请缩短标题'],
      [wechat, '/cgi-bin/draft/add', 87014, 'failed', '请修改后重试'],
      [wechat, '/cgi-bin/draft/add', 45011, 'queued', '稍后自动继续'],
      [weibo, '/2/statuses/share.json', 20012, 'failed', '请缩短'],
      [weibo, '/2/statuses/share.json', 20016, 'queued', '到时自动继续'],
    ];
    for (const [emulator, endpoint, code, state, words] of cases) {
      emulator.faults.add({ endpoint, kind: 'error', code });
      const documentId = await publish();
      const kind = emulator === weibo ? 'weibo' : 'wechat';
      await eventually(async () => {
        expect(await deliveryOf(documentId, kind)).toMatchObject({
          state,
          errorCode: String(code),
          errorMessage: expect.stringContaining(words) as unknown,
        });
      });
      await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
    }
  });
});
