import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

import { requestToken, type TokenSource } from '../channels/wechat/client';
import type { ChannelsRepository } from '../repositories/channels';
import { inTransaction } from '../repositories/rows';
import { shareReads } from './groups';
import type { SecretsService } from './secrets';

/** A WeChat access token as it is kept, encrypted. */
const storedSchema = z.object({
  value: z.string(),
  /** Milliseconds since 1970 from which a new one is fetched before use. */
  refreshAt: z.number(),
  /** When a new token was forced, in the last day. */
  forcedAt: z.array(z.number()),
});
type StoredToken = z.infer<typeof storedSchema>;

/** A token is renewed so long before its end. */
const MARGIN_MS = 300_000;
/** The platform's limits on forced renewals (channels.md A2). */
const FORCE_INTERVAL_MS = 30_000;
const FORCES_A_DAY = 20;
const DAY_MS = 86_400_000;
/** A process believes what it read for so long: a delivery makes its calls within a second. */
const KNOWN_MS = 5_000;

interface TokensOptions {
  readonly strapi: Core.Strapi;
  readonly apiUrl: string;
  readonly channels: ChannelsRepository;
  readonly secrets: SecretsService;
}

/**
 * Access tokens of WeChat accounts: one per account for all processes, kept in the database and
 * renewed by one process at a time.
 */
export const createTokensService = ({
  strapi,
  apiUrl,
  channels,
  secrets,
}: TokensOptions): TokenSource => {
  const read = async (
    channelDocumentId: string,
    trx?: Knex.Transaction,
  ): Promise<StoredToken | null> => {
    const stored = storedSchema.safeParse(await secrets.accessToken(channelDocumentId, trx));
    return stored.success ? stored.data : null;
  };

  const known = new Map<string, { readonly value: string; readonly until: number }>();
  const keep = (channelDocumentId: string, token: StoredToken): string => {
    const until = Math.min(token.refreshAt, Date.now() + KNOWN_MS);
    known.set(channelDocumentId, { value: token.value, until });
    return token.value;
  };

  const isFresh = (token: StoredToken | null): token is StoredToken =>
    token !== null && Date.now() < token.refreshAt;

  const fetchToken = async (
    channelDocumentId: string,
    previous: StoredToken | null,
    isForced: boolean,
    trx: Knex.Transaction,
  ): Promise<StoredToken> => {
    const { accountId, appSecret } = await secrets.wechat(channelDocumentId, trx);
    const issued = await requestToken({ apiUrl, appId: accountId, appSecret, isForced });
    const lifetimeMs = issued.expiresInSeconds * 1000;
    const now = Date.now();
    const forcedAt = (previous?.forcedAt ?? []).filter((time) => time > now - DAY_MS);
    const token: StoredToken = {
      value: issued.value,
      // Just before a rotation the platform gives a token of some five minutes: use half of it.
      refreshAt: now + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs / 2),
      forcedAt: isForced ? [...forcedAt, now] : forcedAt,
    };
    await secrets.saveAccessToken(channelDocumentId, token, trx);
    return token;
  };

  const mayForce = (token: StoredToken): boolean => {
    const now = Date.now();
    const recent = token.forcedAt.filter((time) => time > now - DAY_MS);
    return recent.length < FORCES_A_DAY && recent.every((time) => time <= now - FORCE_INTERVAL_MS);
  };

  /** One renewal at a time for an account, across all processes. */
  const locked = <T>(
    channelDocumentId: string,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> =>
    inTransaction({ strapi }, async (trx) => {
      await channels.lock(`cross-post token ${channelDocumentId}`, trx);
      return work(trx);
    });

  const find = shareReads(async (channelDocumentId) => {
    const stored = await read(channelDocumentId);
    if (isFresh(stored)) return keep(channelDocumentId, stored);
    return locked(channelDocumentId, async (trx) => {
      const current = await read(channelDocumentId, trx);
      const token = isFresh(current)
        ? current
        : await fetchToken(channelDocumentId, current, false, trx);
      return keep(channelDocumentId, token);
    });
  });

  /** Together too: each would hold a connection while it waits for the one that renews. */
  const replace = shareReads((key) => {
    const [channelDocumentId, rejected] = JSON.parse(key) as [string, string];
    return locked(channelDocumentId, async (trx) => {
      const current = await read(channelDocumentId, trx);
      if (isFresh(current) && current.value !== rejected) return keep(channelDocumentId, current);
      const normal = await fetchToken(channelDocumentId, current, false, trx);
      // The platform's own idea of the current token is the one that it refused.
      const isForced = normal.value === rejected && mayForce(normal);
      const token = isForced ? await fetchToken(channelDocumentId, normal, true, trx) : normal;
      return keep(channelDocumentId, token);
    });
  });

  return {
    async get(channelDocumentId) {
      const latest = known.get(channelDocumentId);
      return latest && Date.now() < latest.until ? latest.value : find(channelDocumentId);
    },

    renew: (channelDocumentId, rejected) => replace(JSON.stringify([channelDocumentId, rejected])),
  };
};
