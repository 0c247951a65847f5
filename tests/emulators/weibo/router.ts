import { jsonReply, redirectReply, type EmulatorRequest, type Reply } from '../http';
import type { Json } from '../json';
import { findApp, readParameters, type WeiboCall, type WeiboCore } from './core';
import { errorReply, WeiboError } from './errors';
import { countCall, rateLimitStatus } from './limits';
import { handleOauth } from './oauth';
import { share } from './share';
import { destroy, goTarget, queryId, queryMid, show, userTimeline } from './status';
import { requireToken, tokenText } from './token';

interface Endpoint {
  method: 'GET' | 'POST';
  handle(call: WeiboCall): Json;
  /** Whether the call counts against the quotas; default true. */
  free?: boolean;
}

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['/2/statuses/share.json', { method: 'POST', handle: share }],
  ['/2/statuses/destroy.json', { method: 'POST', handle: destroy }],
  ['/2/statuses/user_timeline.json', { method: 'GET', handle: userTimeline }],
  ['/2/statuses/show.json', { method: 'GET', handle: show }],
  ['/2/statuses/querymid.json', { method: 'GET', handle: queryMid }],
  ['/2/statuses/queryid.json', { method: 'GET', handle: queryId }],
  ['/2/statuses/go', { method: 'GET', handle: goTarget }],
  [
    '/2/account/get_uid.json',
    { method: 'GET', handle: (call) => ({ uid: BigInt(call.token.uid) }) },
  ],
  ['/2/account/rate_limit_status.json', { method: 'GET', handle: rateLimitStatus, free: true }],
]);

/** Closed to ordinary apps since 2017-06-30. */
const CLOSED = ['update', 'upload', 'upload_url_text', 'repost'].map(
  (name) => `/2/statuses/${name}.json`,
);

function callOf(core: WeiboCore, request: EmulatorRequest): WeiboCall {
  const parameters = readParameters(request);
  const token = requireToken(core, tokenText(request, parameters));
  const app = findApp(core, token.appKey);
  if (app === undefined) {
    throw new WeiboError(21332, 'invalid_access_token');
  }
  const ip = core.options.callerIp ?? request.remoteIp;
  return { core, app, token, parameters, request, ip };
}

function dispatch(core: WeiboCore, request: EmulatorRequest): Reply {
  if (request.path.startsWith('/oauth2/')) {
    return jsonReply(handleOauth(core, request), 200, 'text/plain;charset=UTF-8');
  }
  const endpoint = ENDPOINTS.get(request.path);
  if (endpoint === undefined && !CLOSED.includes(request.path)) {
    throw new WeiboError(10020, 'Request api not found!');
  }
  if (endpoint !== undefined && request.method !== endpoint.method) {
    throw new WeiboError(10021, 'HTTP METHOD is not suported for this request!');
  }
  const call = callOf(core, request);
  if (endpoint?.free !== true) {
    countCall(call);
  }
  if (endpoint === undefined) {
    throw new WeiboError(10014, 'Insufficient app permissions!');
  }
  const result = endpoint.handle(call);
  // Only statuses/go answers with a bare text: where to go.
  return typeof result === 'string'
    ? redirectReply(result)
    : jsonReply(result, 200, 'application/json;charset=UTF-8');
}

/** Answers a call under /2/ or /oauth2/. */
export function handleApi(core: WeiboCore, request: EmulatorRequest): Reply {
  try {
    return dispatch(core, request);
  } catch (error) {
    if (error instanceof WeiboError) {
      return errorReply(error, request.path, core.options);
    }
    throw error;
  } finally {
    core.save();
  }
}
