import { z } from 'zod';

import { isDate, today } from '../../../../../shared/legal-days';
import { FIRST_YEAR, LAST_YEAR, MAX_PAGE_SIZE } from '../../constants';
import { parse } from './parse';

const YEAR = `年度 year 应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间的四位数字，如 year=2017`;
const AS_OF =
  '截止日期 asOf 应为真实存在的日期，格式为 YYYY-MM-DD，如 asOf=2017-12-31；也可为带时区的时刻，如 asOf=2017-12-31T09:30:00Z';
/** What is wrong with a day that is yet to come. */
export const FUTURE = '截止日期 asOf 不能晚于今天，请改为今天或以前的日期';
const ORGANIZATION = '机构 organization 应为机构编号，多个编号用英文逗号隔开';
const IDS = '指标 ids 应为指标编号，多个编号用英文逗号隔开';
const ID = '指标 id 应为一个指标编号，如 id=fund.rate';
const PAGE = '页码 page 应为 1 至 1000000 的整数';
const PAGE_SIZE = `每页条数 pageSize 应为 1 至 ${MAX_PAGE_SIZE} 的整数`;
const STATE = '状态 state 应为 counted、missing、excluded 或 all';
const SEARCH = '搜索词 q 不能超过 100 个字';

/** A whole number of a query string. */
export const whole = (message: string, min: number, max: number) =>
  z
    .string({ error: message })
    .regex(/^\d{1,7}$/, { error: message })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: message });

/** An instant with its zone, as ISO 8601 writes it. */
const instant = z.iso.datetime({ offset: true });

const isInstant = (value: string): boolean =>
  instant.safeParse(value).success && isDate(value.slice(0, 10));

const isPast = (asOf: string): boolean =>
  isDate(asOf) ? asOf <= today() : new Date(asOf).getTime() <= Date.now();

/** Several words in one parameter. */
const list = (message: string) =>
  z
    .string({ error: message })
    .regex(/^[\w.-]{1,64}(,[\w.-]{1,64}){0,199}$/, { error: message })
    .transform((text) => text.split(','));

const asOf = z
  .string({ error: AS_OF })
  .refine((value) => isDate(value) || isInstant(value), { error: AS_OF, abort: true })
  .refine(isPast, { error: FUTURE })
  .optional();

/** Only of these organizations. */
export const organizations = { organization: list(ORGANIZATION).optional() };

/** Parameters of every question: the year and the day. */
export const period = { year: whole(YEAR, FIRST_YEAR, LAST_YEAR), asOf };

const periodSchema = z.strictObject(period);

const scopeSchema = z.strictObject({ ...period, ...organizations });

const trendSchema = z.strictObject({ ...period, ...organizations, ids: list(IDS).optional() });

const publicTrendSchema = z.strictObject({
  ...period,
  id: z.string({ error: ID }).regex(/^[a-z0-9.-]{1,64}$/, { error: ID }),
});

const nothingSchema = z.strictObject({});

const workSchema = z.strictObject({ asOf, ...organizations });

/** Parameters of every list: part of a text, and the page. */
export const paging = {
  q: z.string({ error: SEARCH }).trim().max(100, { error: SEARCH }).default(''),
  page: whole(PAGE, 1, 1_000_000).default(1),
  pageSize: whole(PAGE_SIZE, 1, MAX_PAGE_SIZE).default(20),
};

/** Which rows: those of one state, or all. */
export const itemState = z
  .enum(['counted', 'missing', 'excluded', 'all'], { error: STATE })
  .default('all');

const itemsSchema = z.strictObject({
  ...period,
  ...organizations,
  state: itemState,
  ...paging,
});

/** Year and day of a query string. @throws ValidationError (400) with a Chinese message. */
export const parsePeriod = (query: unknown): z.output<typeof periodSchema> =>
  parse(periodSchema, query);

/** `organization` of a query string under the name that services know. */
const renamed = <T extends { organization?: string[] | undefined }>({
  organization,
  ...rest
}: T): Omit<T, 'organization'> & { organizations?: string[] } => ({
  ...rest,
  ...(organization ? { organizations: organization } : {}),
});

/** Year, day and organizations of a query string. @throws ValidationError (400) in Chinese. */
export const parseScope = (query: unknown) => renamed(parse(scopeSchema, query));

/** Query string of a trend. @throws ValidationError (400) with a Chinese message. */
export const parseTrend = (query: unknown) => renamed(parse(trendSchema, query));

/** Query string of the public trend of a figure. @throws ValidationError (400) in Chinese. */
export const parsePublicTrend = (query: unknown): z.output<typeof publicTrendSchema> =>
  parse(publicTrendSchema, query);

/** Query string of a question without parameters. @throws ValidationError (400) in Chinese. */
export const parseNothing = (query: unknown): void => void parse(nothingSchema, query);

/** Query string of what to do. @throws ValidationError (400) with a Chinese message. */
export const parseWork = (query: unknown) => renamed(parse(workSchema, query));

/** Query string of a drill-down. @throws ValidationError (400) with a Chinese message. */
export const parseItems = (query: unknown) => {
  const { q, ...rest } = parse(itemsSchema, query);
  return { ...renamed(rest), search: q };
};
