import { redact, redactText } from '../domain/redact';

/** A call and its answer as they are kept: no token, no secret, cut to length. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly request: unknown;
  readonly status: number | null;
  readonly response: string;
}

export interface PlatformRequest {
  readonly baseUrl: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Query parameters; those of them that are secret are not recorded. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly file?: {
    readonly field: string;
    readonly name: string;
    readonly type: string;
    readonly bytes: Buffer;
  };
  /** A post may exist after this call. */
  readonly isIrreversible?: boolean;
  /** After this the call isn't made any more; null: at any time. */
  readonly sendBefore?: Date | null;
  readonly timeoutMs?: number;
  readonly record?: (exchange: Exchange) => void;
}

interface PlatformAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A platform's text or number as text; '' for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** Failures of a connection before a byte of the request can have left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Code of a call that was not made because its time was over. */
export const OVERDUE = 'overdue';

/** No answer, or none that can be understood. */
export class TransportError extends Error {
  constructor(
    readonly code: string,
    /** The call may have taken effect, and if so a post may exist. */
    readonly isAmbiguous: boolean,
  ) {
    super(`no usable answer: ${code}`);
  }
}

const codeOf = (error: unknown): string => {
  const { name, cause, code } = error as {
    name?: string;
    cause?: { code?: string };
    code?: string;
  };
  if (name === 'TimeoutError') return 'timeout';
  return cause?.code ?? code ?? 'network';
};

/**
 * Parses JSON keeping integers that a double can't hold (18-digit ids) as text.
 * The reviver's third argument is standard ECMAScript that TypeScript's library doesn't know yet.
 */
export const parseJson = (text: string): unknown => {
  const keepBigIntegers = (_: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value;
  return JSON.parse(text, keepBigIntegers) as unknown;
};

/**
 * The body, read no further than `limit` bytes.
 *
 * @returns null where it is longer: nothing that is expected here is.
 */
export const readBytes = async (response: Response, limit: number): Promise<Buffer | null> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early closes the connection.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const bodyOf = (
  request: PlatformRequest,
): { body?: string | FormData; headers: Record<string, string> } => {
  if (request.file) {
    const { field, name, type, bytes } = request.file;
    const form = new FormData();
    for (const [key, value] of Object.entries(request.form ?? {})) form.append(key, value);
    form.append(field, new Blob([new Uint8Array(bytes)], { type }), name);
    return { body: form, headers: {} };
  }
  if (request.form) {
    return {
      body: new URLSearchParams(request.form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  }
  if (request.json !== undefined) {
    return {
      body: JSON.stringify(request.json),
      headers: { 'content-type': 'application/json; charset=utf-8' },
    };
  }
  return { headers: {} };
};

const describe = (request: PlatformRequest): unknown =>
  redact({
    ...(request.query ? { query: request.query } : {}),
    ...(request.form ? { form: request.form } : {}),
    ...(request.json !== undefined ? { json: request.json } : {}),
    ...(request.file
      ? {
          file: {
            name: request.file.name,
            type: request.file.type,
            bytes: request.file.bytes.length,
          },
        }
      : {}),
  });

/**
 * Calls a platform.
 *
 * @returns status and parsed body; a platform's own error is in the body, for the caller to judge.
 * @throws TransportError where there is no answer, a gateway's page or broken JSON.
 */
export const callPlatform = async (request: PlatformRequest): Promise<PlatformAnswer> => {
  const url = new URL(`${request.baseUrl.replace(/\/+$/, '')}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {}))
    url.searchParams.set(name, value);
  const { body, headers } = bodyOf(request);
  const keep = (status: number | null, response: string): void =>
    request.record?.({
      method: request.method,
      path: request.path,
      request: describe(request),
      status,
      response: redactText(response),
    });

  if (request.sendBefore && Date.now() > request.sendBefore.getTime()) {
    keep(null, OVERDUE);
    throw new TransportError(OVERDUE, false);
  }
  let status: number;
  let bytes: Buffer | null;
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: { ...headers, ...request.headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    });
    ({ status } = response);
    bytes = await readBytes(response, MAX_ANSWER_BYTES);
  } catch (error) {
    const code = codeOf(error);
    keep(null, code);
    throw new TransportError(code, request.isIrreversible === true && !NEVER_SENT.has(code));
  }
  const text = bytes?.toString('utf8') ?? '';
  keep(status, bytes ? text : 'too long');
  const unusable = (): TransportError =>
    new TransportError(`http-${status}`, request.isIrreversible === true);
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    throw unusable();
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw unusable();
  return { status, body: parsed as Record<string, unknown> };
};
