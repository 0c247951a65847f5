import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { PublicSubmission } from '../../../../shared/contracts/public-api';
import { PLUGIN_ID } from '../constants';
import { RequestFault } from '../domain/fault';
import { parseSubmission, TRACKING } from '../domain/submission';
import type { AdmissionService } from '../services/admission';
import type { SubmissionsService } from '../services/submissions';
import { checked } from './faults';
import { refuse } from '../refusals';

const TRACKING_BYTES = 1_024;

/** The request's JSON, if it is no larger than that. */
const bodyOf = (ctx: Context, maxBytes: number): unknown => {
  if (Object.keys(ctx.query).length > 0)
    throw new RequestFault('提交时地址中不能带参数', ['query']);
  if (!ctx.is('json')) throw new RequestFault('请以 application/json 提交', ['content-type']);
  const body: unknown = ctx.request.body;
  if (Buffer.byteLength(JSON.stringify(body ?? null)) > maxBytes) {
    throw new errors.PayloadTooLargeError(`提交的内容过长：至多 ${maxBytes} 字节`);
  }
  return body;
};

/** Takes one kind of submission, and tells its sender how it stands. */
export const createSubmissionController = <T extends object>({
  strapi,
  submission,
}: {
  strapi: Core.Strapi;
  submission: PublicSubmission<T>;
}) => {
  const submissions = () => strapi.plugin(PLUGIN_ID).service<SubmissionsService>('submissions');
  const admission = () => strapi.plugin(PLUGIN_ID).service<AdmissionService>('admission');

  return {
    create: async (ctx: Context): Promise<void> => {
      const { data, altcha } = checked('body', () =>
        parseSubmission(submission.schema, bodyOf(ctx, submission.maxBytes)),
      );
      const admitted = await admission().admit(ctx.ip, altcha);
      if (admitted.kind === 'tooMany') return refuse.tooMany(ctx, admitted.retryAfter);
      if (admitted.kind === 'challenge') return refuse.challenge(ctx, admitted.isWrong);
      ctx.status = 201;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: await submissions().create(submission, data) };
    },

    track: async (ctx: Context): Promise<void> => {
      const { data } = checked('body', () =>
        parseSubmission(TRACKING, bodyOf(ctx, TRACKING_BYTES)),
      );
      const wait = await admission().admitTracking(ctx.ip);
      if (wait !== null) return refuse.tooMany(ctx, wait);
      const found = await submissions().track(submission, data);
      if (!found) throw new errors.NotFoundError('没有找到：请核对编号和查询码');
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: found };
    },
  };
};

export type SubmissionController = ReturnType<typeof createSubmissionController>;
