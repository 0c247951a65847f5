import { Workbook } from 'exceljs';

import type { PublicApiService, PublicType } from '../../src/shared/contracts/public-api';
import { startApp, type App } from './support/app';
import { CANARY, NUMBER, plantCanaries } from './support/canaries';
import { addressOf, routesOf, type OpenApiDocument, type Route } from './support/openapi';

interface Seen {
  readonly address: string;
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Crawls every door of the public and finds nothing that isn't meant for it. */
describe('what is private or classified', () => {
  let app: App;
  let routes: Route[];
  let secrets: string[];
  const logged: string[] = [];
  const leaks: string[] = [];
  let answers = 0;

  const look = (place: string, text: string): void => {
    for (const secret of [CANARY, String(NUMBER), ...secrets]) {
      const found = text.indexOf(secret);
      if (found < 0) continue;
      leaks.push(`${place}: …${text.slice(Math.max(0, found - 60), found + 60)}…`);
    }
  };

  const get = async (address: string, method: 'get' | 'post' = 'get'): Promise<Seen> => {
    const request = app.agent[method](address).buffer(true);
    request.parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
    const response = await request;
    const body = response.body as Buffer;
    answers += 1;
    look(`${address} headers`, JSON.stringify(response.headers));
    look(address, body.toString('utf8'));
    return {
      address,
      status: response.status,
      type: String(response.headers['content-type']),
      body,
    };
  };
  const readJson = <T>({ body }: Seen): T => JSON.parse(body.toString('utf8')) as T;

  const everyId = async (table: string, withSlug: boolean): Promise<string[]> => {
    const rows = (await app.strapi.db
      .connection(table)
      .distinct('document_id', ...(withSlug ? ['slug'] : []))
      .limit(400)) as { document_id: string; slug?: string }[];
    return rows.flatMap(({ document_id: id, slug }) => (slug ? [id, slug] : [id]));
  };

  beforeAll(async () => {
    app = await startApp({
      dataSet: 'gaps',
      env: { PUBLIC_URL: 'https://open.example', LOG_LEVEL: 'silly' },
    });
    app.strapi.log.on('data', (entry: unknown) => logged.push(JSON.stringify(entry)));
    const types = app.strapi
      .plugin('public-api')
      .service<PublicApiService & { declarations(): readonly PublicType[] }>('types');
    const planted = await plantCanaries(app.strapi, types.declarations());
    expect(planted.columns).toBeGreaterThan(100);
    secrets = planted.secrets;
    routes = routesOf(readJson<OpenApiDocument>(await get('/api/openapi.json')));
  });
  afterAll(() => app.stop());

  it('should be in no list, on no page, populated or not', async () => {
    for (const { path } of routes.filter((route) => /^\/api\/[a-z-]+$/.test(route.path))) {
      for (const query of ['', 'populate=*', 'sort=updatedAt:desc']) {
        for (let page = 1, pages = 1; page <= Math.min(pages, 40); page += 1) {
          const seen = await get(
            `${path}?${query}&pagination[pageSize]=100&pagination[page]=${page}`,
          );
          if (seen.status !== 200) break;
          const { meta } = readJson<{ meta?: { pagination?: { pageCount?: number } } }>(seen);
          pages = meta?.pagination?.pageCount ?? 1;
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it('should be at no address, though its name be known', async () => {
    const found: number[] = [];
    for (const { uid, path, hasSlug } of app.strapi
      .plugin('public-api')
      .service<{ declarations(): readonly PublicType[] }>('types')
      .declarations()) {
      const { tableName } = app.strapi.db.metadata.get(uid);
      for (const id of await everyId(tableName, hasSlug === true)) {
        const address = `/api/${path}/${encodeURIComponent(id)}?populate=*`;
        found.push((await get(address)).status);
      }
    }
    expect(found).toContain(200);
    expect(found.filter((status) => ![200, 404, 410].includes(status))).toEqual([]);
    expect(leaks).toEqual([]);
  });

  it('should be in no feed, sitemap, figure, catalogue and description', async () => {
    const fixed = routes.filter(
      ({ method, path }) =>
        method === 'get' && !path.includes('{') && !/^\/api\/[a-z-]+s$/.test(path),
    );
    expect(fixed.length).toBeGreaterThan(10);
    for (const route of fixed) {
      const parameters = (route.operation.parameters ?? []).filter((one) => one.in === 'query');
      const needed = parameters.filter(({ required }) => required);
      const base = Object.fromEntries(needed.map(({ name, example }) => [name, example]));
      await get(addressOf(route, { path: {}, query: base }));
      for (const { name, schema } of parameters) {
        for (const value of Array.isArray(schema['enum']) ? (schema['enum'] as string[]) : [])
          await get(addressOf(route, { path: {}, query: { ...base, [name]: value } }));
      }
    }
    for (let page = 1; page < 10; page += 1) await get(`/api/catalogue?pageSize=100&page=${page}`);
    const index = (await get('/sitemap.xml')).body.toString('utf8');
    for (const [, part = ''] of index.matchAll(/<loc>https:\/\/open\.example([^<]+)<\/loc>/g))
      await get(part);
    expect(leaks).toEqual([]);
  });

  it('should be in no file, whatever its format', async () => {
    const { data } = readJson<{ data: { id: string; files: { format: string }[] }[] }>(
      await get('/api/open-data'),
    );
    for (const { id, files } of data) {
      await get(`/api/open-data/${id}`);
      await get(`/api/open-data/${id}/datapackage.json`);
      for (const { format } of files) {
        const seen = await get(`/api/open-data/${id}/data.${format}`);
        expect(seen.status).toBe(200);
        if (format !== 'xlsx') continue;
        const book = new Workbook();
        await book.xlsx.load(seen.body as unknown as ArrayBuffer);
        for (const sheet of book.worksheets)
          look(`${seen.address} ${sheet.name}`, JSON.stringify(sheet.getSheetValues()));
      }
    }
    expect(leaks).toEqual([]);
  });

  it('should be in no refusal', async () => {
    const types = app.strapi
      .plugin('public-api')
      .service<{ declarations(): readonly PublicType[] }>('types')
      .declarations();
    for (const { uid, path } of types) {
      for (const name of Object.keys(app.strapi.db.metadata.get(uid).attributes)) {
        await get(`/api/${path}?filters[${name}][$contains]=x`);
        await get(`/api/${path}?sort=${name}`);
        await get(`/api/${path}?fields=${name}`);
        await get(`/api/${path}?populate=${name}`);
      }
      await get(`/api/${path}?_q=x`);
      await get(`/api/${path}?status=draft`);
      await get(`/api/${path}?publicationFilter=all`);
      await get(`/api/${path}`, 'post');
    }
    expect(leaks).toEqual([]);
  });

  it('should be in no log', () => {
    expect(answers).toBeGreaterThan(800);
    expect(logged.length).toBeGreaterThan(500);
    const names = secrets.slice(1).filter((secret) => secret.startsWith('enc'));
    // A line for each request holds what was asked, and this test asks for canaries by name.
    const told = logged.filter((entry) => !/(GET|POST) \S+ \(\d+ ms\) \d{3}/.test(entry));
    for (const entry of told) {
      for (const secret of [CANARY, String(NUMBER), ...names]) expect(entry).not.toContain(secret);
    }
  });
});
