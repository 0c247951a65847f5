import type { Core } from '@strapi/strapi';

/**
 * What may be uploaded: pictures and documents. Nothing that a browser would run (HTML, SVG,
 * scripts), since files are served from the panel's own address.
 */
const UPLOAD_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'application/pdf',
  'application/ofd',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/x-cfb',
  'application/zip',
  'text/csv',
  'text/plain',
];

/** A plugin of this repository, in the order in which its services are needed. */
const local = (name: string) => ({ enabled: true, resolve: `./src/plugins/${name}` });

/** `name:key` of each portal that posts for citizens with an API token of its own. */
const portals = (entries: readonly string[]) =>
  entries.map((entry) => {
    const at = entry.lastIndexOf(':');
    return { name: entry.slice(0, at).trim(), key: entry.slice(at + 1).trim() };
  });

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  upload: { config: { security: { allowedTypes: UPLOAD_TYPES } } },
  'users-permissions': { config: { jwtManagement: 'refresh' } },
  'job-queue': local('job-queue'),
  'publication-ledger': local('publication-ledger'),
  'publication-rate': {
    ...local('publication-rate'),
    config: {
      linkCheckMinutes: env.int('LINK_CHECK_MINUTES', 10),
      linkCheckHosts: env.array('LINK_CHECK_HOSTS', []),
      linkCheckTimeoutMs: env.int('LINK_CHECK_TIMEOUT_MS', 15_000),
    },
  },
  'cross-post': {
    ...local('cross-post'),
    config: {
      weiboApiUrl: env('WEIBO_API_URL', ''),
      weiboWebUrl: env('WEIBO_WEB_URL', ''),
      wechatApiUrl: env('WECHAT_API_URL', ''),
      channelsFile: env('CHANNELS_FILE', ''),
    },
  },
  'editor-desk': local('editor-desk'),
  'public-api': {
    ...local('public-api'),
    config: {
      cacheMegabytes: env.int('PUBLIC_CACHE_MEGABYTES', 64),
      statementTimeoutMs: env.int('PUBLIC_STATEMENT_TIMEOUT_MS', 5_000),
      challenge: env('PUBLIC_CHALLENGE', 'adaptive'),
      portals: portals(env.array('PORTAL_TOKENS', [])),
      personRetentionDays: env.int('PERSON_RETENTION_DAYS', 0) || null,
      // Subscribers on this machine are for development and tests.
      webhooks: { allowsLoopback: env('NODE_ENV') !== 'production' },
    },
  },
});

export default config;
