import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

import { PLUGIN_ID } from '../constants';
import { personOf } from '../services/actor';
import type { DeliveriesService } from '../services/deliveries';
import type { ReceiptsService } from '../services/receipts';
import type { WithdrawalsService } from '../services/withdrawals';
import { parse } from './queries';

const link = z.preprocess(
  (value) => (value === '' ? null : value),
  z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable()
    .default(null),
);
const listQuery = z.object({ document: z.string().trim().min(1).max(60).optional() });
const settleBody = z.strictObject({ link });
const byHandBody = z.strictObject({ outcome: z.enum(['posted', 'withdrawn']), url: link });

/** What people do at the platform themselves. */
export const createWithdrawalsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const withdrawals = () => service<WithdrawalsService>('withdrawals');
  const idOf = (ctx: Context): string =>
    String((ctx['params'] as { documentId: string }).documentId);
  const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body;
  const personIn = (ctx: Context) =>
    personOf((ctx.state as unknown as { user: Parameters<typeof personOf>[0] }).user);

  return {
    async find(ctx: Context): Promise<void> {
      const { document } = parse(listQuery, ctx.query);
      ctx.body = { data: await withdrawals().list(document ?? null) };
    },
    async settle(ctx: Context): Promise<void> {
      const body = parse(settleBody, bodyOf(ctx));
      await withdrawals().settleByHand(idOf(ctx), {
        settledBy: personIn(ctx).name,
        link: body.link,
      });
      ctx.body = { data: null };
    },
    async byHand(ctx: Context): Promise<void> {
      const body = parse(byHandBody, bodyOf(ctx));
      await service<ReceiptsService>('receipts').markByHand(idOf(ctx), body, personIn(ctx));
      ctx.body = { data: await service<DeliveriesService>('deliveries').detail(idOf(ctx)) };
    },
  };
};
