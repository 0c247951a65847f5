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
  const box = createSecretBox(strapi.config.get<string>('admin.secrets.encryptionKey', ''), {
    owner: 'cross-post',
    use: 'channel secrets',
  });
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
