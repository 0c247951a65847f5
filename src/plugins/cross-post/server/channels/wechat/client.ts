import { z } from 'zod';

import { nextBeijingMidnight } from '../../domain/beijing-time';
import type { CallBudget, Spending } from '../budget';
import { callPlatform, textOf, type Exchange, type PlatformRequest } from '../http';
import { TOKEN_CODES, WechatError } from './errors';

/** Access tokens of the accounts, shared by all processes. */
export interface TokenSource {
  /** A token that is valid for some minutes yet. */
  get(channelDocumentId: string): Promise<string>;
  /** Another one than `rejected`, which the platform refused. */
  renew(channelDocumentId: string, rejected: string): Promise<string>;
}

export interface IssuedToken {
  readonly value: string;
  readonly expiresInSeconds: number;
}

export type WechatBody = Readonly<Record<string, unknown>>;

export interface WechatCall extends Pick<
  PlatformRequest,
  'path' | 'json' | 'file' | 'query' | 'isIrreversible' | 'sendBefore'
> {
  readonly record?: (exchange: Exchange) => void;
  readonly spending?: Omit<Spending, 'remaining'>;
}

const MINUTE_MS = 60_000;
const quotaSchema = z.object({
  quota: z.object({
    daily_limit: z.coerce.number(),
    used: z.coerce.number(),
    remain: z.coerce.number(),
  }),
});

const judge = (body: WechatBody, isIrreversible: boolean): WechatBody => {
  const code = Number(body['errcode'] ?? 0);
  if (code !== 0) throw new WechatError(code, textOf(body['errmsg']), isIrreversible, body);
  return body;
};

/**
 * `stable_token`: the same token while it is valid; `isForced` ends the previous one at once and is
 * limited to 20 a day. Not recorded anywhere: both sides of the call are secret.
 */
export const requestToken = async (options: {
  readonly apiUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly isForced: boolean;
}): Promise<IssuedToken> => {
  const { body } = await callPlatform({
    baseUrl: options.apiUrl,
    method: 'POST',
    path: '/cgi-bin/stable_token',
    json: {
      grant_type: 'client_credential',
      appid: options.appId,
      secret: options.appSecret,
      force_refresh: options.isForced,
    },
    timeoutMs: 15_000,
  });
  judge(body, false);
  return { value: textOf(body['access_token']), expiresInSeconds: Number(body['expires_in'] ?? 0) };
};

/**
 * Until when the platform refuses further calls; null: the error is no limit's. 45028 of a service
 * account lasts longer: what asks tomorrow is refused once more, and then waits for the month.
 */
const refusedUntil = (code: number, now: Date): Date | null => {
  if (code === 45009 || code === 45028) return nextBeijingMidnight(now);
  if (code === 45011) return new Date((Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
  return null;
};

export interface WechatQuota {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
}

interface ClientOptions {
  readonly apiUrl: string;
  readonly tokens: TokenSource;
  readonly budget: CallBudget;
}

/** Calls WeChat with the account's token; a stale one is renewed and the call repeated once. */
export const createWechatClient = ({ apiUrl, tokens, budget }: ClientOptions) => {
  const send = async (token: string, call: WechatCall): Promise<WechatBody> => {
    const { body } = await callPlatform({
      ...call,
      baseUrl: apiUrl,
      method: 'POST',
      query: { ...call.query, access_token: token },
    });
    return judge(body, call.isIrreversible === true);
  };

  const withToken = async (channelDocumentId: string, call: WechatCall): Promise<WechatBody> => {
    const token = await tokens.get(channelDocumentId);
    try {
      return await send(token, call);
    } catch (error) {
      // A refused token means that the call had no effect: repeating it is safe.
      if (!(error instanceof WechatError) || !TOKEN_CODES.includes(error.code)) throw error;
      return send(await tokens.renew(channelDocumentId, token), call);
    }
  };

  /** The platform's own count of an endpoint's calls today; asking is free. Null: it doesn't say. */
  const quota = async (
    channelDocumentId: string,
    path: string,
    record?: WechatCall['record'],
  ): Promise<WechatQuota | null> => {
    const body = await withToken(channelDocumentId, {
      path: '/cgi-bin/openapi/quota/get',
      json: { cgi_path: path },
      ...(record ? { record } : {}),
    });
    const parsed = quotaSchema.safeParse(body);
    if (!parsed.success) return null;
    const { daily_limit: limit, used, remain: remaining } = parsed.data.quota;
    return { limit, used, remaining };
  };

  return {
    quota,

    /** @throws WechatError, TransportError, BudgetError */
    async call(channelDocumentId: string, call: WechatCall): Promise<WechatBody> {
      await budget.spend(channelDocumentId, [
        {
          ...call.spending,
          endpoint: call.path,
          remaining: async () => (await quota(channelDocumentId, call.path))?.remaining ?? null,
        },
      ]);
      try {
        return await withToken(channelDocumentId, call);
      } catch (error) {
        const until = error instanceof WechatError ? refusedUntil(error.code, new Date()) : null;
        if (until) await budget.block(channelDocumentId, call.path, until);
        throw error;
      }
    },
  };
};

export type WechatClient = ReturnType<typeof createWechatClient>;
