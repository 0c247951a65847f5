import { z } from 'zod';

import { LIMITS } from '../constants';
import { refuseKey, refuseValue } from './fault';
import type { Field } from './model';

const INT4 = 2_147_483_647;

const integer = z
  .string()
  .regex(/^-?\d{1,10}$/)
  .refine((value) => Math.abs(Number(value)) <= INT4);
const decimal = z.string().regex(/^-?\d{1,16}(\.\d{1,6})?$/);
// There is no year 0 in PostgreSQL.
const date = z.iso.date().refine((value) => !value.startsWith('0000'));
const datetime = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) => new Date(value))
  .refine((value) => !Number.isNaN(value.getTime()) && /^(?!0000)\d{4}-/.test(value.toISOString()))
  .transform((value) => value.toISOString());
// PostgreSQL can't store U+0000, and an unpaired surrogate is no text.
const text = z
  .string()
  .max(LIMITS.value)
  .refine((value) => !value.includes('\u0000') && !/\p{Surrogate}/u.test(value));

const TRUE = ['true', '1'];
const FALSE = ['false', '0'];

/** True or false as a query string writes it. */
export const parseBoolean = (raw: unknown, path: readonly string[]): boolean => {
  if (typeof raw === 'string' && TRUE.includes(raw)) return true;
  if (typeof raw === 'string' && FALSE.includes(raw)) return false;
  return refuseValue(path, ' true 或 false');
};

const check = (
  schema: z.ZodType<string>,
  raw: unknown,
  path: readonly string[],
  expected: string,
): string => {
  const result = schema.safeParse(raw);
  return result.success ? result.data : refuseValue(path, expected);
};

/** One value of a field, as text that the database can cast to the field's type. */
export const parseValue = (field: Field, raw: unknown, path: readonly string[]): string => {
  if (typeof raw !== 'string') return refuseValue(path, '单个值');
  switch (field.type) {
    case 'integer':
      return check(integer, raw, path, '整数');
    case 'decimal':
      return check(decimal, raw, path, '数字，至多六位小数');
    case 'boolean':
      return String(parseBoolean(raw, path));
    case 'date':
      return check(date, raw, path, '日期，格式 YYYY-MM-DD');
    case 'datetime':
      return check(datetime, raw, path, '带时区的时间，例如 2017-12-31T08:00:00Z');
    case 'enumeration':
      return field.values.includes(raw)
        ? raw
        : refuseValue(path, `下列之一：${field.values.join('、')}`);
    case 'text':
      return check(text, raw, path, `至多 ${LIMITS.value} 个字符的文字`);
  }
};

/** An object as qs makes it of `a[b]=c`; anything else is refused. */
export const parseObject = (raw: unknown, path: readonly string[]): [string, unknown][] => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuseKey(path);
  return Object.entries(raw);
};

/** `a,b`, or `k[0]=a&k[1]=b`. */
export const parseList = (raw: unknown, path: readonly string[]): string[] => {
  const list = typeof raw === 'string' ? raw.split(',') : raw;
  if (!Array.isArray(list) || list.length === 0 || list.length > LIMITS.values)
    return refuseKey(path);
  return list.map((item) =>
    typeof item === 'string' && item !== '' ? item.trim() : refuseKey(path),
  );
};
