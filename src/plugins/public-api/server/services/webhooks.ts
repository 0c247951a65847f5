import { randomUUID } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  AttemptPage,
  WebhookAttempt,
  WebhookInput,
  WebhookList,
  WebhookSummary,
  WebhookWithSecret,
} from '../../shared/contracts/webhooks';
import { PLUGIN_ID, WEBHOOKS } from '../constants';
import { newSecret } from '../domain/webhook';
import type { AttemptFilter } from '../repositories/webhook-attempts';
import type { StoredWebhook } from '../repositories/webhooks';
import type { ChangesService } from './changes';
import type { TypesService } from './types';
import { addressFault } from './webhook-address';
import type { WebhookRunnerService } from './webhook-runner';

const stateOf = ({ isActive, failures }: StoredWebhook): WebhookSummary['state'] => {
  if (!isActive) return 'paused';
  return failures > 0 ? 'failing' : 'active';
};

const toSummary = (webhook: StoredWebhook): WebhookSummary => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  types: webhook.types?.split(',') ?? null,
  state: stateOf(webhook),
  reason: webhook.reason,
  failingSince: webhook.failingSince,
  nextAttemptAt: webhook.nextAttemptAt,
  lastSuccessAt: webhook.lastSuccessAt,
  createdAt: webhook.createdAt,
  createdBy: webhook.createdBy,
});

/** Subscriptions as people manage them. */
export const createWebhooksService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const runner = () => own<WebhookRunnerService>('webhook-runner');

  const require = async (id: string): Promise<StoredWebhook> => {
    const found = await runner().webhooks.find(id);
    if (!found) throw new errors.NotFoundError('没有这个订阅，可能已被删除，请刷新列表');
    return found;
  };

  const check = ({ url, types }: WebhookInput): void => {
    const fault = addressFault(url, runner().settings().allowsLoopback);
    if (fault !== null) throw new errors.ValidationError(fault, { key: 'url' });
    const paths = own<ChangesService>('changes').paths();
    if (types?.some((type) => !paths.includes(type)))
      throw new errors.ValidationError(`内容类型应为：${paths.join('、')}`, { key: 'types' });
  };

  return {
    async list(): Promise<WebhookList> {
      const labels = own<TypesService>('types').labels();
      return {
        data: (await runner().webhooks.list()).map(toSummary),
        types: [...own<ChangesService>('changes').plan().types.values()].map(({ model }) => {
          const { zh, en } = labels.type(model.uid);
          return { path: model.path, zh, en };
        }),
      };
    },

    find: async (id: string): Promise<WebhookSummary> => toSummary(await require(id)),

    /** Told of everything that changes from now on. */
    async create(input: WebhookInput, createdBy: string): Promise<WebhookWithSecret> {
      check(input);
      if ((await runner().webhooks.list()).length >= WEBHOOKS.most)
        throw new errors.ApplicationError(`订阅已达 ${WEBHOOKS.most} 个，请先删除不用的`);
      const ledger = strapi
        .plugin('publication-ledger')
        .service<PublicationLedgerService>('ledger');
      const id = randomUUID();
      const secret = newSecret();
      await runner().webhooks.insert({
        ...input,
        id,
        secret: runner().seal(secret, id),
        position: await ledger.head(),
        createdBy,
      });
      return { webhook: toSummary(await require(id)), secret };
    },

    /** Also ends a pause, or begins one. What changed during a pause is sent after it. */
    async update(id: string, input: WebhookInput): Promise<WebhookSummary> {
      check(input);
      await strapi.db.connection.transaction(async (trx) => {
        if ((await runner().webhooks.update(id, input, trx)) && input.isActive)
          await runner().enqueue(id, { trx });
      });
      return toSummary(await require(id));
    },

    /** A new secret; the one before is worthless from now on. */
    async renewSecret(id: string): Promise<WebhookWithSecret> {
      const secret = newSecret();
      await runner().webhooks.setSecret(id, runner().seal(secret, id));
      return { webhook: toSummary(await require(id)), secret };
    },

    async resume(id: string): Promise<WebhookSummary> {
      await strapi.db.connection.transaction(async (trx) => {
        if (await runner().webhooks.resume(id, trx)) await runner().enqueue(id, { trx });
      });
      return toSummary(await require(id));
    },

    async remove(id: string): Promise<void> {
      if (!(await runner().webhooks.remove(id))) await require(id);
    },

    async attempts(
      id: string,
      filter: AttemptFilter,
      { page, pageSize }: { page: number; pageSize: number },
    ): Promise<AttemptPage> {
      await require(id);
      const { attempts } = runner();
      const [results, total] = await Promise.all([
        attempts.list(id, filter, { limit: pageSize, offset: (page - 1) * pageSize }),
        attempts.count(id, filter),
      ]);
      return {
        results,
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      };
    },

    async resend(id: string, attemptId: string): Promise<WebhookAttempt> {
      const webhook = await require(id);
      const sent = await runner().attempts.find(id, attemptId);
      if (!sent) throw new errors.NotFoundError('没有这条推送记录，请刷新列表');
      const again = await runner().resend(webhook, sent);
      const attempt = again === null ? null : await runner().attempts.find(id, again);
      if (!attempt) throw new errors.ApplicationError('该信息现在没有可推送的内容，不必重发');
      return attempt;
    },
  };
};

export type WebhooksService = ReturnType<typeof createWebhooksService>;
