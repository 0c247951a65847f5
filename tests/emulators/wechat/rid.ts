import { redactQuery, type EmulatorRequest } from '../http';
import type { Json } from '../json';
import { jsonBody, textMember, type WechatCall, type WechatCore } from './core';
import { WechatError } from './errors';

const KEPT = 1000;
const LIFETIME_MS = 7 * 86_400_000;
const SECRET_MEMBERS = /("(?:secret|appsecret|access_token)"\s*:\s*")[^"]*"/g;

/** Remembers a refused call by its request id, without secrets. */
export function rememberRid(
  core: WechatCore,
  rid: string,
  appId: string | null,
  request: EmulatorRequest,
  answer: { ip: string; body: string },
): void {
  const query = new URLSearchParams(redactQuery(request.query)).toString();
  core.rids.push({
    rid,
    appId,
    at: core.now(),
    url: `${request.path}?${query}`,
    requestBody: request.body.toString('utf8').slice(0, 2000).replace(SECRET_MEMBERS, '$1***"'),
    responseBody: answer.body,
    ip: answer.ip,
  });
  core.rids.splice(0, core.rids.length - KEPT);
}

/** `POST openapi/rid/get {rid}`: what happened in a refused call of the last seven days. */
export function getRid(call: WechatCall): Json {
  const rid = textMember(jsonBody(call.request), 'rid', 76001, 'rid not found');
  if (!/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/.test(rid)) {
    throw new WechatError(76002, 'rid is wrong');
  }
  const found = call.core.rids.find((record) => record.rid === rid);
  if (found === undefined) {
    throw new WechatError(76001, 'rid not found');
  }
  if (found.appId !== null && found.appId !== call.account.appId) {
    throw new WechatError(76003, 'rid belongs to another account');
  }
  if (call.core.now() - found.at > LIFETIME_MS) {
    throw new WechatError(76004, 'rid expired');
  }
  return {
    errcode: 0,
    errmsg: 'ok',
    request: {
      invoke_time: Math.floor(found.at / 1000),
      cost_in_ms: 1,
      request_url: found.url,
      request_body: found.requestBody,
      response_body: found.responseBody,
      client_ip: found.ip,
    },
  };
}
