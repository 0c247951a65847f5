import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
  readonly id: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

export interface Behaviour {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: string;
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** Breaks the connection instead of answering. */
  readonly isBroken?: boolean;
}

/** Somebody who has registered: answers as told, 204 otherwise. */
export const startReceiver = async () => {
  const received: Received[] = [];
  const planned: Behaviour[] = [];
  let always: Behaviour = {};
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        at: Date.now(),
      });
      const {
        status = 204,
        headers = {},
        answer,
        delayMs = 0,
        isBroken,
      } = planned.shift() ?? always;
      setTimeout(() => {
        if (isBroken) return request.socket.destroy();
        response.writeHead(status, headers);
        response.end(answer);
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  const until = async (what: string, isTrue: () => boolean, timeoutMs = 20_000): Promise<void> => {
    const deadline = Date.now() + timeoutMs;
    while (!isTrue()) {
      if (Date.now() > deadline)
        throw new Error(`never: ${what}; received ${received.map(({ id }) => id).join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    ids: () => received.map(({ id }) => id),
    /** What the next requests get, one after the other. */
    plan: (...behaviours: Behaviour[]) => void planned.push(...behaviours),
    /** What all others get. */
    answer: (behaviour: Behaviour) => void (always = behaviour),
    until,
    has: (count: number, timeoutMs?: number) =>
      until(`${count} requests`, () => received.length >= count, timeoutMs),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

const TOLERANCE_SECONDS = 300;

/** Checks a request as Standard Webhooks 1.0 says. @returns what is wrong, or null */
export const verify = (secret: string, { headers, body, at }: Received): string | null => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return 'a header is missing';
  if (!/^\d{10}$/.test(timestamp)) return 'the timestamp is no number of seconds';
  if (Math.abs(at / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return 'too old or too new';
  if (!secret.startsWith('whsec_')) return 'the secret has no prefix';
  const expected = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${timestamp}.${body}`, 'utf8')
    .digest();
  const isSigned = signatures.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === 32 && timingSafeEqual(given, expected);
  });
  return isSigned ? null : 'the signature is wrong';
};
