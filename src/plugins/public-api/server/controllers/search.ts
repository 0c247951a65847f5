import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

import { LIMITS, PLUGIN_ID, SEARCH_LIMITS } from '../constants';
import { refuseKey, refuseValue } from '../domain/fault';
import { parseSearch } from '../domain/search-text';
import { versionOf } from '../middlewares/answers';
import type { Search, SearchService } from '../services/search';
import { checked } from './faults';

const isText = (value: string): boolean =>
  !value.includes('\u0000') && !/\p{Surrogate}/u.test(value);
const number = z.string().regex(/^[1-9]\d{0,6}$/);

const QUERY = z.strictObject({
  q: z.string().min(1).max(SEARCH_LIMITS.characters).refine(isText),
  type: z.string().min(1).max(LIMITS.value).optional(),
  year: z
    .string()
    .regex(/^[12]\d{3}$/)
    .optional(),
  organization: z.string().min(1).max(LIMITS.value).refine(isText).optional(),
  page: number.optional(),
  pageSize: number.optional(),
});

const EXPECTED: Readonly<Record<keyof typeof QUERY.shape, string>> = {
  q: `要搜索的文字，1 至 ${SEARCH_LIMITS.characters} 个字符`,
  type: '搜索范围，多个之间用逗号',
  year: '四位年份',
  organization: `机构的 documentId 或 slug，至多 ${LIMITS.value} 个字符`,
  page: '不小于 1 的整数',
  pageSize: '不小于 1 的整数',
};

const isKnown = (key: string): key is keyof typeof EXPECTED => Object.hasOwn(EXPECTED, key);

const parse = (raw: unknown, known: readonly string[]): Search => {
  const result = QUERY.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    const key = String(issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]);
    return isKnown(key) ? refuseValue([key], EXPECTED[key]) : refuseKey([key]);
  }
  const { q, type, year, organization, page, pageSize } = result.data;
  const terms = parseSearch(q);
  if (terms && terms.terms.length > SEARCH_LIMITS.terms)
    refuseValue(['q'], `至多 ${SEARCH_LIMITS.terms} 个词`);
  const types = type === undefined ? null : [...new Set(type.split(','))];
  if (types?.some((one) => !known.includes(one)))
    refuseValue(['type'], `下列之一或几个：${known.join('、')}`);
  const size = Math.min(Number(pageSize ?? LIMITS.defaultPageSize), LIMITS.pageSize);
  const place = Number(page ?? 1);
  if (place * size > SEARCH_LIMITS.depth)
    refuseValue(['page'], `更靠前的一页（只能看前 ${SEARCH_LIMITS.depth} 条）`);
  return {
    terms,
    choice: {
      types,
      year: year === undefined ? null : Number(year),
      organization: organization ?? null,
    },
    page: place,
    pageSize: size,
  };
};

/** Full text search. */
export const createSearchController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (ctx: Context): Promise<void> => {
    const service = strapi.plugin(PLUGIN_ID).service<SearchService>('search');
    const search = checked('query', () => parse(ctx.query, service.types()));
    ctx.body = await service.find(search, versionOf(ctx));
  },
});
