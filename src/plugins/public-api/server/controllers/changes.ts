import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

import { CHANGES, LIMITS, PLUGIN_ID } from '../constants';
import { refuseKey, refuseValue } from '../domain/fault';
import type { ChangeQuery, ChangesService } from '../services/changes';
import { checked } from './faults';

const QUERY = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,15}$/)
    .default('0'),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .default(String(CHANGES.defaultLimit)),
  type: z.string().min(1).max(LIMITS.value).optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  since: '不小于 0 的整数：第一次用 0，以后用上一次回答里的 next',
  limit: '不小于 1 的整数',
};

/** @throws RequestFault */
const parseQuery = (raw: unknown, paths: readonly string[]): ChangeQuery => {
  const result = QUERY.safeParse(raw);
  const refuseType = (): never =>
    refuseValue(['type'], `下列之一或几个，逗号分隔：${paths.join('、')}`);
  if (!result.success) {
    const [issue] = result.error.issues;
    if (issue?.code === 'unrecognized_keys') return refuseKey([issue.keys[0] ?? '']);
    const key = String(issue?.path[0]);
    return EXPECTED[key] === undefined ? refuseType() : refuseValue([key], EXPECTED[key]);
  }
  const { since, limit, type } = result.data;
  const types = type === undefined ? null : [...new Set(type.split(','))];
  if (types?.some((one) => !paths.includes(one))) refuseType();
  return {
    since: Number(since),
    limit: Math.min(Number(limit), CHANGES.limit),
    types,
    isEach: false,
  };
};

/** What was published, changed and withdrawn since a position of the ledger. */
export const createChangesController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (ctx: Context): Promise<void> => {
    const changes = strapi.plugin(PLUGIN_ID).service<ChangesService>('changes');
    const query = checked('query', () => parseQuery(ctx.query, changes.paths()));
    const { changes: data, next, hasMore } = await changes.page(query);
    const { personRetentionDays } = changes;
    ctx.body = { data, meta: { next, hasMore, personRetentionDays } };
  },
});
