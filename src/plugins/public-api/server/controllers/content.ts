import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { LIMITS, PLUGIN_ID } from '../constants';
import { RequestFault } from '../domain/fault';
import type { Model } from '../domain/model';
import { parseDetailQuery, parseListQuery, type ListQuery, type Page } from '../domain/query';
import { isScan } from '../domain/query-cost';
import { versionOf } from '../middlewares/answers';
import type { Lane } from '../services/answers';
import type { DocumentsService, ItemPage } from '../services/documents';
import type { TypesService } from '../services/types';
import { checked } from './faults';
import { refuse } from '../refusals';

const paginationMeta = (
  { by, offset, limit }: Page,
  { total, next }: ItemPage,
): Record<string, number | string | null> => {
  if (by === 'cursor') return { pageSize: limit, next, ...(total === null ? {} : { total }) };
  if (by === 'start') {
    return total === null ? { start: offset, limit } : { start: offset, limit, total };
  }
  const place = { page: offset / limit + 1, pageSize: limit };
  return total === null ? place : { ...place, pageCount: Math.ceil(total / limit), total };
};

const checkLength = (ctx: Context): void => {
  if (ctx.querystring.length > LIMITS.query) {
    throw new RequestFault(`查询字符串过长：至多 ${LIMITS.query} 个字符`, []);
  }
};

/** List and record of one public type. */
export const createContentController = ({
  strapi,
  model,
}: {
  strapi: Core.Strapi;
  model: Model;
}) => {
  const documents = () => strapi.plugin(PLUGIN_ID).service<DocumentsService>('documents');
  const catalogue = () => strapi.plugin(PLUGIN_ID).service<TypesService>('types').catalogue();

  /** Read once, whoever asks for it first. */
  const listQueryOf = (ctx: Context): ListQuery =>
    (ctx.state['listQuery'] ??= checked('query', () => {
      checkLength(ctx);
      return parseListQuery(model, catalogue(), ctx.query);
    })) as ListQuery;

  return {
    /** Which line a list stands in, by what its query costs. */
    laneOf: (ctx: Context): Lane => (isScan(model, listQueryOf(ctx)) ? 'scan' : 'quick'),

    find: async (ctx: Context): Promise<void> => {
      const query = listQueryOf(ctx);
      const page = await documents().page(model, query, versionOf(ctx));
      ctx.body = { data: page.items, meta: { pagination: paginationMeta(query.page, page) } };
    },

    findOne: async (ctx: Context): Promise<void> => {
      const selection = checked('query', () => {
        checkLength(ctx);
        return parseDetailQuery(model, catalogue(), ctx.query);
      });
      const { idOrSlug } = ctx['params'] as { idOrSlug: string };
      const isPossible = idOrSlug.length <= LIMITS.value && !idOrSlug.includes('\u0000');
      const found = isPossible ? await documents().one(model, idOrSlug, selection) : null;
      if (found) {
        const { item, correctedAt } = found;
        ctx.body = { data: item, meta: model.hasDraft ? { correctedAt } : {} };
        return;
      }
      const withdrawal = isPossible ? await documents().withdrawal(model, idOrSlug) : null;
      if (!withdrawal) throw new errors.NotFoundError('没有找到该信息：可能不存在，或者未公开');
      refuse.gone(ctx, withdrawal);
    },
  };
};

export type ContentController = ReturnType<typeof createContentController>;
