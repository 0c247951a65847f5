import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { Client } from 'pg';

import type {
  Inspection,
  InspectionLight,
} from '../../src/plugins/publication-rate/shared/contracts/reports';
import type { RateSettings } from '../../src/plugins/publication-rate/shared/contracts/settings';
import { startApp, type App } from './support/app';

const NOTICE = 'api::notice.notice';
const BUDGET = 'api::budget.department-budget';
const INQUIRY = 'api::inquiry.inquiry';

/** Today in Asia/Shanghai and days around it. */
const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
    new Date(Date.now() + offset * 86_400_000),
  );

/** A page on a real server: what it does at the moment, and what it was asked. */
interface Page {
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
  readonly asked: string[];
}

const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Page['answer'] =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

/** A website with pages that fail, wait, lead elsewhere and recover. */
const createWebsite = async () => {
  const pages = new Map<string, Page>();
  const server = http.createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    page?.asked.push(request.method ?? '');
    if (page) page.answer(request, response);
    else status(404)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    page: (path: string, answer: Page['answer']): Page & { url: string } => {
      const page = { answer, asked: [] as string[], url: `http://${host}${path}` };
      pages.set(path, page);
      return page;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

describe('the national check', () => {
  let app: App;
  let token: string;
  let database: Client;
  let website: Awaited<ReturnType<typeof createWebsite>>;
  let serial = 0;

  const get = (url: string) => app.agent.get(url).set('Authorization', `Bearer ${token}`);
  const inspect = async (): Promise<readonly InspectionLight[]> => {
    const response = await get('/publication-rate/inspection');
    expect([response.status, response.body.error]).toEqual([200, undefined]);
    return (response.body.data as Inspection).lights;
  };
  const light = async (id: string): Promise<InspectionLight> => {
    const found = (await inspect()).find((one) => one.id === id);
    if (!found) throw new Error(`no light ${id}`);
    return found;
  };
  const put = (limits: unknown, extra: object = {}) =>
    app.agent
      .put('/publication-rate/settings')
      .set('Authorization', `Bearer ${token}`)
      .send({ limits, ...extra });
  const settings = async (): Promise<RateSettings> =>
    (await get('/publication-rate/settings')).body.data as RateSettings;

  /** Enters a record as published at noon of a day in Asia/Shanghai. */
  const publish = async (
    subjectType: string,
    content: Record<string, unknown>,
    on: string,
  ): Promise<string> => {
    serial += 1;
    const documentId = `inspected${String(serial).padStart(15, '0')}`;
    await database.query(
      `insert into publication_ledger_entries (subject_type, subject_document_id, subject_locale,
         action, actor_name, content, occurred_at)
       values ($1, $2, '', 'publish', '测试', $3, ($4::date + time '12:00') at time zone 'Asia/Shanghai'
         at time zone 'UTC')`,
      [subjectType, documentId, JSON.stringify(content), on],
    );
    return documentId;
  };
  /** The last day on which something with this many months would still be within. */
  const monthsAgo = async (months: number): Promise<string> => {
    const { rows } = await database.query<{ day: string }>(
      `select to_char($1::date - make_interval(months => $2), 'YYYY-MM-DD') as day`,
      [day(0), months],
    );
    return rows[0]?.day as string;
  };

  beforeAll(async () => {
    website = await createWebsite();
    app = await startApp({
      env: {
        LINK_CHECK_MINUTES: '0',
        LINK_CHECK_HOSTS: website.host,
        LINK_CHECK_TIMEOUT_MS: '1000',
      },
    });
    token = await app.adminToken();
    database = new Client({ connectionString: app.databaseUrl });
    await database.connect();
    await app.strapi.plugin('job-queue').service('jobs').isReady();
  });
  afterAll(async () => {
    await database.end();
    await app.stop();
    await website.stop();
  });

  it('should say of an empty site what is missing, and what is nothing to watch', async () => {
    const lights = await inspect();
    expect(lights.map(({ id, standing }) => [id, standing])).toEqual([
      ['column.news', 'failing'],
      ['column.announcement', 'failing'],
      ['column.policy', 'failing'],
      ['column.interpretation', 'failing'],
      ['column.establishment', 'failing'],
      ['inquiry.unanswered', 'good'],
      ['account.post', 'none'],
      ['link.broken', 'none'],
    ]);
    expect(lights[0]).toMatchObject({
      daysLeft: null,
      limitDays: 14,
      message: '动态要闻栏目：从未更新，属于空白栏目（期限 14 天）。请发布新的动态信息。',
    });
    for (const { name, nameEn, basis, message } of lights) {
      expect([name, nameEn, basis, message]).not.toContain('');
    }
  });

  it.each([
    [14, 'failing', 0],
    [13, 'warning', 1],
    [10, 'warning', 4],
    [9, 'good', 5],
    [0, 'good', 14],
  ])('should see news of %i days ago as %s', async (ago, standing, daysLeft) => {
    const documentId = await publish(NOTICE, { kind: 'news' }, day(-ago));
    const found = await light('column.news');
    expect(found).toMatchObject({ standing, daysLeft, watched: 1 });
    expect(found.offenders.map((offender) => [offender.documentId, offender.since])).toEqual(
      standing === 'good' ? [] : [[documentId, day(-ago)]],
    );
    if (standing === 'failing') expect(found.message).toContain('今天到期');
    if (standing === 'warning') expect(found.message).toContain(`还剩 ${daysLeft} 天`);
  });

  it('should count six months by the calendar for announcements and policy', async () => {
    await publish(NOTICE, { kind: 'announcement' }, await monthsAgo(6));
    expect(await light('column.announcement')).toMatchObject({ standing: 'failing' });
    const { rows } = await database.query<{ day: string }>(
      `select to_char($1::date + 1, 'YYYY-MM-DD') as day`,
      [await monthsAgo(6)],
    );
    await publish(NOTICE, { kind: 'announcement' }, rows[0]?.day as string);
    expect(await light('column.announcement')).toMatchObject({ standing: 'warning' });
    await publish(NOTICE, { kind: 'normative-document' }, day(-1));
    expect(await light('column.policy')).toMatchObject({ standing: 'good' });
    expect(await light('column.interpretation')).toMatchObject({
      standing: 'failing',
      message: expect.stringContaining('期限 6 个月'),
    });
    await publish(NOTICE, { kind: 'interpretation' }, day(-1));
    expect(await light('column.interpretation')).toMatchObject({ standing: 'good' });
  });

  it('should see each account by its last post: 10 days warn, 14 fail', async () => {
    const channels = ['一', '二', '三', '四', '五'];
    const ago = [14, 13, 10, 9, null];
    for (const [index, name] of channels.entries()) {
      const channel = await app.strapi.db.query('plugin::cross-post.channel').create({
        data: { name: `江岸${name}`, kind: 'weibo', accountId: String(index), mode: 'publish' },
      });
      const last = ago[index];
      if (last === null || last === undefined) continue;
      for (const [state, days] of [
        ['published', last],
        ['published', last + 30],
        ['failed', 0],
      ] as const) {
        serial += 1;
        await app.strapi.db.query('plugin::cross-post.delivery').create({
          data: {
            postDocumentId: `post${serial}`,
            channelDocumentId: channel.documentId,
            channelKind: 'weibo',
            sourceUid: NOTICE,
            sourceDocumentId: 'x',
            title: '帖文',
            state,
            step: 'done',
            contentHash: 'x',
            deliveredAt: new Date(Date.now() - days * 86_400_000).toISOString(),
          },
        });
      }
    }
    const found = await light('account.post');
    expect(found).toMatchObject({
      standing: 'failing',
      watched: 5,
      offendersTotal: 3,
      daysLeft: 0,
    });
    expect(
      found.offenders.map(({ label, standing, daysLeft }) => [label, standing, daysLeft]),
    ).toEqual([
      ['江岸一（微博）', 'failing', 0],
      ['江岸二（微博）', 'warning', 1],
      ['江岸三（微博）', 'warning', 4],
    ]);
    // The fifth never posted; its days run from the day on which it was set up.
    await database.query(
      `update cross_post_channels set created_at = created_at - interval '20 days' where name = '江岸五'`,
    );
    const [worst] = (await light('account.post')).offenders;
    expect(worst).toMatchObject({ label: '江岸五（微博）', since: null, daysLeft: -6 });
    expect(worst?.message).toContain('还没有推送过，已超期 6 天');
  });

  it('should fail for a valid inquiry that is unanswered for more than three months', async () => {
    const limit = await monthsAgo(3);
    const receive = (title: string, receivedOn: string, more: object = {}) =>
      app.strapi.db.query(INQUIRY).create({
        data: {
          kind: 'consultation',
          title,
          receivedOn,
          state: 'received',
          isValid: true,
          ...more,
        },
      });
    await receive('正好三个月', limit);
    await receive('昨天收到', day(-1));
    await receive('无效留言', '2017-01-01', { isValid: false });
    await receive('已经回复', '2017-01-01', { repliedOn: '2017-01-05', state: 'replied' });
    expect(await light('inquiry.unanswered')).toMatchObject({
      standing: 'warning',
      daysLeft: 0,
      watched: 2,
      offendersTotal: 1,
      offenders: [{ label: '正好三个月', standing: 'warning', uid: INQUIRY, since: limit }],
    });

    const late = await app.strapi.db.query(INQUIRY).create({
      data: {
        kind: 'complaint',
        title: '超过三个月',
        receivedOn: day(-200),
        state: 'assigned',
        isValid: true,
      },
    });
    const found = await light('inquiry.unanswered');
    expect(found).toMatchObject({ standing: 'failing', offendersTotal: 2 });
    expect(found.offenders[0]).toMatchObject({
      label: '超过三个月',
      documentId: late.documentId,
      standing: 'failing',
    });
    expect(found.daysLeft).toBeLessThan(-100);
  });

  it('should keep silent about what belongs to a classified organ', async () => {
    const organ = await app.strapi.db.query('api::organization.organization').create({
      data: {
        code: '11420102000000000X',
        name: '保密的机构名称',
        kind: 'organ',
        isClassified: true,
        state: 'active',
      },
    });
    const inquiry = await app.strapi.db.query(INQUIRY).create({
      data: {
        kind: 'complaint',
        title: '写给保密机构的信',
        receivedOn: '2017-01-01',
        state: 'assigned',
        isValid: true,
        organization: organ.id,
      },
    });
    const notice = await publish(
      NOTICE,
      { kind: 'establishment-document', issuer: organ.documentId },
      day(0),
    );
    const { text } = await get('/publication-rate/inspection');
    expect(await light('column.establishment')).toMatchObject({ standing: 'failing' });
    for (const secret of [
      organ.name,
      organ.documentId,
      inquiry.title,
      inquiry.documentId,
      notice,
    ]) {
      expect(text).not.toContain(secret as string);
    }
  });

  describe('limits', () => {
    it('should be there with their defaults, basis and range', async () => {
      const { limits, changes } = await settings();
      expect(changes).toEqual([]);
      const values = Object.fromEntries(limits.map(({ id, value }) => [id, value]));
      expect(values).toMatchObject({
        'column.news.warn': 10,
        'column.news.fail': 14,
        'column.announcement.fail': 6,
        'column.interpretation.fail': 6,
        'column.establishment.fail': 12,
        'account.post.warn': 10,
        'account.post.fail': 14,
        'inquiry.unanswered.fail': 3,
        'link.broken': 3,
        limitInquiryReply: 15,
      });
      for (const limit of limits) {
        expect(limit.default).toBeGreaterThanOrEqual(limit.min);
        expect(limit.default).toBeLessThanOrEqual(limit.max);
        expect(limit.basis).not.toBe('');
      }
    });

    it('should move the lights, and be remembered with who changed what and when', async () => {
      await publish(NOTICE, { kind: 'news' }, day(0));
      await database.query(
        `delete from cross_post_deliveries where channel_document_id in
           (select document_id from cross_post_channels where name <> '江岸四')`,
      );
      await database.query(`delete from cross_post_channels where name <> '江岸四'`);
      expect(await light('account.post')).toMatchObject({ standing: 'good', daysLeft: 5 });
      const response = await put({ 'account.post.warn': 5, 'account.post.fail': 9 });
      expect([response.status, response.body.error]).toEqual([200, undefined]);
      expect(await light('account.post')).toMatchObject({
        standing: 'failing',
        daysLeft: 0,
        limitDays: 9,
      });

      await put({ 'account.post.warn': null, 'account.post.fail': null });
      const { limits, changes } = await settings();
      expect(limits.find(({ id }) => id === 'account.post.fail')).toMatchObject({
        value: 14,
        changedBy: '管理员',
        changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      expect(changes.map(({ limitId, value }) => [limitId, value]).sort()).toEqual([
        ['account.post.fail', null],
        ['account.post.fail', 9],
        ['account.post.warn', null],
        ['account.post.warn', 5],
      ]);
      await put({ 'account.post.fail': 14 });
      expect((await settings()).changes).toHaveLength(4);
      await expect(
        database.query(`update publication_rate_settings set value = 1`),
      ).rejects.toThrow('append-only');
      await expect(database.query(`delete from publication_rate_settings`)).rejects.toThrow(
        'append-only',
      );
    });

    it.each([
      [{ 'account.post.fail': 0 }, 'account.post.fail', '应为 2 至 60 之间的整数（天）'],
      [{ 'account.post.fail': 61 }, 'account.post.fail', '应为 2 至 60 之间的整数（天）'],
      [{ 'account.post.fail': 10.5 }, 'account.post.fail', '应为 2 至 60 之间的整数（天）'],
      [{ 'account.post.warn': 14 }, 'account.post.warn', '应小于'],
      [{ 'account.post.fail': 10 }, 'account.post.fail', '应小于'],
      [{ 'inquiry.unanswered.fail': 13 }, 'inquiry.unanswered.fail', '（个月）'],
      [{ limitInquiryReply: 0 }, 'limitInquiryReply', '（个工作日）'],
      [{ nothing: 3 }, 'nothing', '没有“nothing”这项期限'],
      [{ 'account.post.fail': '14' }, 'account.post.fail', '期限应为整数'],
    ])('should refuse %j at its field', async (limits, field, message) => {
      const response = await put(limits);
      expect(response.status).toBe(400);
      expect(response.body.error.details.errors).toEqual([
        expect.objectContaining({
          path: ['limits', field],
          message: expect.stringContaining(message),
        }),
      ]);
    });

    it('should refuse what is no list of limits, and what else comes along', async () => {
      expect((await put([])).status).toBe(400);
      expect((await put(undefined)).status).toBe(400);
      expect((await put({}, { reason: 'x' })).body.error.message).toContain('不认识的参数：reason');
      expect((await put({})).status).toBe(200);
    });
  });

  describe('links', () => {
    const check = async (): Promise<void> => {
      const before = new Date();
      const response = await app.agent
        .post('/publication-rate/inspection/links')
        .set('Authorization', `Bearer ${token}`);
      expect(response.status).toBe(202);
      for (let tries = 0; tries < 100; tries += 1) {
        const { rows } = await database.query<{ waiting: number }>(
          `select count(*)::integer as waiting from publication_rate_links
           where next_check_at <= clock_timestamp()
             or (failures = 0 and checked_at is null)
             or (failures > 0 and checked_at < $1)`,
          [before],
        );
        if (rows[0]?.waiting === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('links were not checked');
    };
    const stored = async (url: string) => {
      const { rows } = await database.query<{
        failures: number;
        is_refused: boolean;
        http_status: number | null;
        problem: string | null;
        minutes: number;
      }>(
        `select failures, is_refused, http_status, problem,
           round(extract(epoch from next_check_at - checked_at) / 60)::integer as minutes
         from publication_rate_links where url = $1`,
        [url],
      );
      return rows[0];
    };
    const link = (url: string) =>
      publish(BUDGET, { year: 2017, stage: 'budget', sourceUrl: url }, '2017-03-01');

    it('should be tried with care, and count as broken only after repeated failure', async () => {
      const ok = website.page('/ok', status(200));
      const noHead = website.page('/no-head', (request, response) =>
        status(request.method === 'HEAD' ? 405 : 200)(request, response),
      );
      const moved = website.page('/moved', status(302, { location: '/ok' }));
      const loop = website.page('/loop', status(302, { location: '/loop' }));
      const gone = website.page('/gone', status(404));
      const slow = website.page('/slow', () => undefined);
      const flaky = website.page('/flaky', status(503));
      const inside = website.page('/inside', status(302, { location: 'http://127.0.0.1:9/' }));
      const pages = { ok, noHead, moved, loop, gone, slow, flaky, inside };
      const ids = new Map<string, string>();
      for (const [name, { url }] of Object.entries(pages)) ids.set(name, await link(url));
      const refused = [
        'http://10.1.2.3/',
        'http://localhost:1/',
        'http://[::1]/',
        'ftp://www.example.com/a',
        'http://user:secret@www.example.com/',
        'file:///etc/passwd',
        '没有网址',
      ];
      for (const url of refused) await link(url);

      expect(await light('link.broken')).toMatchObject({ standing: 'none', watched: 15 });
      await check();
      expect(await stored(ok.url)).toMatchObject({ failures: 0, http_status: 200, minutes: 1440 });
      expect(ok.asked).toContain('HEAD');
      expect(noHead.asked).toEqual(['HEAD', 'GET']);
      expect(await stored(noHead.url)).toMatchObject({ failures: 0, http_status: 200 });
      expect(await stored(moved.url)).toMatchObject({ failures: 0, http_status: 200 });
      expect(await stored(loop.url)).toMatchObject({ failures: 1, problem: '跳转超过 5 次' });
      expect(await stored(gone.url)).toMatchObject({
        failures: 1,
        http_status: 404,
        minutes: 10,
      });
      expect(await stored(slow.url)).toMatchObject({ failures: 1, problem: '连接超时' });
      for (const url of [...refused, inside.url]) {
        expect([url, await stored(url)]).toEqual([
          url,
          expect.objectContaining({ is_refused: true, http_status: null }),
        ]);
      }

      const first = await light('link.broken');
      expect(first).toMatchObject({ standing: 'failing', watched: 15, offendersTotal: 12 });
      const broken = (one: InspectionLight): string[] =>
        one.offenders
          .filter(({ standing }) => standing === 'failing')
          .map(({ documentId }) => documentId as string);
      expect(broken(first)).toHaveLength(8);
      expect(broken(first)).not.toContain(ids.get('gone'));

      await check();
      expect(await stored(gone.url)).toMatchObject({ failures: 2, minutes: 20 });
      expect(broken(await light('link.broken'))).not.toContain(ids.get('gone'));
      await check();
      expect(await stored(gone.url)).toMatchObject({ failures: 3, minutes: 40 });
      const third = await light('link.broken');
      for (const name of ['gone', 'loop', 'slow', 'flaky']) {
        expect(broken(third)).toContain(ids.get(name));
      }
      expect(
        third.offenders.find(({ documentId }) => documentId === ids.get('gone'))?.message,
      ).toBe(`${gone.url} 打不开：网站返回错误 404。请核对网址，改正后重新发布。`);
      // What works wasn't asked again before its day is over.
      expect(noHead.asked).toEqual(['HEAD', 'GET']);

      flaky.answer = status(200);
      await check();
      expect(await stored(flaky.url)).toMatchObject({
        failures: 0,
        problem: null,
        minutes: 1440,
      });
      expect(broken(await light('link.broken'))).not.toContain(ids.get('flaky'));
    });

    it('should count as broken on several hosts, unless our own network is down', async () => {
      const later = (where: string, interval: string) =>
        database.query(
          `update publication_rate_links set next_check_at = now() + interval '${interval}' where ${where}`,
        );
      const tryDead = async (): Promise<number[]> => {
        await later(`url like '%.invalid/'`, '0');
        await app.strapi
          .plugin('publication-rate')
          .service<{ check(signal: AbortSignal): Promise<void> }>('links')
          .check(new AbortController().signal);
        const { rows } = await database.query<{ failures: number }>(
          `select failures from publication_rate_links where url like '%.invalid/'`,
        );
        return rows.map(({ failures }) => failures);
      };
      for (const name of ['a', 'b', 'c']) await link(`http://${name}.invalid/`);
      await later('true', '1 day');
      expect(await tryDead()).toEqual([1, 1, 1]);
      expect(await tryDead()).toEqual([2, 2, 2]);
      // None that is known to work: then it says nothing.
      await database.query(
        `update publication_rate_links set failures = 1 where url not like '%.invalid/'`,
      );
      expect(await tryDead()).toEqual([2, 2, 2]);
      await database.query(
        `insert into publication_ledger_entries (subject_type, subject_document_id, subject_locale,
           action, actor_name)
         select subject_type, subject_document_id, '', 'unpublish', '测试'
         from publication_ledger_entries where content->>'sourceUrl' like '%.invalid/'`,
      );
    });

    it('should be forgotten when no record has them any more', async () => {
      const { rows } = await database.query<{ url: string; id: string }>(
        `select subject_document_id as id, content->>'sourceUrl' as url
         from publication_ledger_entries where content->>'sourceUrl' like '%/gone'`,
      );
      const [gone] = rows;
      await database.query(
        `insert into publication_ledger_entries (subject_type, subject_document_id, subject_locale,
           action, actor_name) values ($1, $2, '', 'unpublish', '测试')`,
        [BUDGET, gone?.id],
      );
      await check();
      expect(await stored(gone?.url as string)).toBeUndefined();
      expect(await light('link.broken')).toMatchObject({ watched: 14 });
    });
  });
});
