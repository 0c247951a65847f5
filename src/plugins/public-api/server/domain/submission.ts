import { randomInt } from 'node:crypto';

import { z } from 'zod';

import { RequestFault, refuseKey } from './fault';

const ENVELOPE = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  altcha: z.string().max(4_000).optional(),
});
const { localeError } = z.locales.zhCN();

/** What leads back to a submission. */
export const TRACKING = z.strictObject({
  number: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[\x20-\x7e]+$/, '格式不正确'),
  queryCode: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[\x20-\x7e]+$/, '格式不正确'),
});

export type TrackingQuestion = z.infer<typeof TRACKING>;

/** A checked submission; `altcha` solves a challenge. */
export interface Submitted<T> {
  readonly data: T;
  readonly altcha: string | undefined;
}

/** The body of a submission, checked. @throws RequestFault naming the first wrong field */
export const parseSubmission = <T>(schema: z.ZodType<T>, body: unknown): Submitted<T> => {
  const envelope = ENVELOPE.safeParse(body);
  if (!envelope.success) {
    throw new RequestFault('请求正文应为 JSON 对象 { "data": { … } }，不含其他内容', ['data']);
  }
  const result = schema.safeParse(envelope.data.data, { error: localeError });
  if (result.success) return { data: result.data, altcha: envelope.data.altcha };
  const issue = result.error.issues[0];
  const path = ['data', ...(issue?.path ?? []).map(String)];
  if (issue?.code === 'unrecognized_keys') return refuseKey([...path, issue.keys[0] ?? '']);
  throw new RequestFault(
    `“${path.slice(1).join('.')}”填写有误：${issue?.message ?? '请检查'}`,
    path,
  );
};

/** Crockford's base32: no I, L, O, U, so that a code can be read out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first bits of the bytes as so many characters. */
export const toBase32 = (bytes: Buffer, length: number): string => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const spare = BigInt(bytes.length * 8 - length * 5);
  let value = bits >> spare;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = ALPHABET.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
};

/**
 * A code as people type it: in any case, with blanks and hyphens, and with the letters that the
 * alphabet leaves out because they look like digits.
 */
export const normalizeCode = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** Random characters from the operating system's generator, 5 bits each. */
export const randomCode = (length: number): string =>
  Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
