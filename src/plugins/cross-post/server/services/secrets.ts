import { createHmac, randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

import { createSecretBox } from '../../../../shared/secret-box';
import type { ChannelsRepository, SecretColumns } from '../repositories/channels';

const wechatSecrets = z.object({
  appSecret: z.string(),
  callbackToken: z.string().optional(),
  encodingAesKey: z.string().optional(),
});
const weiboSecrets = z.object({ appSecret: z.string(), accessToken: z.string() });

export type WechatSecrets = z.infer<typeof wechatSecrets>;
export type WeiboSecrets = z.infer<typeof weiboSecrets>;

export interface SecretsService {
  seal(
    secrets: WechatSecrets | WeiboSecrets,
    account: Pick<SecretColumns, 'kind' | 'accountId'>,
  ): string;
  /** Puts some secrets in the place of the stored ones. */
  amend(
    documentId: string,
    given: Partial<WechatSecrets & WeiboSecrets>,
    trx: Knex.Transaction,
  ): Promise<void>;
  /** Seals the secrets anew for an account that has got its platform's id. */
  connect(
    documentId: string,
    accountId: string,
    accessToken: string,
    trx: Knex.Transaction,
  ): Promise<string>;
  /** By which the same value is known again; tells nothing of the secrets in it. */
  fingerprint(value: unknown): string;
  /** A name that nobody can guess. */
  randomName(): string;
  /** True where the stored secrets are the given ones. */
  isSame(stored: SecretColumns, secrets: WechatSecrets | WeiboSecrets): boolean;
  wechat(
    documentId: string,
    trx?: Knex.Transaction,
  ): Promise<WechatSecrets & { accountId: string }>;
  weibo(documentId: string): Promise<WeiboSecrets>;
  /** The kept access token, opened; null for none, or for one under another key. */
  accessToken(documentId: string, trx?: Knex.Transaction): Promise<unknown>;
  saveAccessToken(documentId: string, token: unknown, trx: Knex.Transaction): Promise<void>;
}

/** The only place where the accounts' secrets are opened; nothing here is ever logged or returned. */
export const createSecretsService = (
  { strapi }: { strapi: Core.Strapi },
  channels: ChannelsRepository,
): SecretsService => {
  const encryptionKey = strapi.config.get<string>('admin.secrets.encryptionKey', '');
  const box = createSecretBox(encryptionKey, { owner: 'cross-post', use: 'channel secrets' });
  const contextOf = (account: Pick<SecretColumns, 'kind' | 'accountId'>, use: string): string =>
    `${account.kind} ${account.accountId} ${use}`;

  const columns = async (documentId: string, trx?: Knex.Transaction): Promise<SecretColumns> => {
    const found = await channels.secretsOf(documentId, trx);
    if (!found) throw new Error(`cross-post: channel ${documentId} is gone`);
    return found;
  };

  const open = (stored: SecretColumns): unknown => {
    if (!stored.secrets) throw new Error(`cross-post: channel ${stored.documentId} has no secrets`);
    return box.open(stored.secrets, contextOf(stored, 'secrets'));
  };

  return {
    seal: (secrets, account) => box.seal(secrets, contextOf(account, 'secrets')),
    async amend(documentId, given, trx) {
      const stored = await columns(documentId, trx);
      const merged = { ...(open(stored) as object), ...given };
      const sealed = box.seal(merged, contextOf(stored, 'secrets'));
      await channels.replaceSecrets(documentId, sealed, trx);
    },
    async connect(documentId, accountId, accessToken, trx) {
      const stored = await columns(documentId, trx);
      const merged = { ...(open(stored) as object), accessToken };
      return box.seal(merged, contextOf({ kind: stored.kind, accountId }, 'secrets'));
    },
    fingerprint: (value) =>
      createHmac('sha256', `cross-post file ${encryptionKey}`)
        .update(JSON.stringify(value))
        .digest('hex'),
    randomName: () => randomBytes(9).toString('hex'),
    isSame(stored, secrets) {
      try {
        return JSON.stringify(open(stored)) === JSON.stringify(secrets);
      } catch {
        return false;
      }
    },
    async wechat(documentId, trx) {
      const stored = await columns(documentId, trx);
      return { ...wechatSecrets.parse(open(stored)), accountId: stored.accountId };
    },
    weibo: async (documentId) => weiboSecrets.parse(open(await columns(documentId))),
    async accessToken(documentId, trx) {
      const stored = await columns(documentId, trx);
      if (!stored.accessToken) return null;
      try {
        return box.open(stored.accessToken, contextOf(stored, 'token'));
      } catch {
        return null;
      }
    },
    async saveAccessToken(documentId, token, trx) {
      const stored = await columns(documentId, trx);
      await channels.saveAccessToken(documentId, box.seal(token, contextOf(stored, 'token')), trx);
    },
  };
};
