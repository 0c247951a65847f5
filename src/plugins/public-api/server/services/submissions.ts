import type { Core, UID } from '@strapi/strapi';

import type { PublicSubmission } from '../../../../shared/contracts/public-api';
import { legalDayOf } from '../../../../shared/legal-days';
import { randomCode } from '../domain/submission';

/** Takes in what citizens send. */
export const createSubmissionsService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Creates the record through the Document Service, so that its rules hold and personal data is encrypted. */
  async create<T extends object>(
    submission: PublicSubmission<T>,
    data: T,
  ): Promise<Readonly<Record<string, string>>> {
    const now = new Date();
    const { record, answer } = submission.accept(data, {
      now,
      day: legalDayOf(now),
      code: randomCode,
    });
    await strapi.documents(submission.uid as UID.ContentType).create({ data: record as never });
    return answer;
  },
});

export type SubmissionsService = ReturnType<typeof createSubmissionsService>;
