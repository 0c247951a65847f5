import { beijingDateTime, beijingDay, beijingHour, nextHour } from '../clock';
import type { Json } from '../json';
import type { WeiboCall, WeiboCore } from './core';
import { WeiboError } from './errors';
import type { UsedCalls } from './state';

function current(counters: Record<string, UsedCalls>, key: string, period: string): UsedCalls {
  const found = counters[key];
  if (found?.period === period) {
    return found;
  }
  const fresh = { period, used: 0 };
  counters[key] = fresh;
  return fresh;
}

const ipCounter = (core: WeiboCore, ip: string): UsedCalls =>
  current(core.state.ipCalls, ip, beijingHour(core.now()));

const userCounter = (core: WeiboCore, appKey: string, uid: string): UsedCalls =>
  current(core.state.userCalls, `${appKey} ${uid}`, beijingDay(core.now()));

/** Counts a call. Throws 10022 for the address, 10023 for the user. */
export function countCall(call: WeiboCall): void {
  const { core, app, token, ip } = call;
  const byIp = ipCounter(core, ip);
  if (byIp.used >= core.options.limits.callsPerIpHour) {
    throw new WeiboError(10022, 'IP requests out of rate limit!');
  }
  const byUser = userCounter(core, app.appKey, token.uid);
  if (byUser.used >= core.options.limits.callsPerUserDay) {
    throw new WeiboError(10023, 'User requests out of rate limit!');
  }
  byIp.used += 1;
  byUser.used += 1;
}

/** Counts a post that is about to be accepted. Throws 20016 over the hour's limit. */
export function countPost(core: WeiboCore, uid: string): void {
  const counter = current(core.state.postCalls, uid, beijingHour(core.now()));
  if (counter.used >= core.options.limits.postsPerUserHour) {
    throw new WeiboError(20016, 'update weibo too fast!');
  }
  counter.used += 1;
}

/** `GET account/rate_limit_status`, not itself counted. */
export function rateLimitStatus(call: WeiboCall): Json {
  const { core, app, token, ip } = call;
  const { limits } = core.options;
  const now = core.now();
  const reset = nextHour(now);
  const posted = current(core.state.postCalls, token.uid, beijingHour(now)).used;
  return {
    ip_limit: limits.callsPerIpHour,
    limit_time_unit: 'HOURS',
    remaining_ip_hits: Math.max(0, limits.callsPerIpHour - ipCounter(core, ip).used),
    remaining_user_hits: Math.max(
      0,
      limits.callsPerUserDay - userCounter(core, app.appKey, token.uid).used,
    ),
    reset_time: beijingDateTime(reset),
    reset_time_in_seconds: Math.ceil((reset - now) / 1000),
    user_limit: limits.callsPerUserDay,
    api_rate_limits: [
      {
        api: '/statuses/share',
        limit: limits.postsPerUserHour,
        limit_time_unit: 'HOURS',
        remaining_hits: Math.max(0, limits.postsPerUserHour - posted),
      },
    ],
  };
}
