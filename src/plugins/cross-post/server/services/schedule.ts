import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import {
  DEFAULT_SCHEDULE,
  type ChannelSchedule,
  type ScheduleKind,
  type ScheduleWish,
} from '../../shared/contracts/flow';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import type { Delivery } from '../domain/delivery';
import type { FlowDelivery } from '../domain/flow';
import { nextMoment, nextSlot, refusalOfTime } from '../domain/slots';
import { createFlowRepository } from '../repositories/flow';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How far ahead a time may be chosen. */
const MAX_AHEAD_MS = 366 * DAY_MS;

interface Planned {
  readonly kind: ScheduleKind;
  readonly at: string | null;
  readonly notAfter: string | null;
  readonly lifeHours: number;
}

const chinese = (at: Date): string =>
  at.toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  });

/** When posts go out: posting hours, spacing and daily budget of each account. */
export const createScheduleService = ({ strapi }: { strapi: Core.Strapi }) => {
  const flow = createFlowRepository({ strapi });
  const config = () => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));

  const scheduleOf = async (
    channelDocumentId: string,
    trx?: Knex.Transaction,
  ): Promise<ChannelSchedule> => {
    const found = await flow.schedule(channelDocumentId, trx);
    return { ...DEFAULT_SCHEDULE, ...found?.schedule };
  };

  /** The account's plan, held until the end of `trx`: nobody else gives out its places meanwhile. */
  const planOf = async (
    channelDocumentId: string,
    exceptDocumentId: string | null,
    trx: Knex.Transaction,
  ) => {
    await flow.lockPlan(channelDocumentId, trx);
    const since = new Date(Date.now() - 2 * DAY_MS).toISOString();
    return {
      schedule: await scheduleOf(channelDocumentId, trx),
      taken: await flow.takenTimes(channelDocumentId, since, exceptDocumentId, trx),
    };
  };

  /** Null: now. The plan is only looked into where the account asks for spacing or has a budget. */
  const atOnce = async (
    channelDocumentId: string,
    exceptDocumentId: string | null,
    trx: Knex.Transaction,
  ): Promise<string | null> => {
    const schedule = await scheduleOf(channelDocumentId, trx);
    if (schedule.spacingMinutes === 0 && schedule.dailyBudget === null) return null;
    const plan = await planOf(channelDocumentId, exceptDocumentId, trx);
    const from = new Date();
    const moment = nextMoment({ ...plan, from });
    return moment.getTime() === from.getTime() ? null : moment.toISOString();
  };

  /** Times are chosen to the minute, and lie ahead. */
  const chosen = (iso: string): Date => {
    const at = new Date(Math.floor(Date.parse(iso) / MINUTE_MS) * MINUTE_MS);
    const ahead = at.getTime() - Date.now();
    if (ahead <= 0) throw new errors.ApplicationError('所选时间已过，请选择以后的时间。');
    if (ahead > MAX_AHEAD_MS) throw new errors.ApplicationError('最多可提前一年安排。');
    return at;
  };

  const inSlot = async (
    delivery: FlowDelivery,
    earliest: string | undefined,
    trx: Knex.Transaction,
  ): Promise<string> => {
    const from = earliest ? chosen(earliest) : new Date(Date.now() + MINUTE_MS);
    const plan = await planOf(delivery.channelDocumentId, delivery.documentId, trx);
    const slot = nextSlot({ ...plan, from });
    if (!slot) {
      throw new errors.ApplicationError('该账号两个月内已排满，请选择具体时间或放宽账号的限制。');
    }
    return slot.toISOString();
  };

  const atTime = async (
    delivery: FlowDelivery,
    iso: string,
    trx: Knex.Transaction,
  ): Promise<string> => {
    const at = chosen(iso);
    const plan = await planOf(delivery.channelDocumentId, delivery.documentId, trx);
    const refusal = refusalOfTime(at, plan);
    if (refusal) {
      const free = nextSlot({ ...plan, from: at });
      const advice = free ? `其后最近的空位是 ${chinese(free)}。` : '请选择其他日子。';
      throw new errors.ApplicationError(`${refusal}${advice}`);
    }
    return at.toISOString();
  };

  const timeOf = (
    delivery: FlowDelivery,
    wish: ScheduleWish,
    trx: Knex.Transaction,
  ): Promise<string | null> => {
    if (wish.kind === 'slot') return inSlot(delivery, wish.at, trx);
    if (wish.kind === 'at' && wish.at) return atTime(delivery, wish.at, trx);
    return atOnce(delivery.channelDocumentId, delivery.documentId, trx);
  };

  const requireLife = (at: string | null, notAfter: string | null): void => {
    if (notAfter === null || Date.parse(notAfter) > (at ? Date.parse(at) : Date.now())) return;
    throw new errors.ApplicationError('有效期须晚于发布时间，请重新选择。');
  };

  return {
    atOnce,
    scheduleOf,

    /**
     * The place that a person wishes for the delivery, held for it from now on.
     *
     * @throws ApplicationError where the time has passed, is taken, or the day is full.
     */
    async plan(
      delivery: FlowDelivery,
      wish: ScheduleWish,
      trx: Knex.Transaction,
    ): Promise<Planned> {
      const { lifeHours, approvalHours } = config();
      const at = await timeOf(delivery, wish, trx);
      const own = delivery.hasOwnDeadline ? delivery.notAfter : null;
      const notAfter = wish.notAfter === undefined ? own : wish.notAfter;
      requireLife(at, notAfter);
      const isOpen = wish.kind === 'now' && delivery.state === 'waiting';
      return { kind: wish.kind, at, notAfter, lifeHours: isOpen ? approvalHours : lifeHours };
    },

    /**
     * When a delivery goes out that its document's publication has approved, or that is sent anew: at
     * the first moment that the account allows; undefined: now.
     */
    async release(delivery: FlowDelivery, trx: Knex.Transaction): Promise<Date | undefined> {
      const { documentId, channelDocumentId, hasOwnDeadline } = delivery;
      const at = await atOnce(channelDocumentId, documentId, trx);
      if (at === null) return undefined;
      const notAfter = hasOwnDeadline ? delivery.notAfter : null;
      const { lifeHours } = config();
      await flow.reschedule(documentId, { kind: 'now', at, notAfter, lifeHours }, trx);
      return new Date(at);
    },

    /**
     * Another place for a delivery that has lost its own, held for it from now on. Its deadline stays:
     * what is no news any more by then isn't sent.
     *
     * @returns null where it may go out now.
     */
    async renewPlace(delivery: Delivery, trx: Knex.Transaction): Promise<Date | null> {
      const { documentId, channelDocumentId } = delivery;
      const at = await atOnce(channelDocumentId, documentId, trx);
      await flow.moveTo(documentId, at, trx);
      return at === null ? null : new Date(at);
    },

    /** The place of a delivery that is approved now: its own, unless that has passed meanwhile. */
    async planApproved(delivery: FlowDelivery, trx: Knex.Transaction): Promise<Planned> {
      const { lifeHours } = config();
      const notAfter = delivery.hasOwnDeadline ? delivery.notAfter : null;
      const { scheduleKind, scheduledAt } = delivery;
      const isAhead = scheduledAt !== null && Date.parse(scheduledAt) > Date.now();
      if (scheduleKind !== 'now' && isAhead) {
        return { kind: scheduleKind, at: scheduledAt, notAfter, lifeHours };
      }
      const kind = scheduleKind === 'slot' ? 'slot' : 'now';
      const at = await timeOf(delivery, { kind }, trx);
      requireLife(at, notAfter);
      return { kind, at, notAfter, lifeHours };
    },

    /** @throws NotFoundError for an unknown account. */
    async saveSchedule(channelDocumentId: string, schedule: ChannelSchedule): Promise<void> {
      if (!(await flow.saveSchedule(channelDocumentId, schedule))) {
        throw new errors.NotFoundError('没有这个账号，请刷新页面。');
      }
    },
  };
};

export type ScheduleService = ReturnType<typeof createScheduleService>;
