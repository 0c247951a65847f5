import { z } from 'zod';

import { callPlatform, textOf } from '../http';
import { WeiboError } from './errors';

interface App {
  readonly apiUrl: string;
  readonly appKey: string;
}

export interface WeiboGrant {
  readonly accessToken: string;
  readonly uid: string;
  readonly expiresInSeconds: number;
}

/** The page on which the account's owner agrees; it comes back to `redirectUri` with code and state. */
export const authorizeUrl = (
  { apiUrl, appKey }: App,
  { redirectUri, state }: { readonly redirectUri: string; readonly state: string },
): string => {
  const url = new URL(`${apiUrl.replace(/\/+$/, '')}/oauth2/authorize`);
  url.search = new URLSearchParams({
    client_id: appKey,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    forcelogin: 'true',
  }).toString();
  return url.toString();
};

const judge = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (body['error_code'] !== undefined) {
    throw new WeiboError(Number(body['error_code']), textOf(body['error']), false);
  }
  return body;
};

/**
 * Turns a code into a token. Not recorded anywhere: both sides of the call are secret.
 *
 * @throws WeiboError, TransportError
 */
export const exchangeCode = async (
  { apiUrl, appKey, appSecret }: App & { readonly appSecret: string },
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
): Promise<WeiboGrant> => {
  const { body } = await callPlatform({
    baseUrl: apiUrl,
    method: 'POST',
    path: '/oauth2/access_token',
    form: {
      client_id: appKey,
      client_secret: appSecret,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
    },
  });
  const answer = z
    .object({
      access_token: z.string().min(1),
      uid: z.coerce.string().min(1),
      expires_in: z.coerce.number().positive(),
    })
    .parse(judge(body));
  return {
    accessToken: answer.access_token,
    uid: answer.uid,
    expiresInSeconds: answer.expires_in,
  };
};

export interface TokenInfo {
  readonly uid: string;
  readonly appKey: string;
  readonly expiresInSeconds: number;
}

/**
 * What the platform knows of a token.
 *
 * @throws WeiboError, TransportError
 */
export const tokenInfo = async (apiUrl: string, accessToken: string): Promise<TokenInfo> => {
  const { body } = await callPlatform({
    baseUrl: apiUrl,
    method: 'POST',
    path: '/oauth2/get_token_info',
    form: { access_token: accessToken },
  });
  const info = z
    .object({
      uid: z.coerce.string(),
      appkey: z.coerce.string().default(''),
      expire_in: z.coerce.number(),
    })
    .parse(judge(body));
  return { uid: info.uid, appKey: info.appkey, expiresInSeconds: info.expire_in };
};
