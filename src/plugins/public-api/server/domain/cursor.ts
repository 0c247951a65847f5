import { z } from 'zod';

import { RequestFault } from './fault';
import type { SortKey } from './query';
import { parseValue } from './values';

/** A place in a sorted list: the values of the sort keys (null for none) and the row. */
export interface Cursor {
  readonly values: readonly (string | null)[];
  readonly id: string;
}

const PATH = ['pagination', 'after'];

const CURSOR = z.strictObject({
  // The sort that the place belongs to.
  s: z.string().max(400),
  v: z.array(z.string().max(4_000).nullable()).max(10),
  i: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .refine((id) => Number(id) <= 2_147_483_647),
});

/** An instant as the database writes it: to the microsecond, in UTC. */
const isInstant = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(text)) return false;
  const seconds = text.slice(0, 19).replace(' ', 'T');
  const instant = new Date(`${seconds}Z`);
  // A day that there isn't (31 February) would come back as another.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(seconds);
};

const signature = (sort: readonly SortKey[]): string =>
  sort.map(({ field, isDescending }) => `${isDescending ? '-' : ''}${field.name}`).join(',');

/** The place as opaque text for `pagination[after]`. */
export const writeCursor = (sort: readonly SortKey[], { values, id }: Cursor): string =>
  Buffer.from(JSON.stringify({ s: signature(sort), v: values, i: id })).toString('base64url');

const refuse = (): never => {
  throw new RequestFault(
    '参数“pagination.after”的值不正确：请用同一查询上一次回答里的 next，第一页留空',
    PATH,
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
};

/**
 * The place that the text stands for. It only tells where to go on, and so needs no secret: what
 * is public is decided row by row as always.
 * @throws RequestFault where it isn't one of this sort
 */
export const readCursor = (sort: readonly SortKey[], text: string): Cursor => {
  const { data } = CURSOR.safeParse(parseJson(text));
  if (!data || data.s !== signature(sort) || data.v.length !== sort.length) return refuse();
  const values = data.v.map((value, index) => {
    const key = sort[index];
    if (value === null || !key) return null;
    // Text of a row may be longer than text in a filter.
    if (key.field.type === 'text') return value.includes('\u0000') ? refuse() : value;
    if (key.field.type === 'datetime') return isInstant(value) ? value : refuse();
    return parseValue(key.field, value, PATH);
  });
  return { values, id: data.i };
};
