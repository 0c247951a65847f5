import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import type {
  DeliveryDetail,
  DeliverySummary,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import type { WechatAccountInput } from '../emulators/wechat/options';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { startApp, type App } from './support/app';
import {
  channelEnvironment,
  draftNotice,
  eventually,
  lookNow,
  NOTICE,
  shortenWaits,
  WECHAT_ACCOUNT,
} from './support/cross-post';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const PATH = `/api/cross-post/wechat/${WECHAT_ACCOUNT.appId}/callback`;
const BEIJING_MS = 8 * 3_600_000;

describe.each(['plain', 'aes'] as const)('mass sending (callbacks: %s)', (encryption) => {
  let app: App;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;
  let account: WechatAccountInput;
  const isPlain = encryption === 'plain';
  const encodingAesKey = isPlain ? undefined : AES_KEY;

  beforeAll(async () => {
    wechat = await startWechatEmulator({
      massDelayMs: null,
      massPerDay: 100,
      clientMsgIdRetrySeconds: 0,
    });
    weibo = await startWeiboEmulator();
    const urls = { wechat: wechat.url, weibo: weibo.url };
    app = await startApp({ env: await channelEnvironment(urls, 'mass-send', { encodingAesKey }) });
    shortenWaits(app.strapi, { settleSeconds: 3, leaseSeconds: 5 });
    app.strapi.config.set('plugin::cross-post.withdrawDelaySeconds', 0);
    await new Promise<void>((resolve) => {
      app.strapi.server.httpServer.listen(0, '127.0.0.1', resolve);
    });
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    account = {
      appId: WECHAT_ACCOUNT.appId,
      appSecret: WECHAT_ACCOUNT.appSecret,
      callback: {
        url: `http://127.0.0.1:${port}${PATH}`,
        token: WECHAT_ACCOUNT.callbackToken,
        encodingAesKey: encodingAesKey ?? null,
        encryption,
      },
    };
    wechat.configure({ accounts: [account] });
  });
  afterAll(async () => {
    await app.stop();
    await wechat.close();
    await weibo.close();
  });
  beforeEach(async () => {
    wechat.faults.clear();
    // Looks that plain callbacks may lead to in a day: all these cases are of one.
    await app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: 'callback/unproven' })
      .del();
  });

  const admin = async (method: 'get' | 'post' | 'put', path: string, body: object = {}) => {
    const request = app.agent[method](`/cross-post${path}`).set(
      'Authorization',
      `Bearer ${await app.adminToken()}`,
    );
    return method === 'get' ? request : request.send(body);
  };
  const latest = async (documentId: string): Promise<DeliveryDetail> => {
    const { body } = await admin('get', `/documents/${documentId}/deliveries`);
    const found = (body.data as DeliverySummary[]).findLast(
      ({ channelKind }) => channelKind === 'wechat',
    );
    return (await admin('get', `/deliveries/${found?.documentId}`)).body.data as DeliveryDetail;
  };
  const reaches = async (documentId: string, expected: object): Promise<DeliveryDetail> => {
    await eventually(async () => expect(await latest(documentId)).toMatchObject(expected), 30_000);
    return latest(documentId);
  };
  const publish = async (documentId?: string): Promise<string> => {
    const id = documentId ?? (await draftNotice(app.strapi));
    await app.strapi.documents(NOTICE).publish({ documentId: id });
    return id;
  };
  const looks = (): number => wechat.state.traffic.calls['/cgi-bin/message/mass/get'] ?? 0;
  const jobsOf = (mediaIds: readonly unknown[]) =>
    Object.values(wechat.state.massJobs).filter(({ mediaId }) => mediaIds.includes(mediaId));
  const remoteOf = ({ remote }: DeliveryDetail) => remote as { mediaId: string; msgId: string };
  /** What somebody sends who has seen one signature of a plain message. */
  const forge = (msgId: string, status: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = `forged${msgId}${status.length}`;
    const signature = createHash('sha1')
      .update([WECHAT_ACCOUNT.callbackToken, timestamp, nonce].sort().join(''))
      .digest('hex');
    return app.agent
      .post(PATH)
      .query({ signature, timestamp, nonce })
      .set('Content-Type', 'text/xml')
      .send(
        `<xml><CreateTime>${timestamp}</CreateTime><MsgType>event</MsgType>` +
          `<Event>MASSSENDJOBFINISH</Event><MsgID>${msgId}</MsgID><Status>${status}</Status>` +
          `<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx>` +
          `<ArticleUrl>https://forged.example/</ArticleUrl></item></ResultList></ArticleUrlResult></xml>`,
      );
  };

  it('should take the result from the callback and one look', async () => {
    const documentId = await publish();
    const submitted = await reaches(documentId, { state: 'submitted' });
    // The early look of an account of which no callback has come yet.
    await eventually(() => expect(looks()).toBeGreaterThan(0));
    const before = looks();
    await wechat.action('settleMass');
    const { msgId } = remoteOf(submitted);
    const done = await reaches(documentId, { state: 'published', remoteId: msgId });
    expect(looks()).toBe(before + 1);
    // Nothing confirms the address that a plain message names.
    if (isPlain) expect(done.url).toBeNull();
    else expect(done.url).toMatch(/^http.*\/s\//);
  });

  it('should believe what nothing confirms only where the callback was encrypted', async () => {
    const documentId = await publish();
    const submitted = await reaches(documentId, { state: 'submitted' });
    wechat.faults.add({ endpoint: '/cgi-bin/message/mass/get', kind: 'error', code: 45009 });
    await wechat.action('settleMass', { outcome: 'err(20008)' });
    if (isPlain) {
      await reaches(documentId, { state: 'submitted', errorCode: '45009' });
      await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
      await lookNow(app.strapi, submitted.documentId);
    }
    const failed = await reaches(documentId, { state: 'failed', errorCode: 'mass-err-20008' });
    expect(failed.errorMessage).toContain('涉嫌欺诈');
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });

  if (isPlain) {
    it.each(['send success', 'err(20008)'])(
      'should not be misled by a forged callback: %s',
      async (status) => {
        const documentId = await publish();
        const submitted = await reaches(documentId, { state: 'submitted' });
        const { msgId } = remoteOf(submitted);
        const before = looks();
        expect((await forge(msgId, status)).text).toBe('success');
        await eventually(() => expect(looks()).toBeGreaterThan(before));
        await reaches(documentId, { state: 'submitted' });
        await wechat.action('settleMass', { msgId });
        const done = await reaches(documentId, { state: 'published' });
        expect(done.url).toBeNull();
      },
    );
  }

  it('should not send the same words twice in a day, whichever delivery asks', async () => {
    const documentId = await publish();
    const first = await reaches(documentId, { state: 'submitted' });
    await wechat.action('settleMass');
    await reaches(documentId, { state: 'published' });
    await app.strapi.documents(NOTICE).unpublish({ documentId });
    await reaches(documentId, { documentId: first.documentId, state: 'withdrawn' });

    await publish(documentId);
    const again = await reaches(documentId, { state: 'failed', errorCode: '45065' });
    expect(again.documentId).not.toBe(first.documentId);
    expect(again.errorMessage).toContain('24 小时内已群发过');
    expect(jobsOf([remoteOf(first).mediaId, remoteOf(again).mediaId])).toHaveLength(1);

    // Other words are another message.
    await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '另一种说法' } });
    await publish(documentId);
    expect((await admin('post', `/deliveries/${again.documentId}/retry`)).status).toBe(200);
    const changed = await reaches(documentId, { state: 'submitted' });
    expect(jobsOf([remoteOf(changed).mediaId])).toHaveLength(1);
    await wechat.action('settleMass');
    await reaches(documentId, { state: 'published' });
  });

  it('should not send a refused message again as it is', async () => {
    const documentId = await publish();
    const first = await reaches(documentId, { state: 'submitted' });
    await wechat.action('settleMass', { outcome: 'err(40002)' });
    await reaches(documentId, { state: 'failed', errorCode: 'mass-err-40002' });
    expect((await admin('post', `/deliveries/${first.documentId}/retry`)).status).toBe(200);
    await eventually(async () => {
      const { attemptLog } = await latest(documentId);
      expect(attemptLog.filter(({ step }) => step === 'mass')).toHaveLength(2);
    });
    const refused = await reaches(documentId, { state: 'failed', errorCode: 'mass-err-40002' });
    expect(refused.errorMessage).toContain('原样再发须隔一天');
    expect(jobsOf([remoteOf(first).mediaId, remoteOf(refused).mediaId])).toHaveLength(1);
  });

  it.each([
    ['subscription', 'massPerDay'],
    ['service', 'massPerMonth'],
  ] as const)('should wait for the next period of a %s account', async (kind, limit) => {
    const [channel] = (await admin('get', '/channels')).body.data as {
      documentId: string;
      kind: string;
    }[];
    const changed = await admin('put', `/channels/${channel?.documentId}`, { accountKind: kind });
    expect(channel?.kind).toBe('wechat');
    expect(changed.body.data).toMatchObject({ mode: 'mass-send', settings: { accountKind: kind } });
    wechat.configure({ accounts: [{ ...account, kind }], [limit]: 0 });
    const documentId = await publish();
    const waiting = await reaches(documentId, { state: 'queued', errorCode: '45028' });
    const next = new Date(Date.parse(waiting.nextAttemptAt ?? '') + BEIJING_MS);
    expect(next.getUTCHours()).toBe(0);
    const isToday = next.getTime() - Date.now() - BEIJING_MS <= 86_400_000 + 600_000;
    expect(kind === 'service' ? next.getUTCDate() === 1 : isToday).toBe(true);
    wechat.configure({ accounts: [account], [limit]: 100 });
    await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
  });
});
