import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { AttemptDetail } from '../../shared/contracts/deliveries';
import { ATTEMPT_TABLE } from '../constants';
import { createQuery, isoColumn, newDocumentId, NOW, parseJsonColumn } from './rows';

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
        { ...end, request: JSON.stringify(end.request), documentId },
        trx,
      );
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
