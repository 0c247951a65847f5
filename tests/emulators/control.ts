import { parseFault, type Fault, type FaultQueue } from './faults';
import { isLoopback, jsonReply, type EmulatorRequest, type Reply } from './http';
import { isObject, type JsonObject } from './json';

export const CONTROL_PREFIX = '/__emulator/';

/** What the control surface can do to an emulator. Methods throw Errors with a plain message. */
export interface Controlled {
  faults: FaultQueue;
  /** A snapshot for other processes; must hold no secret. */
  snapshot(): unknown;
  configure(patch: JsonObject): void;
  reset(): void;
  action(name: string, parameters: JsonObject): Promise<unknown>;
}

function parseBody(request: EmulatorRequest): unknown {
  if (request.body.length === 0) {
    return {};
  }
  // A page in a browser can't send this type to another origin without asking first.
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new Error('send application/json');
  }
  return JSON.parse(request.body.toString('utf8')) as unknown;
}

function answer(value: unknown): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value ?? null),
  };
}

function parseFaults(body: unknown): Fault[] {
  return (Array.isArray(body) ? (body as unknown[]) : [body]).map(parseFault);
}

async function dispatch(emulator: Controlled, request: EmulatorRequest): Promise<Reply> {
  const operation = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
  if (operation === 'GET state') {
    return answer(emulator.snapshot());
  }
  if (operation === 'GET faults') {
    return answer({ pending: emulator.faults.list(), fired: emulator.faults.fired() });
  }
  if (operation === 'DELETE faults') {
    emulator.faults.clear();
    return answer({ ok: true });
  }
  if (request.method !== 'POST') {
    return jsonReply({ error: `no such operation: ${operation}` }, 404);
  }
  const body = parseBody(request);
  if (operation === 'POST faults') {
    emulator.faults.add(...parseFaults(body));
    return answer({ pending: emulator.faults.list() });
  }
  if (operation === 'POST reset') {
    emulator.reset();
    return answer({ ok: true });
  }
  if (!isObject(body)) {
    throw new Error('send a JSON object');
  }
  if (operation === 'POST configure') {
    emulator.configure(body);
    return answer({ ok: true });
  }
  if (operation === 'POST action') {
    const { action, ...parameters } = body;
    if (typeof action !== 'string') {
      throw new Error('name the action');
    }
    return answer({ result: (await emulator.action(action, parameters)) ?? null });
  }
  return jsonReply({ error: `no such operation: ${operation}` }, 404);
}

/**
 * Answers a request under `/__emulator/`, for callers on this machine only:
 * `GET state`, `GET|POST|DELETE faults`, `POST configure`, `POST reset`, `POST action`.
 */
export async function handleControl(
  emulator: Controlled,
  request: EmulatorRequest,
): Promise<Reply> {
  if (!isLoopback(request.remoteIp)) {
    return jsonReply({ error: 'loopback only' }, 403);
  }
  try {
    return await dispatch(emulator, request);
  } catch (error) {
    return jsonReply({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

/** Refuses members that `allowed` doesn't name, so that a misspelt knob isn't silently ignored. */
export function assertKnownKeys(patch: object, allowed: readonly string[]): void {
  const unknown = Object.keys(patch).find((key) => !allowed.includes(key));
  if (unknown !== undefined) {
    throw new Error(`unknown option: ${unknown}`);
  }
}
