import { assertKnownKeys, CONTROL_PREFIX, handleControl, type Controlled } from './control';
import { createFaultQueue, type FaultQueue } from './faults';
import type { EmulatorRequest, Reply } from './http';
import type { JsonObject } from './json';
import { startServer } from './server';
import { createStore } from './store';
import { createTimers } from './timers';
import { runAction } from './wechat/actions';
import type { WechatCore } from './wechat/core';
import { createRid, errorReply, WechatError } from './wechat/errors';
import { scheduleMass } from './wechat/mass';
import {
  defaultWechatOptions,
  mergeWechatOptions,
  type WechatOptions,
  type WechatOptionsInput,
} from './wechat/options';
import { handlePage } from './wechat/pages';
import { isModeration, schedulePublish } from './wechat/publish';
import { handleApi } from './wechat/router';
import {
  emptyWechatState,
  emptyWechatVault,
  type WechatState,
  type WechatVault,
} from './wechat/state';

export { DEFAULT_WECHAT_ACCOUNT } from './wechat/options';
export type { WechatAccount, WechatOptions, WechatOptionsInput } from './wechat/options';
export type { WechatState } from './wechat/state';

export interface WechatEmulator {
  /** Base URL without a slash at the end, with the path prefix. */
  readonly url: string;
  readonly port: number;
  /** What the platform holds and has counted; no secret is in it. */
  readonly state: WechatState;
  readonly faults: FaultQueue;
  /** Changes knobs at run time; accounts are replaced as a whole, limits one by one. */
  configure(patch: WechatOptionsInput): void;
  /** Back to the start: empty state, no faults, the options given at the start. */
  reset(): void;
  /** Something the platform does of itself; see wechat/actions.ts. */
  action(name: string, parameters?: JsonObject): Promise<unknown>;
  /** How many live articles carry each content_source_url: 2 means posted twice. */
  publishedBySource(): Record<string, number>;
  close(): Promise<void>;
}

interface Persisted {
  version: 1;
  state: WechatState;
  vault: WechatVault;
}

const FIXED_AT_START = ['host', 'port', 'pathPrefix', 'stateDir', 'now'];

function publishedBySource(state: WechatState): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of Object.values(state.articles).flatMap((article) => article.items)) {
    counts[item.content_source_url] = (counts[item.content_source_url] ?? 0) + 1;
  }
  return counts;
}

function createCore(options: WechatOptions): { core: WechatCore; shutdown: AbortController } {
  const store = createStore(options.stateDir, 'wechat');
  const saved = store.load() as Persisted | undefined;
  const shutdown = new AbortController();
  const core: WechatCore = {
    options,
    state: saved?.version === 1 ? saved.state : emptyWechatState(),
    vault: saved?.version === 1 ? saved.vault : emptyWechatVault(),
    store,
    timers: createTimers(),
    closing: shutdown.signal,
    rids: [],
    url: '',
    now: () => core.options.now() + core.options.clockOffsetMs,
    save() {
      if (core.options.stateDir !== null) {
        const traffic = { ...core.state.traffic, requests: [] };
        store.save({ version: 1, state: { ...core.state, traffic }, vault: core.vault });
      }
    },
  };
  return { core, shutdown };
}

function resumePending(core: WechatCore): void {
  for (const job of Object.values(core.state.publishJobs)) {
    if (job.status === 1) {
      schedulePublish(core, job.publishId);
    }
  }
  for (const job of Object.values(core.state.massJobs)) {
    if (job.status === 'SENDING') {
      scheduleMass(core, job.msgId);
    }
  }
}

function checkPatch(patch: JsonObject): WechatOptionsInput {
  const allowed = Object.keys(defaultWechatOptions()).filter(
    (key) => !FIXED_AT_START.includes(key),
  );
  assertKnownKeys(patch, allowed);
  if (patch.moderation !== undefined && !isModeration(patch.moderation)) {
    throw new Error('moderation maps words to 0, 2, 3 or 4');
  }
  return patch;
}

function route(core: WechatCore, control: Controlled, request: EmulatorRequest) {
  if (request.path.startsWith(CONTROL_PREFIX)) {
    return handleControl(control, request);
  }
  return request.path.startsWith('/cgi-bin/')
    ? handleApi(core, request)
    : handlePage(core, request);
}

function faultReply(core: WechatCore, code: number, message: string | undefined): Reply {
  return errorReply(new WechatError(code, message ?? 'system error'), createRid(core.now()));
}

/** Starts an emulator of the WeChat Official Account platform on 127.0.0.1. */
export async function startWechatEmulator(
  options: WechatOptionsInput = {},
): Promise<WechatEmulator> {
  const startOptions = (): WechatOptions => mergeWechatOptions(defaultWechatOptions(), options);
  const { core, shutdown } = createCore(startOptions());
  const faults = createFaultQueue();
  const configure = (patch: WechatOptionsInput): void => {
    core.options = mergeWechatOptions(core.options, patch);
  };
  const reset = (): void => {
    core.timers.clear();
    faults.clear();
    core.options = startOptions();
    core.state = emptyWechatState();
    core.vault = emptyWechatVault();
    core.rids = [];
    core.store.clearBlobs();
    core.save();
  };
  const control: Controlled = {
    faults,
    snapshot: () => ({ ...core.state, publishedBySource: publishedBySource(core.state) }),
    configure: (patch) => configure(checkPatch(patch)),
    reset,
    action: (name, parameters) => runAction(core, name, parameters),
  };
  const server = await startServer({
    host: core.options.host,
    port: core.options.port,
    pathPrefix: core.options.pathPrefix,
    faults,
    timers: createTimers(),
    traffic: () => core.state.traffic,
    now: () => core.now(),
    latencyMs: () => core.options.latencyMs,
    isApi: (path) => path.startsWith('/cgi-bin/'),
    handle: (request) => route(core, control, request),
    errorReply: (fault) => faultReply(core, fault.code ?? -1, fault.message),
  });
  core.url = server.url;
  resumePending(core);
  return {
    url: server.url,
    port: server.port,
    get state() {
      return core.state;
    },
    faults,
    configure,
    reset,
    action: (name, parameters = {}) => runAction(core, name, parameters),
    publishedBySource: () => publishedBySource(core.state),
    async close() {
      core.timers.close();
      shutdown.abort();
      await server.close();
    },
  };
}
