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
  'path' | 'json' | 'file' | 'query' | 'isIrreversible'
> {
  readonly record?: (exchange: Exchange) => void;
}

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

/** Calls WeChat with the account's token; a stale one is renewed and the call repeated once. */
export const createWechatClient = ({ apiUrl, tokens }: { apiUrl: string; tokens: TokenSource }) => {
  const send = async (token: string, call: WechatCall): Promise<WechatBody> => {
    const { body } = await callPlatform({
      ...call,
      baseUrl: apiUrl,
      method: 'POST',
      query: { ...call.query, access_token: token },
    });
    return judge(body, call.isIrreversible === true);
  };

  return {
    async call(channelDocumentId: string, call: WechatCall): Promise<WechatBody> {
      const token = await tokens.get(channelDocumentId);
      try {
        return await send(token, call);
      } catch (error) {
        // A refused token means that the call had no effect: repeating it is safe.
        if (!(error instanceof WechatError) || !TOKEN_CODES.includes(error.code)) throw error;
        return send(await tokens.renew(channelDocumentId, token), call);
      }
    },
  };
};

export type WechatClient = ReturnType<typeof createWechatClient>;
