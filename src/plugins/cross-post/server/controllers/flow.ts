import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { BulkResult } from '../../shared/contracts/flow';
import { APPROVE_ACTION, EDIT_ACTION, MANAGE_ACTION, PLUGIN_ID } from '../constants';
import { personOf } from '../services/actor';
import type { ApprovalService } from '../services/approval';
import type { DeliveriesService } from '../services/deliveries';
import type { LanesService } from '../services/lanes';
import type { ScheduleService } from '../services/schedule';
import type { Asker, VariantsService } from '../services/variants';
import {
  bulkBody,
  calendarQuery,
  channelScheduleBody,
  checkBody,
  correctionBody,
  digestBody,
  parse,
  previewQuery,
  scheduleBody,
  variantBody,
} from './queries';

interface AdminState {
  readonly user: Parameters<typeof personOf>[0];
  readonly userAbility: { can(action: string, subject?: string): boolean };
}

/** A preview shows what is not public yet: the draft, to those who may see it. */
const READ_CONTENT_ACTION = 'plugin::content-manager.explorer.read';

const askerOf = (ctx: Context): Asker => {
  const { user, userAbility } = ctx.state as unknown as AdminState;
  return {
    person: personOf(user),
    mayEdit: userAbility.can(EDIT_ACTION),
    mayApprove: userAbility.can(APPROVE_ACTION),
  };
};

/** @throws ForbiddenError (403). */
const requireAbility = (ctx: Context, action: string, subject?: string): void => {
  const { userAbility } = ctx.state as unknown as AdminState;
  if (!userAbility.can(action, subject)) throw new errors.ForbiddenError('您没有这项操作的权限。');
};

const idOf = (ctx: Context): string => String((ctx['params'] as { documentId: string }).documentId);
const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body;

/** What comes before a post is sent. */
export const createFlowController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const variants = () => service<VariantsService>('variants');
  const approval = () => service<ApprovalService>('approval');
  const schedule = () => service<ScheduleService>('schedule');
  const lanes = () => service<LanesService>('lanes');

  const answer = async (ctx: Context): Promise<void> => {
    ctx.body = { data: await variants().find(idOf(ctx), askerOf(ctx)) };
  };

  return {
    async overview(ctx: Context): Promise<void> {
      ctx.body = { data: await lanes().overview(askerOf(ctx).person) };
    },

    async calendar(ctx: Context): Promise<void> {
      const { from, to, channel } = parse(calendarQuery, ctx.query);
      ctx.body = { data: await lanes().calendar(from, to, channel ?? null) };
    },

    async preview(ctx: Context): Promise<void> {
      const { uid, documentId, locale } = parse(previewQuery, ctx.query);
      requireAbility(ctx, READ_CONTENT_ACTION, uid);
      ctx.body = { data: await variants().preview(uid, documentId, locale) };
    },

    variant: answer,

    async check(ctx: Context): Promise<void> {
      const { fields } = parse(checkBody, bodyOf(ctx));
      ctx.body = { data: await variants().check(idOf(ctx), fields) };
    },

    async edit(ctx: Context): Promise<void> {
      const { contentHash, fields } = parse(variantBody, bodyOf(ctx));
      ctx.body = { data: await variants().edit(idOf(ctx), fields, contentHash, askerOf(ctx)) };
    },

    async regenerate(ctx: Context): Promise<void> {
      const { contentHash } = parse(digestBody, bodyOf(ctx));
      ctx.body = { data: await variants().regenerate(idOf(ctx), contentHash, askerOf(ctx)) };
    },

    async approve(ctx: Context): Promise<void> {
      const { contentHash } = parse(digestBody, bodyOf(ctx));
      await approval().approve(idOf(ctx), contentHash, askerOf(ctx).person);
      await answer(ctx);
    },

    async cancel(ctx: Context): Promise<void> {
      await approval().cancel(idOf(ctx), askerOf(ctx).person);
      ctx.body = { data: { isDone: true } };
    },

    async reschedule(ctx: Context): Promise<void> {
      await approval().reschedule(idOf(ctx), parse(scheduleBody, bodyOf(ctx)));
      await answer(ctx);
    },

    async correction(ctx: Context): Promise<void> {
      const { answer: given } = parse(correctionBody, bodyOf(ctx));
      await approval().answerCorrection(idOf(ctx), given, askerOf(ctx).person);
      ctx.body = { data: { isDone: true } };
    },

    /** One after the other, each by itself: what can't be done is told and holds up nothing else. */
    async bulk(ctx: Context): Promise<void> {
      const { action, items, schedule: wish } = parse(bulkBody, bodyOf(ctx));
      const { person } = askerOf(ctx);
      if (action === 'retry') requireAbility(ctx, MANAGE_ACTION);
      const act = (documentId: string, contentHash: string): Promise<void> => {
        if (action === 'approve') return approval().approve(documentId, contentHash, person);
        if (action === 'cancel') return approval().cancel(documentId, person);
        if (action === 'retry') return service<DeliveriesService>('deliveries').retry(documentId);
        return approval().reschedule(documentId, wish ?? { kind: 'slot' });
      };
      const results: BulkResult[] = [];
      for (const { documentId, contentHash } of items) {
        try {
          await act(documentId, contentHash ?? '');
          results.push({ documentId, isDone: true, message: null });
        } catch (error) {
          if (!(error instanceof errors.ApplicationError)) throw error;
          results.push({ documentId, isDone: false, message: (error as Error).message });
        }
      }
      ctx.body = { data: results };
    },

    async channelSchedule(ctx: Context): Promise<void> {
      ctx.body = { data: await schedule().scheduleOf(idOf(ctx)) };
    },

    async saveChannelSchedule(ctx: Context): Promise<void> {
      const wanted = parse(channelScheduleBody, bodyOf(ctx));
      await schedule().saveSchedule(idOf(ctx), wanted);
      ctx.body = { data: wanted };
    },
  };
};
