import type { AddressInfo } from 'node:net';

import { strapi as createClient } from '@strapi/client';

import { startApp, type App } from './support/app';

interface Organization {
  readonly documentId: string;
  readonly name: string;
}
interface Notice {
  readonly documentId: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: string;
  readonly issuedOn: string;
  readonly issuer: Organization | null;
}

/** The official client, as a portal would use it. */
describe('@strapi/client', () => {
  let app: App;
  let client: ReturnType<typeof createClient>;
  const notices = () => client.collection('notices');

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    await new Promise<void>((resolve) => app.strapi.server.httpServer.listen(0, resolve));
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    client = createClient({ baseURL: `http://127.0.0.1:${port}/api` });
  });
  afterAll(() => app.stop());

  it('should find with filters, sort, populate and pagination', async () => {
    const { data, meta } = await notices().find({
      filters: { kind: { $in: ['announcement', 'news'] }, issuedOn: { $gte: '2017-01-01' } },
      sort: ['issuedOn:desc', 'title:asc'],
      populate: { issuer: { fields: ['name'] } },
      fields: ['title', 'kind', 'issuedOn'],
      pagination: { page: 1, pageSize: 3 },
    });
    const found = data as unknown as Notice[];
    expect(found).toHaveLength(3);
    const days = found.map(({ issuedOn }) => issuedOn);
    expect(days).toEqual([...days].sort().reverse());
    for (const notice of found) {
      expect(['announcement', 'news']).toContain(notice.kind);
      expect(Object.keys(notice).sort()).toEqual([
        'documentId',
        'issuedOn',
        'issuer',
        'kind',
        'title',
      ]);
      expect(Object.keys(notice.issuer ?? {}).sort()).toEqual(['documentId', 'name']);
    }
    expect(meta.pagination).toMatchObject({ page: 1, pageSize: 3 });
    expect(meta.pagination?.total).toBeGreaterThan(3);
  });

  it('should walk through all pages without missing or repeating one', async () => {
    const seen: string[] = [];
    for (let page = 1, pageCount = 1; page <= pageCount; page += 1) {
      const { data, meta } = await notices().find({
        sort: 'issuedOn:desc',
        pagination: { page, pageSize: 7 },
      });
      seen.push(...data.map(({ documentId }) => documentId));
      pageCount = meta.pagination?.pageCount ?? 0;
    }
    const { meta } = await notices().find({ pagination: { pageSize: 1 } });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(meta.pagination?.total ?? -1);
  });

  it('should find one by documentId and by slug', async () => {
    const { data } = await notices().find({ pagination: { limit: 1 } });
    const [first] = data as unknown as Notice[];
    if (!first) throw new Error('no notice');
    const byId = await notices().findOne(first.documentId, { populate: '*' });
    const bySlug = await notices().findOne(first.slug, { populate: '*' });
    expect(byId).toEqual(bySlug);
    expect(byId.data['title']).toBe(first.title);
  });

  it('should filter through relations', async () => {
    const { data } = await client.collection('organizations').find({
      filters: { isFirstLevel: true },
      pagination: { limit: 1 },
    });
    const [organ] = data as unknown as Organization[];
    const found = await notices().find({
      filters: { issuer: { documentId: organ?.documentId } },
      populate: ['issuer'],
    });
    for (const notice of found.data as unknown as Notice[])
      expect(notice.issuer?.name).toBe(organ?.name);
  });

  it('should be told what is wrong', async () => {
    await expect(notices().findOne('nothing')).rejects.toMatchObject({
      response: { status: 404 },
    });
    await expect(
      client.collection('organizations').find({ filters: { isClassified: true } }),
    ).rejects.toMatchObject({ response: { status: 400 } });
    await expect(notices().delete('x')).rejects.toMatchObject({ response: { status: 405 } });
  });
});
