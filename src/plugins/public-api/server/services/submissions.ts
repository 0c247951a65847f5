import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PublicSubmission } from '../../../../shared/contracts/public-api';
import { legalDayOf } from '../../../../shared/legal-days';
import { PLUGIN_ID } from '../constants';
import type { Attachment } from '../domain/attachment';
import { isSameCode, queryCode } from '../domain/query-code';
import { normalizeCode, randomCode, type TrackingQuestion } from '../domain/submission';
import type { AdmissionService } from './admission';
import type { AttachmentsService } from './attachments';

/** Takes in what citizens send, and tells them how it stands. */
export const createSubmissionsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const codeOf = (uid: string, number: string): string => {
    const admission = strapi.plugin(PLUGIN_ID).service<AdmissionService>('admission');
    return queryCode(admission.secretFor('query code'), uid, number);
  };

  return {
    /**
     * Creates the record through the Document Service, so that its rules hold and personal data is
     * encrypted. The answer has the query code beside the number.
     */
    async create<T extends object>(
      submission: PublicSubmission<T>,
      data: T,
      files: readonly Attachment[],
    ): Promise<Readonly<Record<string, string>>> {
      const now = new Date();
      const { record, answer } = submission.accept(data, {
        now,
        day: legalDayOf(now),
        code: randomCode,
      });
      const { uid } = submission;
      const attachments = strapi.plugin(PLUGIN_ID).service<AttachmentsService>('attachments');
      await strapi.db.transaction(async ({ trx }) => {
        const { documentId } = await strapi
          .documents(uid as UID.ContentType)
          .create({ data: record as never });
        await attachments.add(trx as Knex.Transaction, { uid, documentId }, files);
      });
      const number = answer[submission.tracking.number] ?? '';
      return { ...answer, queryCode: codeOf(submission.uid, number) };
    },

    /**
     * What may be told of the record to whoever has both number and code. Looks the same up,
     * whether or not the code is right, so that the time tells nothing.
     */
    async track<T extends object>(
      { uid, tracking }: PublicSubmission<T>,
      question: TrackingQuestion,
    ): Promise<Readonly<Record<string, unknown>> | null> {
      const number = question.number.trim().toUpperCase();
      const isRight = isSameCode(codeOf(uid, number), normalizeCode(question.queryCode));
      const record = (await strapi.db.query(uid).findOne({
        select: [...tracking.fields],
        where: { [tracking.number]: number },
      })) as Readonly<Record<string, unknown>> | null;
      return record && isRight ? tracking.tell(record) : null;
    },
  };
};

export type SubmissionsService = ReturnType<typeof createSubmissionsService>;
