import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import sharp from 'sharp';

import { createChannelsRepository } from '../../src/plugins/cross-post/server/repositories/channels';
import { createSecretsService } from '../../src/plugins/cross-post/server/services/secrets';
import { createTokensService } from '../../src/plugins/cross-post/server/services/tokens';
import type { WechatEmulator } from '../emulators/wechat';
import type { WeiboEmulator } from '../emulators/weibo';
import {
  addressOf,
  eventually,
  lookNow,
  WECHAT_ACCOUNT,
  WEIBO_ACCOUNT,
} from './support/cross-post';
import { startStage, type Stage } from './support/cross-post-stage';

const HOUR_MS = 3_600_000;

/** What the platforms and the database can do to a delivery, each with its end. */
describe('cross-post under faults', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage({
      weibo: { limits: { callsPerUserDay: 1000, postsPerUserHour: 1000 } },
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    stage.wechat.faults.clear();
    stage.weibo.faults.clear();
  });
  afterEach(() => {
    stage.wechat.configure({ clockOffsetMs: 0 });
    stage.weibo.configure({ clockOffsetMs: 0 });
  });

  const expectOnce = async (documentId: string): Promise<void> => {
    const receipts = await stage.settled(documentId, 60_000);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    const address = await addressOf(stage.app.strapi, documentId);
    expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([1, 1]);
  };
  it('should post a text of which only a part is kept, whatever character it is cut at', async () => {
    // One of the two is cut in the middle of a character that takes two units.
    for (const opening of ['', '甲']) {
      await expectOnce(await stage.publishNew({ body: `${opening}${'𠮷'.repeat(3000)}` }));
    }
  });

  it.each([
    ['the post and the draft', '/2/statuses/share.json', '/cgi-bin/draft/add'],
    ['the submission', '/cgi-bin/freepublish/submit'],
  ])('should wait for a slow answer to %s', async (_name, ...endpoints) => {
    for (const endpoint of endpoints) {
      const emulator = endpoint.startsWith('/cgi-bin') ? stage.wechat : stage.weibo;
      emulator.faults.add({ endpoint, kind: 'slow', delayMs: 4000 });
    }
    await expectOnce(await stage.publishNew());
    expect([...stage.wechat.faults.list(), ...stage.weibo.faults.list()]).toEqual([]);
  });

  it('should not make a call that was held up until others may have taken it for lost', async () => {
    await expectOnce(await stage.publishNew());
    const db = stage.app.strapi.db.connection;
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
    const documentId = await stage.publishNew();
    await eventually(async () => {
      expect((await stage.deliveryOf(documentId, 'weibo')).state).toBe('sending');
      expect(await stage.deliveryOf(documentId, 'wechat')).toMatchObject({
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
    stage.wechat.configure({ clockOffsetMs: offset });
    stage.weibo.configure({ clockOffsetMs: offset });
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'accept-then-drop' });
    stage.weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'accept-then-drop' });
    await expectOnce(await stage.publishNew());
  });

  it('should tell posts with the same words apart, or leave them to a person, never post twice', async () => {
    stage.weibo.configure({ duplicateWindow: 0 });
    const words = { title: '关于停水的公告', summary: '明日停水，请做好准备。' };
    stage.weibo.faults.add({
      endpoint: '/2/statuses/share.json',
      kind: 'accept-then-drop',
      times: 2,
    });
    const ids = [await stage.publishNew(words), await stage.publishNew(words)];
    for (const id of ids) await expectOnce(id);
    const remoteIds = await Promise.all(
      ids.map(async (id) => (await stage.deliveryOf(id, 'weibo')).remoteId),
    );
    expect(new Set(remoteIds).size).toBe(2);
    stage.weibo.configure({ duplicateWindow: 1 });
  });

  it('should find its post behind all that others have posted on the account since', async () => {
    stage.weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'accept-then-drop' });
    const documentId = await stage.publishNew();
    const address = await addressOf(stage.app.strapi, documentId);
    await eventually(() => expect(stage.onWeibo(address)).toBe(1));
    // However long the others take: it is looked for only then.
    await eventually(async () =>
      expect((await stage.deliveryOf(documentId, 'weibo')).state).toBe('uncertain'),
    );
    const { documentId: id } = await stage.deliveryOf(documentId, 'weibo');
    await stage.app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: id })
      .update({ next_attempt_at: new Date(Date.now() + HOUR_MS) });
    for (let number = 1; number <= 130; number += 1) {
      const response = await fetch(`${stage.weibo.url}/2/statuses/share.json`, {
        method: 'POST',
        headers: { authorization: `OAuth2 ${WEIBO_ACCOUNT.accessToken}` },
        body: new URLSearchParams({
          status: `另一个系统的第 ${number} 条 http://127.0.0.1:1337/others/${number}`,
          rip: '114.114.114.114',
        }),
      });
      expect(response.status).toBe(200);
    }
    expect((await stage.deliveryOf(documentId, 'weibo')).state).toBe('uncertain');
    await lookNow(stage.app.strapi, id);
    await expectOnce(documentId);
  }, 120_000);

  it('should survive the loss of every connection to the database in mid-delivery', async () => {
    stage.wechat.faults.add({
      endpoint: '/cgi-bin/freepublish/submit',
      kind: 'slow',
      delayMs: 1500,
    });
    stage.weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'slow', delayMs: 1500 });
    const submits = stage.wechat.state.traffic.calls['/cgi-bin/freepublish/submit'] ?? 0;
    const documentId = await stage.publishNew();
    await eventually(() => {
      expect(stage.wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(submits + 1);
    });
    await stage.app.strapi.db.connection
      .raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await expectOnce(documentId);
  }, 120_000);

  it('should wait until Weibo takes calls again, as Weibo itself says (10023)', async () => {
    stage.weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'error', code: 10023 });
    const documentId = await stage.publishNew();
    await eventually(async () => {
      const delivery = await stage.deliveryOf(documentId, 'weibo');
      expect(delivery).toMatchObject({ state: 'queued', errorCode: '10023' });
      // The emulator's counters start again on the hour.
      const next = Date.parse(delivery.nextAttemptAt ?? '');
      expect(next - Date.now()).toBeLessThanOrEqual(HOUR_MS + 5000);
      expect(Math.abs(next - Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)).toBeLessThan(10_000);
    });
    const other = await stage.publishNew();
    await eventually(async () => {
      expect(await stage.deliveryOf(other, 'weibo')).toMatchObject({
        state: 'queued',
        errorCode: 'budget',
      });
    });
    // Kept in the database: it outlives every process.
    const [row] = (await stage.app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: 'all' })) as { blocked_until: unknown }[];
    expect(row?.blocked_until).not.toBeNull();
    await stage.unblock();
    // Its looks are over before those of the next test are counted.
    await stage.reaches(other, { state: 'published' });
  });

  it('should leave calls for settling what is unclear: looks stop before the limit', async () => {
    await stage.app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: '/cgi-bin/freepublish/get' })
      .update({ used: 60 });
    const looks = stage.wechat.state.traffic.calls['/cgi-bin/freepublish/get'];
    const documentId = await stage.publishNew();
    await eventually(async () => {
      expect(await stage.deliveryOf(documentId, 'wechat')).toMatchObject({
        state: 'submitted',
        errorCode: 'budget',
        errorMessage: expect.stringContaining('查询发布结果') as unknown,
      });
    });
    expect(stage.wechat.state.traffic.calls['/cgi-bin/freepublish/get']).toBe(looks);
    await stage.app.strapi.db.connection('cross_post_call_counts').update({ used: 0 });
  });

  it('should fetch one token for several processes, and one when another system rotates it', async () => {
    const program = path.resolve(__dirname, '../../dist/tests/api/support/token-process.js');
    const [row] = (await stage.app.strapi.db
      .connection('cross_post_channels')
      .where({ kind: 'wechat' })) as { document_id: string }[];
    await stage.app.strapi.db.connection('cross_post_channels').update({ access_token: null });
    const before = stage.wechat.state.traffic.calls['/cgi-bin/stable_token'] ?? 0;
    const children: ChildProcess[] = Array.from({ length: 4 }, () =>
      fork(program, [row?.document_id ?? ''], {
        env: {
          ...process.env,
          DATABASE_URL: stage.app.databaseUrl,
          WECHAT_API_URL: stage.wechat.url,
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
    expect(stage.wechat.state.traffic.calls['/cgi-bin/stable_token']).toBe(before + 1);

    await stage.wechat.action('rotateToken', { appId: WECHAT_ACCOUNT.appId });
    const second = await ask(first[0]);
    expect(new Set(second).size).toBe(1);
    expect(second[0]).not.toBe(first[0]);
    expect(stage.wechat.state.traffic.calls['/cgi-bin/stable_token']).toBeLessThanOrEqual(
      before + 3,
    );
    for (const child of children) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });

  it('should force a new token only where the platform repeats a refused one, within its limits', async () => {
    const channels = createChannelsRepository(stage.app);
    const secrets = createSecretsService(stage.app, channels);
    const account = await channels.secretsOfAccount('wechat', WECHAT_ACCOUNT.appId);
    const id = account?.documentId ?? '';
    const options = { strapi: stage.app.strapi, apiUrl: stage.wechat.url, channels, secrets };
    const asked = () => stage.wechat.state.traffic.calls['/cgi-bin/stable_token'] ?? 0;
    const forced = () =>
      stage.wechat.state.operations[`${WECHAT_ACCOUNT.appId} force_refresh`]?.used ?? 0;

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
    await stage.app.strapi.db.connection.transaction((trx) =>
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
    const own = stage.app.strapi.config.get<string>('server.url');
    const body = [
      `![](http://127.0.0.1:${port}/a.png)`,
      `![](http://localhost:${port}/b.png) ![](//127.0.0.1:${port}/c.png)`,
      `![](${own}/../../etc/passwd) ![](/uploads/../../../etc/passwd) ![](file:///etc/passwd)`,
      `![](http://169.254.169.254/latest/meta-data) [见](http://127.0.0.1:${port}/link)`,
      `<img src="http://127.0.0.1:${port}/d.png">`,
    ].join('\n\n');
    const uploads = stage.wechat.state.traffic.calls['/cgi-bin/media/uploadimg'] ?? 0;
    await expectOnce(await stage.publishNew({ body }));
    expect(stage.wechat.state.traffic.calls['/cgi-bin/media/uploadimg'] ?? 0).toBe(uploads);
    expect(hits).toEqual([]);
    await new Promise((resolve) => trap.close(resolve));
  });

  it('should wait for a picture that can’t be read, and never post without it', async () => {
    const files = stage.app.strapi.db.query('plugin::upload.file');
    const url = `/uploads/picture-${process.pid}.png`;
    const place = path.join(stage.app.strapi.dirs.static.public, url);
    const data = { name: '现场.png', hash: 'scene', ext: '.png', mime: 'image/png', url };
    const cover = (await files.create({ data })) as { id: number };
    // There is something under its name, but it can't be read.
    await fs.mkdir(place, { recursive: true });
    try {
      const documentId = await stage.publishNew({ cover: cover.id, body: `![现场](${url})` });
      const unread = {
        state: 'queued',
        errorCode: 'picture-unreadable',
        errorMessage: expect.stringContaining('现场.png') as unknown,
      };
      for (const kind of ['weibo', 'wechat'] as const) {
        await eventually(async () =>
          expect(await stage.deliveryOf(documentId, kind)).toMatchObject(unread),
        );
      }
      await fs.rmdir(place);
      const gone = {
        state: 'failed',
        errorCode: 'picture-gone',
        errorMessage: expect.stringContaining('替换这张图片') as unknown,
      };
      const weibo = await stage.deliveryOf(documentId, 'weibo');
      await lookNow(stage.app.strapi, weibo.documentId);
      await eventually(async () =>
        expect(await stage.deliveryOf(documentId, 'weibo')).toMatchObject(gone),
      );
      const picture = { width: 8, height: 8, channels: 3, background: '#c8161d' } as const;
      await sharp({ create: picture }).png().toFile(place);
      await lookNow(stage.app.strapi, (await stage.deliveryOf(documentId, 'wechat')).documentId);
      await stage.reaches(documentId, { state: 'published' });
      const address = await addressOf(stage.app.strapi, documentId);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([0, 1]);
      const article = Object.values(stage.wechat.state.articles)
        .flatMap(({ items }) => items)
        .find(({ content_source_url: source }) => source === address);
      expect(article?.content).toMatch(/<img[^>]+qpic/);
    } finally {
      await fs.rm(place, { recursive: true, force: true });
    }
  });

  it('should say what to do in Chinese whatever a platform answers', async () => {
    const cases: [WechatEmulator | WeiboEmulator, string, number, string, string][] = [
      [stage.wechat, '/cgi-bin/draft/add', 45003, 'failed', '请缩短标题'],
      [stage.wechat, '/cgi-bin/draft/add', 87014, 'failed', '请修改后重试'],
      [stage.wechat, '/cgi-bin/draft/add', 45011, 'queued', '稍后自动继续'],
      [stage.weibo, '/2/statuses/share.json', 20012, 'failed', '请缩短'],
      [stage.weibo, '/2/statuses/share.json', 20016, 'queued', '到时自动继续'],
    ];
    for (const [emulator, endpoint, code, state, words] of cases) {
      emulator.faults.add({ endpoint, kind: 'error', code });
      const documentId = await stage.publishNew();
      const kind = emulator === stage.weibo ? 'weibo' : 'wechat';
      await eventually(async () => {
        expect(await stage.deliveryOf(documentId, kind)).toMatchObject({
          state,
          errorCode: String(code),
          errorMessage: expect.stringContaining(words) as unknown,
        });
      });
      await stage.unblock();
    }
  });
});
