import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import {
  answerEcho,
  CallbackRefused,
  openCallback,
  type CallbackSecrets,
} from '../channels/wechat/callback';
import { UNPROVEN, UNPROVEN_LIMIT } from '../channels/wechat/limits';
import { PLUGIN_ID } from '../constants';
import { periodName } from '../domain/beijing-time';
import { createCallCountsRepository } from '../repositories/call-counts';
import { createCallbacksRepository } from '../repositories/callbacks';
import { createChannelsRepository } from '../repositories/channels';
import { inTransaction } from '../repositories/rows';
import type { DeliveriesService } from './deliveries';
import { createSecretsService } from './secrets';

export interface CallbacksService {
  /**
   * Answers WeChat's check of the address.
   *
   * @returns null where there is no such account, or it has no callback token.
   * @throws CallbackRefused
   */
  echo(appId: string, query: unknown): Promise<string | null>;
  /**
   * Keeps a message and sets to work what it tells about; a message that has come before, or has
   * nothing to do with publishing, changes nothing.
   *
   * @returns false where there is no such account, or it has no callback token.
   * @throws CallbackRefused
   */
  receive(appId: string, query: unknown, body: string): Promise<boolean>;
}

/** What WeChat tells by itself: verified, kept, then acknowledged. */
export const createCallbacksService = ({ strapi }: { strapi: Core.Strapi }): CallbacksService => {
  const callbacks = createCallbacksRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const counts = createCallCountsRepository({ strapi });
  const secrets = createSecretsService({ strapi }, channels);

  const accountOf = async (
    appId: string,
  ): Promise<{ readonly channelDocumentId: string; readonly secrets: CallbackSecrets } | null> => {
    const stored = await channels.secretsOfAccount('wechat', appId);
    if (!stored) return null;
    const { callbackToken, encodingAesKey } = await secrets.wechat(stored.documentId);
    if (!callbackToken) return null;
    return {
      channelDocumentId: stored.documentId,
      secrets: { appId, callbackToken, encodingAesKey },
    };
  };

  /**
   * Sets to work what a callback may settle. One that proves nothing does so a limited number of times
   * a day: after that, what it tells waits for the looks that come by themselves.
   */
  const wake = async (
    channelDocumentId: string,
    reference: string,
    isSealed: boolean,
    trx: Knex.Transaction,
  ): Promise<string[]> => {
    if (isSealed) return callbacks.wake(channelDocumentId, reference, null, trx);
    const { period, limit } = UNPROVEN_LIMIT;
    const key = { channelDocumentId, endpoint: UNPROVEN, period: periodName(period, new Date()) };
    const left = limit - (await counts.hold(key, trx));
    if (left <= 0) {
      await callbacks.shelve(channelDocumentId, reference, trx);
      return [];
    }
    const woken = await callbacks.wake(channelDocumentId, reference, left, trx);
    await counts.add(key, woken.length, trx);
    if (woken.length >= left) {
      strapi.log.warn(
        `cross-post: callbacks without encryption have led to ${limit} looks at wechat ${channelDocumentId} today: no more until tomorrow, set an EncodingAESKey`,
      );
    }
    return woken;
  };

  return {
    async echo(appId, query) {
      const account = await accountOf(appId);
      return account && answerEcho(query, account.secrets, new Date());
    },

    async receive(appId, query, body) {
      const account = await accountOf(appId);
      if (!account) return false;
      const { channelDocumentId } = account;
      const event = openCallback(query, body, account.secrets, new Date());
      if (!event) return true;
      const { reference } = event.notice;
      const callback = {
        channelDocumentId,
        event: event.event,
        reference,
        occurredAt: event.occurredAt.toISOString(),
        signedAt: event.signedAt.toISOString(),
        nonce: event.nonce,
        detail: event.notice,
      };
      await inTransaction({ strapi }, async (trx) => {
        await callbacks.lockReference(channelDocumentId, reference, trx);
        if (await callbacks.isNonceOfAnother(callback, trx)) {
          throw new CallbackRefused(403, '随机数已被使用');
        }
        if (!(await callbacks.insert(callback, trx))) return;
        await callbacks.noteArrival(channelDocumentId, trx);
        const queue = strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');
        const woken = await wake(channelDocumentId, reference, event.notice.isSealed, trx);
        await queue.enqueueAll(woken, trx);
      });
      return true;
    },
  };
};
