import { z } from 'zod';

import type { Delivery } from '../../domain/delivery';
import { textOf } from '../http';
import type { Presence, RemoteContext, WithdrawalContext, WithdrawalOutcome } from '../types';
import type { WechatClient } from './client';
import { WechatError } from './errors';

const DRAFT_GONE = 40007;
const NO_SUCH_ARTICLE = 53600;
const NO_SUCH_MESSAGE = 40059;

const articleSchema = z.object({
  news_item: z.array(z.object({ is_deleted: z.boolean().default(false) })).default([]),
});

/** What is, or was, a draft and no more: left to a person, or given up on the way. */
const draftOf = ({ state, remoteId, remote }: Delivery): string | null => {
  if (state === 'staged') return remoteId;
  return state === 'cancelled' ? textOf(remote['mediaId']) : null;
};

/** The platform has refused to publish the draft: nobody wonders where it has gone. */
const isRefused = ({ remote }: Delivery, draftId: string): boolean =>
  remote['mediaId'] === draftId && textOf(remote['publishId'] ?? remote['msgId']) !== '';

/** Calls about articles that are out (channels.md A5, A6). */
export const createWechatRemote = (client: WechatClient) => {
  const call = (
    { channel, record }: RemoteContext,
    path: string,
    json: unknown,
    isOptional = false,
  ) =>
    client.call(channel.documentId, {
      path,
      json,
      record,
      spending: { isOptional },
      isIrreversible: !isOptional,
    });

  /** The call; true where the platform says that there was nothing to delete. */
  const deleted = async (context: RemoteContext, path: string, json: unknown, none: number) => {
    try {
      await call(context, path, json);
      return true;
    } catch (error) {
      if (error instanceof WechatError && error.code === none) return false;
      throw error;
    }
  };

  const deleteDraft = async (
    context: WithdrawalContext,
    draftId: string,
  ): Promise<WithdrawalOutcome> => {
    const json = { media_id: draftId };
    const isDeleted = await deleted(context, '/cgi-bin/draft/delete', json, DRAFT_GONE);
    if (isDeleted || context.isRepeated || isRefused(context.delivery, draftId)) {
      return { kind: 'done' };
    }
    const message =
      '草稿已不在草稿箱，可能已在公众平台发表。请到“发表记录”核对并删除，然后点“已撤回”。';
    return { kind: 'by-hand', code: String(DRAFT_GONE), message };
  };

  return {
    // Their draft tells why, or can only be published, or saved first, in the platform's own pages.
    draftsForPeople: ['48021', '53503', '53504', '53505'],

    async withdraw(context: WithdrawalContext): Promise<WithdrawalOutcome> {
      const { delivery } = context;
      const draftId = context.draftId ?? draftOf(delivery);
      if (draftId !== null) return deleteDraft(context, draftId);
      const msgId = textOf(delivery.remote['msgId']);
      if (msgId) {
        const json = { msg_id: msgId, article_idx: 0 };
        await deleted(context, '/cgi-bin/message/mass/delete', json, NO_SUCH_MESSAGE);
        return { kind: 'done' };
      }
      const json = { article_id: delivery.remoteId, index: 0 };
      await deleted(context, '/cgi-bin/freepublish/delete', json, NO_SUCH_ARTICLE);
      return { kind: 'done' };
    },

    /** Mass messages can't be looked up. */
    async lookUp(context: RemoteContext): Promise<Presence> {
      const { delivery } = context;
      if (textOf(delivery.remote['msgId']) || delivery.remoteId === null) return 'unknown';
      try {
        const json = { article_id: delivery.remoteId };
        const body = await call(context, '/cgi-bin/freepublish/getarticle', json, true);
        const { news_item: items } = articleSchema.parse(body);
        return items.length > 0 && items.every((item) => item.is_deleted) ? 'gone' : 'there';
      } catch (error) {
        if (error instanceof WechatError && error.code === NO_SUCH_ARTICLE) return 'gone';
        throw error;
      }
    },
  };
};
