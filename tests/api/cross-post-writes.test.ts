import { randomUUID } from 'node:crypto';

import type { Knex } from 'knex';

import type { Remote } from '../../src/plugins/cross-post/server/domain/delivery';
import { createAttemptsRepository } from '../../src/plugins/cross-post/server/repositories/attempts';
import {
  createDeliveriesRepository,
  type Claimed,
  type Intent,
  type Result,
} from '../../src/plugins/cross-post/server/repositories/deliveries';
import {
  newDocumentId,
  parseJsonColumn,
} from '../../src/plugins/cross-post/server/repositories/rows';
import type { ChannelsService } from '../../src/plugins/cross-post/server/services/channels';
import type { PostsService } from '../../src/plugins/cross-post/server/services/posts';
import { startApp, type App } from './support/app';
import { channelEnvironment, draftNotice, eventually, NOTICE } from './support/cross-post';

/** Nobody is there; the accounts are paused. */
const NOWHERE = 'http://127.0.0.1:9';
const LEASE_SECONDS = 60;

interface Taken {
  readonly delivery: Claimed['delivery'];
  readonly leaseToken: string;
}

describe('what many deliveries write at once', () => {
  let app: App;
  let deliveries: ReturnType<typeof createDeliveriesRepository>;
  const db = (): Knex => app.strapi.db.connection;
  const posts = () => app.strapi.plugin('cross-post').service<PostsService>('posts');

  beforeAll(async () => {
    app = await startApp({ env: await channelEnvironment({ wechat: NOWHERE, weibo: NOWHERE }) });
    deliveries = createDeliveriesRepository({ strapi: app.strapi });
    const channels = app.strapi.plugin('cross-post').service<ChannelsService>('channels');
    for (const { documentId } of await channels.list()) await channels.pause(documentId, 'test');
  });
  afterAll(() => app.stop());

  /** Publishes a notice. @returns its delivery to Weibo, held by a lease of the test's own. */
  const take = async (): Promise<Taken> => {
    const source = await draftNotice(app.strapi);
    await app.strapi.documents(NOTICE).publish({ documentId: source });
    const row = () => db()('cross_post_deliveries').where({ source_document_id: source });
    // The queue has looked at it, and waits for the end of the pause.
    await eventually(async () => {
      const [found] = await row().where({ channel_kind: 'weibo' }).whereNull('lease_token');
      expect(Date.parse(`${found?.next_attempt_at}`)).toBeGreaterThan(Date.now() + 60_000);
    });
    await row().where({ channel_kind: 'weibo' }).update({ next_attempt_at: db().fn.now() });
    const [{ document_id: documentId }] = await row().where({ channel_kind: 'weibo' });
    const leaseToken = randomUUID();
    const claimed = await deliveries.claim([{ documentId, leaseToken }], LEASE_SECONDS, true);
    const found = claimed.get(leaseToken);
    if (!found) throw new Error('it could not be taken');
    return { delivery: found.delivery, leaseToken };
  };

  const attempt = (step: string, outcome: string) => ({
    attemptId: newDocumentId(),
    attemptStep: step,
    tookSeconds: 0.01,
    outcome,
    attemptErrorCode: null,
    request: [],
    response: null,
  });
  const resultOf = ({ delivery, leaseToken }: Taken, url: string): Result => ({
    ...delivery,
    ...attempt('share', 'advance'),
    leaseToken,
    url,
    isReleased: false,
  });
  const intentOf = ({ delivery, leaseToken }: Taken): Intent => ({
    ...attempt('count', 'advance'),
    documentId: delivery.documentId,
    leaseToken,
    state: 'sending',
    step: 'share',
    remote: {},
    intentAt: new Date().toISOString(),
    nextAttemptId: newDocumentId(),
  });
  const begin = (taken: readonly Taken[], remote: Remote = {}) =>
    deliveries.begin(
      NOTICE,
      taken.map((each) => ({ ...intentOf(each), remote })),
      posts().posted(
        NOTICE,
        taken.map(({ delivery }) => delivery.sourceDocumentId),
      ),
      false,
    );
  const accept = async (taken: Taken): Promise<void> => {
    const [attemptId] = await db()('cross_post_attempts')
      .where({ delivery_document_id: taken.delivery.documentId, step: 'share' })
      .pluck('document_id');
    const remote = parseJsonColumn((await rowOf(taken)).remote) as Remote;
    const result = { ...resultOf(taken, ''), attemptId, outcome: 'accepted', remote };
    expect((await deliveries.save([result], true)).size).toBe(1);
  };
  const rowOf = async ({ delivery }: Taken) =>
    db()('cross_post_deliveries').where({ document_id: delivery.documentId }).first();
  const outcomesOf = async ({ delivery }: Taken): Promise<string[]> =>
    db()('cross_post_attempts')
      .where({ delivery_document_id: delivery.documentId, step: 'share' })
      .orderBy('id')
      .pluck('outcome');

  it('should leave out what somebody is changing, and write it once they are done', async () => {
    const [held, free] = [await take(), await take()];
    const results = [resultOf(held, 'https://held'), resultOf(free, 'https://free')];
    const other = await db().transaction();
    await other('cross_post_deliveries')
      .where({ document_id: held.delivery.documentId })
      .forUpdate();
    await expect(deliveries.save(results, false)).resolves.toEqual(new Set([free.leaseToken]));
    expect(await outcomesOf(held)).toEqual([]);

    const later = deliveries.save(results.slice(0, 1), true);
    await other.rollback();
    await expect(later).resolves.toEqual(new Set([held.leaseToken]));
    expect([(await rowOf(held)).url, (await rowOf(free)).url]).toEqual([
      'https://held',
      'https://free',
    ]);
    expect(await outcomesOf(held)).toEqual(['advance']);
  });

  it('should write nothing for a lease that was lost, beside the one that holds', async () => {
    const taken = await take();
    const lost = { ...taken, leaseToken: randomUUID() };
    const results = [resultOf(lost, 'https://lost'), resultOf(taken, 'https://holds')];
    await expect(deliveries.save(results, false)).resolves.toEqual(new Set([taken.leaseToken]));
    await expect(deliveries.save(results.slice(0, 1), true)).resolves.toEqual(new Set());
    expect((await rowOf(taken)).url).toBe('https://holds');
    expect(await outcomesOf(taken)).toEqual(['advance', 'overtaken']);
  });

  it('should note the intents of those alone that are public', async () => {
    const [withdrawn, open] = [await take(), await take()];
    await db()('notices')
      .where({ document_id: withdrawn.delivery.sourceDocumentId })
      .whereNotNull('published_at')
      .delete();
    await expect(begin([withdrawn, open])).resolves.toEqual(new Set([open.leaseToken]));
    expect((await rowOf(withdrawn)).intent_at).toBeNull();
    expect((await rowOf(open)).intent_at).not.toBeNull();
    expect(await outcomesOf(withdrawn)).toEqual([]);
  });

  it('should end what went before all of them before any of them begins', async () => {
    const taken = [await take(), await take(), await take()];
    expect((await begin(taken)).size).toBe(3);
    const { rows } = await db().raw<{ rows: { inOrder: boolean; total: number }[] }>(
      `select max(ended_at) filter (where step = 'count') <= min(started_at) filter (where step = 'share')
         as "inOrder", count(*)::int as total
       from cross_post_attempts
       where delivery_document_id in (?, ?, ?)`,
      taken.map(({ delivery }) => delivery.documentId),
    );
    expect(rows).toEqual([{ inOrder: true, total: 6 }]);
  });

  it('should know what was called since each count that was kept before a call', async () => {
    const attempts = createAttemptsRepository({ strapi: app.strapi });
    const { documentId: weibo } = await db()('cross_post_channels')
      .where({ kind: 'weibo' })
      .first('document_id as documentId');
    // The others of this file were never counted.
    const [early, lost, beside, late] = [await take(), await take(), await take(), await take()];
    await begin([early], { used: 0 });
    await accept(early);
    await begin([lost, beside], { used: 1 });
    await accept(beside);
    await begin([late], { used: 2 });
    await accept(late);
    const baselines = await attempts.baselines({
      documentId: lost.delivery.documentId,
      channelDocumentId: weibo,
      step: 'share',
      marker: 'count',
    });
    const counted = baselines.filter(({ remote }) => remote['used'] !== undefined);
    // All that arrived since: early, beside and late; beside and late; not what was kept later.
    expect(counted.map(({ remote, others }) => [remote['used'], others]).sort()).toEqual([
      [0, 3],
      [1, 2],
      [1, 2],
    ]);
  });
});
