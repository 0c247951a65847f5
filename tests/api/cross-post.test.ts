import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PostsService } from '../../src/plugins/cross-post/server/services/posts';
import type { ChannelSummary } from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { CrossPostService, Receipt } from '../../src/shared/contracts/cross-post';
import type { PublicationLedgerService } from '../../src/shared/contracts/publication-ledger';
import { creditCodeCheck } from '../../src/shared/credit-code';
import type { FaultKind } from '../emulators/faults';
import {
  addressOf,
  draftNotice,
  eventually,
  lookNow,
  NOTICE,
  queueRests,
  SECRETS,
  WECHAT_ACCOUNT,
} from './support/cross-post';
import { SETTLE_SECONDS, startStage, type Stage } from './support/cross-post-stage';

const UNKNOWN = 'zzzzzzzzzzzzzzzzzzzzzzzz';

type Trouble = readonly ['weibo' | 'wechat', string, FaultKind, 'taken'?];
const ON_WEIBO: readonly Trouble[] = [
  ['weibo', '/2/statuses/share.json', 'accept-then-drop'],
  ['weibo', '/2/statuses/share.json', 'late-accept'],
  ['weibo', '/2/statuses/share.json', 'truncated-json'],
  ['weibo', '/2/statuses/share.json', 'reset-before-body'],
  ['weibo', '/2/statuses/share.json', 'bad-gateway'],
  ['weibo', '/2/statuses/share.json', 'bad-gateway', 'taken'],
];
const ON_WECHAT: readonly Trouble[] = [
  ['wechat', '/cgi-bin/draft/add', 'accept-then-drop'],
  ['wechat', '/cgi-bin/draft/add', 'late-accept'],
  ['wechat', '/cgi-bin/draft/add', 'reset-before-body'],
  ['wechat', '/cgi-bin/draft/add', 'truncated-json'],
  ['wechat', '/cgi-bin/draft/add', 'bad-gateway'],
  ['wechat', '/cgi-bin/draft/add', 'bad-gateway', 'taken'],
  ['wechat', '/cgi-bin/freepublish/submit', 'accept-then-drop'],
  ['wechat', '/cgi-bin/freepublish/submit', 'late-accept'],
  ['wechat', '/cgi-bin/freepublish/submit', 'reset-before-body'],
  ['wechat', '/cgi-bin/freepublish/submit', 'bad-gateway'],
  ['wechat', '/cgi-bin/freepublish/submit', 'bad-gateway', 'taken'],
  ['wechat', '/cgi-bin/freepublish/submit', 'truncated-json'],
  ['wechat', '/cgi-bin/freepublish/get', 'reset-before-body'],
  ['wechat', '/cgi-bin/freepublish/get', 'bad-gateway'],
  ['wechat', '/cgi-bin/material/add_material', 'accept-then-drop'],
  ['wechat', '/cgi-bin/material/add_material', 'truncated-json'],
];
/** The platforms know nothing of each other: a notice meets a fault on each of them. */
const ROUNDS = ON_WECHAT.map((trouble, index) => [trouble, ...ON_WEIBO.slice(index, index + 1)]);

interface Page {
  results: { documentId: string; state: string; channelKind: string; canRetry: boolean }[];
  pagination: { total: number };
}

