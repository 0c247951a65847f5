import { z } from 'zod';

import type { CallBudget, Spending } from '../budget';
import { callPlatform, textOf, TransportError, type PlatformRequest } from '../http';
import type { RemoteContext } from '../types';
import { RATE_CODES, WeiboError } from './errors';
import { ALL_CALLS, SHARE_PATH } from './limits';

/** 20016: too many posts; the documentation gives no time. */
const POSTING_TOO_FAST = 20016;
const HOUR_SECONDS = 3600;

const limitsSchema = z.object({
  remaining_user_hits: z.coerce.number(),
  reset_time_in_seconds: z.coerce.number(),
  api_rate_limits: z
    .array(z.object({ api: z.string(), remaining_hits: z.coerce.number() }))
    .default([]),
});

export type WeiboRequest = Pick<
  PlatformRequest,
  'method' | 'path' | 'query' | 'form' | 'file' | 'isIrreversible' | 'sendBefore'
>;

/** A call's account, and where the call is kept. */
type CallContext = Pick<RemoteContext, 'channel'> & Partial<Pick<RemoteContext, 'record'>>;
type WeiboBody = Readonly<Record<string, unknown>>;

interface ClientOptions {
  readonly apiUrl: string;
  readonly accessToken: (channelDocumentId: string) => Promise<string>;
  readonly budget: CallBudget;
}

/** Calls Weibo as an account; counts the calls. */
export const createWeiboClient = ({ apiUrl, accessToken, budget }: ClientOptions) => {
  const send = async (context: CallContext, request: WeiboRequest): Promise<WeiboBody> => {
    const token = await accessToken(context.channel.documentId);
    const { status, body } = await callPlatform({
      ...request,
      baseUrl: apiUrl,
      headers: { authorization: `OAuth2 ${token}` },
      ...(context.record ? { record: context.record } : {}),
    });
    if (body['error_code'] !== undefined) {
      throw new WeiboError(
        Number(body['error_code']),
        textOf(body['error']),
        request.isIrreversible === true,
      );
    }
    if (status >= 400) throw new TransportError(`http-${status}`, request.isIrreversible === true);
    return body;
  };

  /** The platform's own count; asking is free. */
  const askLimits = async (context: CallContext) =>
    limitsSchema.parse(
      await send(context, { method: 'GET', path: '/2/account/rate_limit_status.json' }),
    );

  /** When the platform takes calls again, as it says itself; else in an hour. */
  const renewal = async (context: CallContext): Promise<Date> => {
    const seconds = await askLimits(context).then(
      (limits) => limits.reset_time_in_seconds,
      () => HOUR_SECONDS,
    );
    return new Date(Date.now() + Math.max(seconds, 1) * 1000);
  };

  const call = async (
    context: CallContext,
    request: WeiboRequest,
    spending: Omit<Spending, 'remaining'> = {},
  ): Promise<WeiboBody> => {
    const { documentId } = context.channel;
    await budget.spend(documentId, [
      {
        ...spending,
        endpoint: ALL_CALLS,
        remaining: async () => (await askLimits(context)).remaining_user_hits,
      },
      {
        endpoint: request.path,
        remaining: async () => {
          const { api_rate_limits: limits } = await askLimits(context);
          const path = request.path.replace(/^\/2|\.json$/g, '');
          return limits.find(({ api }) => api === path)?.remaining_hits ?? null;
        },
      },
    ]);
    try {
      return await send(context, request);
    } catch (error) {
      if (!(error instanceof WeiboError) || !RATE_CODES.includes(error.code)) throw error;
      const isPosting = error.code === POSTING_TOO_FAST;
      const until = isPosting ? new Date(Date.now() + HOUR_SECONDS * 1000) : await renewal(context);
      await budget.block(documentId, isPosting ? SHARE_PATH : ALL_CALLS, until);
      throw new WeiboError(error.code, error.detail, error.isIrreversible, until);
    }
  };

  return { send, call, askLimits };
};

export type WeiboClient = ReturnType<typeof createWeiboClient>;
