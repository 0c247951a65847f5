import { createHash } from 'node:crypto';

import type {
  FigureItem,
  FigureValue,
  PublicationRateService,
} from '../../src/shared/contracts/publication-rate';
import type {
  Heatmap,
  MyWork,
  SnapshotComparison,
  SnapshotSummary,
} from '../../src/plugins/publication-rate/shared/contracts/reports';
import type { SettingsService } from '../../src/plugins/publication-rate/server/services/settings';
import { addDays } from '../../src/shared/legal-days';
import { addWorkingDays } from '../../src/shared/working-days';
import { PLANTED } from '../data/gaps/planted';
import { startApp, type App } from './support/app';

const AS_OF = '2017-12-31';

/** What should be there by the end of 2017 and isn't, as `where · document · reason`. */
const MISSING: Readonly<Record<string, readonly (readonly [string | null, string, RegExp])[]>> = {
  'fund.rate': [
    ['武汉市江岸区民政局', PLANTED.funds.drafts[0].documentId, /^未公开$/],
    ['武汉市江岸区人力资源局', PLANTED.funds.drafts[1].documentId, /^未公开$/],
  ],
  'budget.rate': [
    ['武汉市江岸区人力资源局', PLANTED.budgets.withoutSource, /^缺少链接$/],
    ['武汉市江岸区卫生和计划生育委员会', PLANTED.budgets.draft, /^未公开$/],
  ],
  'establishment.rate': [
    [
      PLANTED.organizations.withoutRecord.name,
      PLANTED.organizations.withoutRecord.documentId,
      /^机构编制信息未公开$/,
    ],
  ],
  'establishment.real-name-rate': [
    ['武汉市江岸区疾病预防控制中心', PLANTED.organizations.unverifiedStaff, /^未核实实名$/],
  ],
  'notice.rate': [],
  'request.answer-rate': [
    ['武汉市江岸区卫生和计划生育委员会', PLANTED.requests.overdue.documentId, /^尚未答复$/],
  ],
  'inquiry.answer-rate': [
    ['武汉市江岸区卫生和计划生育委员会', PLANTED.inquiries.unanswered[0].documentId, /^尚未回复$/],
    // Nobody has passed it on yet.
    [null, PLANTED.inquiries.unanswered[1].documentId, /^尚未回复$/],
  ],
};

/** What came late, or is overdue, in the eyes of timeliness. */
const LATE: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  'budget.timely-rate': [
    [PLANTED.budgets.withoutSource, /^逾期未完成/],
    [PLANTED.budgets.draft, /^逾期未完成/],
  ],
  'establishment.timely-rate': [],
  'notice.timely-rate': PLANTED.notices.late.map((id) => [id, /^逾期完成/] as const),
  'request.timely-rate': [
    [PLANTED.requests.late.documentId, /^逾期完成，期限为2017-05-27$/],
    [PLANTED.requests.overdue.documentId, /^逾期未完成，期限为2017-11-27$/],
  ],
  'inquiry.timely-rate': [
    ...PLANTED.inquiries.late.map(({ documentId }) => [documentId, /^逾期完成/] as const),
    ...PLANTED.inquiries.unanswered.map(({ documentId }) => [documentId, /^逾期未完成/] as const),
  ],
};

