import { escapeHtml, htmlReply, redirectReply, type EmulatorRequest, type Reply } from '../http';
import type { Json } from '../json';
import { randomHex } from '../random';
import { findApp, readParameters, type Parameters, type WeiboCore } from './core';
import { WeiboError } from './errors';
import type { WeiboApp } from './options';
import { issueToken, requireAllowedUser, requireToken, tokenText } from './token';

interface AuthorizeRequest {
  app: WeiboApp;
  redirectUri: string;
  state: string | undefined;
}

function oauthParameter(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') {
    throw new WeiboError(21323, 'invalid_request');
  }
  return value;
}

function checkAuthorize(core: WeiboCore, parameters: Parameters): AuthorizeRequest {
  const app = findApp(core, oauthParameter(parameters, 'client_id'));
  if (app === undefined) {
    throw new WeiboError(21324, 'invalid_client');
  }
  const redirectUri = oauthParameter(parameters, 'redirect_uri');
  if (!app.redirectUris.includes(redirectUri)) {
    throw new WeiboError(21322, 'redirect_uri_mismatch');
  }
  if ((parameters.get('response_type') ?? 'code') !== 'code') {
    throw new WeiboError(21329, 'unsupported_response_type');
  }
  return { app, redirectUri, state: parameters.get('state') };
}

function back(target: AuthorizeRequest, members: Record<string, string>): Reply {
  const url = new URL(target.redirectUri);
  for (const [name, value] of Object.entries(members)) {
    url.searchParams.set(name, value);
  }
  if (target.state !== undefined) {
    url.searchParams.set('state', target.state);
  }
  return redirectReply(url.toString());
}

function approve(core: WeiboCore, target: AuthorizeRequest, uid: string): Reply {
  requireAllowedUser(target.app, uid);
  const value = randomHex(32);
  core.vault.codes.push({
    value,
    appKey: target.app.appKey,
    uid,
    redirectUri: target.redirectUri,
    expiresAt: core.now() + core.options.codeLifetimeSeconds * 1000,
  });
  core.save();
  return back(target, { code: value });
}

function consentPage(core: WeiboCore, target: AuthorizeRequest): Reply {
  const hidden = (name: string, value: string): string =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  const users = core.options.users.map(
    (user) => `<option value="${user.uid}">${escapeHtml(user.screenName)}</option>`,
  );
  return htmlReply(
    `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>微博登录授权</title>` +
      `<h1>授权 ${escapeHtml(target.app.name)} 访问你的微博帐号</h1>` +
      `<form method="post" action="${core.url}/oauth2/authorize">` +
      hidden('client_id', target.app.appKey) +
      hidden('redirect_uri', target.redirectUri) +
      (target.state === undefined ? '' : hidden('state', target.state)) +
      `<label>帐号 <select name="uid">${users.join('')}</select></label> ` +
      `<button name="decision" value="allow">授权</button> ` +
      `<button name="decision" value="deny">取消</button></form></html>`,
  );
}

function errorPage(error: WeiboError): Reply {
  return htmlReply(
    `<!DOCTYPE html><meta charset="utf-8"><title>微博授权失败</title>` +
      `<p>error:${escapeHtml(error.error)}</p><p>error_code:${error.errorCode}</p>`,
    400,
  );
}

/** The consent page: `GET /oauth2/authorize`, and the answer to its form. */
export function authorize(core: WeiboCore, request: EmulatorRequest): Reply {
  try {
    const parameters = readParameters(request);
    const target = checkAuthorize(core, parameters);
    const uid = parameters.get('uid') ?? core.options.users[0]?.uid ?? '';
    if (request.method === 'GET') {
      return core.options.autoApprove ? approve(core, target, uid) : consentPage(core, target);
    }
    if (parameters.get('decision') !== 'allow') {
      return back(target, {
        error: 'access_denied',
        error_code: '21330',
        error_description: 'user denied your request.',
        error_uri: '/oauth2/authorize',
      });
    }
    return approve(core, target, uid);
  } catch (error) {
    if (error instanceof WeiboError) {
      return errorPage(error);
    }
    throw error;
  }
}

function exchangeCode(core: WeiboCore, parameters: Parameters): Json {
  const app = findApp(core, oauthParameter(parameters, 'client_id'));
  if (app === undefined || oauthParameter(parameters, 'client_secret') !== app.appSecret) {
    throw new WeiboError(21324, 'invalid_client');
  }
  if (oauthParameter(parameters, 'grant_type') !== 'authorization_code') {
    throw new WeiboError(21328, 'unsupported_grant_type');
  }
  const value = oauthParameter(parameters, 'code');
  const code = core.vault.codes.find((candidate) => candidate.value === value);
  if (code?.appKey !== app.appKey || core.now() >= code.expiresAt) {
    throw new WeiboError(21325, 'invalid_grant');
  }
  if (oauthParameter(parameters, 'redirect_uri') !== code.redirectUri) {
    throw new WeiboError(21322, 'redirect_uri_mismatch');
  }
  core.vault.codes = core.vault.codes.filter((candidate) => candidate !== code);
  const token = issueToken(core, app, code.uid);
  const seconds = Math.floor((token.expiresAt - core.now()) / 1000);
  return {
    access_token: token.value,
    remind_in: String(seconds),
    expires_in: seconds,
    uid: token.uid,
    isRealName: 'true',
  };
}

function tokenInfo(core: WeiboCore, request: EmulatorRequest, parameters: Parameters): Json {
  const token = requireToken(core, tokenText(request, parameters));
  return {
    uid: BigInt(token.uid),
    appkey: token.appKey,
    scope: '',
    create_at: Math.floor(token.createdAt / 1000),
    expire_in: Math.floor((token.expiresAt - core.now()) / 1000),
  };
}

/** Calls under /oauth2/ but the consent page. */
export function handleOauth(core: WeiboCore, request: EmulatorRequest): Json {
  const parameters = readParameters(request);
  const isPost = request.method === 'POST';
  switch (request.path) {
    case '/oauth2/access_token':
    case '/oauth2/get_token_info':
      if (!isPost) {
        throw new WeiboError(10021, 'HTTP METHOD is not suported for this request!');
      }
      return request.path === '/oauth2/access_token'
        ? exchangeCode(core, parameters)
        : tokenInfo(core, request, parameters);
    case '/oauth2/revokeoauth2': {
      requireToken(core, tokenText(request, parameters)).revoked = true;
      return { result: 'true' };
    }
    default:
      throw new WeiboError(10020, 'Request api not found!');
  }
}
