import { spawnSync } from 'node:child_process';
import path from 'node:path';

import fc from 'fast-check';

import { startApp, type App } from './support/app';
import {
  addressOf,
  createJudge,
  junkCalls,
  routesOf,
  validCalls,
  type OpenApiDocument,
  type Route,
} from './support/openapi';

/** For WeChat's servers alone, which sign what they send; no part of what others build on. */
const CALLBACKS = /\/api\/cross-post\/wechat\//;

/** Strapi's own content API, closed by role. */
const STRAPI_OWN =
  /^\w+ \/api\/(auth|connect|users|users-permissions|upload|i18n|email|content-type-builder)\b/;

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20171231);

/** Nobody's number can stand in an example: it is answered as any number that isn't there. */
const statusOfExample = ({ method, operation }: Route): number =>
  method === 'get' ? 200 : operation.operationId.startsWith('track') ? 404 : 201;

describe('OpenAPI document', () => {
  let app: App;
  let document: OpenApiDocument;
  let routes: Route[];
  let judge: ReturnType<typeof createJudge>;

  const call = async (
    method: string,
    address: string,
    body?: unknown,
  ): Promise<{ status: number; type: string; text: string }> => {
    const request = app.agent[method as 'get' | 'post'](address).buffer(true);
    request.parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
    });
    const response = await (body === undefined
      ? request
      : request.set('Content-Type', 'application/json').send(JSON.stringify(body)));
    return {
      status: response.status,
      type: String(response.headers['content-type'] ?? ''),
      text: response.body as string,
    };
  };

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: 'https://open.example' } });
    document = (await app.agent.get('/api/openapi.json')).body as OpenApiDocument;
    routes = routesOf(document);
    judge = createJudge(document);
  });
  afterAll(() => app.stop());

  it('should be valid OpenAPI 3.1', () => {
    // Of its own accord: the validator is an ES module, which Jest can't load.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.resolve(__dirname, 'support', 'validate-openapi.mjs')],
      { input: JSON.stringify(document), encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'valid 3.1\n', stderr: '' });
    expect(document.openapi).toBe('3.1.0');
  });

  it('should have every public route and nothing else', () => {
    const mounted = (app.strapi.server.listRoutes() as { methods: string[]; path: string }[])
      .flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`))
      .filter(
        (route) =>
          / \/(api\/|sitemap)/.test(route) && !STRAPI_OWN.test(route) && !CALLBACKS.test(route),
      )
      .filter((route) => !route.startsWith('HEAD '))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    const told = routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(told.sort()).toEqual([...new Set(mounted)].sort());
  });

  it('should give examples that its schemas allow', () => {
    let examples = 0;
    for (const { operation } of routes) {
      const bodies = Object.values(operation.requestBody?.content ?? {});
      const answers = Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content ?? {}),
      );
      for (const { schema, example } of [...bodies, ...answers, ...(operation.parameters ?? [])]) {
        if (example === undefined) continue;
        examples += 1;
        expect({ id: operation.operationId, errors: judge.errorsOf(schema, example) }).toEqual({
          id: operation.operationId,
          errors: null,
        });
      }
    }
    expect(examples).toBeGreaterThan(60);
  });

  it('should give examples that are true: each answers with success', async () => {
    for (const route of routes) {
      const parameters = route.operation.parameters ?? [];
      const needed = parameters.filter((one) => one.in === 'path' || one.required);
      const path = Object.fromEntries(
        needed.filter((one) => one.in === 'path').map(({ name, example }) => [name, example]),
      );
      const base = Object.fromEntries(
        needed.filter((one) => one.in === 'query').map(({ name, example }) => [name, example]),
      );
      const more = parameters.filter((one) => one.in === 'query' && one.example !== undefined);
      const body = Object.values(route.operation.requestBody?.content ?? {})[0]?.example;
      for (const query of [
        base,
        ...more.map(({ name, example }) => ({ ...base, [name]: example })),
      ]) {
        const address = addressOf(route, { path, query });
        const answer = await call(route.method, address, body);
        expect({ address, status: answer.status, verdict: judge.verdict(route, answer) }).toEqual({
          address,
          status: statusOfExample(route),
          verdict: null,
        });
      }
    }
  });

  it('should tell the truth whatever is asked: valid values', async () => {
    for (const route of routes.filter(({ method }) => method === 'get')) {
      await fc.assert(
        fc.asyncProperty(validCalls(document, route), async (one) => {
          const address = addressOf(route, one);
          const answer = await call('get', address);
          const isFine = answer.status === 200 || answer.status === 404;
          expect({
            address,
            text: isFine ? '' : answer.text,
            verdict: judge.verdict(route, answer),
          }).toEqual({ address, text: '', verdict: null });
        }),
        { numRuns: (route.operation.parameters ?? []).length > 0 ? RUNS : 1, seed: SEED },
      );
    }
  });

  it('should tell the truth whatever is asked: junk', async () => {
    for (const route of routes.filter(({ method }) => method === 'get')) {
      await fc.assert(
        fc.asyncProperty(junkCalls(document, route), async (one) => {
          const address = addressOf(route, one);
          const answer = await call('get', address);
          expect({
            address,
            isServersFault: answer.status >= 500,
            verdict: judge.verdict(route, answer),
          }).toEqual({ address, isServersFault: false, verdict: null });
        }),
        { numRuns: RUNS, seed: SEED },
      );
    }
  });

  it('should tell the truth of what is sent in', async () => {
    for (const route of routes.filter(({ method }) => method === 'post')) {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.anything({ maxDepth: 3 }), fc.record({ data: fc.anything({ maxDepth: 2 }) })),
          async (body) => {
            const answer = await call('post', route.path, JSON.parse(JSON.stringify(body ?? null)));
            expect({
              body,
              isServersFault: answer.status >= 500,
              verdict: judge.verdict(route, answer),
            }).toEqual({ body, isServersFault: false, verdict: null });
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
    }
  });

  it('should be readable as a page without scripts or anything from elsewhere', async () => {
    const page = await call('get', '/api/docs');
    expect(page.type).toBe('text/html; charset=utf-8');
    for (const { path, operation } of routes) {
      expect(page.text).toContain(path);
      expect(page.text).toContain(`id="${operation.operationId}"`);
    }
    expect(page.text).not.toMatch(/<script|<link|<img|<iframe| on\w+=|javascript:|url\(|@import/i);
    const anchors = [...page.text.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
    expect(anchors.length).toBeGreaterThan(50);
    for (const anchor of new Set(anchors)) expect(page.text).toContain(`id="${anchor}"`);
  });
});
