import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type {
  AccountKind,
  ChannelSummary,
  ConnectionTest,
} from '../../shared/contracts/deliveries';
import { PLUGIN_ID } from '../constants';
import type { Channel } from '../domain/delivery';
import { alertsOf, isTokenExpired, TOKEN_EXPIRED, tokenDaysLeft } from '../domain/health';
import { createChannelsRepository, type ChannelFacts } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { inTransaction } from '../repositories/rows';
import type { AdaptersService } from './adapters';
import { callbackUrl, returnUrl } from './addresses';
import type { BudgetsService } from './budgets';
import { accountOf, readEntries, type Account } from './channels-file';
import { createSecretsService, type WechatSecrets, type WeiboSecrets } from './secrets';
import type { DeliveriesService } from './deliveries';

/** What a person enters for a new account. */
export type NewAccount =
  | {
      readonly kind: 'wechat';
      readonly name: string;
      readonly appId: string;
      readonly appSecret: string;
      readonly callbackToken?: string | undefined;
      readonly encodingAesKey?: string | undefined;
      readonly mode: Channel['mode'];
      readonly accountKind: AccountKind;
    }
  | {
      readonly kind: 'weibo';
      readonly name: string;
      readonly appKey: string;
      readonly appSecret: string;
      readonly safeDomain: string;
      readonly rip: string;
    };

/** What a person changes; a secret that is left out stays as it is. */
export interface AccountChange {
  readonly name?: string | undefined;
  readonly mode?: Channel['mode'] | undefined;
  readonly accountKind?: AccountKind | undefined;
  readonly appKey?: string | undefined;
  readonly safeDomain?: string | undefined;
  readonly rip?: string | undefined;
  readonly appSecret?: string | undefined;
  readonly callbackToken?: string | undefined;
  readonly encodingAesKey?: string | undefined;
}

/** A Weibo account has no uid before somebody has authorised it. */
export const UNCONNECTED = 'pending:';
const NOT_AUTHORISED = '尚未授权，请点“授权”，用该微博账号登录并同意。';
const GONE = '没有这个账号，请刷新页面。';

const settingText = (channel: Channel, name: string): string | null => {
  const value = channel.settings[name];
  return typeof value === 'string' ? value : null;
};

const accountKindOf = ({ kind, settings }: Channel): AccountKind | null => {
  if (kind !== 'wechat') return null;
  return settings['accountKind'] === 'service' ? 'service' : 'subscription';
};

const changed = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<T>;

