import fs from 'node:fs';
import path from 'node:path';

import type { UID } from '@strapi/strapi';

import type { ReceiptsService } from '../../src/plugins/cross-post/server/services/receipts';
import { createFiguresService } from '../../src/plugins/publication-rate/server/services/figures';
import type {
  FigureDefinition,
  FigureItem,
  FigureSet,
  FigureValue,
} from '../../src/shared/contracts/publication-rate';
import { administratorWithoutRights } from './support/administrators';
import { startApp, type App } from './support/app';

const FUND = 'api::fund.fund';
const PUBLIC = '/api/publication-rate/figures';
const ADMIN = '/publication-rate/figures';

/** Figures of the 2017 report: id → value. */
const reported = (): Map<string, string> => {
  const file = path.join(__dirname, '..', 'data', 'figures-2017.csv');
  const [, ...lines] = fs.readFileSync(file, 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => line.split(',')).map(([id = '', , , value = '']) => [id, value]),
  );
};

const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
    new Date(Date.now() + offset * 86_400_000),
  );

/** What the application warns of while something is done. */
const logged = async (app: App, work: () => Promise<void>): Promise<string[]> => {
  const { log } = app.strapi;
  const { level } = log;
  const lines: string[] = [];
  const listener = (line: { message: unknown }): void => {
    lines.push(String(line.message));
  };
  log.level = 'warn';
  log.on('data', listener);
  try {
    await work();
  } finally {
    log.off('data', listener);
    log.level = level;
  }
  return lines;
};

