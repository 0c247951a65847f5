import type { IncomingHttpHeaders } from 'node:http';
import { stringify, type Json } from './json';

const SECRET_PARAMETERS = [
  'access_token',
  'secret',
  'appsecret',
  'client_secret',
  'code',
  'password',
];

/** A request, read completely. */
export interface EmulatorRequest {
  method: string;
  /** Path without the emulator's own prefix. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  remoteIp: string;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** The platform's error code, for the log. */
  code?: number | undefined;
}

/** One line of the request log: what was called and answered, never a secret or a body. */
export interface RequestLogEntry {
  seq: number;
  at: number;
  method: string;
  path: string;
  query: Record<string, string>;
  contentType: string;
  bytes: number;
  chunked: boolean;
  remoteIp: string;
  /** HTTP status, or 0 when the connection was dropped. */
  status: number;
  code: number;
  fault: string | null;
}

/** What an emulator counts about its traffic. */
export interface Traffic {
  requests: RequestLogEntry[];
  /** Calls by path, including those hit by a fault. */
  calls: Record<string, number>;
  /** Answers by platform error code. */
  errors: Record<string, number>;
}

export const emptyTraffic = (): Traffic => ({ requests: [], calls: {}, errors: {} });

export function jsonReply(
  value: Json,
  status = 200,
  contentType = 'application/json; encoding=utf-8',
): Reply {
  return { status, headers: { 'content-type': contentType }, body: stringify(value) };
}

/** A page without scripts: what is shown was written by clients. */
export function htmlReply(body: string, status = 200): Reply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action *",
    },
    body,
  };
}

export function redirectReply(location: string): Reply {
  return { status: 302, headers: { location }, body: '' };
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Whether an address is of this machine. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.');
}

/** Query parameters with secrets blanked. */
export function redactQuery(query: URLSearchParams): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of query) {
    result[name] = SECRET_PARAMETERS.includes(name) ? '***' : value;
  }
  return result;
}
