import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { PublicSubmission } from '../../../../shared/contracts/public-api';
import { PLUGIN_ID } from '../constants';
import { RequestFault } from '../domain/fault';
import { parseSubmission } from '../domain/submission';
import type { SubmissionsService } from '../services/submissions';
import { checked } from './faults';

/** Takes one kind of submission. */
export const createSubmissionController = <T extends object>({
  strapi,
  submission,
}: {
  strapi: Core.Strapi;
  submission: PublicSubmission<T>;
}) => ({
  create: async (ctx: Context): Promise<void> => {
    const data = checked('body', () => {
      if (Object.keys(ctx.query).length > 0)
        throw new RequestFault('提交时地址中不能带参数', ['query']);
      if (!ctx.is('json')) throw new RequestFault('请以 application/json 提交', ['content-type']);
      const body: unknown = ctx.request.body;
      if (Buffer.byteLength(JSON.stringify(body ?? null)) > submission.maxBytes) {
        throw new errors.PayloadTooLargeError(`提交的内容过长：至多 ${submission.maxBytes} 字节`);
      }
      return parseSubmission(submission.schema, body);
    });
    const answer = await strapi
      .plugin(PLUGIN_ID)
      .service<SubmissionsService>('submissions')
      .create(submission, data);
    ctx.status = 201;
    ctx.body = { data: answer };
  },
});

export type SubmissionController = ReturnType<typeof createSubmissionController>;
