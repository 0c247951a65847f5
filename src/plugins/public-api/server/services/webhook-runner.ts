import { randomUUID } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { z } from 'zod';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import { createSecretBox } from '../../../../shared/secret-box';
import { PLUGIN_ID, WEBHOOK_JOB, WEBHOOKS } from '../constants';
import type { Change } from '../domain/changes';
import { messageOf, retryAfter, signedHeaders } from '../domain/webhook';
import { createAttemptsRepository, type AttemptEnd } from '../repositories/webhook-attempts';
import { createWebhooksRepository, type StoredWebhook } from '../repositories/webhooks';
import type { ChangesService } from './changes';
import { send } from './webhook-sender';

const SETTINGS = z.object({
  allowsLoopback: z.boolean().default(false),
  timeoutMs: z.number().positive().default(WEBHOOKS.timeoutMs),
  leaseSeconds: z.number().positive().default(WEBHOOKS.leaseSeconds),
  sweepSeconds: z.number().positive().default(WEBHOOKS.sweepSeconds),
  /** Waits after the first failure, the second, …; the last one from then on. */
  retrySeconds: z
    .array(z.number().positive())
    .min(1)
    .default([...WEBHOOKS.retrySeconds]),
  pauseDays: z.number().positive().default(WEBHOOKS.pauseDays),
});

export type WebhookSettings = z.infer<typeof SETTINGS>;

const DAY_MS = 86_400_000;

/** Nothing unsigned is sent. */
const UNREADABLE: AttemptEnd = {
  durationMs: 0,
  status: null,
  outcome: 'blocked',
  error: '签名密钥无法读取（ENCRYPTION_KEY 已更换），请更换密钥并交给对方',
  answer: null,
};

/** RFC 9110, 15.5.11: there is no such subscriber any more. */
const GONE = 410;

/**
 * Sends each subscriber what has changed, one message after the other in the order of the ledger. A
 * subscription is a position in the ledger that moves on when the subscriber has taken everything up
 * to it; so nothing is lost, whatever happens in between, and a message may come twice, with the
 * same id.
 */
