import { createHmac, randomBytes } from 'node:crypto';

import type { Change } from './changes';

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret in the form of Standard Webhooks. */
export const newSecret = (): string =>
  `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/** What is sent, and under which name: the same name for every attempt at one change. */
export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

export const messageOf = (change: Change): WebhookMessage => ({
  id: `msg_${change.position}_${change.documentId}`,
  body: JSON.stringify({
    type: `${change.type}.${change.kind}`,
    timestamp: change.time,
    data: change,
  }),
});

/** Headers of Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp (seconds) and body. */
export const signedHeaders = (
  secret: string,
  { id, body }: WebhookMessage,
  now: Date,
): Record<string, string> => {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

/** Seconds to wait after so many failures in a row, with up to a tenth more so that not all come at once. */
export const retryAfter = (failures: number, waits: readonly number[], random: number): number => {
  const wait = waits[Math.min(failures, waits.length) - 1] ?? 0;
  return wait * (1 + random / 10);
};

/** Anything that may be a key, a token or a signature. */
const SECRET_LIKE = /[A-Za-z0-9+/_=-]{20,}/g;
const CONTROL = /\p{Cc}+/gu;

/** The beginning of an answer, fit to be kept and shown. */
export const redactAnswer = (text: string, length: number): string =>
  text.replace(CONTROL, ' ').replace(SECRET_LIKE, '***').trim().slice(0, length);
