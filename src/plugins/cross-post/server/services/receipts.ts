import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { Exchange } from '../channels/http';
import type { Presence } from '../channels/types';
import { PLUGIN_ID } from '../constants';
import type { Person } from '../domain/approval';
import { createAttemptsRepository } from '../repositories/attempts';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { createReceiptsRepository } from '../repositories/receipts';
import { inTransaction } from '../repositories/rows';
import { createWithdrawalsRepository } from '../repositories/withdrawals';
import type { AdaptersService } from './adapters';

/** Posts that one round looks up. */
const ROUND = 20;

const GONE = {
  state: 'gone',
  code: 'gone',
  message: '在平台上已找不到这篇内容，可能被平台或他人删除。系统不会重发，请到平台核实原因。',
} as const;

export interface ByHand {
  /** `posted`: a person has put it there; `withdrawn`: a person has taken it away. */
  readonly outcome: 'posted' | 'withdrawn';
  readonly url: string | null;
}

/** What becomes of posts after they are out, by the platform's word or a person's. */
export const createReceiptsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const receipts = createReceiptsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const attempts = createAttemptsRepository({ strapi });
  const withdrawals = createWithdrawalsRepository({ strapi });

  const lookUp = async (documentId: string): Promise<void> => {
    const delivery = await deliveries.find(documentId);
    const channel = delivery && (await channels.find(delivery.channelDocumentId));
    if (!delivery || !channel || channel.isPaused) return;
    const adapter = strapi.plugin(PLUGIN_ID).service<AdaptersService>('adapters').of(channel.kind);
    const exchanges: Exchange[] = [];
    let presence: Presence;
    try {
      const record = (exchange: Exchange) => void exchanges.push(exchange);
      presence = await adapter.lookUp({ channel, delivery, now: new Date(), record });
    } catch (error) {
      // Asked again some hours later.
      strapi.log.debug(`cross-post: look-up of ${documentId}: ${(error as Error).message}`);
      return;
    }
    if (presence === 'unknown') return receipts.leaveUnchecked(documentId);
    const attemptId = await attempts.start(documentId, 'check');
    await attempts.finish(attemptId, {
      outcome: presence,
      errorCode: null,
      request: exchanges.map(({ method, path, request, status }) => ({
        method,
        path,
        status,
        request,
      })),
      response: exchanges.at(-1)?.response ?? null,
    });
    if (presence === 'there') return receipts.noteChecked(documentId);
    await receipts.end(documentId, GONE);
    strapi.log.warn(`cross-post: ${channel.kind} ${documentId} is gone from the platform`);
  };

  return {
    /** Looks up posts of the day before. @returns how many. */
    async checkDue(afterSeconds: number): Promise<number> {
      const due = await receipts.takeForCheck(afterSeconds, ROUND);
      for (const documentId of due) await lookUp(documentId);
      return due.length;
    },

    /**
     * Takes a person's word for what they did at the platform.
     *
     * @throws ApplicationError (400) where the delivery's state doesn't allow it.
     */
    async markByHand(documentId: string, { outcome, url }: ByHand, person: Person): Promise<void> {
      const isDone = await inTransaction({ strapi }, async (trx) => {
        if (outcome === 'withdrawn') {
          const message = `由${person.name}在平台上撤回。`;
          const open = await withdrawals.openOf(documentId, trx);
          if (open) {
            const change = { message, settledBy: person.name, link: url };
            await withdrawals.settle(open.documentId, change, trx);
          }
          const ended = { state: 'withdrawn', code: 'withdrawn', message } as const;
          return receipts.end(documentId, ended, trx);
        }
        if (url === null) throw new errors.ValidationError('请填写已发布内容的网址。');
        return receipts.markPosted(
          documentId,
          {
            url,
            message: `由${person.name}在平台上发布并登记。`,
            from: ['failed', 'uncertain', 'staged'],
          },
          trx,
        );
      });
      if (!isDone) throw new errors.ApplicationError('当前状态不能这样登记，请刷新后再试。');
    },
  };
};

export type ReceiptsService = ReturnType<typeof createReceiptsService>;
