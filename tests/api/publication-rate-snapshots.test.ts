import { Client } from 'pg';

import type { FigureItem } from '../../src/shared/contracts/publication-rate';
import type {
  SnapshotComparison,
  SnapshotItemChange,
  SnapshotSummary,
} from '../../src/plugins/publication-rate/shared/contracts/reports';
import { startApp, type App } from './support/app';

const FUND = 'api::fund.fund';
const SNAPSHOTS = '/publication-rate/snapshots';
const TABLES = [
  'publication_rate_snapshots',
  'publication_rate_snapshot_figures',
  'publication_rate_snapshot_items',
];

describe('snapshots of the year 2017', () => {
  let app: App;
  let token: string;
  let database: Client;
  let snapshot: SnapshotSummary;

  const get = (url: string) => app.agent.get(url).set('Authorization', `Bearer ${token}`);
  const freeze = (body: object) =>
    app.agent.post(SNAPSHOTS).set('Authorization', `Bearer ${token}`).send(body);
  const compare = async (documentId: string, query = ''): Promise<SnapshotComparison> => {
    const response = await get(`${SNAPSHOTS}/${documentId}/comparison?${query}`);
    expect([response.status, response.body.error]).toEqual([200, undefined]);
    return response.body.data as SnapshotComparison;
  };
  const differences = ({ figures }: SnapshotComparison) =>
    figures.filter(
      ({ isChanged, added, removed, changed }) => isChanged || added + removed + changed > 0,
    );
  const changes = async (
    documentId: string,
    figureId: string,
    query = '',
  ): Promise<{ data: SnapshotItemChange[]; total: number }> => {
    const response = await get(`${SNAPSHOTS}/${documentId}/comparison/${figureId}/items?${query}`);
    expect([response.status, response.body.error]).toEqual([200, undefined]);
    return {
      data: response.body.data as SnapshotItemChange[],
      total: response.body.meta.pagination.total as number,
    };
  };
  const refusal = (sql: string): Promise<string> =>
    database.query(sql).then(
      () => 'done',
      (error: Error) => error.message,
    );
  const publicFund = async (): Promise<{ documentId: string; name: string }> => {
    const [fund] = await app.strapi
      .documents(FUND)
      .findMany({ filters: { year: 2017 }, status: 'published', sort: 'code', limit: 1 });
    return { documentId: fund?.documentId as string, name: fund?.name as string };
  };

  beforeAll(async () => {
    app = await startApp({ dataSet: 'year-2017' });
    token = await app.adminToken();
    database = new Client({ connectionString: app.databaseUrl });
    await database.connect();
    const response = await freeze({ year: 2017, reason: '2017 年度报告定稿' });
    expect([response.status, response.body.error]).toEqual([201, undefined]);
    snapshot = response.body.data as SnapshotSummary;
  });
  afterAll(async () => {
    await database.end();
    await app.stop();
  });

  it('should say who froze what, when and why', async () => {
    expect(snapshot).toMatchObject({
      year: 2017,
      frozenBy: '管理员',
      reason: '2017 年度报告定稿',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      isIntact: true,
    });
    expect(Math.abs(Date.now() - Date.parse(snapshot.frozenAt))).toBeLessThan(120_000);
    expect((await get(SNAPSHOTS)).body.data).toEqual([snapshot]);
    expect((await get(`${SNAPSHOTS}?year=2016`)).body.data).toEqual([]);
  });

  it('should keep every figure with its value and every row behind it', async () => {
    const figures = (await get('/publication-rate/figures?year=2017')).body.data as {
      id: string;
      value: string;
    }[];
    const { body } = await get(`${SNAPSHOTS}/${snapshot.documentId}`);
    const values = body.data.values as { id: string; value: string; definition: string }[];
    expect(values.map(({ id, value }) => [id, value])).toEqual(
      figures.map(({ id, value }) => [id, value]),
    );
    expect(values.every(({ definition }) => definition !== '')).toBe(true);
    expect(snapshot.figures).toBe(figures.length);

    const {
      rows: [stored],
    } = await database.query<{ items: string; persons: string }>(
      `select count(*)::text as items,
         sum(quantity) filter (where universe_id = (select universe_id from ${TABLES[1]}
           where figure_id = 'fund.individual.persons')
           and (select place from ${TABLES[1]} where figure_id = 'fund.individual.persons') = any(figures)
           and state = 'counted')::text as persons
       from ${TABLES[2]}`,
    );
    expect(stored).toEqual({ items: String(snapshot.items), persons: '133209' });
  });

  it('should keep of persons and their letters a number that leads to the record, no more', async () => {
    const records = [
      ['staff_members', 'name', '在册人员'],
      ['personnel_changes', 'person_name', '人员异动'],
      ['inquiries', 'title', '咨询投诉'],
    ] as const;
    for (const [table, column, word] of records) {
      const { rows } = await database.query<{ kept: string; named: string; called: string }>(
        `select count(*)::text as kept,
           (count(*) filter (where i::text like '%' || r.${column} || '%'))::text as named,
           (count(*) filter (where i.label = $1 || ' ' || i.document_id))::text as called
         from ${TABLES[2]} i
         join (select distinct document_id, ${column} from ${table}) r
           on r.document_id = i.document_id`,
        [word],
      );
      const [counts] = rows;
      expect([table, Number(counts?.kept) > 0]).toEqual([table, true]);
      expect(counts).toEqual({ kept: counts?.kept, named: '0', called: counts?.kept });
    }
  });

  it('should differ in nothing while nothing has changed', async () => {
    const comparison = await compare(snapshot.documentId);
    expect(differences(comparison)).toEqual([]);
    expect(comparison.figures).toHaveLength(snapshot.figures);
    expect(comparison.snapshot).toEqual(snapshot);
    expect(comparison.other).toBeNull();
    const timely = comparison.figures.filter(({ isTimely }) => isTimely).map(({ id }) => id);
    expect(timely.length).toBeGreaterThan(0);
    expect(timely).toEqual(
      comparison.figures.map(({ id }) => id).filter((id) => id.endsWith('.timely-rate')),
    );
  });

  it('should show exactly what a withdrawal changes, and nothing after it is undone', async () => {
    const { documentId, name } = await publicFund();
    await app.strapi.documents(FUND).unpublish({ documentId });
    const comparison = await compare(snapshot.documentId);
    const rate = comparison.figures.find(({ id }) => id === 'fund.rate');
    expect(rate).toMatchObject({
      frozen: { value: '100.00', numerator: '14', denominator: '14' },
      current: { value: '92.85', numerator: '13', denominator: '14' },
      isChanged: true,
      added: 0,
      removed: 0,
      changed: 1,
    });
    expect(differences(comparison).every(({ id }) => id.startsWith('fund.'))).toBe(true);

    const { data, total } = await changes(snapshot.documentId, 'fund.rate');
    expect(total).toBe(1);
    expect(data).toMatchObject([
      {
        change: 'changed',
        frozen: { label: name, documentId, state: 'counted', reason: null },
        current: { label: name, documentId, state: 'missing', reason: '未公开', doneOn: null },
      },
    ]);
    expect((await changes(snapshot.documentId, 'fund.rate', 'change=added')).total).toBe(0);
    expect((await changes(snapshot.documentId, 'budget.rate')).total).toBe(0);

    await app.strapi.documents(FUND).publish({ documentId });
    const rows = (await changes(snapshot.documentId, 'fund.rate')).data;
    const restored = rows.map(({ frozen, current }) => [frozen?.state, current?.state]);
    // Only the day of publication is another one than was frozen.
    expect(restored).toEqual([['counted', 'counted']]);
    expect(
      (await compare(snapshot.documentId)).figures.find(({ id }) => id === 'fund.rate'),
    ).toMatchObject({ isChanged: false, changed: 1 });
  });

  it('should tell rows that came and went from rows that changed', async () => {
    const point = await app.strapi.documents('api::query-point.query-point').create({
      data: {
        name: '将要撤销的查询点',
        street: '永清街',
        address: '沿江大道 1 号',
        isActive: true,
      },
    });
    const { documentId } = point;
    const before = (await freeze({ year: 2017, reason: '删除查询点以前' })).body
      .data as SnapshotSummary;
    await app.strapi
      .documents('api::query-point.query-point')
      .update({ documentId, data: { name: '改了名字的查询点' } });
    const renamed = await changes(before.documentId, 'query-point.count');
    expect(renamed.data).toMatchObject([
      {
        change: 'changed',
        frozen: { label: point.name },
        current: { label: '改了名字的查询点' },
      },
    ]);

    await app.strapi.documents('api::query-point.query-point').delete({ documentId });
    const removed = await changes(before.documentId, 'query-point.count');
    expect(removed.data).toMatchObject([
      { change: 'removed', frozen: { label: point.name, documentId }, current: null },
    ]);
    const after = (await freeze({ year: 2017, reason: '删除查询点以后' })).body
      .data as SnapshotSummary;
    const between = await compare(before.documentId, `with=${after.documentId}`);
    expect(between.other).toEqual(after);
    expect(between.figures.find(({ id }) => id === 'query-point.count')).toMatchObject({
      added: 0,
      removed: 1,
      changed: 0,
      isChanged: true,
    });
    const back = await changes(after.documentId, 'query-point.count', `with=${before.documentId}`);
    expect(back.data).toMatchObject([
      { change: 'added', frozen: null, current: { label: point.name } },
    ]);
    expect(differences(await compare(after.documentId))).toEqual([]);
  });

  it('should page through what has changed, each row once', async () => {
    const fresh = (await freeze({ year: 2017, reason: '金额改动以前' })).body
      .data as SnapshotSummary;
    await database.query(
      `update fund_beneficiaries set amount = amount + 0.01
       where id in (select id from fund_beneficiaries order by id limit 250)`,
    );
    const [first] = differences(await compare(fresh.documentId)).filter(
      ({ id }) => id === 'fund.individual.persons',
    );
    const found: SnapshotItemChange[] = [];
    let total = 0;
    for (let page = 1; page <= 3; page += 1) {
      const answer = await changes(
        fresh.documentId,
        'fund.individual.persons',
        `change=changed&pageSize=100&page=${page}`,
      );
      found.push(...answer.data);
      total = answer.total;
    }
    expect(total).toBeGreaterThan(1);
    expect(total).toBe(first?.changed);
    expect(new Set(found.map(({ key }) => key)).size).toBe(Math.min(300, total));
    const fen = (item: FigureItem | null): number =>
      Math.round(Number(item?.amount ?? 'NaN') * 100);
    expect(found.every(({ frozen, current }) => fen(current) > fen(frozen))).toBe(true);
    await database.query(
      `update fund_beneficiaries set amount = amount - 0.01
       where id in (select id from fund_beneficiaries order by id limit 250)`,
    );
  });

  it('should page through the frozen rows of a figure, which no later change touches', async () => {
    const url = `${SNAPSHOTS}/${snapshot.documentId}/figures/fund.individual.persons/items`;
    const ask = async (query: string) => {
      const response = await get(`${url}?${query}`);
      expect([response.status, response.body.error]).toEqual([200, undefined]);
      return response.body as { data: FigureItem[]; meta: { pagination: { total: number } } };
    };
    const first = await ask('pageSize=100');
    const second = await ask('pageSize=100&page=2');
    expect(new Set([...first.data, ...second.data].map(({ key }) => key)).size).toBe(200);
    const [row] = first.data as [FigureItem];
    const {
      rows: [counted],
    } = await database.query<{ count: string }>(
      `select count(*)::text as count from ${TABLES[2]} i
       join ${TABLES[1]} f on f.snapshot_id = i.snapshot_id and f.universe_id = i.universe_id
         and f.place = any(i.figures)
       join ${TABLES[0]} s on s.id = i.snapshot_id
       where f.figure_id = 'fund.individual.persons' and s.document_id = $1`,
      [snapshot.documentId],
    );
    expect(first.meta.pagination.total).toBe(Number(counted?.count));

    // One payment of each node on the page.
    const nodes = first.data.map(({ key }) => key.split(' ')[1]);
    const add = (amount: string) =>
      database.query(
        `update fund_beneficiaries set amount = amount + $1::numeric where id in (
           select min(id) from fund_beneficiaries where allocation_code = any($2) group by allocation_code)`,
        [amount, nodes],
      );
    expect((await add('0.01')).rowCount).toBe(100);
    expect((await ask('pageSize=100')).data).toEqual(first.data);
    await add('-0.01');

    const found = await ask(`q=${encodeURIComponent(row.label)}&state=${row.state}`);
    expect(found.data.map(({ key }) => key)).toContain(row.key);
    expect((await ask('q=100%25')).meta.pagination.total).toBe(0);
    expect((await ask('state=excluded&q=没有这样的名称')).data).toEqual([]);
    expect((await get(`${url}?state=public`)).status).toBe(400);
    expect((await get(url.replace('fund.individual.persons', 'no.such'))).status).toBe(404);
  });

  it('should be changed by nobody, whatever the way', async () => {
    for (const table of TABLES) {
      const column = table === TABLES[0] ? 'reason' : table === TABLES[1] ? 'value' : 'label';
      expect(await refusal(`update ${table} set ${column} = 'x'`)).toContain('append-only');
      expect(await refusal(`delete from ${table}`)).toContain('append-only');
      expect(await refusal(`truncate ${table}`)).toContain('append-only');
    }
    expect(
      await refusal(`insert into ${TABLES[2]} (snapshot_id, universe_id, item_key, label, state,
        quantity, due_is_provisional, figures)
        select id, 'fund.x', 'x', 'x', 'counted', 1, false, '{1}' from ${TABLES[0]}`),
    ).toContain('nothing can be added');
    expect(
      await refusal(`insert into ${TABLES[1]} (snapshot_id, place, figure_id, universe_id, description, value)
        select id, 999, 'x', 'x', '{}', '1' from ${TABLES[0]}`),
    ).toContain('nothing can be added');
    const models = Object.values(app.strapi.contentTypes).map(
      ({ collectionName }) => collectionName,
    );
    expect(models.filter((name) => TABLES.includes(name as string))).toEqual([]);
    for (const method of ['put', 'delete', 'patch'] as const) {
      const response = await app.agent[method](`${SNAPSHOTS}/${snapshot.documentId}`)
        .set('Authorization', `Bearer ${token}`)
        .send({ reason: 'x' });
      expect(response.status).toBeGreaterThanOrEqual(404);
    }
    expect((await get(`${SNAPSHOTS}/${snapshot.documentId}`)).body.data.isIntact).toBe(true);
  });

  it('should notice what somebody with the database in his hands has changed', async () => {
    const extra = (await freeze({ year: 2017, asOf: '2016-12-31', reason: '被改动的快照' })).body
      .data as SnapshotSummary;
    await database.query(`alter table ${TABLES[2]} disable trigger all`);
    await database.query(
      `update ${TABLES[2]} set label = label || '。'
       where (snapshot_id, universe_id, item_key) = (select i.snapshot_id, i.universe_id, i.item_key
         from ${TABLES[2]} i join ${TABLES[0]} s on s.id = i.snapshot_id
         where s.document_id = $1 limit 1)`,
      [extra.documentId],
    );
    await database.query(`alter table ${TABLES[2]} enable trigger all`);
    expect((await get(`${SNAPSHOTS}/${extra.documentId}`)).body.data.isIntact).toBe(false);
    const list = (await get(SNAPSHOTS)).body.data as SnapshotSummary[];
    expect(list.filter(({ isIntact }) => !isIntact).map(({ documentId }) => documentId)).toEqual([
      extra.documentId,
    ]);
  });

  it('should freeze twice at once without waiting or mixing, and while records change', async () => {
    const { documentId } = await publicFund();
    const [one, two] = await Promise.all([
      freeze({ year: 2017, reason: '同时建立之一' }),
      freeze({ year: 2017, reason: '同时建立之二' }),
      app.strapi.documents(FUND).update({ documentId, data: { standards: '改动' } }),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    const first = one.body.data as SnapshotSummary;
    const second = two.body.data as SnapshotSummary;
    expect(first.items).toBe(second.items);
    expect(first.digest).not.toBe(second.digest);
    expect([first.isIntact, second.isIntact]).toEqual([true, true]);
    expect(differences(await compare(first.documentId, `with=${second.documentId}`))).toEqual([]);
  });

  it.each([
    [{ year: 2017 }, '请填写建立快照的原因'],
    [{ year: 2017, reason: ' x ' }, '请填写建立快照的原因'],
    [{ year: '2017', reason: '原因原因' }, '年度'],
    [{ year: 1999, reason: '原因原因' }, '年度'],
    [{ year: 2017, asOf: '2017-02-30', reason: '原因原因' }, '截止日期'],
    [{ year: 2017, asOf: '2999-01-01', reason: '原因原因' }, '不能晚于今天'],
    [{ year: 2017, reason: '原因原因', digest: 'x' }, '不认识的参数'],
  ])('should refuse %j with what to do', async (body, message) => {
    const response = await freeze(body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
  });

  it('should refuse questions that have no answer', async () => {
    const url = `${SNAPSHOTS}/${snapshot.documentId}`;
    expect((await get(`${SNAPSHOTS}/nothing`)).status).toBe(404);
    expect((await get(`${SNAPSHOTS}/nothing/comparison`)).status).toBe(404);
    expect((await get(`${url}/comparison?with=nothing`)).status).toBe(404);
    expect((await get(`${url}/comparison/fund.nothing/items`)).status).toBe(404);
    expect((await get(`${url}/comparison?with=x&asOf=2017-12-31`)).status).toBe(400);
    expect((await get(`${url}/comparison/fund.rate/items?pageSize=101`)).status).toBe(400);
    expect((await get(`${url}/comparison/fund.rate/items?change=gone`)).status).toBe(400);
    const other = (await freeze({ year: 2016, reason: '另一个年度' })).body.data as SnapshotSummary;
    const response = await get(`${url}/comparison?with=${other.documentId}`);
    expect([response.status, response.body.error.message]).toEqual([
      400,
      '只能与同一年度的快照对比，请选择 2017 年度的快照',
    ]);
  });
});

describe('an organ that is classified after a freeze', () => {
  const ORGANIZATION = 'api::organization.organization';
  let app: App;
  let token: string;
  let snapshot: SnapshotSummary;
  let organ: { documentId: string; name: string };

  const ask = async (path: string): Promise<{ text: string; data: unknown }> => {
    const response = await app.agent
      .get(`${SNAPSHOTS}/${path}`)
      .set('Authorization', `Bearer ${token}`);
    expect([path, response.status]).toEqual([path, 200]);
    return { text: response.text, data: response.body.data as unknown };
  };
  const freeze = async (reason: string): Promise<SnapshotSummary> => {
    const response = await app.agent
      .post(SNAPSHOTS)
      .set('Authorization', `Bearer ${token}`)
      .send({ year: 2017, reason });
    expect(response.status).toBe(201);
    return response.body.data as SnapshotSummary;
  };
  const classify = (isClassified: boolean) =>
    app.strapi
      .documents(ORGANIZATION)
      .update({ documentId: organ.documentId, data: { isClassified } });
  const comparisonOf = async (query = ''): Promise<SnapshotComparison['figures']> =>
    ((await ask(`${snapshot.documentId}/comparison?${query}`)).data as SnapshotComparison).figures;
  /** Every row that can be asked for, of both kinds, on one page each. */
  const rowsOf = async function* (query: string): AsyncGenerator<string> {
    for (const { id } of await comparisonOf()) {
      const places = [`figures/${id}/items`, `comparison/${id}/items`];
      for (const place of places) {
        yield (await ask(`${snapshot.documentId}/${place}?pageSize=100${query}`)).text;
      }
    }
  };
  /** Whether one of the rows has the word. */
  const isNamed = async (word: string, query = ''): Promise<boolean> => {
    for await (const rows of rowsOf(query)) if (rows.includes(word)) return true;
    return false;
  };
  const valuesOf = async (query = '') =>
    (
      (await ask(`${snapshot.documentId}?${query}`)).data as {
        values: { id: string; value: string }[];
      }
    ).values.map(({ id, value }) => [id, value]);

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    token = await app.adminToken();
    // One that answers for funds, a budget, an establishment record and notices.
    const [fund] = await app.strapi.documents(FUND).findMany({
      filters: { year: 2017 },
      status: 'published',
      populate: ['department'],
      sort: 'code',
    });
    organ = fund?.department as unknown as typeof organ;
    snapshot = await freeze('定密以前');
  });
  afterAll(() => app.stop());

  it('should be named by no row of the snapshot or of what has changed, and be counted as frozen', async () => {
    const before = await valuesOf();
    expect(await isNamed(organ.name)).toBe(true);
    expect(await isNamed(organ.documentId)).toBe(true);
    const ownBefore = await valuesOf(`organization=${organ.documentId}`);
    expect(ownBefore).not.toEqual(await valuesOf('organization=nobody'));

    await classify(true);
    for await (const rows of rowsOf('')) {
      expect(rows).not.toContain(organ.name);
      expect(rows).not.toContain(organ.documentId);
    }
    expect(await valuesOf()).toEqual(before);

    const figures = await comparisonOf();
    expect(figures.filter(({ isChanged }) => isChanged)).not.toEqual([]);
    const { added } = figures.find(({ id }) => id === 'establishment.organ.classified.count') ?? {};
    expect(added).toBe(1);
    expect(figures.filter(({ removed, changed }) => removed + changed > 0)).toEqual([]);
  });

  it('should be told of neither to whoever asks for it by name', async () => {
    const scope = `organization=${organ.documentId}`;
    expect(await isNamed(organ.name, `&${scope}`)).toBe(false);
    expect(await valuesOf(scope)).toEqual(await valuesOf('organization=nobody'));
    const searched = await ask(
      `${snapshot.documentId}/figures/fund.rate/items?q=${encodeURIComponent(organ.name)}`,
    );
    expect(searched.data).toEqual([]);
  });

  it('should not be told by comparing two snapshots, and come back when it is no longer', async () => {
    const after = await freeze('定密以后');
    const figures = await comparisonOf(`with=${after.documentId}`);
    expect(figures.filter(({ removed, changed }) => removed + changed > 0)).toEqual([]);
    for (const { id } of figures) {
      const { text } = await ask(
        `${snapshot.documentId}/comparison/${id}/items?pageSize=100&with=${after.documentId}`,
      );
      expect(text).not.toContain(organ.name);
    }
    await classify(false);
    expect(await isNamed(organ.name)).toBe(true);
    expect((await ask(`${snapshot.documentId}`)).text).toContain('"isIntact":true');
  });
});
