import { startApp, type App } from './support/app';

interface Entry {
  readonly documentId: string;
  readonly url: string;
  readonly indexNumber: string | null;
  readonly name: string;
  readonly summary: string;
  readonly formedOn: string | null;
  readonly organization: { documentId: string; name: string } | null;
  readonly subject: { value: string; label: { zh: string } } | null;
  readonly kind: { value: string; label: { zh: string } };
  readonly validity: { value: string; label: { zh: string } } | null;
}

const SITE = 'https://open.example';

describe('information catalogue', () => {
  let app: App;
  const get = async (query = '') => {
    const { status, body } = await app.agent.get(`/api/catalogue${query}`);
    return {
      status,
      body,
      items: body.data as Entry[],
      total: body.meta?.pagination.total as number,
    };
  };
  const all = async (query = ''): Promise<Entry[]> => {
    const found: Entry[] = [];
    for (let page = 1; ; page += 1) {
      const { items } = await get(`?${query}&pageSize=100&page=${page}`);
      found.push(...items);
      if (items.length < 100) return found;
    }
  };
  const totalOf = async (path: string): Promise<number> =>
    (await app.agent.get(`/api/${path}?pagination[pageSize]=1`)).body.meta.pagination.total;

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: SITE } });
  });
  afterAll(() => app.stop());

  it('should enter every public document once, with what article 12 asks for', async () => {
    const entries = await all();
    const totals = await Promise.all(
      ['notices', 'funds', 'department-budgets', 'establishment-records'].map(totalOf),
    );
    expect(entries).toHaveLength(totals.reduce((sum, total) => sum + total, 0));
    expect(new Set(entries.map(({ url }) => url)).size).toBe(entries.length);
    for (const entry of entries) {
      expect(entry.name.length).toBeGreaterThan(0);
      expect(entry.summary.length).toBeGreaterThan(0);
      expect(entry.kind.label.zh).toMatch(/\p{Script=Han}/u);
    }
    const days = entries.flatMap(({ formedOn }) => formedOn ?? []);
    expect(days).toEqual([...days].sort().reverse());
  });

  it('should lead to the documents', async () => {
    for (const kind of ['announcement', 'fund', 'department-budget', 'establishment-record']) {
      const [entry] = (await get(`?kind=${kind}&pageSize=1`)).items;
      const { status, body } = await app.agent.get(entry?.url.slice(SITE.length) ?? '');
      expect({ kind, status }).toEqual({ kind, status: 200 });
      expect(body.data.documentId).toBe(entry?.documentId);
    }
  });

  it('should choose by subject, organization, kind and year', async () => {
    const entries = await all();
    const [first] = entries.filter(({ organization }) => organization !== null);
    const organization = first?.organization?.documentId ?? '';
    const cases: [string, (entry: Entry) => boolean][] = [
      ['subject=art20-7', ({ subject }) => subject?.value === 'art20-7'],
      ['kind=announcement', ({ kind }) => kind.value === 'announcement'],
      ['year=2017', ({ formedOn }) => formedOn?.startsWith('2017') === true],
      [`organization=${organization}`, (entry) => entry.organization?.documentId === organization],
    ];
    for (const [query, isWanted] of cases) {
      const found = await all(query);
      expect(found).toEqual(entries.filter(isWanted));
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it('should say that a document was repealed', async () => {
    const { items } = await get('?pageSize=1&kind=announcement');
    await app.strapi.db
      .connection('notices')
      .where({ document_id: items[0]?.documentId })
      .update({ validity: 'repealed' });
    const { items: after } = await get('?pageSize=1&kind=announcement');
    expect(after[0]?.validity).toEqual({
      value: 'repealed',
      label: { zh: '已废止', en: expect.any(String) },
    });
  });

  it('should not know a classified organ', async () => {
    const secret = await app.strapi
      .documents('api::organization.organization')
      .findFirst({ filters: { isClassified: true } });
    const names = (await all()).map(({ organization }) => organization?.name);
    expect(names).not.toContain(secret?.name);
    const { status, total } = await get(`?organization=${secret?.documentId}`);
    const nobody = await get('?organization=nobody');
    expect({ status, total }).toEqual({ status: nobody.status, total: nobody.total });
  });

  it.each([
    'kind=secret',
    'subject=x',
    'page=0',
    'pageSize=x',
    'year=17',
    'filters[kind]=news',
    'kind[]=news',
  ])('should refuse ?%s', async (query) => {
    expect((await get(`?${query}`)).status).toBe(400);
  });
});
