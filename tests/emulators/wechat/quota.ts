import { beijingDay, beijingMonth, minuteOf } from '../clock';
import type { Json } from '../json';
import { findAccount, jsonBody, textMember, type WechatCall, type WechatCore } from './core';
import { WechatError } from './errors';
import type { UsedCalls } from './state';

/** The entry of a counter for the running period; an old period counts as unused. */
function current(counters: Record<string, UsedCalls>, key: string, period: string): UsedCalls {
  const found = counters[key];
  if (found?.period === period) {
    return found;
  }
  const fresh = { period, used: 0 };
  counters[key] = fresh;
  return fresh;
}

/** Counts a call of an endpoint. Throws 45011 over the minute's limit, 45009 over the day's. */
export function countCall(core: WechatCore, appId: string, path: string): void {
  const key = `${appId} ${path}`;
  const now = core.now();
  const minuteLimit = core.options.minuteLimits[path];
  const minute = current(core.state.minuteCalls, key, String(minuteOf(now)));
  if (minuteLimit !== undefined && minute.used >= minuteLimit) {
    throw new WechatError(45011, 'api minute-quota reach limit, must slower, retry next minute');
  }
  const dailyLimit = core.options.dailyLimits[path];
  const day = current(core.state.dailyCalls, key, beijingDay(now));
  if (dailyLimit !== undefined && day.used >= dailyLimit) {
    throw new WechatError(45009, 'reach max api daily quota limit');
  }
  minute.used += 1;
  day.used += 1;
}

/**
 * Counts a rare operation against a limit of its own.
 * @returns false, and counts nothing, when the limit of the period is used up
 */
export function countOperation(
  core: WechatCore,
  key: string,
  period: 'day' | 'month',
  limit: number,
): boolean {
  const now = core.now();
  const stamp = period === 'day' ? beijingDay(now) : beijingMonth(now);
  const counter = current(core.state.operations, key, stamp);
  if (counter.used >= limit) {
    return false;
  }
  counter.used += 1;
  return true;
}

/** Gives back what countOperation took. */
export function refundOperation(core: WechatCore, key: string): void {
  const counter = core.state.operations[key];
  if (counter !== undefined && counter.used > 0) {
    counter.used -= 1;
  }
}

/** The capability that an endpoint needs, if any. */
export function capabilityOf(path: string): 'publish' | 'massSend' | null {
  if (path.startsWith('/cgi-bin/freepublish/')) {
    return 'publish';
  }
  return path.startsWith('/cgi-bin/message/mass/') ? 'massSend' : null;
}

/** `POST openapi/quota/get`: 76021 for an unknown path, 76022 for one the account may not call. */
export function getQuota(call: WechatCall): Json {
  const { core, account } = call;
  const path = textMember(jsonBody(call.request), 'cgi_path', 76021, 'cgi_path not found');
  const limit = core.options.dailyLimits[path];
  if (limit === undefined) {
    throw new WechatError(76021, 'cgi_path not found, maybe because of incorrect spelling');
  }
  const capability = capabilityOf(path);
  if (capability !== null && !account.capabilities[capability]) {
    throw new WechatError(76022, 'could not use this cgi_path, no permission');
  }
  const { used } = current(
    core.state.dailyCalls,
    `${account.appId} ${path}`,
    beijingDay(core.now()),
  );
  const minute = core.options.minuteLimits[path];
  return {
    errcode: 0,
    errmsg: 'ok',
    quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) },
    ...(minute === undefined ? {} : { rate_limit: { call_count: minute, refresh_second: 60 } }),
    component_rate_limit: { call_count: 0, refresh_second: 0 },
  };
}

function clearAll(core: WechatCore, appId: string): Json {
  if (!countOperation(core, `${appId} clear_quota`, 'month', core.options.clearQuotaPerMonth)) {
    throw new WechatError(48006, 'forbid to clear quota because of reaching the limit');
  }
  for (const key of Object.keys(core.state.dailyCalls)) {
    if (key.startsWith(`${appId} `)) {
      delete core.state.dailyCalls[key];
    }
  }
  return { errcode: 0, errmsg: 'ok' };
}

/** `POST clear_quota {appid}` with a token. */
export function clearQuota(call: WechatCall): Json {
  if (jsonBody(call.request).appid !== call.account.appId) {
    throw new WechatError(40013, 'invalid appid');
  }
  return clearAll(call.core, call.account.appId);
}

/** `POST clear_quota/v2 {appid, appsecret}` without a token. */
export function clearQuotaWithSecret(core: WechatCore, call: Pick<WechatCall, 'request'>): Json {
  const body = jsonBody(call.request);
  const account = findAccount(core, body.appid);
  if (account === undefined) {
    throw new WechatError(40013, 'invalid appid');
  }
  if (body.appsecret !== account.appSecret) {
    throw new WechatError(40125, 'invalid appsecret');
  }
  return clearAll(core, account.appId);
}

/** `POST openapi/quota/clear {cgi_path}`. */
export function clearPathQuota(call: WechatCall): Json {
  const { core, account } = call;
  const path = textMember(jsonBody(call.request), 'cgi_path', 76021, 'cgi_path not found');
  if (core.options.dailyLimits[path] === undefined) {
    throw new WechatError(76021, 'cgi_path not found, maybe because of incorrect spelling');
  }
  const limit = core.options.clearPathQuotaPerMonth;
  if (!countOperation(core, `${account.appId} quota_clear`, 'month', limit)) {
    throw new WechatError(48006, 'forbid to clear quota because of reaching the limit');
  }
  delete core.state.dailyCalls[`${account.appId} ${path}`];
  return { errcode: 0, errmsg: 'ok' };
}
