import type { EmulatorRequest } from '../http';
import type { Json } from '../json';
import { randomText } from '../random';
import { findAccount, jsonBody, type WechatCore } from './core';
import { WechatError } from './errors';
import type { WechatAccount } from './options';
import { countCall, countOperation } from './quota';
import type { IssuedToken } from './state';

const DAY_MS = 86_400_000;

function issue(core: WechatCore, appId: string, kind: IssuedToken['kind']): IssuedToken {
  const now = core.now();
  const expiresAt = now + core.options.tokenLifetimeSeconds * 1000;
  const token: IssuedToken = {
    value: randomText(core.options.tokenLength),
    appId,
    kind,
    expiresAt,
    validUntil: expiresAt,
  };
  core.vault.tokens = core.vault.tokens.filter((old) => old.expiresAt > now - DAY_MS);
  core.vault.tokens.push(token);
  const key = `${appId} ${kind}`;
  core.state.tokensIssued[key] = (core.state.tokensIssued[key] ?? 0) + 1;
  return token;
}

/** Ends all tokens of a kind at the given time, if they would last longer. */
function supersede(core: WechatCore, appId: string, kind: IssuedToken['kind'], at: number): void {
  for (const token of core.vault.tokens) {
    if (token.appId === appId && token.kind === kind) {
      token.validUntil = Math.min(token.validUntil, at);
    }
  }
}

function latestStable(core: WechatCore, appId: string): IssuedToken | undefined {
  const now = core.now();
  return core.vault.tokens.findLast(
    (token) => token.appId === appId && token.kind === 'stable' && token.validUntil > now,
  );
}

function authenticate(
  core: WechatCore,
  ip: string,
  appId: unknown,
  secret: unknown,
): WechatAccount {
  if (typeof appId !== 'string' || appId === '') {
    throw new WechatError(41002, 'appid missing');
  }
  if (typeof secret !== 'string' || secret === '') {
    throw new WechatError(41004, 'appsecret missing');
  }
  const account = findAccount(core, appId);
  if (account === undefined) {
    throw new WechatError(40013, 'invalid appid');
  }
  if (account.ipAllowList !== null && !account.ipAllowList.includes(ip)) {
    throw new WechatError(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`);
  }
  if (secret !== account.appSecret) {
    const code = core.options.wrongSecretCode;
    throw new WechatError(code, code === 40001 ? 'invalid credential' : 'invalid appsecret');
  }
  return account;
}

function reply(core: WechatCore, token: IssuedToken): Json {
  const seconds = Math.floor((token.expiresAt - core.now()) / 1000);
  return { access_token: token.value, expires_in: seconds };
}

/** `GET /cgi-bin/token`: every call issues a new token; older ones last 5 more minutes. */
export function plainToken(core: WechatCore, request: EmulatorRequest, ip: string): Json {
  if (request.query.get('grant_type') !== 'client_credential') {
    throw new WechatError(40002, 'invalid grant_type');
  }
  const account = authenticate(core, ip, request.query.get('appid'), request.query.get('secret'));
  countCall(core, account.appId, '/cgi-bin/token');
  const overlapEnd = core.now() + core.options.tokenOverlapSeconds * 1000;
  supersede(core, account.appId, 'plain', overlapEnd);
  return reply(core, issue(core, account.appId, 'plain'));
}

/**
 * `POST /cgi-bin/stable_token`: the same token while it has more than 5 minutes to live; a forced
 * refresh ends the old one at once, at most 20 times a day and never within 30 s of the last.
 */
export function stableToken(core: WechatCore, request: EmulatorRequest, ip: string): Json {
  const body = jsonBody(request);
  if (body.grant_type !== 'client_credential') {
    throw new WechatError(40002, 'invalid grant_type');
  }
  const account = authenticate(core, ip, body.appid, body.secret);
  const { appId } = account;
  countCall(core, appId, '/cgi-bin/stable_token');
  const present = latestStable(core, appId);
  if (body.force_refresh === true) {
    return reply(core, forceRefresh(core, appId, present));
  }
  const overlapMs = core.options.tokenOverlapSeconds * 1000;
  if (present !== undefined && present.expiresAt - core.now() > overlapMs) {
    return reply(core, present);
  }
  return reply(core, issue(core, appId, 'stable'));
}

function forceRefresh(
  core: WechatCore,
  appId: string,
  present: IssuedToken | undefined,
): IssuedToken {
  const now = core.now();
  const forcedAt = core.vault.forcedAt[appId];
  const tooSoon =
    forcedAt !== undefined && now - forcedAt < core.options.forceRefreshMinSeconds * 1000;
  if (tooSoon && present !== undefined) {
    return present;
  }
  if (!countOperation(core, `${appId} force_refresh`, 'day', core.options.forceRefreshPerDay)) {
    throw new WechatError(45009, 'reach max api daily quota limit');
  }
  core.vault.forcedAt[appId] = now;
  supersede(core, appId, 'stable', now);
  return issue(core, appId, 'stable');
}

/** Another system forces a refresh: all our tokens are void at once. */
export function rotateElsewhere(core: WechatCore, appId: string): void {
  const now = core.now();
  supersede(core, appId, 'stable', now);
  supersede(core, appId, 'plain', now);
  issue(core, appId, 'stable');
}

/** The account a call's token belongs to. Throws 41001, 40014, 40001 or 42001. */
export function accountOfToken(core: WechatCore, request: EmulatorRequest): WechatAccount {
  const value = request.query.get('access_token');
  if (value === null || value === '') {
    throw new WechatError(41001, 'access_token missing');
  }
  if (!/^[A-Za-z0-9_-]{16,512}$/.test(value)) {
    throw new WechatError(40014, 'invalid access_token');
  }
  const token = core.vault.tokens.find((candidate) => candidate.value === value);
  const account = findAccount(core, token?.appId);
  if (token === undefined || account === undefined) {
    throw new WechatError(
      40001,
      'invalid credential, access_token is invalid or not latest, could get access_token by ' +
        'getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
    );
  }
  if (core.now() >= token.expiresAt) {
    throw new WechatError(42001, 'access_token expired');
  }
  if (core.now() >= token.validUntil) {
    throw new WechatError(40001, 'invalid credential, access_token is invalid or not latest');
  }
  return account;
}
