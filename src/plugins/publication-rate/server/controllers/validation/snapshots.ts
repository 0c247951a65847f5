import { z } from 'zod';

import { isDate, today } from '../../../../../shared/legal-days';
import { FIRST_YEAR, LAST_YEAR } from '../../constants';
import { FUTURE, itemState, organizations, paging, period } from './figures';
import { parse } from './parse';

const YEAR = `年度 year 应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间的四位数字，如 2017`;
const AS_OF = '截止日期 asOf 应为真实存在的日期，格式为 YYYY-MM-DD，如 2017-12-31';
const REASON = '请填写建立快照的原因，2 至 500 个字，如“2017 年度报告定稿”';
const WITH = '对比快照 with 应为快照编号';
const EITHER = '对比快照 with 和截止日期 asOf 只能填一个，请去掉一个后重试';
const CHANGE = '变化 change 应为 added、removed、changed 或 all';

const asOf = z
  .string({ error: AS_OF })
  .refine(isDate, { error: AS_OF, abort: true })
  .refine((day) => day <= today(), { error: FUTURE })
  .optional();

const snapshotsSchema = z.strictObject({ year: period.year.optional() });

const freezeSchema = z.strictObject({
  year: z.int({ error: YEAR }).min(FIRST_YEAR, { error: YEAR }).max(LAST_YEAR, { error: YEAR }),
  asOf,
  reason: z.string({ error: REASON }).trim().min(2, { error: REASON }).max(500, { error: REASON }),
});

const compared = {
  ...organizations,
  asOf,
  with: z
    .string({ error: WITH })
    .regex(/^[a-z0-9]{1,64}$/, { error: WITH })
    .optional(),
};

const isOne = (query: { asOf?: string | undefined; with?: string | undefined }): boolean =>
  query.asOf === undefined || query.with === undefined;

const comparisonSchema = z.strictObject(compared).refine(isOne, { error: EITHER, path: ['with'] });

const changesSchema = z
  .strictObject({
    ...compared,
    change: z.enum(['added', 'removed', 'changed', 'all'], { error: CHANGE }).default('all'),
    page: paging.page,
    pageSize: paging.pageSize,
  })
  .refine(isOne, { error: EITHER, path: ['with'] });

const frozenItemsSchema = z.strictObject({ ...organizations, state: itemState, ...paging });

/** Query string of the list. @throws ValidationError (400) with a Chinese message. */
export const parseSnapshots = (query: unknown): z.output<typeof snapshotsSchema> =>
  parse(snapshotsSchema, query);

/** Body of a new snapshot. @throws ValidationError (400) with a Chinese message. */
export const parseFreeze = (body: unknown): z.output<typeof freezeSchema> =>
  parse(freezeSchema, body ?? {});

/** Query string of a comparison. @throws ValidationError (400) with a Chinese message. */
export const parseComparison = (query: unknown): z.output<typeof comparisonSchema> =>
  parse(comparisonSchema, query);

/** Query string of a figure's changed rows. @throws ValidationError (400) with a Chinese message. */
export const parseChanges = (query: unknown): z.output<typeof changesSchema> =>
  parse(changesSchema, query);

/** Query string of a figure's frozen rows. @throws ValidationError (400) with a Chinese message. */
export const parseFrozenItems = (query: unknown) => {
  const { q, ...rest } = parse(frozenItemsSchema, query);
  return { ...rest, search: q };
};
