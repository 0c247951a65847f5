import { createHash, randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { ChannelSummary } from '../../shared/contracts/deliveries';
import { textOf, TransportError } from '../channels/http';
import { hintOf, WeiboError } from '../channels/weibo/errors';
import { authorizeUrl, exchangeCode, tokenInfo, type WeiboGrant } from '../channels/weibo/oauth';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import type { Channel } from '../domain/delivery';
import { createAuthorizationsRepository } from '../repositories/authorizations';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { inTransaction } from '../repositories/rows';
import { returnUrl } from './addresses';
import { UNCONNECTED, type ChannelsService } from './channels';
import type { DeliveriesService } from './deliveries';
import { createSecretsService } from './secrets';

/** Who authorises: a user of the panel, in one session. */
export interface Authoriser {
  readonly adminId: string;
  readonly sessionId: string;
}

/** Time for signing in at Weibo. */
const LIFETIME_SECONDS = 600;

const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex');

const explain = (error: unknown): string => {
  if (error instanceof WeiboError) return hintOf(error);
  if (error instanceof TransportError) return '连不上微博，请检查服务器的网络后重新授权。';
  return '微博的回答无法识别，请重新授权。';
};

/**
 * Weibo's OAuth 2 (channels.md B1). The state is random, kept as a hash, good for one try within
 * ten minutes by the user and session that began: nobody can foist an account of theirs on us.
 */
export const createAuthorizationsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const authorizations = createAuthorizationsRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const secrets = createSecretsService({ strapi }, channels);
  const apiUrl = (): string => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`)).weiboApiUrl;

  const weiboChannel = async (documentId: string): Promise<Channel> => {
    const channel = await channels.find(documentId);
    if (channel?.kind !== 'weibo') {
      throw new errors.NotFoundError('没有这个微博账号，请刷新页面。');
    }
    return channel;
  };

  const connect = (channel: Channel, grant: WeiboGrant): Promise<void> =>
    inTransaction({ strapi }, async (trx) => {
      await channels.lock(`cross-post channel weibo ${grant.uid}`, trx);
      const other = await channels.secretsOfAccount('weibo', grant.uid, trx);
      if (other && other.documentId !== channel.documentId) {
        throw new errors.ApplicationError('这个微博账号已经登记，请在列表中对它重新授权。');
      }
      const { documentId } = channel;
      await channels.connect(
        documentId,
        {
          accountId: grant.uid,
          secrets: await secrets.connect(documentId, grant.uid, grant.accessToken, trx),
          tokenExpiresAt: new Date(Date.now() + grant.expiresInSeconds * 1000).toISOString(),
        },
        trx,
      );
      const queue = strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');
      await queue.enqueueAll(await deliveries.makeDue(documentId, trx), trx);
    });

  return {
    /** @returns the page at Weibo to which the browser goes. */
    async begin(documentId: string, who: Authoriser): Promise<string> {
      const channel = await weiboChannel(documentId);
      const state = randomBytes(32).toString('base64url');
      const redirectUri = returnUrl({ strapi });
      await authorizations.begin(
        { ...who, stateHash: hashOf(state), channelDocumentId: documentId, redirectUri },
        LIFETIME_SECONDS,
      );
      const appKey = textOf(channel.settings['appKey']);
      return authorizeUrl({ apiUrl: apiUrl(), appKey }, { redirectUri, state });
    },

    /** Finishes what `begin` began. */
    async finish(
      { state, code }: { readonly state: string; readonly code: string },
      who: Authoriser,
    ): Promise<ChannelSummary> {
      const begun = await authorizations.take(hashOf(state), who);
      if (!begun) {
        throw new errors.ApplicationError(
          '授权请求不存在、已使用或已过期，请回到账号页面重新点“授权”。',
        );
      }
      const channel = await weiboChannel(begun.channelDocumentId);
      const { appSecret } = await secrets.weibo(channel.documentId);
      const app = { apiUrl: apiUrl(), appKey: textOf(channel.settings['appKey']), appSecret };
      const { redirectUri } = begun;
      const grant = await exchangeCode(app, { code, redirectUri }).catch((error: unknown) => {
        throw new errors.ApplicationError(explain(error));
      });
      const isKnown = !channel.accountId.startsWith(UNCONNECTED);
      if (isKnown && channel.accountId !== grant.uid) {
        throw new errors.ApplicationError(
          `您登录的是另一个微博账号（${grant.uid}），请用 ${channel.accountId} 登录后重新授权。`,
        );
      }
      await connect(channel, grant);
      const all = await strapi.plugin(PLUGIN_ID).service<ChannelsService>('channels').list();
      return all.find(({ documentId }) => documentId === channel.documentId) as ChannelSummary;
    },

    /** Asks when tokens end whose end isn't known: those of the file of accounts. */
    async learnExpiries(): Promise<void> {
      for (const channel of await channels.all()) {
        const isUnknown = channel.kind === 'weibo' && channel.tokenExpiresAt === null;
        if (!isUnknown || channel.isPaused) continue;
        try {
          const { accessToken } = await secrets.weibo(channel.documentId);
          const info = await tokenInfo(apiUrl(), accessToken);
          const end = new Date(Date.now() + info.expiresInSeconds * 1000);
          await channels.saveTokenExpiry(channel.documentId, end.toISOString());
        } catch (error) {
          strapi.log.warn(`cross-post: end of the token of ${channel.name}: ${explain(error)}`);
        }
      }
    },

    tidy: () => authorizations.dropExpired(),
  };
};

export type AuthorizationsService = ReturnType<typeof createAuthorizationsService>;
