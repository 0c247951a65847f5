import { createHash } from 'node:crypto';

import type {
  ChannelSummary,
  DeliveryDetail,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { WechatAccountInput } from '../emulators/wechat/options';
import { eventually, lookNow, WECHAT_ACCOUNT } from './support/cross-post';
import { AES_KEY, CALLBACK_PATH, startStage, type Stage } from './support/cross-post-stage';

const BEIJING_MS = 8 * 3_600_000;

interface Post {
  readonly documentId: string;
  /** Of its delivery. */
  readonly id: string;
}

describe.each(['plain', 'aes'] as const)('mass sending (callbacks: %s)', (encryption) => {
  let stage: Stage;
  let account: WechatAccountInput;
  const isPlain = encryption === 'plain';
  const encodingAesKey = isPlain ? undefined : AES_KEY;

  beforeAll(async () => {
    stage = await startStage({
      wechat: { massDelayMs: null, massPerDay: 100, clientMsgIdRetrySeconds: 0 },
      mode: 'mass-send',
      account: { encodingAesKey },
    });
    account = await stage.takeCallbacks(encryption, encodingAesKey);
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    stage.wechat.faults.clear();
    // Looks that plain callbacks may lead to in a day: all these cases are of one.
    await stage.app.strapi.db
      .connection('cross_post_call_counts')
      .where({ endpoint: 'callback/unproven' })
      .del();
  });

  const latest = (documentId: string) => stage.deliveryOf(documentId, 'wechat');
  const reaches = (documentId: string, expected: object) => stage.reaches(documentId, expected);
  const looks = (): number => stage.calls('/cgi-bin/message/mass/get');
  const jobsOf = (mediaIds: readonly unknown[]) =>
    Object.values(stage.wechat.state.massJobs).filter(({ mediaId }) => mediaIds.includes(mediaId));
  const changeDelivery = async (id: string, change: object): Promise<void> => {
    const deliveries = stage.app.strapi.db.connection('cross_post_deliveries');
    await deliveries.where({ document_id: id }).update(change);
  };
  const remoteOf = ({ remote }: DeliveryDetail) => remote as { mediaId: string; msgId: string };
  /** What somebody sends who has seen one signature of a plain message. */
  const forge = (msgId: string, status: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = `forged${msgId}${status.length}`;
    const signature = createHash('sha1')
      .update([WECHAT_ACCOUNT.callbackToken, timestamp, nonce].sort().join(''))
      .digest('hex');
    return stage.app.agent
      .post(CALLBACK_PATH)
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
    const documentId = await stage.publishNew();
    const submitted = await reaches(documentId, { state: 'submitted' });
    // The early look of an account of which no callback has come yet.
    await eventually(() => expect(looks()).toBeGreaterThan(0));
    const before = looks();
    await stage.wechat.action('settleMass');
    const { msgId } = remoteOf(submitted);
    const done = await reaches(documentId, { state: 'published', remoteId: msgId });
    expect(looks()).toBe(before + 1);
    // Nothing confirms the address that a plain message names.
    if (isPlain) expect(done.url).toBeNull();
    else expect(done.url).toMatch(/^http.*\/s\//);

    // There is no call that tells whether a mass message is still there.
    const check = () =>
      stage.app.strapi
        .plugin('cross-post')
        .service<{ checkDue(seconds: number): Promise<number> }>('receipts')
        .checkDue(0.001);
    expect(await check()).toBeGreaterThan(0);
    expect(await check()).toBe(0);
    const [row] = (await stage.app.strapi.db
      .connection('cross_post_deliveries')
      .where({ document_id: done.documentId })) as { checked_at: unknown }[];
    expect(row?.checked_at).toBeNull();
    expect((await latest(documentId)).attemptLog.map(({ step }) => step)).not.toContain('check');
  });

  it('should believe what nothing confirms only where the callback was encrypted', async () => {
    const documentId = await stage.publishNew();
    const submitted = await reaches(documentId, { state: 'submitted' });
    stage.wechat.faults.add({ endpoint: '/cgi-bin/message/mass/get', kind: 'error', code: 45009 });
    await stage.wechat.action('settleMass', { outcome: 'err(20008)' });
    if (isPlain) {
      await reaches(documentId, { state: 'submitted', errorCode: '45009' });
      await stage.unblock();
      await lookNow(stage.app.strapi, submitted.documentId);
    }
    const failed = await reaches(documentId, { state: 'failed', errorCode: 'mass-err-20008' });
    expect(failed.errorMessage).toContain('涉嫌欺诈');
    await stage.unblock();
  });

  if (isPlain) {
    it.each(['send success', 'err(20008)'])(
      'should not be misled by a forged callback: %s',
      async (status) => {
        const documentId = await stage.publishNew();
        const submitted = await reaches(documentId, { state: 'submitted' });
        const { msgId } = remoteOf(submitted);
        const before = looks();
        expect((await forge(msgId, status)).text).toBe('success');
        await eventually(() => expect(looks()).toBeGreaterThan(before));
        await reaches(documentId, { state: 'submitted' });
        await stage.wechat.action('settleMass', { msgId });
        const done = await reaches(documentId, { state: 'published' });
        expect(done.url).toBeNull();
      },
    );
  }

  it('should not send the same words twice in a day, whichever delivery asks', async () => {
    const documentId = await stage.publishNew();
    const first = await reaches(documentId, { state: 'submitted' });
    await stage.wechat.action('settleMass');
    await reaches(documentId, { state: 'published' });
    await stage.unpublish(documentId);
    await reaches(documentId, { documentId: first.documentId, state: 'withdrawn' });

    await stage.publish(documentId);
    const again = await reaches(documentId, { state: 'failed', errorCode: '45065' });
    expect(again.documentId).not.toBe(first.documentId);
    expect(again.errorMessage).toContain('24 小时内已群发过');
    expect(jobsOf([remoteOf(first).mediaId, remoteOf(again).mediaId])).toHaveLength(1);

    // Other words are another message.
    await stage.update(documentId, { summary: '另一种说法' });
    await stage.publish(documentId);
    expect((await stage.admin('post', `/deliveries/${again.documentId}/retry`)).status).toBe(200);
    const changed = await reaches(documentId, { state: 'submitted' });
    expect(jobsOf([remoteOf(changed).mediaId])).toHaveLength(1);
    await stage.wechat.action('settleMass');
    await reaches(documentId, { state: 'published' });
  });

  if (!isPlain) {
    const SEND_ALL = '/cgi-bin/message/mass/sendall';
    /** A message whose call had no answer; nothing is read until `lookNow`. */
    const unclear = async (kind: 'reset-before-body' | 'accept-then-drop') => {
      stage.wechat.faults.add({ endpoint: SEND_ALL, kind, times: 0 });
      const documentId = await stage.publishNew();
      const { documentId: id, remote } = await reaches(documentId, { state: 'uncertain' });
      await stage.holdUnclear(id);
      stage.wechat.faults.clear();
      const { mediaId } = remote as { mediaId: string };
      return { documentId, id, jobs: () => jobsOf([mediaId]) };
    };

    it.each(['reset-before-body', 'accept-then-drop'] as const)(
      'should send once what was unclear: %s',
      async (kind) => {
        const { documentId, id, jobs } = await unclear(kind);
        await lookNow(stage.app.strapi, id);
        const { remote } = await reaches(documentId, { state: 'submitted' });
        expect(jobs()).toMatchObject([{ msgId: (remote as { msgId: string }).msgId }]);
        await stage.wechat.action('settleMass');
        await reaches(documentId, { state: 'published' });
      },
    );

    it.each([
      ['withdrawn', ({ documentId }: Post) => stage.unpublish(documentId)],
      ['past its time', ({ id }: Post) => changeDelivery(id, { not_after: new Date(0) })],
      ['outdated', ({ id }: Post) => changeDelivery(id, { correction_at: new Date() })],
    ] as const)('should not find out by sending what is %s by then', async (_name, change) => {
      const post = await unclear('reset-before-body');
      await change(post);
      const calls = stage.calls(SEND_ALL);
      await lookNow(stage.app.strapi, post.id);
      await reaches(post.documentId, {
        state: 'uncertain',
        errorMessage: expect.stringContaining('系统不再发送') as unknown,
      });
      expect(stage.calls(SEND_ALL)).toBe(calls);
      expect(post.jobs()).toEqual([]);
    });

    it('should wait until the administrator has confirmed, and go on by itself', async () => {
      // Asked for at first, and still not given at the next look.
      stage.wechat.faults.add(
        { endpoint: SEND_ALL, kind: 'error', code: 89504 },
        { endpoint: SEND_ALL, kind: 'error', code: 89505 },
      );
      const documentId = await stage.publishNew();
      for (const code of [89504, 89505]) {
        const waiting = await reaches(documentId, {
          state: 'uncertain',
          errorMessage: expect.stringMatching(`请管理员在.*${code}`) as unknown,
        });
        const wait = Date.parse(waiting.nextAttemptAt ?? '') - Date.now();
        expect(wait).toBeGreaterThan(240_000);
        expect(wait).toBeLessThanOrEqual(300_000);
        await lookNow(stage.app.strapi, waiting.documentId);
      }
      await reaches(documentId, { state: 'submitted' });
      await stage.wechat.action('settleMass');
      await reaches(documentId, { state: 'published' });
    });

    it('should take back what arrived although its document was withdrawn meanwhile', async () => {
      const { documentId, id, jobs } = await unclear('accept-then-drop');
      await stage.unpublish(documentId);
      await lookNow(stage.app.strapi, id);
      const message = expect.stringContaining('系统不再发送') as unknown;
      await reaches(documentId, { state: 'uncertain', errorMessage: message });
      // The draft has left the box: asking again can send nothing.
      await stage.wechat.action('settleMass');
      await lookNow(stage.app.strapi, id);
      await reaches(documentId, { state: 'withdrawn' });
      expect(jobs()).toMatchObject([{ status: 'DELETE' }]);
    });
  }

  it('should not send a refused message again as it is', async () => {
    const documentId = await stage.publishNew();
    const first = await reaches(documentId, { state: 'submitted' });
    await stage.wechat.action('settleMass', { outcome: 'err(40002)' });
    await reaches(documentId, { state: 'failed', errorCode: 'mass-err-40002' });
    expect((await stage.admin('post', `/deliveries/${first.documentId}/retry`)).status).toBe(200);
    await eventually(async () => {
      const { attemptLog } = await latest(documentId);
      expect(attemptLog.filter(({ step }) => step === 'mass')).toHaveLength(2);
    });
    await reaches(documentId, { state: 'submitted' });
    await lookNow(stage.app.strapi, first.documentId);
    const refused = await reaches(documentId, { state: 'failed', errorCode: 'mass-err-40002' });
    expect(refused.errorMessage).toContain('原样再发须隔一天');
    expect(jobsOf([remoteOf(first).mediaId, remoteOf(refused).mediaId])).toHaveLength(1);
  });

  it.each([
    ['subscription', 'massPerDay'],
    ['service', 'massPerMonth'],
  ] as const)('should wait for the next period of a %s account', async (kind, limit) => {
    const [channel] = (await stage.admin('get', '/channels')).body.data as ChannelSummary[];
    const changed = await stage.admin('put', `/channels/${channel?.documentId}`, {
      accountKind: kind,
    });
    expect(channel?.kind).toBe('wechat');
    expect(changed.body.data).toMatchObject({ mode: 'mass-send', settings: { accountKind: kind } });
    stage.wechat.configure({ accounts: [{ ...account, kind }], [limit]: 0 });
    const documentId = await stage.publishNew();
    const waiting = await reaches(documentId, { state: 'queued', errorCode: '45028' });
    const next = new Date(Date.parse(waiting.nextAttemptAt ?? '') + BEIJING_MS);
    expect(next.getUTCHours()).toBe(0);
    const isToday = next.getTime() - Date.now() - BEIJING_MS <= 86_400_000 + 600_000;
    expect(kind === 'service' ? next.getUTCDate() === 1 : isToday).toBe(true);
    stage.wechat.configure({ accounts: [account], [limit]: 100 });
    await stage.unblock();
  });
});
