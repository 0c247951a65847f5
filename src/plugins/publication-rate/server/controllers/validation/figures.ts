import { z } from 'zod';

import { isDate, today } from '../../../../../shared/legal-days';
import { FIRST_YEAR, LAST_YEAR, MAX_PAGE_SIZE } from '../../constants';
import { parse } from './parse';

const YEAR = `年度 year 应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间的四位数字，如 year=2017`;
const AS_OF = '截止日期 asOf 应为真实存在的日期，格式为 YYYY-MM-DD，如 asOf=2017-12-31';
const FUTURE = '截止日期 asOf 不能晚于今天，请改为今天或以前的日期';
const PAGE = '页码 page 应为 1 至 1000000 的整数';
const PAGE_SIZE = `每页条数 pageSize 应为 1 至 ${MAX_PAGE_SIZE} 的整数`;
const STATE = '状态 state 应为 counted、missing、excluded 或 all';
const SEARCH = '搜索词 q 不能超过 100 个字';

const whole = (message: string, min: number, max: number) =>
  z
    .string({ error: message })
    .regex(/^\d{1,7}$/, { error: message })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: message });

const period = {
  year: whole(YEAR, FIRST_YEAR, LAST_YEAR),
  asOf: z
    .string({ error: AS_OF })
    .refine(isDate, { error: AS_OF, abort: true })
    .refine((day) => day <= today(), { error: FUTURE })
    .optional(),
};

const periodSchema = z.strictObject(period);

const itemsSchema = z.strictObject({
  ...period,
  state: z.enum(['counted', 'missing', 'excluded', 'all'], { error: STATE }).default('all'),
  q: z.string({ error: SEARCH }).trim().max(100, { error: SEARCH }).default(''),
  page: whole(PAGE, 1, 1_000_000).default(1),
  pageSize: whole(PAGE_SIZE, 1, MAX_PAGE_SIZE).default(20),
});

/** Year and day of a query string. @throws ValidationError (400) with a Chinese message. */
export const parsePeriod = (query: unknown): z.output<typeof periodSchema> =>
  parse(periodSchema, query);

/** Query string of a drill-down. @throws ValidationError (400) with a Chinese message. */
export const parseItems = (query: unknown) => {
  const { q, ...rest } = parse(itemsSchema, query);
  return { ...rest, search: q };
};
