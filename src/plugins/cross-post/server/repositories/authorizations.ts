import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { AUTHORIZATION_TABLE } from '../constants';
import { createQuery, newDocumentId, NOW } from './rows';

interface Authorization {
  readonly stateHash: string;
  readonly channelDocumentId: string;
  readonly adminId: string;
  readonly sessionId: string;
  readonly redirectUri: string;
}

/** Authorisations that were begun in the panel; each can be finished once, by who began it. */
export const createAuthorizationsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    async begin(authorization: Authorization, lifetimeSeconds: number): Promise<void> {
      await query(
        `insert into ${AUTHORIZATION_TABLE} (document_id, state_hash, channel_document_id, admin_id,
           session_id, redirect_uri, expires_at, created_at, updated_at, published_at)
         values (:documentId, :stateHash, :channelDocumentId, :adminId, :sessionId, :redirectUri,
           ${NOW} + make_interval(secs => :lifetimeSeconds), ${NOW}, ${NOW}, ${NOW})`,
        { ...authorization, documentId: newDocumentId(), lifetimeSeconds },
      );
    },

    /** Takes it away, whoever asks: a state is good for one try. Null: none, or not this person's. */
    async take(
      stateHash: string,
      who: { readonly adminId: string; readonly sessionId: string },
    ): Promise<Pick<Authorization, 'channelDocumentId' | 'redirectUri'> | null> {
      const [row] = await query<Authorization & { isCurrent: boolean }>(
        `delete from ${AUTHORIZATION_TABLE} where state_hash = :stateHash
         returning channel_document_id as "channelDocumentId", redirect_uri as "redirectUri",
           admin_id as "adminId", session_id as "sessionId", expires_at > ${NOW} as "isCurrent"`,
        { stateHash },
      );
      const isOwn =
        row?.isCurrent === true && row.adminId === who.adminId && row.sessionId === who.sessionId;
      return isOwn ? row : null;
    },

    async dropExpired(trx?: Knex.Transaction): Promise<void> {
      await query(`delete from ${AUTHORIZATION_TABLE} where expires_at < ${NOW}`, {}, trx);
    },
  };
};
