import { jsonReply, type Reply } from '../http';
import type { Json } from '../json';
import { randomHex } from '../random';

/** A refusal by the platform: HTTP 200 with errcode and errmsg. */
export class WechatError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
    readonly extra: Record<string, Json> = {},
  ) {
    super(`${errcode} ${errmsg}`);
  }
}

/** A request id as the platform writes it: three groups of eight hexadecimal digits. */
export function createRid(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${seconds}-${randomHex(8)}-${randomHex(8)}`;
}

export function errorReply(error: WechatError, rid: string): Reply {
  const reply = jsonReply({
    errcode: error.errcode,
    errmsg: `${error.errmsg} rid: ${rid}`,
    ...error.extra,
  });
  return { ...reply, code: error.errcode };
}
