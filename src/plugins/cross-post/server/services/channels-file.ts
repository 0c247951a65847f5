import fs from 'node:fs/promises';

import { z } from 'zod';

import { ACCOUNT_KINDS } from '../../shared/contracts/deliveries';
import type { Channel } from '../domain/delivery';
import type { WechatSecrets, WeiboSecrets } from './secrets';

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
    accountKind: z.enum(ACCOUNT_KINDS).optional(),
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
export type Entry = z.infer<typeof entrySchema>;

/** An account as it is set up. */
export interface Account {
  readonly channel: Pick<Channel, 'kind' | 'accountId' | 'name' | 'mode' | 'settings'>;
  readonly secrets: WechatSecrets | WeiboSecrets;
}

/** The columns of an entry. */
export const accountOf = (entry: Entry): Account =>
  entry.kind === 'wechat'
    ? {
        channel: {
          kind: 'wechat',
          accountId: entry.appId,
          name: entry.name,
          mode: entry.mode,
          settings: entry.accountKind ? { accountKind: entry.accountKind } : {},
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

/**
 * Entries of `CHANNELS_FILE`.
 *
 * @throws with one line that names no secret where the file is missing or wrong.
 */
export const readEntries = async (file: string): Promise<Entry[]> => {
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
