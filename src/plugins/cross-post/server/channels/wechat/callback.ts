import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** Messages come within this of their signature's time, by either clock. */
const WINDOW_MS = 10 * 60_000;
/** A real callback has a few kilobytes. */
export const MAX_CALLBACK_BYTES = 64 * 1024;

const AES_BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** Why a callback is refused; nothing of it is kept. */
export class CallbackRefused extends Error {
  constructor(
    readonly status: 400 | 403 | 413,
    message: string,
  ) {
    super(message);
  }
}

/** Query of a callback; repeated parameters are refused. */
const querySchema = z.object({
  signature: z.string().max(64).optional(),
  msg_signature: z.string().max(64).optional(),
  timestamp: z.string().regex(/^\d{1,12}$/),
  nonce: z.string().min(1).max(128),
  echostr: z.string().min(1).max(512).optional(),
  encrypt_type: z.string().max(16).optional(),
});
type CallbackQuery = z.infer<typeof querySchema>;

export interface CallbackSecrets {
  readonly appId: string;
  readonly callbackToken: string;
  readonly encodingAesKey?: string | undefined;
}

/** What the platform tells of an article or a mass message that it has finished with. */
export interface JobNotice {
  readonly kind: 'publish' | 'mass';
  /** publish_id or MsgID. */
  readonly reference: string;
  /** publish_status, or the Status of a mass message. */
  readonly status: string;
  readonly articleId: string | null;
  readonly url: string | null;
  /** Encrypted: the signature covers what it says. A plain one's covers neither body nor event. */
  readonly isSealed: boolean;
}

export interface WechatEvent {
  readonly event: string;
  readonly occurredAt: Date;
  readonly signedAt: Date;
  readonly nonce: string;
  readonly notice: JobNotice;
}

/** sha1 over the sorted parts, as the platform signs (channels.md A8). */
export const callbackSignature = (...parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');

const isSame = (given: string | undefined, expected: string): boolean => {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};

const parseQuery = (value: unknown, now: Date): CallbackQuery & { readonly signedAt: Date } => {
  const parsed = querySchema.safeParse(value);
  if (!parsed.success) throw new CallbackRefused(400, '参数不完整');
  const signedAt = new Date(Number(parsed.data.timestamp) * 1000);
  if (Math.abs(now.getTime() - signedAt.getTime()) > WINDOW_MS) {
    throw new CallbackRefused(403, '时间戳超出允许范围');
  }
  return { ...parsed.data, signedAt };
};

/**
 * Answers the platform's check of the address.
 *
 * @returns `echostr`, to be sent back as it is.
 * @throws CallbackRefused
 */
export const answerEcho = (
  query: unknown,
  { callbackToken }: Pick<CallbackSecrets, 'callbackToken'>,
  now: Date,
): string => {
  const { signature, timestamp, nonce, echostr } = parseQuery(query, now);
  if (!isSame(signature, callbackSignature(callbackToken, timestamp, nonce))) {
    throw new CallbackRefused(403, '签名不正确');
  }
  if (echostr === undefined) throw new CallbackRefused(400, '缺少 echostr');
  return echostr;
};

/** AES-256-CBC under the account's key, padded to 32 bytes by hand: OpenSSL knows 16 only. */
export const decryptMessage = (
  encrypted: string,
  encodingAesKey: string,
  appId: string,
): string => {
  const refused = (): CallbackRefused => new CallbackRefused(403, '无法解密');
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const data = Buffer.from(encrypted, 'base64');
  if (key.length !== 32 || data.length === 0 || data.length % AES_BLOCK !== 0) throw refused();
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(data), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  const isPadded =
    padding >= 1 &&
    padding <= AES_BLOCK &&
    padded.subarray(padded.length - padding).every((byte) => byte === padding);
  const plain = padded.subarray(0, padded.length - padding);
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (!isPadded || plain.length < start) throw refused();
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length || !isSame(plain.subarray(end).toString('utf8'), appId)) throw refused();
  return plain.subarray(start, end).toString('utf8');
};

const REPEATED = new Set(['item', 'fail_idx']);
const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (name) => REPEATED.has(name),
});

const parseXml = (xml: string): unknown => {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new CallbackRefused(400, '不接受文档类型声明');
  try {
    return (parser.parse(xml) as { xml?: unknown }).xml;
  } catch {
    throw new CallbackRefused(400, '不是有效的 XML');
  }
};

