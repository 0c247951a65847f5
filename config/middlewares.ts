import type { Core } from '@strapi/strapi';

/**
 * The admin panel works from this origin alone; what Vite needs in development Strapi adds itself.
 * Directives that Strapi has defaults for are texts, because lists would be mixed with its own.
 */
const contentSecurityPolicy = {
  useDefaults: true,
  directives: {
    'connect-src': "'self'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' data: blob:",
    'font-src': "'self' data:",
    'style-src': "'self' 'unsafe-inline'",
    'frame-src': "'self'",
    'frame-ancestors': "'self'",
    'form-action': "'self'",
    // Left to the reverse proxy: an installation inside the government's network may have no TLS.
    upgradeInsecureRequests: null,
  },
};

/** Sites whose forms may post to the content API; `*` (default) for any. */
const writeOrigins = (env: Core.Config.Shared.ConfigParams['env']) => {
  const origins = env.array('PUBLIC_WRITE_ORIGINS', ['*']);
  return (ctx: { method: string; get(name: string): string }): string[] => {
    const method = ctx.get('Access-Control-Request-Method') || ctx.method;
    return method === 'POST' ? origins : ['*'];
  };
};

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  'strapi::logger',
  'strapi::errors',
  {
    name: 'strapi::security',
    config: {
      contentSecurityPolicy,
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    },
  },
  {
    // Public content may be read from any site, but never with a visitor's cookies; what may post
    // is configured. The admin
    // panel is of this origin and needs no leave.
    name: 'strapi::cors',
    config: {
      origin: writeOrigins(env),
      credentials: false,
      methods: ['GET', 'HEAD', 'POST'],
      headers: ['Content-Type', 'Accept', 'Authorization'],
      expose: ['Retry-After', 'ETag'],
      maxAge: 86_400,
      keepHeadersOnError: true,
    },
  },
  // Uploaded files are public only as long as something public holds them.
  'plugin::public-api.files',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];

export default config;
