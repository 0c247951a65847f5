import type { CallLimit } from '../budget';

/** All endpoints of Weibo together count against the account (channels.md B4). */
export const ALL_CALLS = 'all';
export const SHARE_PATH = '/2/statuses/share.json';

/** Documented calls of an account. */
export const WEIBO_LIMITS: Readonly<Record<string, CallLimit>> = {
  // Posting leaves some for reading the timeline: without it nothing unclear can be settled.
  [ALL_CALLS]: { period: 'day', limit: 100, reserve: 20, label: '全部接口' },
  [SHARE_PATH]: { period: 'hour', limit: 30, label: '发微博' },
};
