import type { Core } from '@strapi/strapi';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import type { CalendarEntry, Overview } from '../../shared/contracts/flow';
import { DELIVER_JOB } from '../constants';
import { UNAPPROVED, type Person } from '../domain/approval';
import { isChangeable, laneOf } from '../domain/flow';
import { WARN_DAYS } from '../domain/health';
import { createFlowRepository } from '../repositories/flow';

/** Deliveries that one look ends or compares with the queue at most. */
const LOOK_LIMIT = 1000;
/** More than a month of a busy account. */
const CALENDAR_LIMIT = 3000;

const EXPIRED = {
  waiting: '在期限内未获审批，已停止。如仍需发布，请点“重试”后审批，或取消。',
  queued: '超过有效期仍未发出，为免发布过时信息已停止。如仍需发布，请点“重试”。',
} as const;

/** The queue as a whole: its lanes, its calendar, and that nothing is stuck in it. */
export const createLanesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const flow = createFlowRepository({ strapi });

  return {
    /** Once at start. */
    install: () => flow.install(),

    async overview(asker: Person): Promise<Overview> {
      const [lanes, waitingForMe, troubles, due] = await Promise.all([
        flow.laneCounts(),
        flow.waitingFor(asker.id),
        flow.troubles(WARN_DAYS),
        flow.due(LOOK_LIMIT),
      ]);
      const queued = await strapi
        .plugin('job-queue')
        .service<JobQueueService>('jobs')
        .pending(DELIVER_JOB, 'delivery', due);
      return {
        lanes,
        waitingForMe,
        ...troubles,
        dueMinusQueued: due.filter((documentId) => !queued.has(documentId)).length,
      };
    },

    async calendar(from: string, to: string, channel: string | null): Promise<CalendarEntry[]> {
      const found = await flow.calendar(from, to, channel, CALENDAR_LIMIT);
      return found.map((delivery) => ({
        documentId: delivery.documentId,
        channelKind: delivery.channelKind,
        channelName: delivery.channelName,
        title: delivery.title,
        state: delivery.state,
        lane: laneOf(delivery.state),
        at: delivery.deliveredAt ?? delivery.scheduledAt ?? delivery.createdAt,
        scheduleKind: delivery.scheduleKind,
        canReschedule: isChangeable(delivery),
      }));
    },

    /** Ends what is past its time and shows what is queued without approval; how many of each. */
    async sweep(): Promise<{ readonly expired: number; readonly returned: number }> {
      const expired = await flow.expire(EXPIRED, LOOK_LIMIT);
      const returned = await flow.returnUnapproved(UNAPPROVED);
      return { expired: expired.length, returned: returned.length };
    },
  };
};

export type LanesService = ReturnType<typeof createLanesService>;
