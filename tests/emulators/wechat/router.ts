import { jsonReply, type EmulatorRequest, type Reply } from '../http';
import type { Json } from '../json';
import type { WechatCall, WechatCore } from './core';
import { addDraft, countDrafts, deleteDraft, getDraft, listDrafts, updateDraft } from './draft';
import { createRid, errorReply, WechatError } from './errors';
import { deleteMass, getMass, getMassSpeed, previewMass, sendAll } from './mass';
import {
  addMaterial,
  countMaterials,
  deleteMaterial,
  listMaterials,
  uploadImage,
  uploadTemporary,
} from './media';
import { deletePublished, getPublish, getPublished, listPublished, submitPublish } from './publish';
import {
  capabilityOf,
  clearPathQuota,
  clearQuota,
  clearQuotaWithSecret,
  countCall,
  getQuota,
} from './quota';
import { getRid, rememberRid } from './rid';
import { accountOfToken, plainToken, stableToken } from './token';

interface Endpoint {
  method: 'GET' | 'POST';
  handle(call: WechatCall): Json | Reply;
}

const get = (handle: Endpoint['handle']): Endpoint => ({ method: 'GET', handle });
const post = (handle: Endpoint['handle']): Endpoint => ({ method: 'POST', handle });

/** Calls made with an access_token. */
const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['/cgi-bin/media/uploadimg', post(uploadImage)],
  ['/cgi-bin/media/upload', post(uploadTemporary)],
  ['/cgi-bin/material/add_material', post(addMaterial)],
  ['/cgi-bin/material/del_material', post(deleteMaterial)],
  ['/cgi-bin/material/get_materialcount', get(countMaterials)],
  ['/cgi-bin/material/batchget_material', post(listMaterials)],
  ['/cgi-bin/draft/add', post(addDraft)],
  ['/cgi-bin/draft/get', post(getDraft)],
  ['/cgi-bin/draft/update', post(updateDraft)],
  ['/cgi-bin/draft/delete', post(deleteDraft)],
  ['/cgi-bin/draft/count', get(countDrafts)],
  ['/cgi-bin/draft/batchget', post(listDrafts)],
  ['/cgi-bin/freepublish/submit', post(submitPublish)],
  ['/cgi-bin/freepublish/get', post(getPublish)],
  ['/cgi-bin/freepublish/delete', post(deletePublished)],
  ['/cgi-bin/freepublish/getarticle', post(getPublished)],
  ['/cgi-bin/freepublish/batchget', post(listPublished)],
  ['/cgi-bin/message/mass/sendall', post(sendAll)],
  ['/cgi-bin/message/mass/get', post(getMass)],
  ['/cgi-bin/message/mass/delete', post(deleteMass)],
  ['/cgi-bin/message/mass/preview', post(previewMass)],
  ['/cgi-bin/message/mass/speed/get', post(getMassSpeed)],
  ['/cgi-bin/openapi/quota/get', post(getQuota)],
  ['/cgi-bin/openapi/quota/clear', post(clearPathQuota)],
  ['/cgi-bin/openapi/rid/get', post(getRid)],
  ['/cgi-bin/clear_quota', post(clearQuota)],
]);

const TOKENLESS = ['/cgi-bin/token', '/cgi-bin/stable_token', '/cgi-bin/clear_quota/v2'];

function requireMethod(request: EmulatorRequest, method: 'GET' | 'POST'): void {
  if (request.method !== method) {
    throw method === 'GET'
      ? new WechatError(43001, 'require GET method')
      : new WechatError(43002, 'require POST method');
  }
}

function withoutToken(core: WechatCore, request: EmulatorRequest, ip: string): Json {
  requireMethod(request, request.path === '/cgi-bin/token' ? 'GET' : 'POST');
  switch (request.path) {
    case '/cgi-bin/token':
      return plainToken(core, request, ip);
    case '/cgi-bin/stable_token':
      return stableToken(core, request, ip);
    default:
      return clearQuotaWithSecret(core, { request });
  }
}

function isReply(value: Json | Reply): value is Reply {
  return typeof value === 'object' && value !== null && 'headers' in value && 'body' in value;
}

function dispatch(
  core: WechatCore,
  request: EmulatorRequest,
  ip: string,
  onAccount: (appId: string) => void,
): Json | Reply {
  if (TOKENLESS.includes(request.path)) {
    return withoutToken(core, request, ip);
  }
  const endpoint = ENDPOINTS.get(request.path);
  if (endpoint === undefined) {
    throw new WechatError(40066, 'invalid url');
  }
  requireMethod(request, endpoint.method);
  const account = accountOfToken(core, request);
  onAccount(account.appId);
  const capability = capabilityOf(request.path);
  if (capability !== null && !account.capabilities[capability]) {
    throw new WechatError(48001, 'api unauthorized');
  }
  countCall(core, account.appId, request.path);
  return endpoint.handle({ core, account, request, ip });
}

/** The caller's address as the platform sees it. */
export function callerIp(core: WechatCore, request: EmulatorRequest): string {
  return core.options.callerIp ?? request.remoteIp;
}

/** Answers a call under /cgi-bin/: HTTP 200 with the result, or with errcode, errmsg and rid. */
export function handleApi(core: WechatCore, request: EmulatorRequest): Reply {
  const ip = callerIp(core, request);
  let appId: string | null = null;
  try {
    const result = dispatch(core, request, ip, (id) => {
      appId = id;
    });
    return isReply(result) ? result : jsonReply(result);
  } catch (error) {
    if (!(error instanceof WechatError)) {
      throw error;
    }
    const rid = createRid(core.now());
    const reply = errorReply(error, rid);
    rememberRid(core, rid, appId, request, { ip, body: String(reply.body) });
    return reply;
  } finally {
    core.save();
  }
}
