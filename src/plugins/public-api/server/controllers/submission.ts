import { readFile } from 'node:fs/promises';

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { PublicSubmission } from '../../../../shared/contracts/public-api';
import { ATTACHMENTS, PLUGIN_ID } from '../constants';
import { readAttachment, type Attachment } from '../domain/attachment';
import { RequestFault, refuseKey } from '../domain/fault';
import { parseSubmission, TRACKING } from '../domain/submission';
import { countedOf } from '../middlewares/counted';
import type { AdmissionService } from '../services/admission';
import type { SubmissionsService } from '../services/submissions';
import { checked, checkedLater } from './faults';
import { refuse } from '../refusals';

const TRACKING_BYTES = 1_024;

/** A file where the parser has put it. */
interface Part {
  readonly filepath: string;
  readonly size: number;
}

/** Files of the request, by the names of their fields. */
const partsOf = (ctx: Context): Readonly<Record<string, readonly Part[]>> => {
  const { files = {} } = ctx.request as { files?: Record<string, Part | Part[]> };
  return Object.fromEntries(Object.entries(files).map(([name, some]) => [name, [some].flat()]));
};

/** The fields of a form in the shape of the JSON body: `data` is JSON itself. */
const bodyOfForm = (fields: Readonly<Record<string, unknown>>): unknown => {
  const { data } = fields;
  try {
    return { ...fields, data: typeof data === 'string' ? (JSON.parse(data) as unknown) : data };
  } catch {
    throw new RequestFault('“data”应为 JSON', ['data']);
  }
};

/** The request's JSON, if it is no larger than that. */
const bodyOf = (ctx: Context, maxBytes: number, isForm = false): unknown => {
  if (Object.keys(ctx.query).length > 0)
    throw new RequestFault('提交时地址中不能带参数', ['query']);
  if (!isForm && !ctx.is('json'))
    throw new RequestFault('请以 application/json 提交', ['content-type']);
  const sent: unknown = ctx.request.body;
  const body = isForm ? bodyOfForm(sent as Record<string, unknown>) : sent;
  if (Buffer.byteLength(JSON.stringify(body ?? null)) > maxBytes) {
    throw new errors.PayloadTooLargeError(`提交的内容过长：至多 ${maxBytes} 字节`);
  }
  return body;
};

/** The files of a form. @throws RequestFault where there are too many, or one isn't taken */
const readFiles = async (
  parts: Readonly<Record<string, readonly Part[]>>,
  most: number,
): Promise<readonly Attachment[]> => {
  const stray = Object.keys(parts).find((name) => name !== 'files');
  if (stray !== undefined) refuseKey([stray]);
  const files = parts['files'] ?? [];
  if (files.length > most) throw new RequestFault(`附件至多 ${most} 个`, ['files']);
  if (files.some(({ size }) => size > ATTACHMENTS.maxBytes))
    throw new RequestFault(`每个附件至多 ${ATTACHMENTS.maxBytes / 1_048_576} MB`, ['files']);
  const read: Attachment[] = [];
  for (const { filepath } of files) read.push(await readAttachment(await readFile(filepath)));
  return read;
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

  const take = async (ctx: Context): Promise<void> => {
    const parts = partsOf(ctx);
    const { files: most = 0 } = submission;
    const isForm = most > 0 && Boolean(ctx.is('multipart/form-data'));
    const { data, altcha } = checked('body', () =>
      parseSubmission(submission.schema, bodyOf(ctx, submission.maxBytes, isForm)),
    );
    const files = await checkedLater('body', () => readFiles(parts, most));
    const counted = await countedOf(strapi, ctx);
    if (counted.kind === 'tooMany') return refuse.tooMany(ctx, counted.retryAfter);
    if (counted.isChallenged) {
      const isSolved = altcha !== undefined && (await admission().isSolved(altcha));
      if (!isSolved) return refuse.challenge(ctx, altcha !== undefined);
    }
    ctx.status = 201;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await submissions().create(submission, data, files) };
  };

  return {
    create: take,

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
