import fs from 'node:fs';
import path from 'node:path';

import { startApp, type App } from './support/app';

const PLUGINS = fs.readdirSync(path.resolve(__dirname, '..', '..', 'src', 'plugins')).sort();

/** Every door that the project's own code opens, and who may knock. */
const PUBLIC_ROUTES = [
  'GET /api/catalogue',
  'GET /api/challenge',
  'GET /api/changes',
  'GET /api/cross-post/receipts',
  'GET /api/cross-post/wechat/:appId/callback',
  'GET /api/department-budgets',
  'GET /api/department-budgets/:idOrSlug',
  'GET /api/docs',
  'GET /api/establishment-records',
  'GET /api/establishment-records/:idOrSlug',
  'GET /api/feeds/notices.atom',
  'GET /api/feeds/notices.json',
  'GET /api/feeds/notices.rss',
  'GET /api/fund-allocations',
  'GET /api/fund-allocations/:idOrSlug',
  'GET /api/fund-beneficiaries',
  'GET /api/fund-beneficiaries/:idOrSlug',
  'GET /api/funds',
  'GET /api/funds/:idOrSlug',
  'GET /api/health/ready',
  'GET /api/inquiries',
  'GET /api/inquiries/:idOrSlug',
  'GET /api/notices',
  'GET /api/notices/:idOrSlug',
  'GET /api/open-data',
  'GET /api/open-data/:id',
  'GET /api/open-data/:id/data.:format',
  'GET /api/open-data/:id/datapackage.json',
  'GET /api/open-data/catalog.jsonld',
  'GET /api/openapi.json',
  'GET /api/organizations',
  'GET /api/organizations/:idOrSlug',
  'GET /api/publication-rate/figures',
  'GET /api/publication-rate/reconciliations',
  'GET /api/publication-rate/trend',
  'GET /api/publication-rate/years',
  'GET /api/query-points',
  'GET /api/query-points/:idOrSlug',
  'GET /api/search',
  'GET /api/staff-members',
  'GET /api/staff-members/:idOrSlug',
  'POST /api/cross-post/wechat/:appId/callback',
  'POST /api/disclosure-requests',
  'POST /api/disclosure-requests/track',
  'POST /api/inquiries',
  'POST /api/inquiries/track',
];

const ADMIN_ROUTES = [
  'DELETE /public-api/webhooks/:id',
  'GET /cross-post/calendar',
  'GET /cross-post/channels',
  'GET /cross-post/channels/:documentId/schedule',
  'GET /cross-post/deliveries',
  'GET /cross-post/deliveries/:documentId',
  'GET /cross-post/deliveries/:documentId/variant',
  'GET /cross-post/documents/:documentId/deliveries',
  'GET /cross-post/overview',
  'GET /cross-post/postables',
  'GET /cross-post/preview',
  'GET /cross-post/withdrawals',
  'GET /public-api/attachments',
  'GET /public-api/attachments/:uid/:documentId',
  'GET /public-api/attachments/:uid/:documentId/:position',
  'GET /public-api/webhooks',
  'GET /public-api/webhooks/:id',
  'GET /public-api/webhooks/:id/attempts',
  'GET /publication-rate/editors',
  'GET /publication-rate/figures',
  'GET /publication-rate/figures/:id/export',
  'GET /publication-rate/figures/:id/items',
  'GET /publication-rate/findings',
  'GET /publication-rate/findings/export',
  'GET /publication-rate/heatmap',
  'GET /publication-rate/inspection',
  'GET /publication-rate/me',
  'GET /publication-rate/my-work',
  'GET /publication-rate/reconciliations',
  'GET /publication-rate/reconciliations/:documentId',
  'GET /publication-rate/reconciliations/:documentId/rows',
  'GET /publication-rate/reconciliations/export',
  'GET /publication-rate/settings',
  'GET /publication-rate/snapshots',
  'GET /publication-rate/snapshots/:documentId',
  'GET /publication-rate/snapshots/:documentId/comparison',
  'GET /publication-rate/snapshots/:documentId/comparison/:figureId/items',
  'GET /publication-rate/snapshots/:documentId/figures/:figureId/items',
  'GET /publication-rate/trend',
  'GET /publication-rate/years',
  'POST /cross-post/authorizations',
  'POST /cross-post/bulk',
  'POST /cross-post/channels',
  'POST /cross-post/channels/:documentId/authorize',
  'POST /cross-post/channels/:documentId/pause',
  'POST /cross-post/channels/:documentId/resume',
  'POST /cross-post/channels/:documentId/test',
  'POST /cross-post/deliveries/:documentId/approve',
  'POST /cross-post/deliveries/:documentId/by-hand',
  'POST /cross-post/deliveries/:documentId/cancel',
  'POST /cross-post/deliveries/:documentId/correction',
  'POST /cross-post/deliveries/:documentId/retry',
  'POST /cross-post/deliveries/:documentId/variant/check',
  'POST /cross-post/deliveries/:documentId/variant/regenerate',
  'POST /cross-post/withdrawals/:documentId/settle',
  'POST /public-api/webhooks',
  'POST /public-api/webhooks/:id/attempts/:attempt/resend',
  'POST /public-api/webhooks/:id/resume',
  'POST /public-api/webhooks/:id/secret',
  'POST /publication-rate/inspection/links',
  'POST /publication-rate/snapshots',
  'PUT /cross-post/channels/:documentId',
  'PUT /cross-post/channels/:documentId/schedule',
  'PUT /cross-post/deliveries/:documentId/schedule',
  'PUT /cross-post/deliveries/:documentId/variant',
  'PUT /public-api/webhooks/:id',
  'PUT /publication-rate/editors/:userId',
  'PUT /publication-rate/settings',
];

/** Strapi's own content API, which is open by route but closed by role. */
const STRAPI_OWN =
  /^\w+ \/api\/(auth|connect|users|users-permissions|upload|i18n|email|content-type-builder)\b/;

describe('the plugins', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const routes = (): string[] =>
    (app.strapi.server.listRoutes() as { methods: string[]; path: string }[]).flatMap(
      ({ methods, path: address }) =>
        methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${address}`),
    );

  it('should all be loaded: Strapi passes over a missing one without a word', () => {
    expect(PLUGINS).toHaveLength(6);
    for (const name of PLUGINS) {
      expect({
        name,
        services: Object.keys(app.strapi.plugin(name)?.services ?? {}).length,
      }).toEqual({
        name,
        services: expect.any(Number),
      });
      expect(Object.keys(app.strapi.plugin(name).services).length).toBeGreaterThan(0);
    }
  });

  it('should open these doors to the public and no other', () => {
    const open = routes().filter((route) => / \/api\//.test(route) && !STRAPI_OWN.test(route));
    expect([...new Set(open)].sort()).toEqual(PUBLIC_ROUTES);
  });

  it('should have their pages behind these routes', () => {
    const own = routes().filter((route) =>
      PLUGINS.some((name) => new RegExp(`^\\w+ /${name}/`).test(route)),
    );
    expect([...new Set(own)].sort()).toEqual(ADMIN_ROUTES);
  });

  it.each(ADMIN_ROUTES)('should refuse %s without a sign-in', async (route) => {
    const [method = '', address = ''] = route.split(' ');
    const response = await app.agent[method.toLowerCase() as 'get' | 'post' | 'put'](
      address.replace(/:\w*[iI]d\b/g, 'x'),
    );
    expect(response.status).toBe(401);
  });
});