/** The accounts that posts go to. */
export const createChannelsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const channels = createChannelsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const secrets = createSecretsService({ strapi }, channels);
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);

  const setUp = ({ channel, secrets: wanted }: Account): Promise<void> =>
    inTransaction({ strapi }, async (trx) => {
      await channels.lock(`cross-post channel ${channel.kind} ${channel.accountId}`, trx);
      const fileDigest = secrets.fingerprint({ channel, wanted });
      const stored = await channels.secretsOfAccount(channel.kind, channel.accountId, trx);
      if (!stored) {
        const sealed = secrets.seal(wanted, channel);
        await channels.insert({ ...channel, secrets: sealed, fileDigest }, trx);
        return;
      }
      // What was changed in the panel since stays, as long as the file says what it said before.
      if (stored.fileDigest === fileDigest) return;
      const { name, mode, settings } = channel;
      await channels.update(stored.documentId, { name, mode, settings }, trx);
      if (!secrets.isSame(stored, wanted)) {
        await channels.replaceSecrets(stored.documentId, secrets.seal(wanted, channel), trx);
      }
      await channels.saveFileDigest(stored.documentId, fileDigest, trx);
    });

  const require = async (documentId: string): Promise<Channel> => {
    const channel = await channels.find(documentId);
    if (!channel) throw new errors.NotFoundError(GONE);
    return channel;
  };

  const makeDue = async (documentId: string, trx: Knex.Transaction): Promise<void> => {
    const queue = service<DeliveriesService>('deliveries');
    await queue.enqueueAll(await deliveries.makeDue(documentId, trx), trx);
  };

  const secretFlags = async (
    channel: Channel,
  ): Promise<{ hasCallbackToken: boolean; hasEncodingAesKey: boolean }> => {
    if (channel.kind !== 'wechat') return { hasCallbackToken: false, hasEncodingAesKey: false };
    const { callbackToken, encodingAesKey } = await secrets
      .wechat(channel.documentId)
      .catch((): Partial<WechatSecrets> => ({}));
    return { hasCallbackToken: Boolean(callbackToken), hasEncodingAesKey: Boolean(encodingAesKey) };
  };

  const toSummary = async (
    channel: Channel,
    facts: ChannelFacts | undefined,
    usage: ChannelSummary['usage'],
  ): Promise<ChannelSummary> => {
    const now = new Date();
    const lastPostedAt = facts?.lastPostedAt ?? null;
    const createdAt = facts?.createdAt ?? now.toISOString();
    return {
      documentId: channel.documentId,
      kind: channel.kind,
      name: channel.name,
      accountId: channel.accountId.startsWith(UNCONNECTED) ? '' : channel.accountId,
      isConnected: !channel.accountId.startsWith(UNCONNECTED),
      mode: channel.mode,
      isPaused: channel.isPaused,
      pausedReason: channel.pausedReason,
      tokenExpiresAt: channel.tokenExpiresAt,
      tokenDaysLeft: tokenDaysLeft(channel, now),
      lastCallbackAt: channel.lastCallbackAt,
      lastPostedAt,
      recent: { delivered: facts?.delivered ?? 0, failed: facts?.failed ?? 0 },
      today: { posted: facts?.today ?? 0, budget: facts?.dailyBudget ?? null },
      usage,
      alerts: alertsOf(channel, { lastPostedAt, createdAt, usage }, now),
      lastTest: channel.probe ?? null,
      settings: {
        appKey: settingText(channel, 'appKey'),
        safeDomain: settingText(channel, 'safeDomain'),
        rip: settingText(channel, 'rip'),
        accountKind: accountKindOf(channel),
        ...(await secretFlags(channel)),
      },
      platformUrl:
        channel.kind === 'wechat'
          ? callbackUrl({ strapi }, channel.accountId)
          : returnUrl({ strapi }),
    };
  };

  const list = async (): Promise<ChannelSummary[]> => {
    const [all, facts, usage] = await Promise.all([
      channels.all(),
      channels.facts(),
      service<BudgetsService>('budgets').usage(),
    ]);
    const factsOf = new Map(facts.map((fact) => [fact.channelId, fact]));
    return Promise.all(
      all.map((channel) =>
        toSummary(channel, factsOf.get(channel.documentId), usage.get(channel.documentId) ?? []),
      ),
    );
  };

  const find = async (documentId: string): Promise<ChannelSummary> => {
    const found = (await list()).find((channel) => channel.documentId === documentId);
    if (!found) throw new errors.NotFoundError(GONE);
    return found;
  };

  const newSecrets = (account: NewAccount): WechatSecrets | WeiboSecrets =>
    account.kind === 'wechat'
      ? {
          appSecret: account.appSecret,
          ...(account.callbackToken ? { callbackToken: account.callbackToken } : {}),
          ...(account.encodingAesKey ? { encodingAesKey: account.encodingAesKey } : {}),
        }
      : { appSecret: account.appSecret, accessToken: '' };

  return {
    /**
     * Sets up the accounts of the file; a second time changes nothing. Accounts that the file no
     * longer names stay.
     *
     * @throws with one line that names no secret where the file is missing or wrong.
     */
    async setUpFrom(file: string): Promise<void> {
      for (const entry of await readEntries(file)) await setUp(accountOf(entry));
    },

    list,

    /** @throws ApplicationError (400) where the account is there already. */
    async create(account: NewAccount): Promise<ChannelSummary> {
      const isWechat = account.kind === 'wechat';
      const documentId = await inTransaction({ strapi }, async (trx) => {
        const accountId = isWechat ? account.appId : `${UNCONNECTED}${secrets.randomName()}`;
        await channels.lock(`cross-post channel ${account.kind} ${accountId}`, trx);
        if (await channels.secretsOfAccount(account.kind, accountId, trx)) {
          throw new errors.ApplicationError('这个公众号已经登记，请在列表中修改。');
        }
        const channel = {
          kind: account.kind,
          accountId,
          name: account.name,
          mode: isWechat ? account.mode : ('publish' as const),
          settings: isWechat
            ? { accountKind: account.accountKind }
            : { appKey: account.appKey, safeDomain: account.safeDomain, rip: account.rip },
        };
        const sealed = secrets.seal(newSecrets(account), channel);
        const id = await channels.insert({ ...channel, secrets: sealed, fileDigest: null }, trx);
        if (!isWechat) await channels.pause(id, { by: 'system', reason: NOT_AUTHORISED }, trx);
        return id;
      });
      return find(documentId);
    },

    async change(documentId: string, change: AccountChange): Promise<ChannelSummary> {
      const channel = await require(documentId);
      const isWechat = channel.kind === 'wechat';
      const settings = {
        ...channel.settings,
        ...(isWechat
          ? changed({ accountKind: change.accountKind })
          : changed({ appKey: change.appKey, safeDomain: change.safeDomain, rip: change.rip })),
      };
      const given = isWechat
        ? changed({
            appSecret: change.appSecret,
            callbackToken: change.callbackToken,
            encodingAesKey: change.encodingAesKey,
          })
        : changed({ appSecret: change.appSecret });
      await inTransaction({ strapi }, async (trx) => {
        await channels.lock(`cross-post channel ${channel.kind} ${channel.accountId}`, trx);
        const mode = isWechat ? (change.mode ?? channel.mode) : channel.mode;
        await channels.update(
          documentId,
          { name: change.name ?? channel.name, mode, settings },
          trx,
        );
        if (Object.keys(given).length > 0) {
          await secrets.amend(documentId, given, trx);
          await makeDue(documentId, trx);
        }
      });
      return find(documentId);
    },

    /** Looks at everything that may stand in the way of posting, keeps and returns what was found. */
    async test(documentId: string): Promise<ChannelSummary> {
      const channel = await require(documentId);
      const checks = channel.accountId.startsWith(UNCONNECTED)
        ? [{ name: '授权', state: 'error' as const, message: NOT_AUTHORISED }]
        : await service<AdaptersService>('adapters').of(channel.kind).test(channel);
      const result: ConnectionTest = { at: new Date().toISOString(), checks };
      await channels.saveProbe(documentId, result);
      return find(documentId);
    },

    async pause(documentId: string, reason: string): Promise<void> {
      if (!(await channels.pause(documentId, { by: 'person', reason }))) {
        throw new errors.NotFoundError(GONE);
      }
    },

    /** Ends a pause; what waited for it is sent now. */
    async resume(documentId: string): Promise<void> {
      const channel = await require(documentId);
      if (channel.accountId.startsWith(UNCONNECTED)) {
        throw new errors.ApplicationError(NOT_AUTHORISED);
      }
      if (isTokenExpired(channel, new Date())) throw new errors.ApplicationError(TOKEN_EXPIRED);
      await inTransaction({ strapi }, async (trx) => {
        await channels.resume(documentId, trx);
        await makeDue(documentId, trx);
      });
    },

    /** Pauses accounts whose authorisation has ended. @returns how many. */
    async pauseExpired(): Promise<number> {
      const expired = (await channels.all()).filter(
        (channel) => !channel.isPaused && isTokenExpired(channel, new Date()),
      );
      for (const { documentId } of expired) {
        await channels.pause(documentId, { by: 'system', reason: TOKEN_EXPIRED });
      }
      return expired.length;
    },
  };
};

export type ChannelsService = ReturnType<typeof createChannelsService>;
