import { z } from 'zod';

import { LIMITS } from '../constants';
import { readCursor, type Cursor } from './cursor';
import { RequestFault, refuseKey, refuseValue } from './fault';
import { parseFilters, type Condition } from './filters';
import type { Catalogue, Field, Model } from './model';
import { parseSelection, type Selection } from './selection';
import { parseBoolean, parseList, parseObject } from './values';

export interface SortKey {
  /** Relation to pass through, with the type that it leads to, or null for the row's own field. */
  readonly through: { readonly relation: string; readonly target: string } | null;
  readonly field: Field;
  readonly isDescending: boolean;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly withCount: boolean;
  /** Which of Strapi's two ways the request used, or by cursor, and so its answer's meta. */
  readonly by: 'page' | 'start' | 'cursor';
  /** Where to go on; null for the beginning. */
  readonly after: Cursor | null;
}

export interface ListQuery {
  readonly selection: Selection;
  readonly where: Condition | null;
  readonly sort: readonly SortKey[];
  readonly page: Page;
}

const LIST_KEYS = z.strictObject({
  filters: z.unknown().optional(),
  sort: z.unknown().optional(),
  fields: z.unknown().optional(),
  populate: z.unknown().optional(),
  pagination: z.unknown().optional(),
  status: z.literal('published').optional(),
});
const DETAIL_KEYS = LIST_KEYS.pick({ fields: true, populate: true, status: true });
const PAGINATION = z.strictObject({
  page: z.string().optional(),
  pageSize: z.string().optional(),
  start: z.string().optional(),
  limit: z.string().optional(),
  withCount: z.string().optional(),
  after: z.string().max(6_000).optional(),
});

/** The first fault of a zod check as ours: an unknown key, or a key whose value has the wrong form. */
const parseKeys = <T>(schema: z.ZodType<T>, raw: unknown, path: readonly string[]): T => {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.at(-1);
  return refuseKey(key === undefined ? path : [...path, String(key)]);
};

const parseDirection = (raw: unknown, path: readonly string[]): boolean => {
  const order = typeof raw === 'string' ? raw.toLowerCase() : '';
  return order === 'desc' || (order === 'asc' ? false : refuseValue(path, ' asc 或 desc'));
};

/** `sort` in Strapi's forms: `a:desc,b`, a list of those, `sort[a]=desc`, `sort[0][a]=desc`. */
const sortPairs = (raw: unknown, path: readonly string[]): { keys: string[]; order: unknown }[] => {
  if (typeof raw === 'string') {
    return parseList(raw, path).map((item) => {
      const [name = '', order = 'asc', ...more] = item.split(':');
      if (more.length > 0) refuseKey([...path, item]);
      return { keys: name.split('.'), order };
    });
  }
  if (Array.isArray(raw)) {
    if (raw.length === 0 || raw.length > LIMITS.sortKeys) refuseKey(path);
    return raw.flatMap((item: unknown) => sortPairs(item, path));
  }
  return parseObject(raw, path).flatMap(([name, inner]) =>
    typeof inner === 'string'
      ? [{ keys: [name], order: inner }]
      : parseObject(inner, [...path, name]).map(([field, order]) => ({
          keys: [name, field],
          order,
        })),
  );
};

const parseSort = (model: Model, catalogue: Catalogue, raw: unknown): SortKey[] => {
  const path = ['sort'];
  const pairs = sortPairs(raw, path);
  if (pairs.length === 0 || pairs.length > LIMITS.sortKeys) refuseKey(path);
  return pairs.map(({ keys, order }) => {
    const at = [...path, ...keys];
    const [first = '', second, ...more] = keys;
    if (more.length > 0) return refuseKey(at);
    const target =
      second === undefined ? undefined : catalogue.get(model.relations.get(first) ?? '');
    const field = second === undefined ? model.fields.get(first) : target?.fields.get(second);
    if (!field) return refuseKey(at);
    const isDescending = parseDirection(order, at);
    return {
      through: target ? { relation: first, target: target.uid } : null,
      field,
      isDescending,
    };
  });
};

const parsePage = (raw: unknown, sort: readonly SortKey[]): Page => {
  const path = ['pagination'];
  const { page, pageSize, start, limit, withCount, after } =
    raw === undefined ? {} : parseKeys(PAGINATION, raw, path);
  const count = (
    value: string | undefined,
    key: string,
    least: number,
    otherwise: number,
  ): number => {
    if (value === undefined) return otherwise;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    return number >= least ? number : refuseValue([...path, key], `不小于 ${least} 的整数`);
  };
  if (after !== undefined && (page !== undefined || start !== undefined)) {
    throw new RequestFault('分页参数 after 不能与 page、start 同用', path);
  }
  if (after !== undefined && sort.some(({ through }) => through)) {
    throw new RequestFault('用 after 分页时只能按记录自身的字段排序', path);
  }
  const byStart = start !== undefined || limit !== undefined;
  if (byStart && (page !== undefined || pageSize !== undefined)) {
    throw new RequestFault('分页参数请只用一种：page 与 pageSize，或 start 与 limit', path);
  }
  // As in Strapi, a page larger than the limit is cut, and the answer's meta says so.
  const size = Math.min(
    byStart
      ? count(limit, 'limit', 1, LIMITS.defaultPageSize)
      : count(pageSize, 'pageSize', 1, LIMITS.defaultPageSize),
    LIMITS.pageSize,
  );
  const offset = byStart ? count(start, 'start', 0, 0) : (count(page, 'page', 1, 1) - 1) * size;
  if (offset > LIMITS.offset)
    refuseValue([...path, byStart ? 'start' : 'page'], `更靠前的一页，至多第 ${LIMITS.offset} 条`);
  return {
    offset,
    limit: size,
    // Whoever walks through a large list by cursor seldom wants to know its length each time.
    withCount:
      withCount === undefined
        ? after === undefined
        : parseBoolean(withCount, [...path, 'withCount']),
    by: after !== undefined ? 'cursor' : byStart ? 'start' : 'page',
    after: after ? readCursor(sort, after) : null,
  };
};

/** The query of a list, from `ctx.query` as qs parsed it. @throws RequestFault */
export const parseListQuery = (model: Model, catalogue: Catalogue, raw: unknown): ListQuery => {
  const query = parseKeys(LIST_KEYS, raw, []);
  const sort = parseSort(
    model,
    catalogue,
    query.sort === undefined ? model.defaultSort : query.sort,
  );
  return {
    selection: parseSelection(model, catalogue, query),
    where: query.filters === undefined ? null : parseFilters(model, catalogue, query.filters),
    sort,
    page: parsePage(query.pagination, sort),
  };
};

/** The query of one record. @throws RequestFault */
export const parseDetailQuery = (model: Model, catalogue: Catalogue, raw: unknown): Selection =>
  parseSelection(model, catalogue, parseKeys(DETAIL_KEYS, raw, []));
