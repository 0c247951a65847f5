import type { Context } from 'koa';

import { RETRY_AFTER_SECONDS } from '../constants';
import { BusyError } from './gate';

/** Answers 503, with when to come back, where the work finds no place. */
export const orBusy = async (ctx: Context, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
    ctx.status = 503;
    ctx.body = {
      data: null,
      error: {
        status: 503,
        name: 'ServiceUnavailableError',
        message: `正在计算的请求过多，请 ${RETRY_AFTER_SECONDS} 秒后重试`,
        details: {},
      },
    };
  }
};
