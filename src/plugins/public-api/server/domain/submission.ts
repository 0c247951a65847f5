import { randomInt } from 'node:crypto';

import { z } from 'zod';

import { RequestFault, refuseKey } from './fault';

const ENVELOPE = z.strictObject({ data: z.record(z.string(), z.unknown()) });
const { localeError } = z.locales.zhCN();

/** The body of a submission, checked. @throws RequestFault naming the first wrong field */
export const parseSubmission = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const envelope = ENVELOPE.safeParse(body);
  if (!envelope.success) {
    throw new RequestFault('请求正文应为 JSON 对象 { "data": { … } }，不含其他内容', ['data']);
  }
  const result = schema.safeParse(envelope.data.data, { error: localeError });
  if (result.success) return result.data;
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

/** Random characters from the operating system's generator, 5 bits each. */
export const randomCode = (length: number): string =>
  Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