describe('figures of the year 2017', () => {
  let app: App;
  let token: string;

  beforeAll(async () => {
    app = await startApp({ dataSet: 'year-2017' });
    token = await app.adminToken();
  });
  afterAll(() => app.stop());

  const figures = async (query: string): Promise<FigureValue[]> => {
    const response = await app.agent.get(`${PUBLIC}?${query}`);
    expect(response.status).toBe(200);
    return response.body.data as FigureValue[];
  };
  const valueOf = async (id: string, query: string): Promise<FigureValue | undefined> =>
    (await figures(query)).find((figure) => figure.id === id);
  const admin = (url: string) => app.agent.get(url).set('Authorization', `Bearer ${token}`);
  const items = async (id: string, query = ''): Promise<{ data: FigureItem[]; meta: Meta }> => {
    const response = await admin(`${ADMIN}/${id}/items?year=2017&${query}`);
    expect(response.status).toBe(200);
    return response.body as { data: FigureItem[]; meta: Meta };
  };
  interface Meta {
    figure: FigureValue &
      Pick<FigureDefinition, 'definition' | 'legalBasis'> & { rounding: string };
    sums: Record<'counted' | 'missing' | 'excluded' | 'countedAmount' | 'missingAmount', string>;
    pagination: { page: number; pageSize: number; pageCount: number; total: number };
  }

  it('should equal every value of the report, in its order', async () => {
    const ids = reported();
    const data = (await figures('year=2017')).filter(({ id }) => ids.has(id));
    expect(data.map(({ id, value }) => [id, value])).toEqual([...ids]);
  });

  it('should say what the answer speaks of', async () => {
    const response = await app.agent.get(`${PUBLIC}?year=2017`);
    expect(response.body.meta).toMatchObject({ year: 2017, asOf: day(0) });
    expect(Date.parse(response.body.meta.computedAt as string)).not.toBeNaN();
  });

  it('should carry numerator, denominator and exclusions with a rate', async () => {
    expect(await valueOf('establishment.organ.rate', 'year=2017')).toEqual({
      id: 'establishment.organ.rate',
      name: '机关编制公开率',
      unit: '%',
      definition: expect.stringContaining('应公开的党政群机关数') as string,
      legalBasis: expect.stringContaining('《政府信息公开条例》') as string,
      value: '100.00',
      numerator: '67',
      denominator: '67',
      excluded: '1',
    });
    expect(await valueOf('establishment.institution.real-name-rate', 'year=2017')).toMatchObject({
      value: '86.90',
      numerator: '7627',
      denominator: '8776',
    });
  });

  it('should agree with the rows of every figure', async () => {
    const data = await figures('year=2017');
    for (const { id, value } of data) {
      const { data: rows, meta } = await items(id, 'pageSize=100');
      expect([id, meta.figure.value]).toEqual([id, value]);
      expect(rows.length).toBe(Math.min(100, meta.pagination.total));
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      expect(meta.figure.definition).not.toBe('');
      expect(meta.figure.legalBasis).not.toBe('');
    }
  });

  it('should give all the rows of a figure over its pages, each once', async () => {
    const found = new Map<string, number>();
    let pageCount = 1;
    for (let page = 1; page <= pageCount; page += 1) {
      const { data, meta } = await items('fund.individual.persons', `page=${page}&pageSize=100`);
      pageCount = meta.pagination.pageCount;
      for (const row of data) {
        expect(found.has(row.key)).toBe(false);
        found.set(row.key, Number(row.quantity));
      }
    }
    expect([...found.values()].reduce((sum, quantity) => sum + quantity, 0)).toBe(133_209);
  });

  it.each([
    ['all', 'establishment.real-name-rate', ''],
    ['those of a state', 'establishment.real-name-rate', 'state=missing'],
    ['those of a text', 'establishment.organ.staff.count', `q=${encodeURIComponent('科')}`],
    ['none', 'establishment.organ.staff.count', 'state=excluded'],
  ])('should page through a long list in the order of its file: %s', async (_, id, filter) => {
    const names = { counted: '已完成', missing: '未完成', excluded: '不计入' } as const;
    const keys = new Set<string>();
    const paged: string[] = [];
    let total = 0;
    let pageCount = 1;
    for (let page = 1; page <= pageCount; page += 1) {
      const { data, meta } = await items(id, `${filter}&page=${page}&pageSize=97`);
      ({ pageCount, total } = meta.pagination);
      for (const { key, label, organization, state } of data) {
        keys.add(key);
        paged.push(`${label},${organization},${names[state]}`);
      }
    }
    expect([keys.size, paged.length]).toEqual([total, total]);
    const file = await admin(`${ADMIN}/${id}/export?format=csv&year=2017&${filter}`);
    const [, rows = ''] = file.text.split(/事项,.*\r\n/);
    expect(paged).toEqual(
      rows
        .split('\r\n')
        .filter(Boolean)
        .map((line) => line.split(',').slice(0, 3).join(',')),
    );
  });

  it('should find rows by text and by state', async () => {
    const all = await items('establishment.organ.rate', 'pageSize=100');
    const [first] = all.data.filter(({ state }) => state === 'counted') as [FigureItem];
    const found = await items('establishment.organ.rate', `q=${encodeURIComponent(first.label)}`);
    expect(found.data.map(({ label }) => label)).toContain(first.label);
    expect(found.data.length).toBeLessThan(all.data.length);
    const nothing = await items('establishment.organ.rate', `q=${encodeURIComponent('%_没有')}`);
    expect(nothing.data).toEqual([]);
    expect(nothing.meta.pagination.total).toBe(0);
    expect(nothing.meta.sums.counted).toBe('67');
    const excluded = await items('establishment.organ.rate', 'state=excluded');
    expect(excluded.data).toHaveLength(1);
  });

  it('should count the classified organ and name it nowhere', async () => {
    const [organ] = await app.strapi
      .documents('api::organization.organization')
      .findMany({ filters: { isClassified: true } });
    const name = organ?.name as string;
    expect(name).toBeTruthy();
    const answer = await app.agent.get(`${PUBLIC}?year=2017`);
    expect(answer.text).not.toContain(name);
    for (const { id } of answer.body.data as FigureValue[]) {
      const { data, meta } = await items(id, `q=${encodeURIComponent(name)}`);
      expect([id, meta.pagination.total, data]).toEqual([id, 0, []]);
    }
    const { data } = await items('establishment.organ.classified.count', 'state=excluded');
    expect(data).toMatchObject([
      { label: '涉密机构', organization: null, uid: null, documentId: null, state: 'excluded' },
    ]);
    expect(JSON.stringify(data)).not.toContain(organ?.documentId as string);
  });

  it('should tell nothing that was not yet public on a past day', async () => {
    expect(await valueOf('fund.rate', 'year=2017&asOf=2016-12-31')).toMatchObject({
      value: '0.00',
      numerator: '0',
      denominator: '14',
    });
    expect(await valueOf('notice.total.count', 'year=2017&asOf=2016-12-31')).toMatchObject({
      value: '0',
    });
  });

  it.each([
    ['', '年度'],
    ['year=17', '年度'],
    ['year=1999', '年度'],
    ['year=2017&year=2018', '年度'],
    ['year=2017&asOf=2017-02-30', '截止日期'],
    ['year=2017&asOf=20171231', '截止日期'],
    ['year=2017&asOf=2999-01-01', '不能晚于今天'],
    ['year=2017&status=draft', '不认识的参数'],
  ])('should refuse ?%s with what to do', async (query, message) => {
    const response = await app.agent.get(`${PUBLIC}?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
  });

  it('should answer 404 for a figure that does not exist', async () => {
    const response = await admin(`${ADMIN}/fund.nothing/items?year=2017`);
    expect(response.status).toBe(404);
  });

  it('should open the admin routes to nobody but those with the right', async () => {
    const urls = [
      '/publication-rate/years',
      '/publication-rate/heatmap?year=2017',
      '/publication-rate/trend?year=2017&ids=fund.rate',
      '/publication-rate/my-work',
      `${ADMIN}?year=2017`,
      `${ADMIN}/fund.rate/items?year=2017`,
    ];
    const outsider = await administratorWithoutRights(app);
    for (const url of urls) {
      expect((await app.agent.get(url)).status).toBe(401);
      expect((await app.agent.get(url).set('Authorization', `Bearer ${outsider}`)).status).toBe(
        403,
      );
      expect((await admin(url)).status).toBe(200);
    }
  });

  it('should fall to 13 of 14 on the day of a withdrawal, and stay 14 of 14 for the day before', async () => {
    const [fund] = await app.strapi
      .documents(FUND)
      .findMany({ filters: { year: 2017 }, status: 'published', sort: 'code', limit: 1 });
    const documentId = fund?.documentId as string;
    await app.strapi.documents(FUND).unpublish({ documentId });

    expect(await valueOf('fund.rate', 'year=2017')).toMatchObject({
      value: '92.85',
      numerator: '13',
      denominator: '14',
    });
    expect(await valueOf('fund.rate', `year=2017&asOf=${day(-1)}`)).toMatchObject({
      value: '100.00',
      numerator: '14',
    });
    const { data } = await items('fund.rate', 'pageSize=1');
    expect(data).toMatchObject([
      { state: 'missing', reason: '未公开', uid: FUND, documentId, label: fund?.name },
    ]);

    await app.strapi.documents(FUND).publish({ documentId });
    expect(await valueOf('fund.rate', 'year=2017')).toMatchObject({ value: '100.00' });
  });

  it('should count a post that is taken back until the day before', async () => {
    const receipts = app.strapi.plugin('cross-post').service<ReceiptsService>('receipts');
    const db = app.strapi.db.connection;
    const service = app.strapi
      .plugin('publication-rate')
      .service<ReturnType<typeof createFiguresService>>('figures');
    const ids = ['post.weibo.count', 'post.wechat.count', 'notice.total.count'];
    const counts = async (asOf: string): Promise<number[]> => {
      const { data } = await service.compute({ year: 2017, asOf, ids });
      return ids.map((id) => Number(data.find((figure) => figure.id === id)?.value));
    };
    const days = ['2017-12-31', day(-1), day(0)] as const;
    const [atYearEnd, yesterday, now] = (await Promise.all(days.map(counts))) as [
      number[],
      number[],
      number[],
    ];
    expect([atYearEnd, yesterday]).toEqual([now, now]);
    const post = async (kind: string): Promise<string> => {
      const rows = await db('cross_post_deliveries')
        .where({ channel_kind: kind, state: 'published' })
        .orderBy('id')
        .limit(1)
        .select<{ id: string }[]>('document_id as id');
      return rows[0]?.id as string;
    };
    const takeBack = (documentId: string) =>
      receipts.markByHand(documentId, { outcome: 'withdrawn', url: null }, { id: '1', name: '甲' });
    const [weibo, wechat] = [await post('weibo'), await post('wechat')];
    const before = await db('cross_post_deliveries').whereIn('document_id', [weibo, wechat]);

    // One was taken back today, after it had been gone for two days; the other never was a post.
    await takeBack(weibo);
    const [one = 0, two = 0, all = 0] = now;
    expect(await counts('2017-12-31')).toEqual(now);
    expect(await counts(day(-1))).toEqual(now);
    expect(await counts(day(0))).toEqual([one - 1, two, all - 1]);
    await db('cross_post_deliveries')
      .where({ document_id: weibo })
      .update({ state: 'gone', checked_at: `${day(-2)} 04:00:00` });
    await takeBack(weibo);
    expect(await counts(day(-1))).toEqual([one - 1, two, all - 1]);
    expect(await counts(day(-3))).toEqual(now);

    await db('cross_post_deliveries')
      .where({ document_id: wechat })
      .update({ state: 'staged', url: null, remote_id: 'draft', remote: { mediaId: 'draft' } });
    expect(await counts('2017-12-31')).toEqual([one, two - 1, all - 1]);
    await takeBack(wechat);
    expect(await counts('2017-12-31')).toEqual([one, two - 1, all - 1]);

    for (const row of before) await db('cross_post_deliveries').where({ id: row.id }).update(row);
    expect(await counts(day(0))).toEqual(now);
  });

  it('should count a public amount as it was recorded, not as a draft has it now', async () => {
    const [fund] = await app.strapi
      .documents(FUND)
      .findMany({ filters: { year: 2017 }, status: 'published', sort: 'code', limit: 1 });
    const documentId = fund?.documentId as string;
    const before = await valueOf('fund.published.amount', 'year=2017');
    await app.strapi.documents(FUND).update({
      documentId,
      data: { totalAmount: 1, sources: { central: 1, province: 0, city: 0, district: 0 } },
    });
    expect(await valueOf('fund.published.amount', 'year=2017')).toEqual(before);
    await app.strapi.documents(FUND).discardDraft({ documentId });
  });

  it('should name the nodes and the signed amounts where a fund does not reconcile', async () => {
    const [street] = await app.strapi
      .documents('api::fund.fund-allocation')
      .findMany({ filters: { tier: 'street' }, sort: 'code', limit: 1 });
    const change = (amount: number) =>
      app.strapi
        .documents('api::fund.fund-allocation')
        .update({ documentId: street?.documentId as string, data: { amount } });
    const amount = Number(street?.amount);
    await change(Number((amount + 0.01).toFixed(2)));
    const { data } = await items('fund.reconciled.count', 'state=missing');
    expect(data).toHaveLength(1);
    expect(data[0]?.reason).toMatch(
      new RegExp(
        `^“.+局”收到 .+，相差 \\+0\\.01 元；“${street?.receiver}”收到 .+，相差 -0\\.01 元$`,
      ),
    );
    await change(amount);
    expect((await items('fund.reconciled.count', 'state=missing')).data).toEqual([]);
  });
});

describe('many questions at once', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const january = (date: number): string =>
    `year=2017&asOf=2017-01-${String(date).padStart(2, '0')}`;

  /** Counts the computations during some work: how many there were, and at most at once. */
  const computationsDuring = async (
    work: () => Promise<void>,
  ): Promise<{ total: number; atOnce: number }> => {
    const client = app.strapi.db.connection;
    const open = new Set<string>();
    let [total, atOnce] = [0, 0];
    const watch = ({ sql, __knexTxId: id }: { sql: string; __knexTxId?: string }): void => {
      if (!id) return;
      if (/^(commit|rollback)/i.test(sql)) open.delete(id);
      if (!sql.includes('statement_timeout')) return;
      open.add(id);
      total += 1;
      atOnce = Math.max(atOnce, open.size);
    };
    client.on('query', watch);
    try {
      await work();
    } finally {
      client.off('query', watch);
    }
    expect(open.size).toBe(0);
    return { total, atOnce };
  };

  it('should compute two different days at once and no more', async () => {
    const counted = await computationsDuring(async () => {
      const responses = await Promise.all(
        Array.from({ length: 10 }, (_, index) => app.agent.get(`${PUBLIC}?${january(index + 1)}`)),
      );
      expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect(responses.map(({ body }) => body.meta.asOf as string)).toEqual(
        Array.from({ length: 10 }, (_, index) => january(index + 1).slice(-10)),
      );
    });
    expect(counted).toEqual({ total: 10, atOnce: 2 });
  });

  it('should turn away what it cannot take in, with what to do', async () => {
    const responses = await Promise.all(
      Array.from({ length: 31 }, (_, index) =>
        app.agent.get(`${PUBLIC}?${january(index + 1).replace('2017-01', '2017-03')}`),
      ),
    );
    const refused = responses.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(31 - 18);
    for (const { status, headers, body } of refused) {
      expect([status, headers['retry-after']]).toEqual([503, '5']);
      expect(body.error.message).toBe('正在计算的请求过多，请 5 秒后重试');
    }
  });

  it('should compute once for equal questions, and anew for each of an administrator', async () => {
    const token = await app.adminToken();
    const same = `year=2017&asOf=2017-02-01`;
    const open = await computationsDuring(async () => {
      await Promise.all(Array.from({ length: 5 }, () => app.agent.get(`${PUBLIC}?${same}`)));
      await app.agent.get(`${PUBLIC}?${same}`);
    });
    expect(open.total).toBe(1);
    const signedIn = await computationsDuring(async () => {
      for (let count = 0; count < 2; count += 1) {
        const url = `${ADMIN}?${same}`;
        await app.agent.get(url).set('Authorization', `Bearer ${token}`).expect(200);
      }
    });
    expect(signedIn.total).toBe(2);
  });
});

describe('drafts that are not complete', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  it('should neither stop the next start nor be unnamed in the list', async () => {
    const year = Number(day(0).slice(0, 4));
    const organization = await app.strapi.documents('api::organization.organization').create({
      data: {
        code: '11341702486344515H',
        name: '区某局',
        slug: 'qu-mou-ju',
        kind: 'organ',
        isBudgetUnit: true,
        isFirstLevel: true,
        state: 'active',
      },
    });
    const unit = { connect: [{ documentId: organization.documentId }] };
    const draft = (uid: UID.ContentType, data: Record<string, unknown>) =>
      app.strapi.documents(uid).create({ data: data as never });
    await draft(FUND, { year });
    // Somebody entered before there is a receiver.
    await draft(FUND, { year, name: '甲', code: `${year}-99`, reachesIndividuals: true });
    await app.strapi.db.connection('fund_beneficiaries').insert({
      document_id: 'nameless-beneficiary',
      fund_code: `${year}-99`,
    });
    await draft('api::notice.notice', { kind: 'news', issuedOn: day(0) });
    await draft('api::budget.department-budget', { year, stage: 'budget', organization: unit });
    await draft('api::establishment.establishment-record', {
      organization: unit,
      quotas: [{ kind: 'administrative', authorized: 1, actual: 0 }],
    });

    const token = await app.adminToken();
    for (const id of ['fund.due.count', 'notice.total.count']) {
      const { body } = await app.agent
        .get(`${ADMIN}/${id}/items?year=${year}`)
        .set('Authorization', `Bearer ${token}`);
      expect([id, (body.data as FigureItem[]).map(({ label }) => label).sort()]).toEqual([
        id,
        id === 'fund.due.count' ? ['甲', '（未命名）'] : ['（未命名）'],
      ]);
    }

    const service = app.strapi
      .plugin('publication-rate')
      .service<ReturnType<typeof createFiguresService>>('figures');
    const lines = await logged(app, () => service.validate());
    expect(lines.filter((line) => line.includes('publication-rate'))).toEqual([]);
  });
});

describe('declarations that cannot be computed', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const ROW = `'label' as label, null::text as uid, null::text as document_id,
    null::text as organization, null::text as organization_id, 'counted' as state, null::text as reason, 1 as quantity,
    null::numeric as amount, null::date as due_on, null::date as done_on`;

  const figureSet = (sql: string, changes: Partial<FigureDefinition> = {}): FigureSet => ({
    title: { zh: '试验', en: 'Trial' },
    universes: [{ id: 'trial', sql }],
    figures: [
      {
        id: 'trial.count',
        name: '试验',
        nameEn: 'Trial',
        unit: '项',
        measure: 'count',
        universe: 'trial',
        definition: '试验',
        legalBasis: '试验',
        ...changes,
      },
    ],
  });

  /** A service of its own, so that a bad declaration doesn't stay in the application's. */
  const validate = async (set: FigureSet): Promise<void> => {
    const service = createFiguresService({ strapi: app.strapi });
    service.declare(set);
    await service.validate();
  };

  it('should accept a sound one', async () => {
    await expect(validate(figureSet(`select 'a' as item_key, ${ROW}`))).resolves.toBeUndefined();
  });

  it('should give the connection of a page back that fails, and name the figure', async () => {
    const service = createFiguresService({ strapi: app.strapi });
    service.declare(figureSet(`select (1 / (:year - 2017))::text as item_key, ${ROW}`));
    const page = (year: number) =>
      service.drillDown({
        id: 'trial.count',
        year,
        state: 'all',
        search: '',
        page: 1,
        pageSize: 50,
      });
    // More of them than there are connections.
    for (let count = 0; count < 12; count += 1) {
      await expect(page(2017)).rejects.toThrow(/trial\.count - division by zero/);
    }
    expect((await page(2018)).items).toMatchObject([{ key: '1' }]);
    const { rows } = await app.strapi.db.connection.raw<{ rows: { open: number }[] }>(
      `select count(*)::integer as open from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction (aborted)'`,
    );
    expect(rows).toEqual([{ open: 0 }]);
  });

  it.each<[string, string, RegExp]>([
    [
      'an unknown state',
      `select 'a' as item_key, ${ROW.replace(`'counted'`, `'perhaps'`)}`,
      /trial\.count: universe trial returns the row a without/,
    ],
    [
      'no label',
      `select 'a' as item_key, ${ROW.replace(`'label'`, 'null::text')}`,
      /trial\.count: universe trial returns the row a without/,
    ],
    [
      'a value that cannot be read',
      `select chr(96 + n)::integer::text as item_key, ${ROW} from generate_series(1, 1) as n`,
      /trial\.count: universe trial can't be read for \d{4}: invalid input syntax/,
    ],
  ])('should start with %s in a record, and log the figure', async (_, sql, message) => {
    const lines = await logged(app, () => validate(figureSet(sql)));
    expect(lines).toContainEqual(expect.stringMatching(message));
  });

  it.each<[string, FigureSet, RegExp]>([
    [
      'a row that comes twice',
      figureSet(`select item_key, ${ROW} from (values ('a'), ('a')) as twice (item_key)`),
      /trial\.count: universe trial returns the row a twice/,
    ],
    [
      'an exclusion without a basis',
      figureSet(`select 'a' as item_key, ${ROW.replace(`'counted'`, `'excluded'`)}`),
      /trial\.count: universe trial excludes a row for \d{4} because of null/,
    ],
    [
      'a lacking column',
      figureSet(`select 'a' as item_key, 'label' as label`),
      /trial\.count: universe trial lacks column/,
    ],
    [
      'an unknown column',
      figureSet(`select nothing as item_key, ${ROW} from funds`),
      /trial\.count: column "nothing" does not exist/,
    ],
    [
      'a condition over an unknown column',
      figureSet(`select 'a' as item_key, ${ROW}`, { where: `channel = 'fax'` }),
      /trial\.count: column "channel" does not exist/,
    ],
  ])('should refuse %s and name the figure', async (_, set, message) => {
    await expect(validate(set)).rejects.toThrow(message);
  });
});
