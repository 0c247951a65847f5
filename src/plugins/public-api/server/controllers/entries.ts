import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

import { LIMITS, PLUGIN_ID } from '../constants';
import { refuseKey, refuseValue } from '../domain/fault';
import type { EntriesService } from '../services/entries';
import { checked } from './faults';

const text = z
  .string()
  .min(1)
  .max(LIMITS.value)
  .refine((value) => !value.includes('\u0000') && !/\p{Surrogate}/u.test(value));
const number = z.string().regex(/^[1-9]\d{0,6}$/);

const QUERY = z.strictObject({
  kind: text.optional(),
  subject: text.optional(),
  organization: text.optional(),
  year: z
    .string()
    .regex(/^[12]\d{3}$/)
    .optional(),
  page: number.optional(),
  pageSize: number.optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  year: '四位年份',
  page: '不小于 1 的整数',
  pageSize: '不小于 1 的整数',
};

const parse = (raw: unknown): z.infer<typeof QUERY> => {
  const result = QUERY.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') return refuseKey([issue.keys[0] ?? '']);
  const key = String(issue?.path.at(-1));
  return refuseValue([key], EXPECTED[key] ?? `至多 ${LIMITS.value} 个字符的文字`);
};

/** The information catalogue: 索引号, 名称, 内容概述, 生成日期. */
export const createEntriesController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (ctx: Context): Promise<void> => {
    const service = strapi.plugin(PLUGIN_ID).service<EntriesService>('entries');
    const { choice, page, pageSize } = checked('query', () => {
      const query = parse(ctx.query);
      for (const of of ['kind', 'subject'] as const) {
        const values = [...service.codes(of).keys()];
        const asked = query[of];
        if (asked !== undefined && !values.includes(asked))
          refuseValue([of], `下列之一：${values.join('、')}`);
      }
      const size = Math.min(Number(query.pageSize ?? LIMITS.defaultPageSize), LIMITS.pageSize);
      const place = Number(query.page ?? 1);
      if ((place - 1) * size > LIMITS.offset) refuseValue(['page'], '更靠前的一页');
      return {
        choice: {
          kind: query.kind ?? null,
          subject: query.subject ?? null,
          organization: query.organization ?? null,
          year: query.year === undefined ? null : Number(query.year),
        },
        page: place,
        pageSize: size,
      };
    });
    const { items, total } = await service.page(choice, {
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
    ctx.body = {
      data: items,
      meta: { pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } },
    };
  },
});
