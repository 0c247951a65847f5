import { assertKnownKeys, CONTROL_PREFIX, handleControl, type Controlled } from './control';
import { createFaultQueue, type FaultQueue } from './faults';
import type { EmulatorRequest, Reply } from './http';
import type { JsonObject } from './json';
import { startServer } from './server';
import { createStore } from './store';
import { createTimers } from './timers';
import { runAction } from './weibo/actions';
import type { WeiboCore } from './weibo/core';
import { errorReply, WeiboError } from './weibo/errors';
import { authorize } from './weibo/oauth';
import {
  defaultWeiboOptions,
  mergeWeiboOptions,
  type WeiboOptions,
  type WeiboOptionsInput,
} from './weibo/options';
import { handlePage } from './weibo/pages';
import { handleApi } from './weibo/router';
import { emptyWeiboState, emptyWeiboVault, type WeiboState, type WeiboVault } from './weibo/state';
import { ensureTokens } from './weibo/token';

export { DEFAULT_WEIBO_APP, DEFAULT_WEIBO_TOKEN, DEFAULT_WEIBO_USER } from './weibo/options';
export type { WeiboApp, WeiboOptions, WeiboOptionsInput } from './weibo/options';
export type { WeiboPost, WeiboState } from './weibo/state';

export interface WeiboEmulator {
  /** Base URL without a slash at the end, with the path prefix. */
  readonly url: string;
  readonly port: number;
  /** What the platform holds and has counted; no secret is in it. */
  readonly state: WeiboState;
  readonly faults: FaultQueue;
  /** Changes knobs at run time; apps are replaced as a whole, limits one by one. */
  configure(patch: WeiboOptionsInput): void;
  /** Back to the start: no posts, no faults, the options given at the start. */
  reset(): void;
  /** Something users or the platform do; see weibo/actions.ts. */
  action(name: string, parameters?: JsonObject): Promise<unknown>;
  /** How many posts that still stand carry each text: 2 means posted twice. */
  publishedByText(): Record<string, number>;
  close(): Promise<void>;
}

interface Persisted {
  version: 1;
  state: WeiboState;
  vault: WeiboVault;
}

const FIXED_AT_START = ['host', 'port', 'pathPrefix', 'stateDir', 'now'];

function publishedByText(state: WeiboState): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const post of state.posts.filter((candidate) => !candidate.deleted)) {
    counts[post.text] = (counts[post.text] ?? 0) + 1;
  }
  return counts;
}

function createCore(options: WeiboOptions): WeiboCore {
  const store = createStore(options.stateDir, 'weibo');
  const saved = store.load() as Persisted | undefined;
  const core: WeiboCore = {
    options,
    state: saved?.version === 1 ? saved.state : emptyWeiboState(),
    vault: saved?.version === 1 ? saved.vault : emptyWeiboVault(),
    store,
    url: '',
    now: () => core.options.now() + core.options.clockOffsetMs,
    save() {
      if (core.options.stateDir !== null) {
        const traffic = { ...core.state.traffic, requests: [] };
        store.save({ version: 1, state: { ...core.state, traffic }, vault: core.vault });
      }
    },
  };
  // A kept state may be older than its tokens last: starting again stands for authorising again.
  core.vault.tokens = core.vault.tokens.filter((token) => token.expiresAt > core.now());
  ensureTokens(core, options.tokens);
  return core;
}

function checkPatch(patch: JsonObject): WeiboOptionsInput {
  const allowed = Object.keys(defaultWeiboOptions()).filter((key) => !FIXED_AT_START.includes(key));
  assertKnownKeys(patch, allowed);
  return patch;
}

const isApi = (path: string): boolean =>
  path.startsWith('/2/') || (path.startsWith('/oauth2/') && path !== '/oauth2/authorize');

function route(
  core: WeiboCore,
  control: Controlled,
  request: EmulatorRequest,
): Reply | Promise<Reply> {
  if (request.path.startsWith(CONTROL_PREFIX)) {
    return handleControl(control, request);
  }
  if (request.path === '/oauth2/authorize') {
    return authorize(core, request);
  }
  return isApi(request.path) ? handleApi(core, request) : handlePage(core, request);
}

/** Starts an emulator of Sina Weibo's open platform on 127.0.0.1. */
export async function startWeiboEmulator(options: WeiboOptionsInput = {}): Promise<WeiboEmulator> {
  const startOptions = (): WeiboOptions => mergeWeiboOptions(defaultWeiboOptions(), options);
  const core = createCore(startOptions());
  const faults = createFaultQueue();
  const configure = (patch: WeiboOptionsInput): void => {
    core.options = mergeWeiboOptions(core.options, patch);
    ensureTokens(core, core.options.tokens);
  };
  const reset = (): void => {
    faults.clear();
    core.options = startOptions();
    core.state = emptyWeiboState();
    core.vault = emptyWeiboVault();
    ensureTokens(core, core.options.tokens);
    core.store.clearBlobs();
    core.save();
  };
  const control: Controlled = {
    faults,
    snapshot: () => ({ ...core.state, publishedByText: publishedByText(core.state) }),
    configure: (patch) => configure(checkPatch(patch)),
    reset,
    action: (name, parameters) => Promise.resolve(runAction(core, name, parameters)),
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
    isApi,
    handle: (request) => route(core, control, request),
    errorReply: (fault, request) =>
      errorReply(
        new WeiboError(fault.code ?? 10001, fault.message ?? 'system error!'),
        request.path,
        core.options,
      ),
  });
  core.url = server.url;
  return {
    url: server.url,
    port: server.port,
    get state() {
      return core.state;
    },
    faults,
    configure,
    reset,
    action: (name, parameters = {}) => control.action(name, parameters),
    publishedByText: () => publishedByText(core.state),
    close: () => server.close(),
  };
}
