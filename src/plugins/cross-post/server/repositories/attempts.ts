import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { AttemptDetail } from '../../shared/contracts/deliveries';
import { ATTEMPT_TABLE, DELIVERY_TABLE } from '../constants';
import type { Baseline, Remote } from '../domain/delivery';
import { createQuery, isoColumn, newDocumentId, NOW, parseJsonColumn, toJsonb } from './rows';

interface AttemptEnd {
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly request: unknown;
  readonly response: string | null;
}

export const createAttemptsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    /** @returns the attempt's documentId. */
    async start(deliveryDocumentId: string, step: string, trx?: Knex.Transaction): Promise<string> {
      const documentId = newDocumentId();
      await query(
        `insert into ${ATTEMPT_TABLE}
           (document_id, delivery_document_id, step, started_at, created_at, updated_at, published_at)
         values (:documentId, :deliveryDocumentId, :step, ${NOW}, ${NOW}, ${NOW}, ${NOW})`,
        { documentId, deliveryDocumentId, step },
        trx,
      );
      return documentId;
    },

    async finish(documentId: string, end: AttemptEnd, trx?: Knex.Transaction): Promise<void> {
      await query(
        `update ${ATTEMPT_TABLE} set ended_at = ${NOW}, outcome = :outcome, error_code = :errorCode,
           request = cast(:request as jsonb), response = :response, updated_at = ${NOW}
         where document_id = :documentId`,
        { ...end, request: toJsonb(end.request), documentId },
        trx,
      );
    },

    /**
     * Deliveries of the channel that had ended `marker` when this one's last call of `step` began, not
     * more than a day before, each with the number of others, without this one, whose last call of
     * `step` began after that and certainly arrived: it was answered, or its article was found soon
     * after (one that is found later may have been published by a person).
     */
    async baselines(own: {
      readonly documentId: string;
      readonly channelDocumentId: string;
      readonly step: string;
      readonly marker: string;
    }): Promise<Baseline[]> {
      const { documentId, channelDocumentId, step, marker } = own;
      const rows = await query<{ remote: unknown; others: number }>(
        `with own as (
           select max(started_at) as at from ${ATTEMPT_TABLE}
           where delivery_document_id = :documentId and step = :step),
         sent as (
           select d.document_id, d.remote, marked.at as marked_at, last.started_at,
             last.outcome = 'accepted' or d.remote ->> 'articleId' is not null
               and d.delivered_at < last.started_at + interval '10 minutes' as has_arrived
           from own join ${DELIVERY_TABLE} d on d.updated_at >= own.at - interval '1 day'
           cross join lateral (
             select max(ended_at) as at from ${ATTEMPT_TABLE}
             where delivery_document_id = d.document_id and step = :marker) marked
           cross join lateral (
             select a.started_at, a.outcome from ${ATTEMPT_TABLE} a
             where a.delivery_document_id = d.document_id and a.step = :step
             order by a.started_at desc, a.id desc limit 1) last
           where d.channel_document_id = :channelDocumentId)
         select b.remote, (select count(*)::int from sent y
           where y.document_id <> :documentId and y.has_arrived and y.started_at > b.marked_at) as others
         from sent b join own on b.marked_at between own.at - interval '1 day' and own.at`,
        { documentId, channelDocumentId, step, marker },
      );
      return rows.map(({ remote, others }) => ({
        remote: parseJsonColumn(remote) as Remote,
        others,
      }));
    },

    /** Attempts of a delivery, oldest first. */
    async ofDelivery(deliveryDocumentId: string): Promise<AttemptDetail[]> {
      const rows = await query<AttemptDetail>(
        `select document_id as "documentId", step, ${isoColumn('started_at', 'startedAt')},
           ${isoColumn('ended_at', 'endedAt')}, outcome, error_code as "errorCode", request, response
         from ${ATTEMPT_TABLE} where delivery_document_id = :deliveryDocumentId order by started_at, id`,
        { deliveryDocumentId },
      );
      return rows.map((row) => ({ ...row, request: parseJsonColumn(row.request) }));
    },
  };
};