export const createWebhookRunnerService = ({ strapi }: { strapi: Core.Strapi }) => {
  const webhooks = createWebhooksRepository({ strapi });
  const attempts = createAttemptsRepository({ strapi });
  const box = () =>
    createSecretBox(strapi.config.get<string>('admin.secrets.encryptionKey', ''), {
      owner: PLUGIN_ID,
      use: 'webhook secrets',
    });
  const settings = (): WebhookSettings =>
    SETTINGS.parse(strapi.config.get(`plugin::${PLUGIN_ID}.webhooks`, {}));
  const changes = (): ChangesService => strapi.plugin(PLUGIN_ID).service<ChangesService>('changes');
  const jobs = (): JobQueueService => strapi.plugin('job-queue').service<JobQueueService>('jobs');
  let sweeping: NodeJS.Timeout | undefined;

  const enqueue: EnqueueWebhook = async (id, options = {}) => {
    await jobs().enqueue(WEBHOOK_JOB, { webhook: id }, options);
  };

  /** Null where it was sealed under another ENCRYPTION_KEY. */
  const secretOf = ({ id, secret }: StoredWebhook): string | null => {
    try {
      return box().open(secret, id) as string;
    } catch {
      return null;
    }
  };

  const typesOf = ({ types }: StoredWebhook): string[] | null => types?.split(',') ?? null;

  /** One request, with its line in the log begun before it. */
  const attempt = async (
    webhook: StoredWebhook,
    change: Change,
    options: { readonly isManual: boolean; readonly signal?: AbortSignal },
  ): Promise<{ id: string; end: AttemptEnd }> => {
    const id = randomUUID();
    const message = messageOf(change);
    await attempts.start({
      id,
      webhookId: webhook.id,
      messageId: message.id,
      position: change.position,
      type: change.type,
      documentId: change.documentId,
      kind: change.kind,
      attempt: options.isManual ? null : webhook.failures + 1,
    });
    const { timeoutMs, allowsLoopback } = settings();
    const secret = secretOf(webhook);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Gongkai-Webhooks/1.0',
      ...(secret === null ? {} : signedHeaders(secret, message, new Date())),
    };
    const end =
      secret === null
        ? UNREADABLE
        : await send(webhook.url, headers, message.body, {
            timeoutMs,
            allowsLoopback,
            ...(options.signal ? { signal: options.signal } : {}),
          });
    if (end.outcome !== 'delivered')
      strapi.log.warn(
        `public-api: webhook ${webhook.id} ${message.id} → ${end.outcome}${end.status === null ? '' : ` (${end.status})`}`,
      );
    return { id, end };
  };

  /** What follows from a failure: the next attempt, or the end of attempts and why. */
  const verdict = (
    { failures, failingSince }: StoredWebhook,
    { error, status }: AttemptEnd,
  ): { reason: string; retryAt: Date | null } => {
    const { retrySeconds, pauseDays } = settings();
    const now = Date.now();
    const why = error ?? '发送失败';
    if (status === GONE) return { reason: '对方回答 410，表示不再接收，已停止推送', retryAt: null };
    if (failingSince !== null && now - Date.parse(failingSince) >= pauseDays * DAY_MS)
      return {
        reason: `连续 ${pauseDays} 天推送失败，已自动停止。最后一次：${why}`,
        retryAt: null,
      };
    const wait = retryAfter(failures + 1, retrySeconds, Math.random());
    return { reason: why, retryAt: new Date(now + wait * 1_000) };
  };

  /** @returns whether the next one may follow */
  const deliver = async (
    webhook: StoredWebhook,
    token: string,
    change: Change,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const { leaseSeconds } = settings();
    if (!(await webhooks.renew(webhook.id, token, leaseSeconds))) return false;
    const { id, end } = await attempt(webhook, change, { isManual: false, signal });
    return strapi.db.connection.transaction(async (trx) => {
      // The server is stopping: not the subscriber's fault, and not counted as one.
      if (end.outcome === 'unreachable' && signal.aborted) {
        await attempts.finish(id, { ...end, error: '服务正在停止，稍后重发' }, trx);
        await webhooks.leave(webhook.id, token, trx);
        await enqueue(webhook.id, { trx });
        return false;
      }
      await attempts.finish(id, end, trx);
      if (end.outcome === 'delivered') return webhooks.succeed(webhook.id, token, trx);
      const { reason, retryAt } = verdict(webhook, end);
      if ((await webhooks.fail(webhook.id, token, { reason, retryAt }, trx)) && retryAt)
        await enqueue(webhook.id, { trx, startAfter: retryAt });
      return false;
    });
  };

  /** Sends one page of changes. @returns the position reached, or null where it ended on the way */
  const deliverPage = async (
    webhook: StoredWebhook,
    token: string,
    signal: AbortSignal,
  ): Promise<{ position: number; hasMore: boolean } | null> => {
    const page = await changes().page({
      since: Number(webhook.position),
      limit: WEBHOOKS.pageSize,
      types: typesOf(webhook),
      isEach: true,
    });
    let current = webhook;
    for (const [index, change] of page.changes.entries()) {
      if (!(await deliver(current, token, change, signal))) return null;
      current = { ...current, failures: 0, failingSince: null };
      // Several changes may stand at one position: it is passed when all of them are taken.
      if (page.changes[index + 1]?.position === change.position) continue;
      if (!(await webhooks.advance(webhook.id, token, change.position))) return null;
    }
    const isKept = await webhooks.advance(webhook.id, token, page.next);
    return isKept ? { position: page.next, hasMore: page.hasMore } : null;
  };

  const claim = async (id: string, token: string): Promise<StoredWebhook | null> => {
    const { leaseSeconds } = settings();
    const claimed = await webhooks.claim(id, token, leaseSeconds);
    if (claimed || (await webhooks.wake(id))) return claimed;
    // Whoever had it may just have let go.
    return webhooks.claim(id, token, leaseSeconds);
  };

  const work = async (id: string, token: string, signal: AbortSignal): Promise<void> => {
    let webhook = await claim(id, token);
    const deadline = Date.now() + WEBHOOKS.turnMs;
    while (webhook) {
      const reached = await deliverPage(webhook, token, signal);
      if (!reached) return;
      if (!reached.hasMore && (await webhooks.release(id, token))) return;
      if (signal.aborted || Date.now() > deadline) {
        await strapi.db.connection.transaction(async (trx) => {
          await webhooks.leave(id, token, trx);
          await enqueue(id, { trx });
        });
        return;
      }
      const position = String(reached.position);
      webhook = { ...webhook, position, failures: 0, failingSince: null };
    }
  };

  const sweep = async (): Promise<void> => {
    const { sweepSeconds } = settings();
    if (!(await jobs().isReady())) return;
    const ledger = strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger');
    for (const id of await webhooks.overdue(await ledger.head(), sweepSeconds)) await enqueue(id);
    await attempts.forget(WEBHOOKS.logDays);
  };

  return {
    webhooks,
    attempts,
    settings,
    enqueue,
    seal: (secret: string, id: string): string => box().seal(secret, id),

    /** Job handler: brings one subscriber up to date. Safe to call at any time, any number of times. */
    async run(id: string, signal: AbortSignal): Promise<void> {
      const token = randomUUID();
      try {
        await work(id, token, signal);
      } catch (error) {
        // The job is run again; it must not wait for a lease that nobody uses.
        await webhooks.leave(id, token);
        throw error;
      }
    },

    /** Sends a message once more, by hand and at once. @returns the attempt, null where nothing may be told of it */
    async resend(
      webhook: StoredWebhook,
      { position, type, documentId }: { position: string; type: string; documentId: string },
    ): Promise<string | null> {
      const page = await changes().page({
        since: Number(position) - 1,
        limit: 1,
        types: [type],
        isEach: true,
      });
      const change = page.changes.find(
        (one) => String(one.position) === position && one.documentId === documentId,
      );
      if (!change) return null;
      const { id, end } = await attempt(webhook, change, { isManual: true });
      await attempts.finish(id, end);
      return id;
    },

    /** Looks again and again for subscribers that are behind though nobody works on it. */
    startSweep(): void {
      const round = (): void => {
        sweep()
          .catch((error: Error) => strapi.log.error(`public-api: webhooks: ${error.message}`))
          .finally(() => {
            if (sweeping !== undefined) start();
          });
      };
      const start = (): void => {
        sweeping = setTimeout(round, settings().sweepSeconds * 1_000).unref();
      };
      start();
    },

    stopSweep(): void {
      clearTimeout(sweeping);
      sweeping = undefined;
    },
  };
};

type EnqueueWebhook = (
  id: string,
  options?: Parameters<JobQueueService['enqueue']>[2],
) => Promise<void>;

export type WebhookRunnerService = ReturnType<typeof createWebhookRunnerService>;
