import type { Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import { PLUGIN_ID } from '../constants';

const OWN = new Set(
  [
    'channel',
    'post',
    'delivery',
    'attempt',
    'source',
    'callback',
    'call-count',
    'withdrawal',
    'authorization',
    'hosted-image',
  ].map((name) => `plugin::${PLUGIN_ID}.${name}`),
);
const READS = new Set(['findOne', 'findMany', 'findFirst', 'count']);
const SECRET_FIELDS = ['secrets', 'accessToken', 'fileDigest', 'stateHash', 'sessionId'];

const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => !SECRET_FIELDS.includes(name)),
  );
};

/**
 * Keeps the content manager's generic routes, which a super administrator can address even for
 * hidden types, from showing secrets, encrypted as they are, and from changing the queue behind
 * its back. The plugin itself reads and writes its tables directly.
 */
export const createDocumentsGuard =
  (): Modules.Documents.Middleware.Middleware => async (context, next) => {
    if (!OWN.has(context.uid)) return next();
    if (!READS.has(context.action)) {
      throw new errors.ApplicationError('投递与账号由系统维护，请在“发布到微博微信”页面操作。');
    }
    return withoutSecrets(await next()) as never;
  };