describe('a year with gaps', () => {
  let app: App;
  let token: string;
  let figures: PublicationRateService;

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    token = await app.adminToken();
    figures = app.strapi.plugin('publication-rate').service('figures');
  });
  afterAll(() => app.stop());

  const get = async <T>(path: string): Promise<T> => {
    const response = await app.agent
      .get(`/publication-rate/${path}`)
      .set('Authorization', `Bearer ${token}`);
    expect([path, response.status]).toEqual([path, 200]);
    return response.body.data as T;
  };
  const missing = (id: string): Promise<FigureItem[]> =>
    get(`figures/${id}/items?year=2017&asOf=${AS_OF}&state=missing&pageSize=100`);
  const heatmap = (query = ''): Promise<Heatmap> => get(`heatmap?year=2017&asOf=${AS_OF}${query}`);
  const idOf = async (name: string): Promise<string> => {
    const found = (await heatmap()).rows.find((row) => row.name === name);
    expect([name, found?.organizationId]).toEqual([name, expect.any(String)]);
    return found?.organizationId as string;
  };

  it.each(Object.entries(MISSING))(
    'should find each missing item of %s once, where it belongs',
    async (id, expected) => {
      const items = await missing(id);
      expect(items.map(({ documentId }) => documentId).sort()).toEqual(
        expected.map(([, documentId]) => documentId).sort(),
      );
      for (const [organization, documentId, reason] of expected) {
        const item = items.find((one) => one.documentId === documentId);
        expect(item?.reason).toMatch(reason);
        expect([id, item?.organization]).toEqual([id, organization]);
        expect(item?.organizationId).toEqual(organization === null ? null : expect.any(String));
      }
    },
  );

  it.each(Object.entries(LATE))('should find what is late in %s', async (id, expected) => {
    const items = await missing(id);
    expect(items.map(({ documentId }) => documentId).sort()).toEqual(
      expected.map(([documentId]) => documentId).sort(),
    );
    for (const [documentId, reason] of expected) {
      const item = items.find((one) => one.documentId === documentId);
      expect(item?.reason).toMatch(reason);
      expect(item?.dueIsProvisional).toBe(false);
    }
  });

  it('should give each rate of establishment its pair, of organs and institutions apart', async () => {
    const { data } = await figures.compute({ year: 2017, asOf: AS_OF });
    const pairs = new Map(figures.describe().map(({ id, timeliness }) => [id, timeliness]));
    const of = (rate: string): number[] => {
      const found = data.find(({ id }) => id === pairs.get(rate));
      return [Number(found?.numerator), Number(found?.denominator)];
    };
    const [organs, institutions, both] = [
      'establishment.organ.rate',
      'establishment.institution.rate',
      'establishment.rate',
    ].map(of) as [number[], number[], number[]];
    expect(organs[1]).toBeGreaterThan(0);
    expect(institutions[1]).toBeGreaterThan(0);
    expect(both).toEqual(
      [0, 1].map((place) => Number(organs[place]) + Number(institutions[place])),
    );
  });

  it('should keep behind a frozen timely rate the rows that it was counted from', async () => {
    const freeze = async (asOf: string): Promise<string> => {
      const response = await app.agent
        .post('/publication-rate/snapshots')
        .set('Authorization', `Bearer ${token}`)
        .send({ year: 2017, asOf, reason: '按时率核对' });
      expect(response.status).toBe(201);
      return (response.body.data as SnapshotSummary).documentId;
    };
    // Two days before the day by which the request was to be answered.
    const early = await freeze('2017-11-25');
    const late = await freeze(AS_OF);
    for (const id of Object.keys(LATE)) {
      for (const state of ['all', 'counted', 'missing', 'excluded']) {
        const query = `state=${state}&pageSize=100`;
        const live = await get<FigureItem[]>(
          `figures/${id}/items?year=2017&asOf=${AS_OF}&${query}`,
        );
        const frozen = await get<FigureItem[]>(`snapshots/${late}/figures/${id}/items?${query}`);
        const stateOf = ({ key, state: own, reason }: FigureItem) => [key, own, reason];
        expect([id, state, frozen.map(stateOf)]).toEqual([id, state, live.map(stateOf)]);
      }
    }
    const found = await get<FigureItem[]>(
      `snapshots/${late}/figures/request.timely-rate/items?q=${encodeURIComponent('逾期未完成')}`,
    );
    const { documentId } = PLANTED.requests.overdue;
    expect(found).toMatchObject([{ documentId, state: 'missing' }]);

    for (const other of [`asOf=${AS_OF}`, `with=${late}`]) {
      const { figures: compared } = await get<SnapshotComparison>(
        `snapshots/${early}/comparison?${other}`,
      );
      const of = (id: string) => compared.find((figure) => figure.id === id);
      // Nothing was done about it but that its day passed by.
      expect(of('request.timely-rate')).toMatchObject({ added: 0, removed: 0, changed: 1 });
      expect(of('request.answer-rate')).toMatchObject({ added: 0, removed: 0, changed: 0 });
      expect(
        await get(`snapshots/${early}/comparison/request.timely-rate/items?${other}`),
      ).toMatchObject([
        {
          change: 'changed',
          frozen: { documentId, state: 'excluded', reason: '期限未到' },
          current: { documentId, state: 'missing', reason: '逾期未完成，期限为2017-11-27' },
        },
      ]);
    }
  });

  it('should agree with its rows in every figure, also of one organization', async () => {
    const organizations = [await idOf('武汉市江岸区人力资源局')];
    for (const scope of [{}, { organizations }]) {
      const { data } = await figures.compute({ year: 2017, asOf: AS_OF, ...scope });
      for (const { id, value, numerator, denominator } of data) {
        const down = await figures.drillDown({
          ...{ id, year: 2017, asOf: AS_OF, state: 'all', search: '', page: 1, pageSize: 100 },
          ...scope,
        });
        expect([id, down.figure.value]).toEqual([id, value]);
        const sum = (states: readonly string[]): number =>
          down.items
            .filter(({ state }) => states.includes(state))
            .reduce((total, { quantity }) => total + Number(quantity), 0);
        if (numerator !== undefined && !id.includes('amount')) {
          expect([id, sum(['counted'])]).toEqual([id, Number(numerator)]);
          expect([id, sum(['counted', 'missing'])]).toEqual([id, Number(denominator)]);
        }
        if ('organizations' in scope) {
          expect(new Set(down.items.map(({ organizationId }) => organizationId))).toEqual(
            new Set(down.items.length > 0 ? organizations : []),
          );
        }
      }
    }
  });

  it('should be empty for no organization, and "—" where nothing is due', async () => {
    const { data } = await figures.compute({ year: 2017, asOf: AS_OF, organizations: [] });
    const rates = data.filter(({ unit }) => unit === '%');
    expect(rates.map(({ value, denominator }) => [value, Number(denominator)])).toEqual(
      rates.map(() => ['—', 0]),
    );
  });

  it('should colour the heatmap by what is missing, and by its organization', async () => {
    const { columns, rows, cells } = await heatmap();
    expect(columns).toHaveLength(8);
    const total = (id: string): number =>
      cells
        .filter(({ figureId }) => figureId === id)
        .reduce((sum, cell) => sum + Number(cell.missing), 0);
    for (const [id, items] of Object.entries(MISSING)) {
      const placed = items.filter(([organization]) => organization !== null);
      expect([id, total(id)]).toEqual([id, placed.length]);
    }
    const failing = rows.map(
      ({ organizationId }) =>
        cells.filter((c) => c.organizationId === organizationId && c.standing === 'failing').length,
    );
    expect(failing[0]).toBeGreaterThan(0);
    expect(failing).toEqual([...failing].sort((a, b) => b - a));
    const standing = async (name: string, figureId: string): Promise<string | undefined> => {
      const organizationId = await idOf(name);
      return cells.find((c) => c.organizationId === organizationId && c.figureId === figureId)
        ?.standing;
    };
    expect(await standing(PLANTED.organizations.withoutRecord.name, 'establishment.rate')).toBe(
      'failing',
    );
    expect(await standing('武汉市江岸区人力资源局', 'request.answer-rate')).toBe('warning');
    expect(await standing('武汉市江岸区民政局', 'budget.rate')).toBe('good');

    const own = await idOf('武汉市江岸区民政局');
    const narrow = await heatmap(`&organization=${own}`);
    expect(narrow.rows.map(({ organizationId }) => organizationId)).toEqual([own]);
    expect(narrow.cells).toEqual(cells.filter(({ organizationId }) => organizationId === own));
  });

  it.each([
    [3, 'the heatmap', 'heatmap'],
    // What was set and the calendar are read beside the records.
    [5, 'what is to be done', 'myWork'],
  ] as const)('should ask the database %i times at most for %s', async (most, _, report) => {
    const statements: string[] = [];
    const watch = ({ sql }: { sql: string }): void => {
      if (!/^(begin|commit)/i.test(sql)) statements.push(...sql.split(';').filter((s) => s.trim()));
    };
    const reports = app.strapi.plugin('publication-rate').service('reports');
    const client = app.strapi.db.connection;
    client.on('query', watch);
    try {
      await reports[report]({ year: 2017, asOf: AS_OF });
    } finally {
      client.off('query', watch);
    }
    const reads = statements.filter((sql) => !/^\s*set local/.test(sql));
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.length).toBeLessThanOrEqual(most);
  });

  it('should list what is overdue, and what is due within three working days', async () => {
    const work = await get<MyWork>(`my-work?asOf=${AS_OF}`);
    const overdue = Object.values(LATE)
      .flat()
      .filter(([, reason]) => String(reason).includes('未完成'))
      .map(([documentId]) => documentId);
    expect(work.overdue.map(({ documentId }) => documentId).sort()).toEqual(overdue.sort());
    expect([work.overdueTotal, work.dueSoon, work.dueSoonTotal]).toEqual([5, [], 0]);
    const days = work.overdue.map(({ dueOn }) => dueOn);
    expect(days).toEqual([...days].sort());

    // Due on Monday 2017-11-27: three working days before it is Wednesday.
    const { documentId } = PLANTED.requests.overdue;
    const soonOn = async (asOf: string) =>
      (await get<MyWork>(`my-work?asOf=${asOf}`)).dueSoon.map((item) => item.documentId);
    expect(await soonOn('2017-11-21')).not.toContain(documentId);
    expect(await soonOn('2017-11-22')).toContain(documentId);
    expect(await soonOn('2017-11-27')).toContain(documentId);
    expect(await soonOn('2017-11-28')).not.toContain(documentId);

    // Next year it is still to be done, and so it is years later; a budget's year is over by then.
    for (const asOf of ['2018-01-31', '2021-06-30']) {
      const later = await get<MyWork>(`my-work?asOf=${asOf}`);
      const open = later.overdue.map((item) => item.documentId);
      expect([asOf, open]).toEqual([asOf, expect.arrayContaining([documentId])]);
      for (const inquiry of PLANTED.inquiries.unanswered) {
        expect([asOf, open]).toEqual([asOf, expect.arrayContaining([inquiry.documentId])]);
      }
      expect(open.includes(PLANTED.budgets.draft)).toBe(asOf < '2019');
    }

    // An institution counts in two rates, and is one thing to do.
    const records = app.strapi.documents('api::establishment.establishment-record');
    const record = await records.create({
      data: {
        organization: {
          connect: [{ documentId: PLANTED.organizations.withoutRecord.documentId }],
        },
        quotas: [{ kind: 'institution-full', authorized: 1, actual: 0 }],
        asOf: '2017-06-01',
      } as never,
    });
    const one = (await get<MyWork>(`my-work?asOf=${AS_OF}`)).overdue.filter(
      (item) => item.documentId === record.documentId,
    );
    expect(one).toHaveLength(1);
    await records.delete({ documentId: record.documentId });

    const own = await idOf('武汉市江岸区卫生和计划生育委员会');
    const narrow = await get<MyWork>(`my-work?asOf=${AS_OF}&organization=${own}`);
    expect(new Set(narrow.overdue.map(({ organizationId }) => organizationId))).toEqual(
      new Set([own]),
    );
  });

  it('should list what is missing without a due day, once, where it belongs', async () => {
    const { withoutRecord, unverifiedStaff } = PLANTED.organizations;
    const work = await get<MyWork>(`my-work?asOf=${AS_OF}`);
    const told = (items: MyWork['undated'], ofYear: number | null) =>
      items
        .filter(({ year }) => year === ofYear)
        .map(({ figureId, documentId }) => `${figureId} ${documentId}`)
        .sort();
    const { drafts, withoutPolicy } = PLANTED.funds;
    expect(told(work.undated, 2017)).toEqual([
      `fund.policy-complete.rate ${withoutPolicy.documentId}`,
      ...drafts.map(({ documentId }) => `fund.rate ${documentId}`).sort(),
    ]);
    expect(told(work.undated, null)).toEqual([
      `establishment.rate ${withoutRecord.documentId}`,
      `establishment.real-name-rate ${unverifiedStaff}`,
    ]);
    // No unit has a budget of 2016.
    const before = work.undated.filter(({ year }) => year === 2016);
    expect(new Set(before.map(({ figureId }) => figureId))).toEqual(new Set(['budget.rate']));
    expect(work.undatedTotal).toBeGreaterThanOrEqual(work.undated.length);

    const { organizationId } = work.undated.find(
      ({ documentId }) => documentId === withoutRecord.documentId,
    ) as FigureItem;
    const own = await get<MyWork>(`my-work?asOf=${AS_OF}&organization=${organizationId}`);
    expect(own.undated[0]).toMatchObject({
      organization: withoutRecord.name,
      figureName: '机构编制公开率',
      reason: '机构编制信息未公开',
      dueOn: null,
    });
  });

  it('should follow the months, beside the year before', async () => {
    const [series] = await get<[{ points: { month: string; value: string }[] }]>(
      'trend?year=2017&ids=fund.rate',
    );
    expect(series.points).toHaveLength(12);
    const { data } = await figures.compute({ year: 2017, asOf: '2017-12-31', ids: ['fund.rate'] });
    expect(series.points.at(-1)).toMatchObject({
      month: '2017-12',
      value: (data[0] as FigureValue).value,
      lastYear: null,
    });
    const [next] = await get<[{ points: { month: string; lastYear: string | null }[] }]>(
      'trend?year=2018&ids=fund.rate&asOf=2018-12-31',
    );
    expect(next.points.at(-1)).toMatchObject({ lastYear: '66.66' });
  });

  it('should count an inquiry by the limit that the office sets', async () => {
    const late = async () => (await missing('inquiry.timely-rate')).length;
    const settings = app.strapi.plugin('publication-rate').service<SettingsService>('settings');
    const setReply = (days: number | null) =>
      settings.change({ limitInquiryReply: days }, '公开办');
    expect(await settings.get()).toMatchObject({ limitInquiryReply: 15 });
    const before = await late();
    await setReply(1);
    expect(await late()).toBeGreaterThan(before);
    await expect(setReply(0)).rejects.toThrow('1 至 60');
    await setReply(null);
    expect(await late()).toBe(before);
  });

  it('should name the classified organ in none of these', async () => {
    const { classified } = PLANTED.organizations;
    const answers: unknown[] = [
      await heatmap(),
      await get('my-work?asOf=2017-12-31'),
      await get('trend?year=2017'),
      await heatmap(`&organization=${classified.documentId}`),
    ];
    for (const { id } of figures.describe()) {
      answers.push(await get(`figures/${id}/items?year=2017&asOf=${AS_OF}&pageSize=100`));
    }
    const text = JSON.stringify(answers);
    expect(text).toContain('武汉市江岸区民政局');
    for (const secret of [
      classified.name,
      classified.documentId,
      classified.draftRecord,
      classified.staff,
      createHash('md5').update(classified.documentId).digest('hex'),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('should give notices 20 working days, 10 of social assistance, and budgets 20 days', async () => {
    const db = app.strapi.db.connection;
    const dueOn = async (
      id: string,
      period = `year=2017&asOf=${AS_OF}`,
    ): Promise<Map<string, string>> =>
      new Map(
        (await get<FigureItem[]>(`figures/${id}/items?${period}&state=all&pageSize=100`)).flatMap(
          (item) => (item.dueOn === null ? [] : [[item.documentId as string, item.dueOn]]),
        ),
      );
    const notices = await db('notices')
      .whereNull('published_at')
      .select('document_id as id')
      .select<{ id: string; day: string }[]>(db.raw('coalesce(formed_on, issued_on)::text as day'));
    const noticeDue = await dueOn('notice.timely-rate');
    expect(noticeDue.size).toBeGreaterThan(5);
    expect(Object.fromEntries(noticeDue)).toMatchObject(
      Object.fromEntries(
        notices
          .filter(({ id }) => noticeDue.has(id))
          .map(({ id, day }) => [id, addWorkingDays(day, 20).day]),
      ),
    );

    // The shorter time came with Order 711, of 15 May 2019.
    const documents = app.strapi.documents('api::notice.notice');
    const formedDays = [
      ['2019-05-14', true, 20],
      ['2019-05-15', true, 10],
      ['2019-05-15', false, 20],
    ] as const;
    const expected: [id: string, day: string][] = [];
    for (const [formedOn, isSocialAssistance, days] of formedDays) {
      const { documentId } = await documents.create({
        data: {
          title: '临时救助公示',
          kind: 'announcement',
          issuedOn: '2019-06-03',
          formedOn,
          isSocialAssistance,
        },
      });
      expected.push([documentId, addWorkingDays(formedOn, days).day]);
    }
    const found = await dueOn('notice.timely-rate', 'year=2019&asOf=2019-12-31');
    expect([...found].sort()).toEqual(expected.sort());
    for (const [documentId] of expected) await documents.delete({ documentId });

    const budgets = await db('department_budgets')
      .whereNull('published_at')
      .whereNotNull('approved_on')
      .select('document_id as id')
      .select<{ id: string; day: string }[]>(db.raw('approved_on::text as day'));
    const budgetDue = await dueOn('budget.timely-rate');
    expect(budgetDue.size).toBeGreaterThan(2);
    expect(Object.fromEntries(budgetDue)).toEqual(
      Object.fromEntries(
        budgets.filter(({ id }) => budgetDue.has(id)).map(({ id, day }) => [id, addDays(day, 20)]),
      ),
    );
  });

  it('should count a public notice by the kind that it was published as', async () => {
    const documents = app.strapi.documents('api::notice.notice');
    const formedOn = '2019-05-15';
    const { documentId } = await documents.create({
      data: { title: '临时救助公示', kind: 'announcement', issuedOn: '2019-06-03', formedOn },
    });
    const mark = (isSocialAssistance: boolean) =>
      documents.update({ documentId, data: { isSocialAssistance } });
    const dueOn = async (): Promise<string | null | undefined> =>
      (
        await get<FigureItem[]>('figures/notice.timely-rate/items?year=2019&state=all&pageSize=100')
      ).find((item) => item.documentId === documentId)?.dueOn;
    const [ten, twenty] = [10, 20].map((days) => addWorkingDays(formedOn, days).day);
    await documents.publish({ documentId });
    await mark(true);
    expect(await dueOn()).toBe(twenty);
    await documents.publish({ documentId });
    await mark(false);
    expect(await dueOn()).toBe(ten);
    await app.strapi.db
      .connection('notices')
      .where({ document_id: documentId, published_at: null })
      .delete();
    expect(await dueOn()).toBe(ten);
    await documents.delete({ documentId });
  });

  it('should count a change from its first publication, however often it is published', async () => {
    const items = (asOf: string) =>
      get<FigureItem[]>(
        `figures/establishment.timely-rate/items?year=2018&asOf=${asOf}&state=all&pageSize=100`,
      );
    const [record] = (await items('2017-12-31')).filter(({ doneOn }) => doneOn !== null);
    const enter = (occurredAt: string) =>
      app.strapi.db.connection.raw(
        `insert into publication_ledger_entries (subject_type, subject_document_id, subject_locale,
           action, actor_name, content, occurred_at)
         select subject_type, subject_document_id, subject_locale, 'republish', '测试',
           content || '{"asOf": "2018-03-01"}', ?::timestamp
         from publication_ledger_entries where subject_document_id = ? order by position limit 1`,
        [occurredAt, record?.documentId as string],
      );
    await enter('2018-03-10 04:00:00');
    await enter('2018-09-01 04:00:00');
    const found = (await items('2018-12-31')).find(({ key }) => key === record?.key);
    expect(found).toMatchObject({ state: 'counted', dueOn: '2018-03-29', doneOn: '2018-03-10' });
  });

  it('should count a link that was added later from the day on which it was there to stay', async () => {
    const documentId = PLANTED.budgets.withoutSource;
    const enter = (occurredAt: string, sourceUrl: string) =>
      app.strapi.db.connection.raw(
        `insert into publication_ledger_entries (subject_type, subject_document_id, subject_locale,
           action, actor_name, content, occurred_at)
         select subject_type, subject_document_id, subject_locale, 'republish', '测试',
           content || jsonb_build_object('sourceUrl', ?::text), ?::timestamp
         from publication_ledger_entries where subject_document_id = ? order by position limit 1`,
        [sourceUrl, occurredAt, documentId],
      );
    await enter('2018-06-01 04:00:00', 'https://example.gov.cn/1');
    await enter('2018-07-01 04:00:00', 'https://example.gov.cn/1');
    await enter('2018-08-01 04:00:00', ' ');
    await enter('2018-09-01 04:00:00', 'https://example.gov.cn/2');
    const on = async (asOf: string): Promise<FigureItem | undefined> =>
      (
        await get<FigureItem[]>(
          `figures/budget.timely-rate/items?year=2017&asOf=${asOf}&state=all&pageSize=100`,
        )
      ).find((item) => item.documentId === documentId);
    expect((await on('2018-05-31'))?.doneOn).toBeNull();
    for (const asOf of ['2018-06-01', '2018-07-31']) {
      expect(await on(asOf)).toMatchObject({ state: 'missing', doneOn: '2018-06-01' });
    }
    expect((await on('2018-08-01'))?.doneOn).toBeNull();
    expect((await on('2018-12-31'))?.doneOn).toBe('2018-09-01');
  });

  it('should keep what is public in its recorded year when its draft gets another', async () => {
    const db = app.strapi.db.connection;
    const [late] = PLANTED.notices.late;
    const fund = PLANTED.funds.complete.documentId;
    const draftOf = (table: string, documentId: string) =>
      db(table).where({ document_id: documentId, published_at: null });
    const move = async (notice: string, year: number) => {
      await draftOf('notices', late).update({ issued_on: notice });
      await draftOf('funds', fund).update({ year });
    };
    await move('2018-01-03', 2018);
    const states = async (id: string, documentId: string, asOf: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (const year of [2017, 2018]) {
        const items = await get<FigureItem[]>(
          `figures/${id}/items?year=${year}&asOf=${asOf}&state=all&pageSize=100`,
        );
        const own = items.filter((item) => item.documentId === documentId);
        found.push(own.map(({ state }) => state));
      }
      return found;
    };
    for (const [id, documentId] of [
      ['notice.rate', late],
      ['fund.rate', fund],
      ['fund.reconciled.count', fund],
    ] as const) {
      expect([id, await states(id, documentId, '2018-12-31')]).toEqual([id, [['counted'], []]]);
    }
    // Before it was public, there was nothing but the draft.
    expect(await states('fund.rate', fund, '2016-12-31')).toEqual([[], ['missing']]);
    await move('2017-04-12', 2017);
  });

  it('should say by what basis a cell of the heatmap is left out', async () => {
    const organizationId = await idOf('武汉市江岸区民政局');
    await app.strapi.db
      .connection('inquiries')
      .whereIn(
        'id',
        app.strapi.db
          .connection('inquiries_organization_lnk as l')
          .join('organizations as o', 'o.id', 'l.organization_id')
          .where('o.document_id', organizationId)
          .select('l.inquiry_id'),
      )
      .update({ is_valid: false });
    const cell = (await heatmap()).cells.find(
      (one) => one.organizationId === organizationId && one.figureId === 'inquiry.answer-rate',
    );
    expect(cell).toMatchObject({
      standing: 'excluded',
      reason: expect.stringMatching(/^无效留言，不列入应答复范围（《.*国办秘函〔2019〕19号.*）$/),
    });
  });

  it('should keep the sums of receipts equal to the receivers', async () => {
    const db = app.strapi.db.connection;
    const rowsOf = async (sql: string): Promise<unknown[]> =>
      (await db.raw<{ rows: unknown[] }>(sql)).rows;
    const expectEqual = async (): Promise<void> => {
      const truth = await rowsOf(
        `select coalesce(fund_code, '') as fund_code, coalesce(allocation_code, '') as allocation_code,
           count(*) as receivers, coalesce(sum(persons), 0)::bigint as persons,
           coalesce(sum(households), 0)::bigint as households,
           coalesce(sum(amount), 0)::numeric(30, 2) as amount
         from fund_beneficiaries group by 1, 2 order by 1, 2`,
      );
      expect(
        await rowsOf('select * from fund_receipts where receivers <> 0 order by 1, 2'),
      ).toEqual(truth);
    };
    await expectEqual();
    await db('fund_beneficiaries').where({ fund_code: '2017-01' }).update({ amount: '0.01' });
    await expectEqual();
    await db('fund_beneficiaries').where({ fund_code: '2017-02' }).update({ fund_code: null });
    await expectEqual();
    await db('fund_beneficiaries').where({ fund_code: '2017-03' }).delete();
    await expectEqual();
    await db('fund_beneficiaries').insert([
      { document_id: 'receiver-1', fund_code: '2017-03', allocation_code: 'x', persons: 3 },
      { document_id: 'receiver-2', fund_code: '2017-03', allocation_code: 'x', amount: '2.50' },
    ]);
    await expectEqual();
    await expect(
      db.transaction(async (trx) => {
        await trx('fund_beneficiaries').delete();
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await expectEqual();
    await db.raw('truncate fund_beneficiaries');
    await expectEqual();
  });
});
