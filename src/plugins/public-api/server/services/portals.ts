import type { Core } from '@strapi/strapi';
import { z } from 'zod';

import { PLUGIN_ID, PORTAL_ACTION } from '../constants';

const TOKEN = 'admin::api-token';
const TOKEN_PERMISSION = 'admin::api-token-permission';

const DESCRIPTION = '由部署配置 PORTAL_TOKENS 维护：受委托的网站代公众提交，不需要逐次验证';

/** Portals that post for citizens: a name and the key that the portal sends. */
const DECLARED = z.array(
  z.strictObject({
    name: z.string().min(1).max(60),
    key: z.string().min(40, 'PORTAL_TOKENS: a key needs at least 40 characters').max(256),
  }),
);

interface Token {
  readonly id: number;
  readonly name: string;
  readonly type: string | null;
  readonly accessKey: string;
  readonly expiresAt: string | null;
  readonly permissions: readonly { readonly action: string }[];
}

interface Hasher {
  hash(key: string): string;
}

/**
 * Strapi API tokens of the portals, as the configuration declares them: made, renewed and removed
 * at every start. Revoking one in the panel works until then.
 */
export const createPortalsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const declared = DECLARED.parse(strapi.config.get(`plugin::${PLUGIN_ID}.portals`, []));
  const hash = (key: string): string => (strapi.service('admin::api-token') as Hasher).hash(key);
  const tokens = () => strapi.db.query(TOKEN);
  const withPermissions = async (where: object): Promise<readonly Token[]> =>
    (await tokens().findMany({ where, populate: ['permissions'] })) as Token[];

  const permit = async ({ id, permissions }: Token): Promise<void> => {
    if (permissions.length === 1 && permissions[0]?.action === PORTAL_ACTION) return;
    await strapi.db.query(TOKEN_PERMISSION).deleteMany({ where: { token: { id } } });
    await strapi.db.query(TOKEN_PERMISSION).create({ data: { action: PORTAL_ACTION, token: id } });
  };

  return {
    /** Brings the tokens to what is declared. Idempotent. */
    async sync(): Promise<void> {
      const names = declared.map(({ name }) => name);
      for (const one of await withPermissions({ permissions: { action: PORTAL_ACTION } })) {
        if (!names.includes(one.name)) await tokens().delete({ where: { id: one.id } });
      }
      for (const { name, key } of declared) {
        const data = {
          name,
          description: DESCRIPTION,
          kind: 'content-api',
          type: 'custom',
          accessKey: hash(key),
          lifespan: null,
          expiresAt: null,
        };
        const [present] = await withPermissions({ name });
        if (present) await tokens().update({ where: { id: present.id }, data });
        else await tokens().create({ data });
        const [token] = await withPermissions({ name });
        if (token) await permit(token);
      }
    },

    /** The portal that a request's `Authorization` is of; null for everybody else. */
    async of(authorization: string): Promise<number | null> {
      const key = /^Bearer ([\x21-\x7e]{40,256})$/i.exec(authorization)?.[1];
      if (key === undefined) return null;
      const [token] = await withPermissions({ accessKey: hash(key), type: 'custom' });
      const isExpired = token?.expiresAt ? new Date(token.expiresAt) < new Date() : false;
      const isPortal = token?.permissions.some(({ action }) => action === PORTAL_ACTION) ?? false;
      return token && isPortal && !isExpired ? token.id : null;
    },
  };
};

export type PortalsService = ReturnType<typeof createPortalsService>;
