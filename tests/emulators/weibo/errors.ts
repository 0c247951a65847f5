import { jsonReply, type Reply } from '../http';
import type { WeiboOptions } from './options';

/** A refusal by the platform. */
export class WeiboError extends Error {
  constructor(
    readonly errorCode: number,
    readonly error: string,
  ) {
    super(`${errorCode} ${error}`);
  }
}

const FORBIDDEN = [10004, 10005, 10014, 10022, 10023, 10024, 20016, 20022];

function statusOf(code: number): number {
  return FORBIDDEN.includes(code) || (code >= 21301 && code <= 21336) ? 403 : 400;
}

/** The JSON error body: `{error, error_code, request}`, with more members for OAuth. */
export function errorReply(error: WeiboError, path: string, options: WeiboOptions): Reply {
  const oauth = path.startsWith('/oauth2/');
  const body = {
    error: error.error,
    error_code: options.stringErrorCodes ? String(error.errorCode) : error.errorCode,
    request: path,
    ...(oauth ? { error_uri: path, error_description: error.error } : {}),
  };
  const status = options.errorStatus ?? (oauth ? 400 : statusOf(error.errorCode));
  return {
    ...jsonReply(body, status, 'application/json;charset=UTF-8'),
    code: error.errorCode,
  };
}
