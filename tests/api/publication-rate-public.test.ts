import {
  publicFiguresSchema,
  publicReconciliationsSchema,
  publicTrendSchema,
  publicYearsSchema,
  type PublicFigures,
  type PublicReconciliations,
} from '../../src/plugins/publication-rate/shared/contracts/public';
import { PLANTED } from '../data/gaps/planted';
import { startApp, type App } from './support/app';

const BASE = '/api/publication-rate';

describe('what anybody may know of the figures', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
  });
  afterAll(() => app.stop());

  const answers = [
    ['figures?year=2017', publicFiguresSchema],
    ['figures?year=2017&asOf=2017-12-31', publicFiguresSchema],
    ['years', publicYearsSchema],
    ['trend?id=fund.rate&year=2017', publicTrendSchema],
    ['reconciliations?year=2017', publicReconciliationsSchema],
    ['reconciliations?year=2017&asOf=2017-12-31', publicReconciliationsSchema],
  ] as const;

  it.each(answers)('should answer %s as it is documented', async (query, schema) => {
    const response = await app.agent.get(`${BASE}/${query}`);
    expect(response.status).toBe(200);
    // Nothing is left over: what isn't documented isn't sent.
    expect(schema.parse(response.body)).toEqual(response.body);
  });

  it('should say what each figure means', async () => {
    const { body } = await app.agent.get(`${BASE}/figures?year=2017`);
    for (const figure of (body as PublicFigures).data) {
      expect([figure.id, figure.definition, figure.legalBasis]).toEqual([
        figure.id,
        expect.stringMatching(/.{5,}/),
        expect.stringMatching(/.{5,}/),
      ]);
    }
  });

  it('should follow a figure through the months', async () => {
    const { body } = await app.agent.get(`${BASE}/trend?id=fund.rate&year=2017`);
    expect(body.data).toMatchObject({ id: 'fund.rate', unit: '%' });
    expect(body.data.points).toHaveLength(12);
    expect(body.data.points[11]).toMatchObject({ month: '2017-12', value: '66.66' });
    expect(body.data.points[5]).toMatchObject({ month: '2017-06', value: '0.00' });
  });

  it('should reconcile public funds only, and of sensitive ones tell no more than totals', async () => {
    const { body } = await app.agent.get(`${BASE}/reconciliations?year=2017`);
    const { data } = body as PublicReconciliations;
    expect(data.map(({ code, state }) => [code, state]).sort()).toEqual([
      ['2017-01', 'balanced'],
      ['2017-02', 'different'],
      ['2017-03', 'balanced'],
      ['2017-04', 'balanced'],
    ]);
    const [sensitive] = data.filter(({ isSensitive }) => isSensitive);
    expect(sensitive).toMatchObject({
      documentId: PLANTED.funds.sensitive.documentId,
      total: '30540.00',
      details: null,
    });
    const [unbalanced] = data.filter(({ code }) => code === '2017-02');
    expect(unbalanced?.details).toMatchObject({
      leafAmount: '34431.81',
      beneficiaryAmount: '34431.80',
      differenceCount: 1,
    });
  });

  it('should be kept by its tag, and sent anew when the figures change', async () => {
    for (const [query] of answers) {
      const first = await app.agent.get(`${BASE}/${query}`);
      const { etag } = first.headers as { etag: string };
      expect(first.headers['cache-control']).toBe('public, max-age=5, must-revalidate');
      const again = await app.agent.get(`${BASE}/${query}`).set('If-None-Match', etag);
      expect([query, again.status, again.text]).toEqual([query, 304, '']);
      expect(again.headers['etag']).toBe(etag);
      const other = await app.agent.get(`${BASE}/${query}`).set('If-None-Match', 'W/"other"');
      expect(other.status).toBe(200);
    }
    const before = await app.agent.get(`${BASE}/reconciliations?year=2017`);
    const { documentId } = PLANTED.funds.complete;
    await app.strapi.documents('api::fund.fund').unpublish({ documentId });
    const after = await app.agent
      .get(`${BASE}/reconciliations?year=2017`)
      .set('If-None-Match', before.headers['etag'] as string);
    expect(after.status).toBe(200);
    expect((after.body as PublicReconciliations).data).toHaveLength(3);
    await app.strapi.documents('api::fund.fund').publish({ documentId });
  });

  it('should never name the classified organ, nor what is its own', async () => {
    const { classified } = PLANTED.organizations;
    const db = app.strapi.db.connection;
    const [organ] = (await db('organizations').where({ name: classified.name })) as {
      id: number;
      code: string;
      document_id: string;
    }[];
    // A fund of its own, which nobody may see either.
    const [fund] = await db('funds')
      .insert({
        document_id: 'classified-fund',
        code: '2017-77',
        year: 2017,
        name: '某涉密专项',
        total_amount: '77.77',
        is_sensitive: false,
        reaches_individuals: false,
      })
      .returning<{ id: number }[]>('id');
    await db('funds_department_lnk').insert({ fund_id: fund?.id, organization_id: organ?.id });

    const { body } = await app.agent.get(`${BASE}/figures?year=2017`);
    const queries = [
      ...answers.map(([query]) => query),
      ...(body as PublicFigures).data.map(({ id }) => `trend?id=${id}&year=2017&asOf=2017-02-28`),
    ];
    const planted = [
      classified.name,
      classified.documentId,
      classified.draftRecord,
      classified.staff,
      organ?.code as string,
      '某涉密专项',
      'classified-fund',
      '77.77',
    ];
    for (const query of queries) {
      const { status, text } = await app.agent.get(`${BASE}/${query}`);
      expect([query, status]).toEqual([query, 200]);
      expect([query, planted.filter((word) => text.includes(word))]).toEqual([query, []]);
    }
    const counted = (body as PublicFigures).data.find(
      ({ id }) => id === 'establishment.organ.classified.count',
    );
    expect(counted?.value).toBe('1');
  });

  it.each([
    ['figures', 400, '年度'],
    ['years?year=2017', 400, '不认识的参数'],
    ['trend?year=2017', 400, '指标 id'],
    ['trend?id=fund.rate&id=fund.due.count&year=2017', 400, '指标 id'],
    ['trend?id=fund.nothing&year=2017', 404, '没有编号为“fund.nothing”的指标'],
    ['reconciliations?year=2017&organization=x', 400, '不认识的参数'],
    ['reconciliations?year=2017&asOf=2999-01-01', 400, '不能晚于今天'],
  ])('should refuse %s with what to do', async (query, status, message) => {
    const response = await app.agent.get(`${BASE}/${query}`);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toContain(message);
  });
});
