/**
 * What can go wrong on the way, as opposed to what the platform itself refuses:
 * - `accept-then-drop`: the call takes effect, the connection closes without an answer;
 * - `late-accept`: the connection closes first, the call takes effect `delayMs` later;
 * - `reset-before-body`: the connection is reset before the body is read, nothing takes effect;
 * - `slow`: the call takes effect at once, the answer comes `delayMs` later;
 * - `truncated-json`: an answer cut in half under a consistent Content-Length;
 * - `bad-gateway`: a gateway's 502 page in HTML;
 * - `error`: the platform's own error body with the given code.
 */
export const FAULT_KINDS = [
  'accept-then-drop',
  'late-accept',
  'reset-before-body',
  'slow',
  'truncated-json',
  'bad-gateway',
  'error',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** Path of the endpoint; `*` at the end stands for any rest. */
  endpoint: string;
  kind: FaultKind;
  /** The first matching call to hit, counted from 1 since the fault was added. Default 1. */
  nth?: number;
  /** How many consecutive matching calls to hit. Default 1; 0 = all from then on. */
  times?: number;
  /** Only calls whose URL or UTF-8 body contains this text (URL only for reset-before-body). */
  match?: string;
  /** For `slow` and `late-accept`. Default 1000. */
  delayMs?: number;
  /** Whether the call takes effect: default true for truncated-json, false for bad-gateway, error. */
  accepted?: boolean;
  /** For `error`: the platform's code and message. */
  code?: number;
  message?: string;
}

interface QueuedFault {
  fault: Fault;
  seen: number;
  fired: number;
}

/** The faults waiting for their call, oldest first. Each counts the calls it matches by itself. */
export interface FaultQueue {
  add(...faults: Fault[]): void;
  clear(): void;
  /** Faults still to fire. */
  list(): Fault[];
  /** How often each kind has fired. */
  fired(): Record<string, number>;
  /** Called before the body is read; returns a `reset-before-body` that is due. */
  takeBeforeBody(path: string, url: string): Fault | undefined;
  /** Called with the body; returns any other fault that is due. */
  takeWithBody(path: string, url: string, body: Buffer): Fault | undefined;
}

function coversPath(endpoint: string, path: string): boolean {
  return endpoint.endsWith('*') ? path.startsWith(endpoint.slice(0, -1)) : endpoint === path;
}

export function createFaultQueue(): FaultQueue {
  let queue: QueuedFault[] = [];
  let fired: Record<string, number> = {};

  const take = (concerns: (fault: Fault) => boolean): Fault | undefined => {
    let due: QueuedFault | undefined;
    for (const entry of queue) {
      if (concerns(entry.fault)) {
        entry.seen += 1;
        if (due === undefined && entry.seen >= (entry.fault.nth ?? 1)) {
          due = entry;
        }
      }
    }
    if (due === undefined) {
      return undefined;
    }
    due.fired += 1;
    fired[due.fault.kind] = (fired[due.fault.kind] ?? 0) + 1;
    const times = due.fault.times ?? 1;
    if (times > 0 && due.fired >= times) {
      queue = queue.filter((entry) => entry !== due);
    }
    return due.fault;
  };

  return {
    add(...faults) {
      queue.push(...faults.map((fault) => ({ fault, seen: 0, fired: 0 })));
    },
    clear() {
      queue = [];
      fired = {};
    },
    list: () => queue.map((entry) => entry.fault),
    fired: () => ({ ...fired }),
    takeBeforeBody: (path, url) =>
      take(
        (fault) =>
          fault.kind === 'reset-before-body' &&
          coversPath(fault.endpoint, path) &&
          (fault.match === undefined || url.includes(fault.match)),
      ),
    takeWithBody(path, url, body) {
      let text: string | undefined;
      return take((fault) => {
        if (fault.kind === 'reset-before-body' || !coversPath(fault.endpoint, path)) {
          return false;
        }
        if (fault.match === undefined || url.includes(fault.match)) {
          return true;
        }
        text ??= body.toString('utf8');
        return text.includes(fault.match);
      });
    },
  };
}

/** Checks a fault that came over the control surface. Throws an Error that says what is wrong. */
export function parseFault(value: unknown): Fault {
  if (typeof value !== 'object' || value === null) {
    throw new Error('a fault is an object');
  }
  const fault = value as Record<string, unknown>;
  const known = [
    'endpoint',
    'kind',
    'nth',
    'times',
    'match',
    'delayMs',
    'accepted',
    'code',
    'message',
  ];
  const unknown = Object.keys(fault).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`unknown member of a fault: ${unknown}`);
  }
  if (typeof fault.endpoint !== 'string' || fault.endpoint === '') {
    throw new Error('a fault needs an endpoint');
  }
  if (!FAULT_KINDS.some((kind) => kind === fault.kind)) {
    throw new Error(`a fault's kind is one of ${FAULT_KINDS.join(', ')}`);
  }
  if (fault.kind === 'error' && typeof fault.code !== 'number') {
    throw new Error('a fault of kind error needs a numeric code');
  }
  return fault as unknown as Fault;
}
