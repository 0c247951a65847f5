import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  // Behind a reverse proxy the visitor's address is in X-Forwarded-For, which anybody could write
  // where there is none: so it counts only on request, and only what the nearest proxy wrote.
  proxy: { koa: env.bool('TRUST_PROXY', false), maxIpsCount: env.int('TRUST_PROXY_COUNT', 1) },
  // A client that sends its headers slowly holds a connection this long at most.
  http: { serverOptions: { headersTimeout: 15_000, requestTimeout: 300_000 } },
  dirs: { public: env('PUBLIC_DIR', './public') },
  app: { keys: env.array('APP_KEYS', []) },
  logger: {
    updates: { enabled: false },
    startup: { enabled: false },
    config: { level: env('LOG_LEVEL', 'info') },
  },
});

export default config;
