import type { CallLimit } from '../budget';

/**
 * Looks that callbacks without encryption may lead to: whoever has seen one signature can make as many
 * of them as they like. No endpoint of the platform's, but counted like one.
 */
export const UNPROVEN = 'callback/unproven';
export const UNPROVEN_LIMIT: CallLimit = {
  period: 'day',
  limit: 20,
  label: '未加密回调触发的查询',
};

/** Documented calls of an account in a day (channels.md A7). Grow with its followers. */
export const WECHAT_LIMITS: Readonly<Record<string, CallLimit>> = {
  [UNPROVEN]: UNPROVEN_LIMIT,
  '/cgi-bin/draft/add': { period: 'day', limit: 1000, label: '新建草稿' },
  '/cgi-bin/draft/delete': { period: 'day', limit: 1000, label: '删除草稿' },
  '/cgi-bin/draft/batchget': { period: 'day', limit: 1000, label: '查看草稿箱' },
  '/cgi-bin/draft/get': { period: 'day', limit: 500, label: '查看草稿' },
  '/cgi-bin/freepublish/submit': { period: 'day', limit: 100, label: '提交发布' },
  // Looks at what is under way leave some for settling what is unclear.
  '/cgi-bin/freepublish/get': { period: 'day', limit: 100, reserve: 40, label: '查询发布结果' },
  '/cgi-bin/freepublish/batchget': { period: 'day', limit: 100, label: '查看已发布列表' },
  '/cgi-bin/freepublish/getarticle': {
    period: 'day',
    limit: 100,
    reserve: 30,
    label: '查看已发布文章',
  },
  '/cgi-bin/freepublish/delete': { period: 'day', limit: 10, label: '删除已发布文章' },
  '/cgi-bin/message/mass/sendall': { period: 'day', limit: 100, label: '群发' },
  '/cgi-bin/message/mass/get': { period: 'day', limit: 100, reserve: 40, label: '查询群发结果' },
  '/cgi-bin/message/mass/delete': { period: 'day', limit: 100, label: '删除群发' },
};