describe('cross-post', () => {
  let stage: Stage;
  const logs: string[] = [];

  beforeAll(async () => {
    stage = await startStage({
      wechat: { pathPrefix: '/wx' },
      weibo: {
        pathPrefix: '/sina',
        // More than the platform's 30 posts in an hour are made here.
        limits: { callsPerUserDay: 1000, postsPerUserHour: 1000 },
      },
      // Time to mend a slip.
      withdrawDelaySeconds: 5,
    });
    stage.app.strapi.log.on('data', (line: unknown) => logs.push(JSON.stringify(line)));
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    stage.wechat.faults.clear();
    stage.weibo.faults.clear();
  });

  const posts = () => stage.app.strapi.plugin('cross-post').service<CrossPostService>('posts');
  const receiptOf = (receipts: readonly Receipt[], channel: string): Receipt => {
    const found = receipts.find((receipt) => receipt.channel === channel);
    if (!found) throw new Error(`no receipt of ${channel}`);
    return found;
  };
  const get = (path: string) => stage.admin('get', path);
  const channelsOf = async () => (await get('/channels')).body.data as ChannelSummary[];
  const wechatChannel = async () => (await channelsOf()).find(({ kind }) => kind === 'wechat');
  /** Publishes a notice under a fault and waits for the end. */
  const publishUnder = async (arrange: () => void, data: Record<string, unknown> = {}) => {
    const documentId = await draftNotice(stage.app.strapi, data);
    arrange();
    await stage.publish(documentId);
    const receipts = await stage.settled(documentId);
    return { documentId, receipts, address: await addressOf(stage.app.strapi, documentId) };
  };

  it('should carry a published notice to both channels and prove it publicly', async () => {
    const { documentId, receipts, address } = await publishUnder(() => undefined);
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(stage.onWeibo(address)).toBe(1);
    expect(stage.onWechat(address)).toBe(1);

    const answer = await stage.app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(answer.status).toBe(200);
    const proof = answer.body.data as Receipt[];
    const article = Object.values(stage.wechat.state.articles).find(({ items }) =>
      items.some((item) => item.content_source_url === address),
    );
    expect(receiptOf(proof, 'wechat')).toMatchObject({
      channelName: '区政府公众号',
      remoteId: article?.articleId,
      url: expect.stringMatching(/^http.*\/s\//) as unknown,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      error: null,
    });
    const post = stage.weibo.state.posts.find(({ text }) => text.endsWith(address));
    expect(receiptOf(proof, 'weibo')).toMatchObject({ remoteId: post?.idstr });
    expect(receiptOf(proof, 'weibo').url).toMatch(
      /^https:\/\/weibo\.com\/2718281828\/[0-9A-Za-z]+$/,
    );
    expect(Date.now() - Date.parse(receiptOf(proof, 'weibo').publishedAt ?? '')).toBeLessThan(
      60_000,
    );
  });

  it('should let a statement tell what is posted just as the composer does', async () => {
    const service = stage.app.strapi.plugin('cross-post').service<PostsService>('posts');
    const ORGANIZATION = 'api::organization.organization';
    const organ = async (body: string, isClassified: boolean): Promise<string> => {
      const code = `${body}${creditCodeCheck(body)}`;
      const made = await stage.app.strapi.documents(ORGANIZATION).create({
        data: { name: `机关${code}`, code, kind: 'organ', isClassified, state: 'active' },
      });
      return made.documentId;
    };
    const issuers = [
      null,
      await organ('11110000MB1A00011', false),
      await organ('11110000MB1A00012', true),
    ];
    const kinds = (stage.app.strapi.contentType(NOTICE).attributes['kind'] as { enum: string[] })
      .enum;
    const told: string[] = [];
    for (const kind of kinds) {
      for (const issuer of issuers) {
        const documentId = await draftNotice(stage.app.strapi, {
          kind,
          docNumber: `岸政规〔2017〕${told.length + 1}号`,
          ...(issuer ? { issuer: { documentId: issuer } } : {}),
        });
        await stage.publish(documentId);
        const rows = (await service.posted(NOTICE, [documentId])) as unknown[];
        const isComposed = (await service.currentSource(NOTICE, documentId)) !== null;
        expect([kind, issuer, rows.length > 0]).toEqual([kind, issuer, isComposed]);
        told.push(String(isComposed));
      }
    }
    expect(new Set(told)).toEqual(new Set(['true', 'false']));
  });

  it('should post nothing when the publication is rolled back', async () => {
    const documentId = await draftNotice(stage.app.strapi);
    await expect(
      stage.app.strapi.db.transaction(async () => {
        await stage.publish(documentId);
        throw new Error('the clerk changed her mind');
      }),
    ).rejects.toThrow('changed her mind');
    const db = stage.app.strapi.db.connection;
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
    await stage.update(documentId, { summary: '更正后的摘要' });
    await stage.publish(documentId);
    await stage.unpublish(documentId);
    const hidden = await stage.app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(hidden.body).toEqual({ data: [] });
    await stage.publish(documentId);
    expect(await posts().receipts(documentId)).toHaveLength(2);
    await stage.settled(documentId);
    expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([1, 1]);
  });

  describe('the file of accounts', () => {
    const setUpFrom = (file: string): Promise<void> =>
      stage.app.strapi
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
    it('should end a pause of the system by new secrets, but not the pause that a person wished', async () => {
      const id = (await wechatChannel())?.documentId;
      const act = async (action: string, body: object = {}): Promise<void> => {
        const answer = await stage.admin('post', `/channels/${id}/${action}`, body);
        expect(answer.status).toBe(200);
      };
      await act('pause', { reason: '值班检查' });
      await setUpFrom(await withToken('anothertokenfortests'));
      expect(await wechatChannel()).toMatchObject({ isPaused: true, pausedReason: '值班检查' });
      await act('resume');

      stage.wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 40164 });
      await stage.publishNew();
      await eventually(async () => expect(await wechatChannel()).toMatchObject({ isPaused: true }));
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
      for (const channel of await channelsOf()) {
        const answer = await stage.admin('post', `/channels/${channel.documentId}/${action}`, {
          reason: '值班检查',
        });
        expect(answer.status).toBe(200);
      }
    };
    const attemptsOf = async (documentId: string): Promise<unknown[]> =>
      (
        await Promise.all(
          (['weibo', 'wechat'] as const).map(
            async (channel) => (await stage.deliveryOf(documentId, channel)).attemptLog,
          ),
        )
      ).flat();

    it('should not post what was withdrawn in the meantime, but post it when it is public again', async () => {
      await toAll('pause');
      const documentId = await draftNotice(stage.app.strapi);
      const address = await addressOf(stage.app.strapi, documentId);
      await stage.publish(documentId);
      expect((await posts().receipts(documentId)).map(({ state }) => state)).toEqual([
        'queued',
        'queued',
      ]);
      await stage.unpublish(documentId);
      const receipts = await posts().receipts(documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      expect(receiptOf(receipts, 'weibo').error).toContain('原文已撤回');
      await toAll('resume');
      expect(await attemptsOf(documentId)).toEqual([]);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([0, 0]);

      await stage.publish(documentId);
      const again = await stage.settled(documentId);
      expect(again.map(({ state }) => state).sort()).toEqual([
        'cancelled',
        'cancelled',
        'published',
        'published',
      ]);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([1, 1]);
    });

    it('should look at the source before it sends: the ledger may not have told of the change', async () => {
      await toAll('pause');
      const organ = await stage.app.strapi.documents('api::organization.organization').create({
        data: { code: '11110000MB1A00001Y', name: '某局', kind: 'organ', state: 'active' },
      });
      const documentId = await draftNotice(stage.app.strapi, {
        issuer: { documentId: organ.documentId },
      });
      const address = await addressOf(stage.app.strapi, documentId);
      await stage.publish(documentId);
      await stage.app.strapi.db.query('api::organization.organization').update({
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
      const receipts = await stage.settled(documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([0, 0]);
      expect(
        Object.values(stage.wechat.state.drafts).flatMap(({ articles }) => articles),
      ).not.toContainEqual(expect.objectContaining({ content_source_url: address }));
    });

    it('should cancel what waits when its organ becomes classified, and not send it when that ends', async () => {
      await toAll('pause');
      const organs = stage.app.strapi.documents('api::organization.organization');
      const { documentId: organ } = await organs.create({
        data: { code: '11110000MB1A000022', name: '另一局', kind: 'organ', state: 'active' },
      });
      const documentId = await draftNotice(stage.app.strapi, { issuer: { documentId: organ } });
      const address = await addressOf(stage.app.strapi, documentId);
      await stage.publish(documentId);
      await organs.update({ documentId: organ, data: { isClassified: true } });
      const states = async () => (await posts().receipts(documentId)).map(({ state }) => state);
      expect(await states()).toEqual(['cancelled', 'cancelled']);
      await organs.update({ documentId: organ, data: { isClassified: false } });
      await toAll('resume');
      expect(await states()).toEqual(['cancelled', 'cancelled']);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([0, 0]);
    });

    it('should post the corrected text, once', async () => {
      await toAll('pause');
      const documentId = await draftNotice(stage.app.strapi, { summary: '写错了的摘要' });
      const address = await addressOf(stage.app.strapi, documentId);
      await stage.publish(documentId);
      await stage.update(documentId, { summary: '更正过的摘要' });
      await stage.publish(documentId);
      await toAll('resume');
      const receipts = await stage.settled(documentId);
      expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
      expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([1, 1]);
      const post = stage.weibo.state.posts.find(({ text }) => text.endsWith(address));
      expect(post?.text).toContain('更正过的摘要');
      const article = Object.values(stage.wechat.state.articles)
        .flatMap(({ items }) => items)
        .find((item) => item.content_source_url === address);
      expect(article?.digest).toBe('更正过的摘要');
    });
  });

  it('should renew a token that another system made invalid, once, and go on', async () => {
    await stage.wechat.action('rotateToken', { appId: WECHAT_ACCOUNT.appId });
    stage.wechat.configure({ tokenOverlapSeconds: 0 });
    const { receipts, address } = await publishUnder(() => {
      stage.wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 40001 });
    });
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(stage.onWechat(address)).toBe(1);
  });

  it.each(
    ROUNDS.map((round) => [round.map((trouble) => trouble.join(' ')).join(', '), round] as const),
  )('should post exactly once over %s', async (_name, round) => {
    // Pictures that the account has already are not uploaded again.
    await stage.app.strapi.db.connection('cross_post_hosted_images').delete();
    const { documentId, receipts, address } = await publishUnder(() => {
      for (const [channel, endpoint, kind, taken] of round) {
        const accepted = taken ? { accepted: true } : {};
        stage[channel].faults.add({ endpoint, kind, delayMs: 1500, ...accepted });
      }
    });
    expect(receipts.map(({ state }) => state)).toEqual(['published', 'published']);
    expect([stage.onWeibo(address), stage.onWechat(address)]).toEqual([1, 1]);
    for (const [channel, endpoint, kind] of round) {
      expect(stage[channel].faults.fired()).toEqual({ [kind]: 1 });
      expect(receiptOf(receipts, channel).remoteId).not.toBeNull();
      const { attemptLog } = await stage.deliveryOf(documentId, channel);
      // What can't make a post is simply repeated; all else is looked up on the platform.
      const isLookedUp = attemptLog.some(({ step }) => step.endsWith('.read'));
      expect(isLookedUp).toBe(/share|draft\/add|submit/.test(endpoint));
    }
  });

  it('should not submit twice while the platform is still publishing what it took', async () => {
    stage.wechat.configure({ publishDelayMs: null });
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'accept-then-drop' });
    const documentId = await stage.publishNew();
    const address = await addressOf(stage.app.strapi, documentId);
    const { documentId: id } = await stage.reaches(documentId, { state: 'uncertain' });
    // Past the settling time: the draft is still in the box, yet it was taken.
    await sleep(SETTLE_SECONDS * 1000);
    const readings = async () =>
      (await stage.deliveryOf(documentId, 'wechat')).attemptLog.filter(
        ({ step }) => step === 'submit.read',
      ).length;
    const before = await readings();
    await lookNow(stage.app.strapi, id);
    await eventually(async () => expect(await readings()).toBeGreaterThan(before));
    await queueRests(stage.app.strapi);
    const waiting = await stage.deliveryOf(documentId, 'wechat');
    expect(waiting.state).toBe('uncertain');
    expect(waiting.nextAttemptAt).not.toBeNull();
    await stage.wechat.action('settle');
    stage.wechat.configure({ publishDelayMs: 0 });
    await lookNow(stage.app.strapi, id);
    const receipts = await stage.settled(documentId);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(stage.onWechat(address)).toBe(1);
  });

  it('should only ask again about what WeChat took, where asking was refused', async () => {
    stage.wechat.faults.add({ endpoint: '/cgi-bin/freepublish/get', kind: 'error', code: 53600 });
    const documentId = await draftNotice(stage.app.strapi);
    const address = await addressOf(stage.app.strapi, documentId);
    await stage.publish(documentId);
    const delivery = await stage.reaches(documentId, {
      state: 'uncertain',
      errorCode: '53600',
      nextAttemptAt: null,
    });
    const submits = stage.wechat.state.traffic.calls['/cgi-bin/freepublish/submit'];
    const retried = await stage.admin('post', `/deliveries/${delivery.documentId}/retry`);
    expect(retried.status).toBe(200);
    const receipts = await stage.settled(documentId);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
    expect(stage.wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(submits);
    expect(stage.onWechat(address)).toBe(1);
  });

  it('should neither resend nor look at once when Weibo shows a post later (20032)', async () => {
    stage.weibo.configure({ delayNextPosts: 1, syncDelayMs: 1000 });
    const documentId = await stage.publishNew();
    const { title } = await stage.deliveryOf(documentId, 'weibo');
    const shown = () => stage.weibo.state.posts.filter(({ text }) => text.includes(title));
    await eventually(() => expect(shown()).toHaveLength(1));
    await queueRests(stage.app.strapi);
    const delivery = await stage.deliveryOf(documentId, 'weibo');
    expect(delivery).toMatchObject({ state: 'uncertain', errorCode: '20032' });
    const wait = Date.parse(delivery.nextAttemptAt ?? '') - Date.parse(delivery.createdAt);
    expect(wait).toBeGreaterThan(110_000);
    expect(shown()).toHaveLength(1);
  });

  it('should wait for the next day when the quota is used up (45009)', async () => {
    stage.wechat.faults.add({ endpoint: '/cgi-bin/draft/add', kind: 'error', code: 45009 });
    const documentId = await stage.publishNew();
    const delivery = await stage.reaches(documentId, { errorCode: '45009' });
    expect(delivery).toMatchObject({ state: 'queued', attempts: 0 });
    expect(delivery.errorMessage).toContain('次日零点');
    const next = new Date(Date.parse(delivery.nextAttemptAt ?? '') + 8 * 3_600_000);
    expect(next.getUTCHours()).toBe(0);
    expect(next.getUTCMinutes()).toBeLessThanOrEqual(10);

    // All of the account's posts know of it now, without asking the platform each.
    const calls = stage.wechat.state.traffic.calls['/cgi-bin/draft/add'];
    const other = await draftNotice(stage.app.strapi);
    await stage.publish(other);
    await eventually(async () => {
      expect(await stage.deliveryOf(other, 'wechat')).toMatchObject({
        state: 'queued',
        errorCode: 'budget',
        errorMessage: expect.stringContaining('新建草稿') as unknown,
      });
    });
    expect(stage.wechat.state.traffic.calls['/cgi-bin/draft/add']).toBe(calls);
    // The next day.
    await stage.unblock();
  });

  it('should say what to do about refused content, and send it anew when told', async () => {
    stage.weibo.configure({ bannedWords: { 违禁词: 20021 } });
    const { documentId, receipts } = await publishUnder(() => undefined, { summary: '含有违禁词' });
    expect(receiptOf(receipts, 'weibo')).toMatchObject({ state: 'failed', remoteId: null });
    expect(receiptOf(receipts, 'weibo').error).toContain('请修改后重试');
    const answer = await stage.app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(receiptOf(answer.body.data as Receipt[], 'weibo').error).toBeNull();

    await stage.update(documentId, { summary: '改过的摘要' });
    await stage.publish(documentId);
    const delivery = await stage.deliveryOf(documentId, 'weibo');
    const retried = await stage.admin('post', `/deliveries/${delivery.documentId}/retry`);
    expect(retried.status).toBe(200);
    const again = await stage.settled(documentId);
    expect(receiptOf(again, 'weibo').state).toBe('published');
    expect(again).toHaveLength(2);
    const address = await addressOf(stage.app.strapi, documentId);
    expect(stage.onWeibo(address)).toBe(1);
    expect(stage.weibo.state.posts.find(({ text }) => text.endsWith(address))?.text).toContain(
      '改过的摘要',
    );
    const done = await stage.admin('post', `/deliveries/${delivery.documentId}/retry`);
    expect(done.status).toBe(400);
  });

  it('should report a moderation refusal of WeChat', async () => {
    const { receipts, address } = await publishUnder(() => {
      stage.wechat.configure({ publishOutcomes: [4] });
    });
    expect(receiptOf(receipts, 'wechat')).toMatchObject({ state: 'failed' });
    expect(receiptOf(receipts, 'wechat').error).toContain('审核未通过');
    expect(stage.onWechat(address)).toBe(0);
  });

  it('should pause an account that is not set up right, and go on when it is', async () => {
    stage.wechat.faults.add({
      endpoint: '/cgi-bin/draft/add',
      kind: 'error',
      code: 40164,
      message: 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
    });
    const documentId = await stage.publishNew();
    await eventually(async () => expect(await wechatChannel()).toMatchObject({ isPaused: true }));
    const channel = await wechatChannel();
    expect(channel?.pausedReason).toContain('203.0.113.9');
    const resumed = await stage.admin('post', `/channels/${channel?.documentId}/resume`);
    expect(resumed.status).toBe(200);
    const receipts = await stage.settled(documentId);
    expect(receiptOf(receipts, 'wechat').state).toBe('published');
  });

  it('should not post what is not for the channels', async () => {
    const kind = await draftNotice(stage.app.strapi, { kind: 'establishment-document' });
    await stage.publish(kind);
    const organ = await stage.app.strapi.documents('api::organization.organization').create({
      data: {
        code: '11110000MB1A00000U',
        name: '涉密机构',
        kind: 'organ',
        isClassified: true,
        state: 'active',
      },
    });
    const classified = await draftNotice(stage.app.strapi, {
      issuer: { documentId: organ.documentId },
    });
    await stage.publish(classified);
    expect(await posts().receipts(kind)).toEqual([]);
    expect(await posts().receipts(classified)).toEqual([]);

    // It appears now, long after its publication: in the ledger, not on the channels.
    await stage.app.strapi
      .documents('api::organization.organization')
      .update({ documentId: organ.documentId, data: { isClassified: false } });
    const history = await stage.app.strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .history(NOTICE, classified);
    expect(history.map(({ action }) => action)).toEqual(['publish']);
    expect(await posts().receipts(classified)).toEqual([]);
  });

  it('should post what becomes one of those that are posted, once to each account', async () => {
    const documentId = await draftNotice(stage.app.strapi, { kind: 'establishment-document' });
    const become = async (data: Record<string, unknown>): Promise<void> => {
      await stage.update(documentId, data);
      await stage.publish(documentId);
    };
    await stage.publish(documentId);
    await become({ summary: '仍不属于对外发布范围' });
    expect(await posts().receipts(documentId)).toEqual([]);

    await become({ kind: 'announcement' });
    const address = await addressOf(stage.app.strapi, documentId);
    const receipts = await stage.settled(documentId);
    expect(receipts.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      'wechat published',
      'weibo published',
    ]);

    // From now on it is like others: a changed one is a correction that a person decides about.
    await become({ summary: '更正后的摘要' });
    for (const channel of ['wechat', 'weibo'] as const) {
      expect((await stage.deliveryOf(documentId, channel)).correctionAt).not.toBeNull();
    }
    expect(await posts().receipts(documentId)).toHaveLength(2);
    expect([stage.onWechat(address), stage.onWeibo(address)]).toEqual([1, 1]);
  });

  it('should answer unknown documents with nothing and bad queries with 400', async () => {
    const unknown = await stage.app.agent.get(`/api/cross-post/receipts?document=${UNKNOWN}`);
    expect(unknown.body).toEqual({ data: [] });
    expect((await stage.app.agent.get('/api/cross-post/receipts')).status).toBe(400);
    expect((await get('/deliveries?state=nonsense')).status).toBe(400);
  });

  it('should list deliveries for those who may see them, by state, channel and title', async () => {
    expect((await stage.app.agent.get('/cross-post/deliveries')).status).toBe(401);
    const failed = (await get('/deliveries?state=failed')).body as Page;
    expect(failed.pagination.total).toBeGreaterThan(0);
    expect(failed.results.every(({ state, canRetry }) => state === 'failed' && canRetry)).toBe(
      true,
    );
    const none = (await get(`/deliveries?q=${encodeURIComponent('100%_')}`)).body as Page;
    expect(none.pagination.total).toBe(0);
    const { documentId } = (await get('/channels')).body.data[0] as {
      documentId: string;
    };
    const byChannel = (await get(`/deliveries?channel=${documentId}&pageSize=1`)).body as Page;
    expect(byChannel.results).toHaveLength(1);
  });

  it('should show secrets in no answer, no log and no column but the encrypted ones', async () => {
    const { results } = (await get('/deliveries?pageSize=100')).body as Page;
    const details = await Promise.all(
      results.map(async ({ documentId }) => (await get(`/deliveries/${documentId}`)).text),
    );
    const channels = (await get('/channels')).text;
    const bearer = `Bearer ${await stage.app.adminToken()}`;
    const table = '/content-manager/collection-types/plugin::cross-post.channel';
    const manager = await stage.app.agent.get(table).set('Authorization', bearer);
    expect(manager.status).toBe(200);
    expect(manager.text).not.toMatch(/secrets|accessToken/);
    const [{ documentId: id }] = (JSON.parse(channels) as { data: [{ documentId: string }] }).data;
    const changed = await stage.app.agent
      .put(`${table}/${id}`)
      .set('Authorization', bearer)
      .send({ name: '改名' });
    expect(changed.status).toBe(403);
    await expect(
      stage.app.strapi
        .documents('plugin::cross-post.delivery' as typeof NOTICE)
        .delete({ documentId: UNKNOWN }),
    ).rejects.toThrow('由系统维护');
    const tables = await Promise.all(
      ['channels', 'deliveries', 'attempts', 'posts'].map(async (name) => {
        const rows: unknown = await stage.app.strapi.db
          .connection(`cross_post_${name}`)
          .select('*');
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
  let stage: Stage | undefined;
  afterEach(() => stage?.stop());

  /** The receipt of a notice posted in that mode; the stage on which it was. */
  const postIn = async (mode: 'draft-only' | 'mass-send') => {
    stage = await startStage({ mode });
    const documentId = await stage.publishNew();
    const receipts = await stage.settled(documentId);
    return { ...stage, documentId, receipt: receipts.find(({ channel }) => channel === 'wechat') };
  };

  it('should leave the article to a person in draft-only mode', async () => {
    const { app, wechat, calls, documentId, receipt } = await postIn('draft-only');
    const [draft] = Object.values(wechat.state.drafts);
    expect(receipt).toMatchObject({ state: 'staged', remoteId: draft?.mediaId, url: null });
    expect(calls('/cgi-bin/freepublish/submit')).toBe(0);
    const proof = await app.agent.get(`/api/cross-post/receipts?document=${documentId}`);
    expect(
      (proof.body.data as Receipt[]).find(({ channel }) => channel === 'wechat'),
    ).toMatchObject({
      state: 'staged',
      remoteId: null,
    });
  });

  it('should send to all followers once in mass-send mode', async () => {
    const { wechat, receipt } = await postIn('mass-send');
    const [job, ...more] = Object.values(wechat.state.massJobs);
    expect(receipt).toMatchObject({ state: 'published', remoteId: job?.msgId });
    expect(job?.clientMsgId).toMatch(/^[0-9a-f]{32}$/);
    expect(more).toEqual([]);
  });
});
