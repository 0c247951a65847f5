import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, FaultQueue } from './faults';
import { jsonReply, redactQuery, type EmulatorRequest, type Reply, type Traffic } from './http';
import type { Timers } from './timers';

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const KEPT_REQUESTS = 10_000;

export interface ServerSpec {
  host: string;
  port: number;
  /** Path under which everything lives, e.g. '/wx'; '' for none. */
  pathPrefix: string;
  faults: FaultQueue;
  timers: Timers;
  traffic(): Traffic;
  now(): number;
  latencyMs(): number;
  /** Whether faults, latency and the log apply to this path (not for pages and control). */
  isApi(path: string): boolean;
  handle(request: EmulatorRequest): Reply | Promise<Reply>;
  /** The platform's way to say an error. */
  errorReply(fault: Fault, request: EmulatorRequest): Reply;
}

export interface RunningServer {
  origin: string;
  url: string;
  port: number;
  close(): Promise<void>;
}

function readBody(message: IncomingMessage): Promise<Buffer | 'too-large'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
      }
    });
    message.on('end', () => resolve(size > MAX_BODY_BYTES ? 'too-large' : Buffer.concat(chunks)));
    message.on('error', reject);
    message.on('aborted', () => reject(new Error('client went away')));
  });
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) {
    return;
  }
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
}

function plainIp(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

function record(spec: ServerSpec, request: EmulatorRequest, reply: Reply | null, fault?: Fault) {
  const traffic = spec.traffic();
  const code = reply?.code ?? 0;
  traffic.calls[request.path] = (traffic.calls[request.path] ?? 0) + 1;
  if (code !== 0) {
    traffic.errors[String(code)] = (traffic.errors[String(code)] ?? 0) + 1;
  }
  const last = traffic.requests.at(-1);
  traffic.requests.push({
    seq: (last?.seq ?? 0) + 1,
    at: spec.now(),
    method: request.method,
    path: request.path,
    query: redactQuery(request.query),
    contentType: (request.headers['content-type'] ?? '').split(';')[0] ?? '',
    bytes: request.body.length,
    chunked: request.headers['transfer-encoding'] !== undefined,
    remoteIp: request.remoteIp,
    status: reply?.status ?? 0,
    code,
    fault: fault?.kind ?? null,
  });
  if (traffic.requests.length > KEPT_REQUESTS) {
    traffic.requests.splice(0, traffic.requests.length - KEPT_REQUESTS);
  }
}

const BAD_GATEWAY: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body:
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
    '<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>',
};

async function answerWithFault(
  spec: ServerSpec,
  fault: Fault,
  request: EmulatorRequest,
  response: ServerResponse,
): Promise<void> {
  const delayMs = fault.delayMs ?? 1000;
  switch (fault.kind) {
    case 'accept-then-drop': {
      await spec.handle(request);
      record(spec, request, null, fault);
      response.socket?.destroy();
      return;
    }
    case 'late-accept': {
      record(spec, request, null, fault);
      response.socket?.destroy();
      await spec.timers.wait(delayMs);
      await spec.handle(request);
      return;
    }
    case 'slow': {
      const reply = await spec.handle(request);
      record(spec, request, reply, fault);
      await spec.timers.wait(delayMs);
      send(response, reply);
      return;
    }
    case 'truncated-json': {
      const reply =
        fault.accepted === false ? jsonReply({ result: 'unknown' }) : await spec.handle(request);
      record(spec, request, reply, fault);
      const bytes = Buffer.from(reply.body);
      send(response, { ...reply, body: bytes.subarray(0, Math.floor(bytes.length / 2)) });
      return;
    }
    case 'bad-gateway': {
      if (fault.accepted === true) {
        await spec.handle(request);
      }
      record(spec, request, BAD_GATEWAY, fault);
      send(response, BAD_GATEWAY);
      return;
    }
    case 'error': {
      if (fault.accepted === true) {
        await spec.handle(request);
      }
      const reply = spec.errorReply(fault, request);
      record(spec, request, reply, fault);
      send(response, reply);
      return;
    }
    case 'reset-before-body':
      throw new Error('a reset happens before the body is read');
  }
}

async function serve(
  spec: ServerSpec,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = message.url ?? '/';
  const parsed = new URL(target, 'http://emulator.invalid');
  let path = parsed.pathname;
  if (spec.pathPrefix !== '' && path.startsWith(`${spec.pathPrefix}/`)) {
    path = path.slice(spec.pathPrefix.length);
  }
  const request: EmulatorRequest = {
    method: message.method ?? 'GET',
    path,
    query: parsed.searchParams,
    headers: message.headers,
    body: Buffer.alloc(0),
    remoteIp: plainIp(message.socket.remoteAddress),
  };
  const api = spec.isApi(path);
  if (api) {
    const reset = spec.faults.takeBeforeBody(path, target);
    if (reset !== undefined) {
      record(spec, request, null, reset);
      message.socket.resetAndDestroy();
      return;
    }
  }
  const body = await readBody(message);
  if (body === 'too-large') {
    send(response, { status: 413, headers: { 'content-type': 'text/html' }, body: '<h1>413</h1>' });
    return;
  }
  request.body = body;
  if (!api) {
    send(response, await spec.handle(request));
    return;
  }
  const fault = spec.faults.takeWithBody(path, target, body);
  if (fault !== undefined) {
    await answerWithFault(spec, fault, request, response);
    return;
  }
  const reply = await spec.handle(request);
  record(spec, request, reply);
  await spec.timers.wait(spec.latencyMs());
  send(response, reply);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Starts the HTTP server of an emulator. Rejects when the port is taken. */
export async function startServer(spec: ServerSpec): Promise<RunningServer> {
  const server = createServer((message, response) => {
    serve(spec, message, response).catch((error: unknown) => {
      // A client that went away has nothing to be told; anything else is a defect worth seeing.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: text });
    });
  });
  await listen(server, spec.port, spec.host);
  const { port } = server.address() as AddressInfo;
  const host = spec.host.includes(':') ? `[${spec.host}]` : spec.host;
  const origin = `http://${host}:${port}`;
  return {
    origin,
    url: `${origin}${spec.pathPrefix}`,
    port,
    close: () =>
      new Promise((resolve) => {
        spec.timers.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