const text = z.coerce.string().transform((value) => value.trim());
/** An empty element parses to ''. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? [] : value), z.array(item));

const envelopeSchema = z.object({ Encrypt: text.optional() });
const headSchema = z.object({
  MsgType: text.optional(),
  Event: text.optional(),
  CreateTime: text.pipe(z.string().regex(/^\d{1,12}$/)),
});
const publishSchema = z.object({
  PublishEventInfo: z.object({
    publish_id: text.pipe(z.string().min(1).max(64)),
    publish_status: text.pipe(z.string().regex(/^\d{1,3}$/)),
    article_id: text.optional(),
    article_detail: z
      .object({ item: list(z.object({ article_url: text.optional() })) })
      .partial()
      .optional(),
  }),
});
const massSchema = z.object({
  MsgID: text.pipe(z.string().min(1).max(64)),
  Status: text.pipe(z.string().min(1).max(64)),
  ArticleUrlResult: z
    .object({
      ResultList: z.preprocess(
        (value) => (value === '' ? {} : value),
        z.object({ item: list(z.object({ ArticleUrl: text.optional() })) }).partial(),
      ),
    })
    .partial()
    .optional(),
});

/** Both spellings have been seen (channels.md, "easy to get wrong"). */
const PUBLISH_EVENTS = ['PUBLISHJOBFINISH', 'FREEPUBLISHJOBFINISH'];
const MASS_EVENT = 'MASSSENDJOBFINISH';

const noticeOf = (event: string, message: unknown): Omit<JobNotice, 'isSealed'> | null => {
  if (PUBLISH_EVENTS.includes(event)) {
    const { PublishEventInfo: info } = publishSchema.parse(message);
    return {
      kind: 'publish',
      reference: info.publish_id,
      status: info.publish_status,
      articleId: info.article_id || null,
      url: info.article_detail?.item?.[0]?.article_url || null,
    };
  }
  if (event !== MASS_EVENT) return null;
  const job = massSchema.parse(message);
  return {
    kind: 'mass',
    reference: job.MsgID,
    status: job.Status,
    articleId: null,
    url: job.ArticleUrlResult?.ResultList?.item?.[0]?.ArticleUrl || null,
  };
};

/** The message itself, out of its encryption; which part is signed depends on the mode. */
const openBody = (
  query: CallbackQuery,
  body: string,
  { appId, callbackToken, encodingAesKey }: CallbackSecrets,
): unknown => {
  const outer = parseXml(body);
  if (!encodingAesKey) {
    const expected = callbackSignature(callbackToken, query.timestamp, query.nonce);
    if (!isSame(query.signature, expected)) throw new CallbackRefused(403, '签名不正确');
    return outer;
  }
  // `signature` doesn't cover the body: with a key set, only what is encrypted counts.
  const envelope = envelopeSchema.safeParse(outer);
  const encrypted = envelope.success ? envelope.data.Encrypt : undefined;
  if (!encrypted) throw new CallbackRefused(403, '须为加密消息');
  const expected = callbackSignature(callbackToken, query.timestamp, query.nonce, encrypted);
  if (!isSame(query.msg_signature, expected)) throw new CallbackRefused(403, '签名不正确');
  return parseXml(decryptMessage(encrypted, encodingAesKey, appId));
};

/**
 * Checks and opens a message of the platform (channels.md A8).
 *
 * @returns null for what has nothing to do with publishing: followers' messages, menus.
 * @throws CallbackRefused for forged, stale, oversized or unreadable messages.
 */
export const openCallback = (
  rawQuery: unknown,
  body: string,
  secrets: CallbackSecrets,
  now: Date,
): WechatEvent | null => {
  if (Buffer.byteLength(body) > MAX_CALLBACK_BYTES) throw new CallbackRefused(413, '消息过大');
  const query = parseQuery(rawQuery, now);
  const message = openBody(query, body, secrets);
  const head = headSchema.safeParse(message);
  if (!head.success) throw new CallbackRefused(400, '消息格式不正确');
  const { Event: event = '', CreateTime } = head.data;
  try {
    const notice = noticeOf(event, message);
    return (
      notice && {
        event,
        notice: { ...notice, isSealed: Boolean(secrets.encodingAesKey) },
        occurredAt: new Date(Number(CreateTime) * 1000),
        signedAt: query.signedAt,
        nonce: query.nonce,
      }
    );
  } catch {
    throw new CallbackRefused(400, '消息格式不正确');
  }
};
