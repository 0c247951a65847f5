import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';

/**
 * Limits questions to what the person who asks may see: the question comes back with the
 * organizations that it may speak of, those that it names or all that the person may see.
 * @throws PolicyError (403), see `rights.scopeOf`.
 */
export const createLimited =
  ({ strapi }: { strapi: Core.Strapi }) =>
  async <Question extends { organizations?: readonly string[] | undefined }>(
    ctx: Context,
    question: Question,
  ): Promise<Question> => {
    const scope = await getService(strapi, 'rights').scopeOf(ctx, question.organizations);
    return scope === null ? question : { ...question, organizations: scope };
  };
