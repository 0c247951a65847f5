import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { PostsService } from '../../src/plugins/cross-post/server/services/posts';
import type { DeliveryDetail } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { CrossPostService, Receipt } from '../../src/shared/contracts/cross-post';
import type { PublicationLedgerService } from '../../src/shared/contracts/publication-ledger';
import { creditCodeCheck } from '../../src/shared/credit-code';
import type { FaultKind } from '../emulators/faults';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  addressOf,
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  SECRETS,
  settledReceipts,
  shortenWaits,
  WECHAT_ACCOUNT,
} from './support/cross-post';

const UNKNOWN = 'zzzzzzzzzzzzzzzzzzzzzzzz';

interface Page {
  results: { documentId: string; state: string; channelKind: string; canRetry: boolean }[];
  pagination: { total: number };
}

describe('cross-post', () => {
  let app: App;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;
  const logs: string[] = [];

  beforeAll(async () => {
    wechat = await startWechatEmulator({ pathPrefix: '/wx' });
    weibo = await startWeiboEmulator({
      pathPrefix: '/sina',
      // More than the platform's 30 posts in an hour are made here.
      limits: { callsPerUserDay: 1000, postsPerUserHour: 1000 },
    });
    app = await startApp({
      env: await channelEnvironment({ wechat: wechat.url, weibo: weibo.url }),
    });
    app.strapi.log.on('data', (line: unknown) => logs.push(JSON.stringify(line)));
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

  const posts = () => app.strapi.plugin('cross-post').service<CrossPostService>('posts');
  const publish = (documentId: string) => app.strapi.documents(NOTICE).publish({ documentId });
  const receiptOf = (receipts: readonly Receipt[], channel: string): Receipt => {
    const found = receipts.find((receipt) => receipt.channel === channel);
    if (!found) throw new Error(`no receipt of ${channel}`);
    return found;
  };
  const onWeibo = (address: string): number =>
    weibo.state.posts.filter(({ text, deleted }) => !deleted && text.endsWith(address)).length;
  const onWechat = (address: string): number => wechat.publishedBySource()[address] ?? 0;
  const get = async (path: string) =>
    app.agent.get(path).set('Authorization', `Bearer ${await app.adminToken()}`);
  const deliveryOf = async (documentId: string, channel: string): Promise<DeliveryDetail> => {
    const list = await get(`/cross-post/documents/${documentId}/deliveries`);
    const found = (list.body.data as Page['results']).find(
      ({ channelKind }) => channelKind === channel,
    );
    const detail = await get(`/cross-post/deliveries/${found?.documentId}`);
    return detail.body.data as DeliveryDetail;
  };

  /** Publishes a notice under a fault and waits for the end. */
  const publishUnder = async (arrange: () => void, data: Record<string, unknown> = {}) => {
    const documentId = await draftNotice(app.strapi, data);
    arrange();
    await publish(documentId);
    const receipts = await settledReceipts(app.strapi, documentId);
    return { documentId, receipts, address: await addressOf(app.strapi, documentId) };
  };

  it('should carry a published notice to both channels and prove it publicly', async () => {
    const { documentId, receipts, address } = await publishUnder(() => undefined);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(onWeibo(address)).toBe(1);
    expect(onWechat(address)).toBe(1);

    const answer = await app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(answer.status).toBe(200);
    const proof = answer.body.data as Receipt[];
    const article = Object.values(wechat.state.articles).find(({ items }) =>
      items.some((item) => item.content_source_url === address),
    );
    expect(receiptOf(proof, 'wechat')).toMatchObject({
      channelName: '区政府公众号',
      remoteId: article?.articleId,
      url: expect.stringMatching(/^http.*\/s\//) as unknown,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      error: null,
    });
    const post = weibo.state.posts.find(({ text }) => text.endsWith(address));
    expect(receiptOf(proof, 'weibo')).toMatchObject({ remoteId: post?.idstr });
    expect(receiptOf(proof, 'weibo').url).toMatch(
      /^https:\/\/weibo\.com\/2718281828\/[0-9A-Za-z]+$/,
    );
    expect(Date.now() - Date.parse(receiptOf(proof, 'weibo').publishedAt ?? '')).toBeLessThan(
      60_000,
    );
  });

  it('should let a statement tell what is posted just as the composer does', async () => {
    const service = app.strapi.plugin('cross-post').service<PostsService>('posts');
    const ORGANIZATION = 'api::organization.organization';
    const organ = async (body: string, isClassified: boolean): Promise<string> => {
      const code = `${body}${creditCodeCheck(body)}`;
      const made = await app.strapi.documents(ORGANIZATION).create({
        data: { name: `机关${code}`, code, kind: 'organ', isClassified, state: 'active' },
      });
      return made.documentId;
    };
    const issuers = [
      null,
      await organ('11110000MB1A00011', false),
      await organ('11110000MB1A00012', true),
    ];
    const kinds = (app.strapi.contentType(NOTICE).attributes['kind'] as { enum: string[] }).enum;
    const told: string[] = [];
    for (const kind of kinds) {
      for (const issuer of issuers) {
        const documentId = await draftNotice(app.strapi, {
          kind,
          docNumber: `岸政规〔2017〕${told.length + 1}号`,
          ...(issuer ? { issuer: { documentId: issuer } } : {}),
        });
        await publish(documentId);
        const rows = (await service.posted(NOTICE, [documentId])) as unknown[];
        const isComposed = (await service.currentSource(NOTICE, documentId)) !== null;
        expect([kind, issuer, rows.length > 0]).toEqual([kind, issuer, isComposed]);
        told.push(String(isComposed));
      }
    }
    expect(new Set(told)).toEqual(new Set(['true', 'false']));
  });

  it('should post nothing when the publication is rolled back', async () => {
    const documentId = await draftNotice(app.strapi);
    await expect(
      app.strapi.db.transaction(async () => {
        await publish(documentId);
        throw new Error('the clerk changed her mind');
      }),
    ).rejects.toThrow('changed her mind');
    const db = app.strapi.db.connection;
    const left = await Promise.all([
      db('cross_post_posts').where({ source_document_id: documentId }),
      db('cross_post_deliveries').where({ source_document_id: documentId }),
      // Every job of a delivery that is there: one that isn't has none.
      db('pgboss.job')
        .where({ name: 'cross-post.deliver' })
        .whereRaw(`data ->> 'delivery' not in (select document_id from cross_post_deliveries)`),
    ]);
    expect(left).toEqual([[], [], []]);
  });

  it('should not post again on re-publication, nor after unpublishing and publishing', async () => {
    const { documentId, address } = await publishUnder(() => undefined);
    await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '更正后的摘要' } });
    await publish(documentId);
    await app.strapi.documents(NOTICE).unpublish({ documentId });
    const hidden = await app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(hidden.body).toEqual({ data: [] });
    await publish(documentId);
    expect(await posts().receipts(documentId)).toHaveLength(2);
    await settledReceipts(app.strapi, documentId);
    expect([onWeibo(address), onWechat(address)]).toEqual([1, 1]);
  });

  describe('the file of accounts', () => {
    const setUpFrom = (file: string): Promise<void> =>
      app.strapi
        .plugin('cross-post')
        .service<{ setUpFrom(file: string): Promise<void> }>('channels')
        .setUpFrom(file);
    const write = async (text: string): Promise<string> => {
      const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'gongkai-accounts-'));
      const file = path.join(dir, 'accounts.json');
      await fs.writeFile(file, text);
      return file;
    };
    const withToken = (callbackToken: string): Promise<string> =>
      write(
        JSON.stringify([
          { kind: 'wechat', name: '区政府公众号', ...WECHAT_ACCOUNT, callbackToken },
        ]),
      );
    const wechatChannel = async () => {
      const channels = (await get('/cross-post/channels')).body.data as {
        documentId: string;
        kind: string;
        isPaused: boolean;
        pausedReason: string | null;
      }[];
      return channels.find(({ kind }) => kind === 'wechat');
    };

    it('should end a pause of the system by new secrets, but not the pause that a person wished', async () => {
      const id = (await wechatChannel())?.documentId;
      const act = async (action: string, body: object = {}): Promise<void> => {
        const answer = await app.agent
          .post(`/cross-post/channels/${id}/${action}`)
          .set('Authorization', `Bearer ${await app.adminToken()}`)
          .send(body);
        expect(answer.status).toBe(200);
      };
      await act('pause', { reason: '值班检查' });
      await setUpFrom(await withToken('anothertokenfortests'));
      expect(await wechatChannel()).toMatchObject({ isPaused: true, pausedReason: '值班检查' });
      await act('resume');

      wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 40164 });
      await publish(await draftNotice(app.strapi));
      const deadline = Date.now() + 15_000;
      while (!(await wechatChannel())?.isPaused && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await wechatChannel()).toMatchObject({ isPaused: true });
      await setUpFrom(await withToken(WECHAT_ACCOUNT.callbackToken));
      expect(await wechatChannel()).toMatchObject({ isPaused: false, pausedReason: null });
      await act('resume');
    });

    it.each([
      ['is missing', () => Promise.resolve('/nowhere/accounts.json'), "can't be read"],
      ['is no JSON', () => write(`[{"appSecret": "${WECHAT_ACCOUNT.appSecret}"`), 'valid JSON'],
      ['is no list', () => write('{}'), 'must be a list'],
      [
        'has a wrong entry',
        () => write(JSON.stringify([{ kind: 'wechat', name: '号', ...WECHAT_ACCOUNT, appId: '' }])),
        '0.appId',
      ],
    ])('should end the start with one line where it %s', async (_name, file, message) => {
      const error: unknown = await setUpFrom(await file()).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        name: 'SetupError',
        message: expect.stringContaining(message) as unknown,
      });
      expect((error as Error).message).not.toContain('\n');
      expect((error as Error).message).not.toContain(WECHAT_ACCOUNT.appSecret);
    });
  });

  describe('while the accounts are paused', () => {
    const toAll = async (action: 'pause' | 'resume'): Promise<void> => {
      const channels = (await get('/cross-post/channels')).body.data as { documentId: string }[];
      for (const channel of channels) {
        const answer = await app.agent
          .post(`/cross-post/channels/${channel.documentId}/${action}`)
          .set('Authorization', `Bearer ${await app.adminToken()}`)
          .send({ reason: '值班检查' });
        expect(answer.status).toBe(200);
      }
    };
    const attemptsOf = async (documentId: string): Promise<unknown[]> =>
      (
        await Promise.all(
          ['weibo', 'wechat'].map(
            async (channel) => (await deliveryOf(documentId, channel)).attemptLog,
          ),
        )
      ).flat();

    it('should not post what was withdrawn in the meantime, but post it when it is public again', async () => {
      await toAll('pause');
      const documentId = await draftNotice(app.strapi);
      const address = await addressOf(app.strapi, documentId);
      await publish(documentId);
      expect((await posts().receipts(documentId)).map(({ state }) => state)).toEqual([
        'queued',
        'queued',
      ]);
      await app.strapi.documents(NOTICE).unpublish({ documentId });
      const receipts = await posts().receipts(documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      expect(receiptOf(receipts, 'weibo').error).toContain('原文已撤回');
      await toAll('resume');
      expect(await attemptsOf(documentId)).toEqual([]);
      expect([onWeibo(address), onWechat(address)]).toEqual([0, 0]);

      await publish(documentId);
      const again = await settledReceipts(app.strapi, documentId);
      expect(again.map(({ state }) => state).sort()).toEqual([
        'cancelled',
        'cancelled',
        'published',
        'published',
      ]);
      expect([onWeibo(address), onWechat(address)]).toEqual([1, 1]);
    });

    it('should look at the source before it sends: the ledger may not have told of the change', async () => {
      await toAll('pause');
      const organ = await app.strapi.documents('api::organization.organization').create({
        data: { code: '11110000MB1A00001Y', name: '某局', kind: 'organ', state: 'active' },
      });
      const documentId = await draftNotice(app.strapi, {
        issuer: { documentId: organ.documentId },
      });
      const address = await addressOf(app.strapi, documentId);
      await publish(documentId);
      await app.strapi.db.query('api::organization.organization').update({
        where: { documentId: organ.documentId },
        data: { isClassified: true },
      });
      // A worker that looks whether the account goes on has it for a moment.
      await eventually(async () =>
        expect(await posts().receipts(documentId)).toMatchObject([
          { state: 'queued' },
          { state: 'queued' },
        ]),
      );
      await toAll('resume');
      const receipts = await settledReceipts(app.strapi, documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      expect([onWeibo(address), onWechat(address)]).toEqual([0, 0]);
      expect(
        Object.values(wechat.state.drafts).flatMap(({ articles }) => articles),
      ).not.toContainEqual(expect.objectContaining({ content_source_url: address }));
    });

    it('should cancel what waits when its organ becomes classified, and not send it when that ends', async () => {
      await toAll('pause');
      const organs = app.strapi.documents('api::organization.organization');
      const { documentId: organ } = await organs.create({
        data: { code: '11110000MB1A000022', name: '另一局', kind: 'organ', state: 'active' },
      });
      const documentId = await draftNotice(app.strapi, { issuer: { documentId: organ } });
      const address = await addressOf(app.strapi, documentId);
      await publish(documentId);
      await organs.update({ documentId: organ, data: { isClassified: true } });
      const states = async () => (await posts().receipts(documentId)).map(({ state }) => state);
      expect(await states()).toEqual(['cancelled', 'cancelled']);
      await organs.update({ documentId: organ, data: { isClassified: false } });
      await toAll('resume');
      expect(await states()).toEqual(['cancelled', 'cancelled']);
      expect([onWeibo(address), onWechat(address)]).toEqual([0, 0]);
    });

    it('should post the corrected text, once', async () => {
      await toAll('pause');
      const documentId = await draftNotice(app.strapi, { summary: '写错了的摘要' });
      const address = await addressOf(app.strapi, documentId);
      await publish(documentId);
      await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '更正过的摘要' } });
      await publish(documentId);
      await toAll('resume');
      const receipts = await settledReceipts(app.strapi, documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
      expect([onWeibo(address), onWechat(address)]).toEqual([1, 1]);
      const post = weibo.state.posts.find(({ text }) => text.endsWith(address));
      expect(post?.text).toContain('更正过的摘要');
      const article = Object.values(wechat.state.articles)
        .flatMap(({ items }) => items)
        .find((item) => item.content_source_url === address);
      expect(article?.digest).toBe('更正过的摘要');
    });
  });

  it('should renew a token that another system made invalid, once, and go on', async () => {
    await wechat.action('rotateToken', { appId: WECHAT_ACCOUNT.appId });
    wechat.configure({ tokenOverlapSeconds: 0 });
    const { receipts, address } = await publishUnder(() => {
      wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 40001 });
    });
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(onWechat(address)).toBe(1);
  });

  it.each([
    ['weibo', '/2/statuses/share.json', 'accept-then-drop', ''],
    ['weibo', '/2/statuses/share.json', 'late-accept', ''],
    ['weibo', '/2/statuses/share.json', 'truncated-json', ''],
    ['weibo', '/2/statuses/share.json', 'reset-before-body', ''],
    ['weibo', '/2/statuses/share.json', 'bad-gateway', ''],
    ['weibo', '/2/statuses/share.json', 'bad-gateway', 'taken'],
    ['wechat', '/cgi-bin/draft/add', 'accept-then-drop', ''],
    ['wechat', '/cgi-bin/draft/add', 'late-accept', ''],
    ['wechat', '/cgi-bin/draft/add', 'reset-before-body', ''],
    ['wechat', '/cgi-bin/draft/add', 'truncated-json', ''],
    ['wechat', '/cgi-bin/draft/add', 'bad-gateway', ''],
    ['wechat', '/cgi-bin/draft/add', 'bad-gateway', 'taken'],
    ['wechat', '/cgi-bin/freepublish/submit', 'accept-then-drop', ''],
    ['wechat', '/cgi-bin/freepublish/submit', 'late-accept', ''],
    ['wechat', '/cgi-bin/freepublish/submit', 'reset-before-body', ''],
    ['wechat', '/cgi-bin/freepublish/submit', 'bad-gateway', ''],
    ['wechat', '/cgi-bin/freepublish/submit', 'bad-gateway', 'taken'],
    ['wechat', '/cgi-bin/freepublish/submit', 'truncated-json', ''],
    ['wechat', '/cgi-bin/freepublish/get', 'reset-before-body', ''],
    ['wechat', '/cgi-bin/freepublish/get', 'bad-gateway', ''],
    ['wechat', '/cgi-bin/material/add_material', 'accept-then-drop', ''],
    ['wechat', '/cgi-bin/material/add_material', 'truncated-json', ''],
  ] as ['weibo' | 'wechat', string, FaultKind, 'taken' | ''][])(
    'should post exactly once over %s %s: %s %s',
    async (channel, endpoint, kind, taken) => {
      const emulator = channel === 'weibo' ? weibo : wechat;
      // Pictures that the account has already are not uploaded again.
      await app.strapi.db.connection('cross_post_hosted_images').delete();
      const { documentId, receipts, address } = await publishUnder(() => {
        emulator.faults.add({
          endpoint,
          kind,
          delayMs: 1500,
          ...(taken ? { accepted: true } : {}),
        });
      });
      expect(emulator.faults.fired()).toEqual({ [kind]: 1 });
      expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
      expect([onWeibo(address), onWechat(address)]).toEqual([1, 1]);
      expect(receiptOf(receipts, channel).remoteId).not.toBeNull();
      const { attemptLog } = await deliveryOf(documentId, channel);
      // What can't make a post is simply repeated; all else is looked up on the platform.
      const isLookedUp = attemptLog.some(({ step }) => step.endsWith('.read'));
      expect(isLookedUp).toBe(/share|draft\/add|submit/.test(endpoint));
    },
  );

  it('should not submit twice while the platform is still publishing what it took', async () => {
    wechat.configure({ publishDelayMs: null });
    const documentId = await draftNotice(app.strapi);
    const address = await addressOf(app.strapi, documentId);
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'accept-then-drop' });
    await publish(documentId);
    // Well past the settling time of 3 s: the draft is still in the box, yet it was taken.
    await new Promise((resolve) => setTimeout(resolve, 9000));
    const waiting = await deliveryOf(documentId, 'wechat');
    expect(waiting.state).toBe('uncertain');
    expect(waiting.nextAttemptAt).not.toBeNull();
    await wechat.action('settle');
    wechat.configure({ publishDelayMs: 300 });
    const receipts = await settledReceipts(app.strapi, documentId, 40_000);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(onWechat(address)).toBe(1);
  });

  it('should only ask again about what WeChat took, where asking was refused', async () => {
    wechat.faults.add({ endpoint: '/cgi-bin/freepublish/get', kind: 'error', code: 53600 });
    const documentId = await draftNotice(app.strapi);
    const address = await addressOf(app.strapi, documentId);
    await publish(documentId);
    const deadline = Date.now() + 15_000;
    let delivery = await deliveryOf(documentId, 'wechat');
    while (delivery.state !== 'uncertain' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      delivery = await deliveryOf(documentId, 'wechat');
    }
    expect(delivery).toMatchObject({
      state: 'uncertain',
      errorCode: '53600',
      nextAttemptAt: null,
    });
    const submits = wechat.state.traffic.calls['/cgi-bin/freepublish/submit'];
    const retried = await app.agent
      .post(`/cross-post/deliveries/${delivery.documentId}/retry`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(retried.status).toBe(200);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(submits);
    expect(onWechat(address)).toBe(1);
  });

  it('should neither resend nor look at once when Weibo shows a post later (20032)', async () => {
    weibo.configure({ delayNextPosts: 1, syncDelayMs: 1000 });
    const documentId = await draftNotice(app.strapi);
    await publish(documentId);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const delivery = await deliveryOf(documentId, 'weibo');
    expect(delivery).toMatchObject({ state: 'uncertain', errorCode: '20032' });
    const wait = Date.parse(delivery.nextAttemptAt ?? '') - Date.parse(delivery.createdAt);
    expect(wait).toBeGreaterThan(110_000);
    expect(weibo.state.posts.filter(({ text }) => text.includes(delivery.title))).toHaveLength(1);
  });

  it('should wait for the next day when the quota is used up (45009)', async () => {
    wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 45009 });
    const documentId = await draftNotice(app.strapi);
    await publish(documentId);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const delivery = await deliveryOf(documentId, 'wechat');
    expect(delivery).toMatchObject({ state: 'queued', errorCode: '45009', attempts: 0 });
    expect(delivery.errorMessage).toContain('次日零点');
    const next = new Date(Date.parse(delivery.nextAttemptAt ?? '') + 8 * 3_600_000);
    expect(next.getUTCHours()).toBe(0);
    expect(next.getUTCMinutes()).toBeLessThanOrEqual(10);

    // All of the account's posts know of it now, without asking the platform each.
    const calls = wechat.state.traffic.calls['/cgi-bin/draft/add'];
    const other = await draftNotice(app.strapi);
    await publish(other);
    await eventually(async () => {
      expect(await deliveryOf(other, 'wechat')).toMatchObject({
        state: 'queued',
        errorCode: 'budget',
        errorMessage: expect.stringContaining('新建草稿') as unknown,
      });
    });
    expect(wechat.state.traffic.calls['/cgi-bin/draft/add']).toBe(calls);
    // The next day.
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  it('should say what to do about refused content, and send it anew when told', async () => {
    weibo.configure({ bannedWords: { 违禁词: 20021 } });
    const { documentId, receipts } = await publishUnder(() => undefined, { summary: '含有违禁词' });
    expect(receiptOf(receipts, 'weibo')).toMatchObject({ state: 'failed', remoteId: null });
    expect(receiptOf(receipts, 'weibo').error).toContain('请修改后重试');
    const answer = await app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(receiptOf(answer.body.data as Receipt[], 'weibo').error).toBeNull();

    await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '改过的摘要' } });
    await publish(documentId);
    const delivery = await deliveryOf(documentId, 'weibo');
    const retried = await app.agent
      .post(`/cross-post/deliveries/${delivery.documentId}/retry`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(retried.status).toBe(200);
    const again = await settledReceipts(app.strapi, documentId);
    expect(receiptOf(again, 'weibo').state).toBe('published');
    expect(again).toHaveLength(2);
    const address = await addressOf(app.strapi, documentId);
    expect(onWeibo(address)).toBe(1);
    expect(weibo.state.posts.find(({ text }) => text.endsWith(address))?.text).toContain(
      '改过的摘要',
    );
    const done = await app.agent
      .post(`/cross-post/deliveries/${delivery.documentId}/retry`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(done.status).toBe(400);
  });

  it('should report a moderation refusal of WeChat', async () => {
    const { receipts, address } = await publishUnder(() => {
      wechat.configure({ publishOutcomes: [4] });
    });
    expect(receiptOf(receipts, 'wechat')).toMatchObject({ state: 'failed' });
    expect(receiptOf(receipts, 'wechat').error).toContain('审核未通过');
    expect(onWechat(address)).toBe(0);
  });

  it('should pause an account that is not set up right, and go on when it is', async () => {
    wechat.faults.add({
      endpoint: '/cgi-bin/draft/add',
      kind: 'error',
      code: 40164,
      message: 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
    });
    const documentId = await draftNotice(app.strapi);
    await publish(documentId);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const channels = (await get('/cross-post/channels')).body.data as {
      documentId: string;
      kind: string;
      isPaused: boolean;
      pausedReason: string | null;
    }[];
    const channel = channels.find(({ kind }) => kind === 'wechat');
    expect(channel).toMatchObject({ isPaused: true });
    expect(channel?.pausedReason).toContain('203.0.113.9');
    const resumed = await app.agent
      .post(`/cross-post/channels/${channel?.documentId}/resume`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(resumed.status).toBe(200);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
  });

  it('should not post what is not for the channels', async () => {
    const kind = await draftNotice(app.strapi, { kind: 'establishment-document' });
    await publish(kind);
    const organ = await app.strapi.documents('api::organization.organization').create({
      data: {
        code: '11110000MB1A00000U',
        name: '涉密机构',
        kind: 'organ',
        isClassified: true,
        state: 'active',
      },
    });
    const classified = await draftNotice(app.strapi, { issuer: { documentId: organ.documentId } });
    await publish(classified);
    expect(await posts().receipts(kind)).toEqual([]);
    expect(await posts().receipts(classified)).toEqual([]);

    // It appears now, long after its publication: in the ledger, not on the channels.
    await app.strapi
      .documents('api::organization.organization')
      .update({ documentId: organ.documentId, data: { isClassified: false } });
    const history = await app.strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .history(NOTICE, classified);
    expect(history.map(({ action }) => action)).toEqual(['publish']);
    expect(await posts().receipts(classified)).toEqual([]);
  });

  it('should post what becomes one of those that are posted, once to each account', async () => {
    const documentId = await draftNotice(app.strapi, { kind: 'establishment-document' });
    const become = async (data: Record<string, unknown>): Promise<void> => {
      await app.strapi.documents(NOTICE).update({ documentId, data: data as never });
      await publish(documentId);
    };
    await publish(documentId);
    await become({ summary: '仍不属于对外发布范围' });
    expect(await posts().receipts(documentId)).toEqual([]);

    await become({ kind: 'announcement' });
    const address = await addressOf(app.strapi, documentId);
    const receipts = await settledReceipts(app.strapi, documentId);
    expect(receipts.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      'wechat published',
      'weibo published',
    ]);

    // From now on it is like others: a changed one is a correction that a person decides about.
    await become({ summary: '更正后的摘要' });
    for (const channel of ['wechat', 'weibo']) {
      expect((await deliveryOf(documentId, channel)).correctionAt).not.toBeNull();
    }
    expect(await posts().receipts(documentId)).toHaveLength(2);
    expect([onWechat(address), onWeibo(address)]).toEqual([1, 1]);
  });

  it('should answer unknown documents with nothing and bad queries with 400', async () => {
    const unknown = await app.agent.get(`/api/cross-post/receipts?document=${UNKNOWN}`);
    expect(unknown.body).toEqual({ data: [] });
    expect((await app.agent.get('/api/cross-post/receipts')).status).toBe(400);
    expect((await get('/cross-post/deliveries?state=nonsense')).status).toBe(400);
  });

  it('should list deliveries for those who may see them, by state, channel and title', async () => {
    expect((await app.agent.get('/cross-post/deliveries')).status).toBe(401);
    const failed = (await get('/cross-post/deliveries?state=failed')).body as Page;
    expect(failed.pagination.total).toBeGreaterThan(0);
    expect(failed.results.every(({ state, canRetry }) => state === 'failed' && canRetry)).toBe(
      true,
    );
    const none = (await get(`/cross-post/deliveries?q=${encodeURIComponent('100%_')}`))
      .body as Page;
    expect(none.pagination.total).toBe(0);
    const { documentId } = (await get('/cross-post/channels')).body.data[0] as {
      documentId: string;
    };
    const byChannel = (await get(`/cross-post/deliveries?channel=${documentId}&pageSize=1`))
      .body as Page;
    expect(byChannel.results).toHaveLength(1);
  });

  it('should show secrets in no answer, no log and no column but the encrypted ones', async () => {
    const { results } = (await get('/cross-post/deliveries?pageSize=100')).body as Page;
    const details = await Promise.all(
      results.map(
        async ({ documentId }) => (await get(`/cross-post/deliveries/${documentId}`)).text,
      ),
    );
    const channels = (await get('/cross-post/channels')).text;
    const manager = await get('/content-manager/collection-types/plugin::cross-post.channel');
    expect(manager.text).not.toMatch(/secrets|accessToken/);
    const [{ documentId: id }] = (JSON.parse(channels) as { data: [{ documentId: string }] }).data;
    const changed = await app.agent
      .put(`/content-manager/collection-types/plugin::cross-post.channel/${id}`)
      .set('Authorization', `Bearer ${await app.adminToken()}`)
      .send({ name: '改名' });
    expect(changed.status).toBe(403);
    await expect(
      app.strapi
        .documents('plugin::cross-post.delivery' as typeof NOTICE)
        .delete({ documentId: UNKNOWN }),
    ).rejects.toThrow('由系统维护');
    const tables = await Promise.all(
      ['channels', 'deliveries', 'attempts', 'posts'].map(async (table) => {
        const rows: unknown = await app.strapi.db.connection(`cross_post_${table}`).select('*');
        return JSON.stringify(rows);
      }),
    );
    const seen = [...details, channels, manager.text, changed.text, ...tables, ...logs].join('\n');
    expect(seen.length).toBeGreaterThan(10_000);
    for (const secret of SECRETS) expect(seen).not.toContain(secret);
    expect(seen).not.toMatch(/access_token=(?!\*\*\*)\w{6}/);
  });
});

