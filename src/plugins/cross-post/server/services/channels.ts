import fs from 'node:fs/promises';

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';

import type { ChannelSummary } from '../../shared/contracts/deliveries';
import { PLUGIN_ID } from '../constants';
import type { Channel } from '../domain/delivery';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { inTransaction } from '../repositories/rows';
import { createSecretsService, type WechatSecrets, type WeiboSecrets } from './secrets';
import type { DeliveriesService } from './deliveries';

const text = z.string().trim().min(1);

/** One entry of `CHANNELS_FILE`. */
const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wechat'),
    name: text,
    appId: text,
    appSecret: text,
    callbackToken: z.string().optional(),
    encodingAesKey: z.string().optional(),
    mode: z.enum(['draft-only', 'publish', 'mass-send']).default('publish'),
  }),
  z.object({
    kind: z.literal('weibo'),
    name: text,
    appKey: text,
    appSecret: text,
    accessToken: text,
    uid: z.coerce.string().regex(/^\d+$/),
    safeDomain: text,
    rip: text,
  }),
]);
const fileSchema = z.array(entrySchema);
type Entry = z.infer<typeof entrySchema>;

interface Account {
  readonly channel: Pick<Channel, 'kind' | 'accountId' | 'name' | 'mode' | 'settings'>;
  readonly secrets: WechatSecrets | WeiboSecrets;
}

const accountOf = (entry: Entry): Account =>
  entry.kind === 'wechat'
    ? {
        channel: {
          kind: 'wechat',
          accountId: entry.appId,
          name: entry.name,
          mode: entry.mode,
          settings: {},
        },
        secrets: {
          appSecret: entry.appSecret,
          ...(entry.callbackToken ? { callbackToken: entry.callbackToken } : {}),
          ...(entry.encodingAesKey ? { encodingAesKey: entry.encodingAesKey } : {}),
        },
      }
    : {
        channel: {
          kind: 'weibo',
          accountId: entry.uid,
          name: entry.name,
          mode: 'publish',
          settings: { appKey: entry.appKey, safeDomain: entry.safeDomain, rip: entry.rip },
        },
        secrets: { appSecret: entry.appSecret, accessToken: entry.accessToken },
      };

/** What an operator has to mend: the launcher shows such an error as one line, without a stack. */
const setupError = (message: string, cause?: unknown): Error => {
  const error = new Error(message, { cause });
  error.name = 'SetupError';
  return error;
};

const readFile = async (file: string): Promise<string> => {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw setupError(
      `CHANNELS_FILE 无法读取，请检查路径和权限 / CHANNELS_FILE can't be read, check its path and rights: ${file} (${code})`,
      error,
    );
  }
};

/** Without the parser's own message, which would quote the text: it holds secrets. */
const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw setupError(`CHANNELS_FILE 不是有效的 JSON / CHANNELS_FILE is not valid JSON: ${file}`);
  }
};

const readEntries = async (file: string): Promise<Entry[]> => {
  const json = parseJson(await readFile(file), file);
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw setupError(
      `CHANNELS_FILE 内容有误，请按说明填写 / CHANNELS_FILE ${file} is wrong at: ${where || 'its top level, which must be a list'}`,
    );
  }
  return parsed.data;
};

const toSummary = (channel: Channel): ChannelSummary => ({
  documentId: channel.documentId,
  kind: channel.kind,
  name: channel.name,
  accountId: channel.accountId,
  mode: channel.mode,
  isPaused: channel.isPaused,
  pausedReason: channel.pausedReason,
  tokenExpiresAt: channel.tokenExpiresAt,
});

/** The accounts that posts go to. */
export const createChannelsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const channels = createChannelsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const secrets = createSecretsService({ strapi }, channels);

  const setUp = ({ channel, secrets: wanted }: Account): Promise<void> =>
    inTransaction({ strapi }, async (trx) => {
      await channels.lock(`cross-post channel ${channel.kind} ${channel.accountId}`, trx);
      const stored = await channels.secretsOfAccount(channel.kind, channel.accountId, trx);
      if (!stored) {
        await channels.insert({ ...channel, secrets: secrets.seal(wanted, channel) }, trx);
        return;
      }
      const { name, mode, settings } = channel;
      await channels.update(stored.documentId, { name, mode, settings }, trx);
      if (!secrets.isSame(stored, wanted)) {
        await channels.replaceSecrets(stored.documentId, secrets.seal(wanted, channel), trx);
      }
    });

  return {
    /**
     * Sets up the accounts of the file; a second time changes nothing. Accounts that the file no
     * longer names stay.
     *
     * @throws with one line that names no secret where the file is missing or wrong.
     */
    async setUpFrom(file: string): Promise<void> {
      for (const entry of await readEntries(file)) await setUp(accountOf(entry));
    },

    async list(): Promise<ChannelSummary[]> {
      return (await channels.all()).map(toSummary);
    },

    async pause(documentId: string, reason: string): Promise<void> {
      if (!(await channels.pause(documentId, { by: 'person', reason }))) {
        throw new errors.NotFoundError('没有这个账号，请刷新页面。');
      }
    },

    /** Ends a pause; what waited for it is sent now. */
    async resume(documentId: string): Promise<void> {
      await inTransaction({ strapi }, async (trx) => {
        if (!(await channels.resume(documentId, trx))) {
          throw new errors.NotFoundError('没有这个账号，请刷新页面。');
        }
        const queue = strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');
        for (const due of await deliveries.makeDue(documentId, trx)) await queue.enqueue(due, trx);
      });
    },
  };
};

export type ChannelsService = ReturnType<typeof createChannelsService>;
