import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { ATTEMPT_OUTCOMES, type WebhookInput } from '../../shared/contracts/webhooks';
import { PLUGIN_ID } from '../constants';
import type { WebhooksService } from '../services/webhooks';

const INPUT = z.strictObject({
  name: z.string('请填写名称').trim().min(1, '请填写名称').max(100, '名称至多 100 个字'),
  url: z.string('请填写地址').trim().min(1, '请填写地址').max(500, '地址至多 500 个字符'),
  types: z.array(z.string().max(60)).min(1, '请至少选择一种内容，或选择全部').max(50).nullable(),
  isActive: z.boolean('是否启用应为是或否'),
});

const ATTEMPTS_QUERY = z.object({
  outcome: z.enum([...ATTEMPT_OUTCOMES, 'failed', 'unfinished']).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

const UUID = z.uuid();

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join('.') ?? '';
  const isChinese = /\p{Script=Han}/u.test(issue?.message ?? '');
  throw new errors.ValidationError(
    isChinese && issue ? issue.message : `参数不正确：${key || '请检查请求'}`,
    { key },
  );
};

/** Who registers it, for the list. */
const nameOf = (ctx: Context): string => {
  const { firstname, lastname, username, email } = ctx.state['user'] as {
    readonly [key: string]: string | null | undefined;
  };
  return `${lastname ?? ''}${firstname ?? ''}` || username || email || '';
};

/** Subscriptions in the admin panel. Secrets are in the answers of `create` and `renewSecret` only. */
export const createWebhooksController = ({ strapi }: { strapi: Core.Strapi }) => {
  const webhooks = () => strapi.plugin(PLUGIN_ID).service<WebhooksService>('webhooks');
  const param = (ctx: Context, name: 'id' | 'attempt'): string => {
    const parsed = UUID.safeParse((ctx['params'] as Record<string, string>)[name]);
    if (!parsed.success) throw new errors.NotFoundError('没有这条记录，请刷新列表');
    return parsed.data;
  };
  const input = (ctx: Context): WebhookInput => parse(INPUT, ctx.request.body);

  return {
    async find(ctx: Context): Promise<void> {
      ctx.body = await webhooks().list();
    },
    async findOne(ctx: Context): Promise<void> {
      ctx.body = { data: await webhooks().find(param(ctx, 'id')) };
    },
    async create(ctx: Context): Promise<void> {
      ctx.status = 201;
      ctx.body = { data: await webhooks().create(input(ctx), nameOf(ctx)) };
    },
    async update(ctx: Context): Promise<void> {
      ctx.body = { data: await webhooks().update(param(ctx, 'id'), input(ctx)) };
    },
    async remove(ctx: Context): Promise<void> {
      await webhooks().remove(param(ctx, 'id'));
      ctx.status = 204;
    },
    async renewSecret(ctx: Context): Promise<void> {
      ctx.body = { data: await webhooks().renewSecret(param(ctx, 'id')) };
    },
    async resume(ctx: Context): Promise<void> {
      ctx.body = { data: await webhooks().resume(param(ctx, 'id')) };
    },
    async attempts(ctx: Context): Promise<void> {
      const { outcome, ...page } = parse(ATTEMPTS_QUERY, ctx.query);
      ctx.body = await webhooks().attempts(param(ctx, 'id'), outcome ?? null, page);
    },
    async resend(ctx: Context): Promise<void> {
      ctx.body = { data: await webhooks().resend(param(ctx, 'id'), param(ctx, 'attempt')) };
    },
  };
};