describe('cross-post in the other modes of WeChat', () => {
  let app: App | undefined;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;

  beforeEach(async () => {
    wechat = await startWechatEmulator();
    weibo = await startWeiboEmulator();
  });
  afterEach(async () => {
    await app?.stop();
    await wechat.close();
    await weibo.close();
  });

  const receiptIn = async (mode: 'draft-only' | 'mass-send'): Promise<Receipt | undefined> => {
    const urls = { wechat: wechat.url, weibo: weibo.url };
    app = await startApp({ env: await channelEnvironment(urls, mode) });
    const documentId = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId });
    const receipts = await settledReceipts(app.strapi, documentId);
    return receipts.find(({ channel }) => channel === 'wechat');
  };

  it('should leave the article to a person in draft-only mode', async () => {
    const receipt = await receiptIn('draft-only');
    const [draft] = Object.values(wechat.state.drafts);
    expect(receipt).toMatchObject({ state: 'staged', remoteId: draft?.mediaId, url: null });
    expect(wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBeUndefined();
    const { documentId } = (
      await app!.strapi.db
        .connection('cross_post_deliveries')
        .select('source_document_id as documentId')
    )[0] as { documentId: string };
    const proof = await app!.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(
      (proof.body.data as Receipt[]).find(({ channel }) => channel === 'wechat'),
    ).toMatchObject({
      state: 'staged',
      remoteId: null,
    });
  });

  it('should send to all followers once in mass-send mode', async () => {
    const receipt = await receiptIn('mass-send');
    const [job, ...more] = Object.values(wechat.state.massJobs);
    expect(receipt).toMatchObject({ state: 'published', remoteId: job?.msgId });
    expect(job?.clientMsgId).toMatch(/^[0-9a-f]{32}$/);
    expect(more).toEqual([]);
  });
});
