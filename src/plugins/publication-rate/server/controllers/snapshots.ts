import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { askerOf } from '../services/rights';
import { getService } from '../utils/get-service';
import { parseInspection } from './validation/inspection';
import {
  parseChanges,
  parseComparison,
  parseFreeze,
  parseFrozenItems,
  parseSnapshots,
} from './validation/snapshots';

/** Years kept as they were, for the admin panel. */
export const createSnapshotsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    await getService(strapi, 'rights').scopeOf(ctx);
    ctx.body = { data: await getService(strapi, 'snapshots').list(parseSnapshots(ctx.query)) };
  },

  async findOne(ctx: Context): Promise<void> {
    const { documentId } = ctx.params as { documentId: string };
    const { organization } = parseInspection(ctx.query);
    const scope = await getService(strapi, 'rights').scopeOf(ctx, organization);
    ctx.body = { data: await getService(strapi, 'snapshots').find(documentId, scope) };
  },

  async create(ctx: Context): Promise<void> {
    const snapshot = await getService(strapi, 'snapshots').freeze(
      parseFreeze(ctx.request.body),
      askerOf(ctx),
    );
    ctx.status = 201;
    ctx.body = { data: snapshot };
  },

  async items(ctx: Context): Promise<void> {
    const { documentId, figureId } = ctx.params as { documentId: string; figureId: string };
    const { organization, ...question } = parseFrozenItems(ctx.query);
    const scope = await getService(strapi, 'rights').scopeOf(ctx, organization);
    const { items, pagination } = await getService(strapi, 'snapshots').frozenItems(
      documentId,
      figureId,
      question,
      scope,
    );
    ctx.body = { data: items, meta: { pagination } };
  },

  async comparison(ctx: Context): Promise<void> {
    const { documentId } = ctx.params as { documentId: string };
    const { organization, ...compared } = parseComparison(ctx.query);
    const scope = await getService(strapi, 'rights').scopeOf(ctx, organization);
    ctx.body = { data: await getService(strapi, 'snapshots').compare(documentId, compared, scope) };
  },

  async changes(ctx: Context): Promise<void> {
    const { documentId, figureId } = ctx.params as { documentId: string; figureId: string };
    const { organization, ...question } = parseChanges(ctx.query);
    const scope = await getService(strapi, 'rights').scopeOf(ctx, organization);
    const { items, pagination, period } = await getService(strapi, 'snapshots').changedItems(
      documentId,
      figureId,
      question,
      scope,
    );
    ctx.body = { data: items, meta: { ...period, pagination } };
  },
});
