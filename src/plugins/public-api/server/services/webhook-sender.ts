import { lookup, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

import { isLoopback, isPublicAddress } from '../../../../shared/private-addresses';
import { redactAnswer } from '../domain/webhook';
import type { AttemptEnd } from '../repositories/webhook-attempts';
import { addressFault } from './webhook-address';

/** Bytes of an answer that are read, and characters that are kept. */
const ANSWER_BYTES = 2_048;
const ANSWER_LENGTH = 300;
/** An answer that has begun isn't waited for longer than that: its status says enough. */
const BODY_MS = 1_000;

export interface SendOptions {
  readonly timeoutMs: number;
  /** Subscribers on this machine, for development and tests. */
  readonly allowsLoopback: boolean;
  readonly signal?: AbortSignal;
}

/** The name leads to an address that isn't the internet's. */
class BlockedError extends Error {}

/**
 * Looks a name up for a connection and refuses it if any of its addresses is inside. The address
 * that was checked is the one that is connected to: a name that changes in between gains nothing.
 */
const guardedLookup =
  (allowsLoopback: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const isAllowed = ({ address }: LookupAddress): boolean =>
        isPublicAddress(address) || (allowsLoopback && isLoopback(address));
      const [first] = addresses;
      if (!first || !addresses.every(isAllowed)) return callback(new BlockedError(), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ENOTFOUND: '找不到该域名，请核对地址',
  EAI_AGAIN: '域名解析暂时失败',
  ECONNREFUSED: '对方拒绝连接',
  ECONNRESET: '对方中断了连接',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  CERT_HAS_EXPIRED: '对方的证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方的证书是自签的，不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '对方的证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方的证书链不完整',
  ERR_TLS_CERT_ALTNAME_INVALID: '对方的证书与域名不符',
};

const BLOCKED = '该域名指向内网或本机地址，未发送';

/** Reads the beginning of an answer and lets go of the connection. */
const beginningOf = (response: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (): void => {
      clearTimeout(timer);
      response.destroy();
      resolve(Buffer.concat(chunks).toString('utf8', 0, ANSWER_BYTES));
    };
    const timer = setTimeout(end, BODY_MS);
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= ANSWER_BYTES) end();
    });
    response.on('end', end);
    response.on('error', end);
    response.on('aborted', end);
  });

const explain = (status: number): string | null => {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `对方要求转到别的地址（${status}），未跟随`;
  return `对方回答 ${status}`;
};

const post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { timeoutMs, allowsLoopback, signal }: SendOptions,
): Promise<{ status: number; answer: string }> => {
  const timeout = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? http : https).request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // No connection is kept: each one is looked up and checked anew.
        agent: false,
        lookup: guardedLookup(allowsLoopback),
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      },
      (response) => {
        const status = response.statusCode ?? 0;
        void beginningOf(response).then((answer) => resolve({ status, answer }));
      },
    );
    request.on('error', (error) =>
      reject(timeout.aborted ? Object.assign(error, { code: 'TIMEOUT' }) : error),
    );
    request.end(body);
  });
};

/** Sends one signed message; never throws. Follows no redirect. */
export const send = async (
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: SendOptions,
): Promise<AttemptEnd> => {
  const startedAt = performance.now();
  const ended = (end: Omit<AttemptEnd, 'durationMs'>): AttemptEnd => ({
    durationMs: Math.round(performance.now() - startedAt),
    ...end,
  });
  const fault = addressFault(address, options.allowsLoopback);
  if (fault !== null)
    return ended({ status: null, outcome: 'blocked', error: fault, answer: null });
  try {
    const { status, answer } = await post(new URL(address), headers, body, options);
    const error = explain(status);
    return ended({
      status,
      outcome: error === null ? 'delivered' : 'refused',
      error,
      answer: redactAnswer(answer, ANSWER_LENGTH),
    });
  } catch (cause) {
    if (cause instanceof BlockedError)
      return ended({ status: null, outcome: 'blocked', error: BLOCKED, answer: null });
    const { code = '' } = cause as { code?: string };
    const error =
      code === 'TIMEOUT'
        ? `对方在 ${options.timeoutMs / 1_000} 秒内没有回答`
        : (EXPLANATIONS[code] ?? '连接失败');
    return ended({ status: null, outcome: 'unreachable', error, answer: null });
  }
};
