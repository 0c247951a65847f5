import type { SitemapController } from '../controllers/sitemap';

const config = { auth: false } as const;
const info = { type: 'content-api' } as const;

export const sitemapRoutes = (controller: SitemapController) => [
  { method: 'GET' as const, path: '/sitemap.xml', handler: controller.index, config, info },
  { method: 'GET' as const, path: '/sitemaps/:part', handler: controller.part, config, info },
];
