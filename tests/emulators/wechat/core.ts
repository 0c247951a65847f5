import type { EmulatorRequest } from '../http';
import type { JsonObject } from '../json';
import { isObject } from '../json';
import type { Store } from '../store';
import type { Timers } from '../timers';
import { WechatError } from './errors';
import type { WechatAccount, WechatOptions } from './options';
import type { WechatState, WechatVault } from './state';

/** What `openapi/rid/get` tells of a call that was refused. */
export interface RidRecord {
  rid: string;
  appId: string | null;
  at: number;
  url: string;
  requestBody: string;
  responseBody: string;
  ip: string;
}

/** Everything the parts of the WeChat emulator share. Members are replaced on configure/reset. */
export interface WechatCore {
  options: WechatOptions;
  state: WechatState;
  vault: WechatVault;
  store: Store;
  timers: Timers;
  /** Aborted when the emulator closes. */
  closing: AbortSignal;
  /** Recent calls by request id, for `openapi/rid/get`. */
  rids: RidRecord[];
  /** The emulator's own URL without a slash at the end. */
  url: string;
  /** The platform's clock in milliseconds. */
  now(): number;
  /** Persists the state, when there is somewhere to. */
  save(): void;
}

/** One API call of a known account. */
export interface WechatCall {
  core: WechatCore;
  account: WechatAccount;
  request: EmulatorRequest;
  /** The caller's address. */
  ip: string;
}

/** A number that is never given out twice. */
export function nextNumber(core: WechatCore): number {
  core.state.sequence += 1;
  return core.state.sequence;
}

export function findAccount(core: WechatCore, appId: unknown): WechatAccount | undefined {
  return core.options.accounts.find((account) => account.appId === appId);
}

/**
 * The JSON body of a call. Throws 44002 when empty, 40033 for bytes that aren't UTF-8 or for
 * `\uXXXX` escapes of non-ASCII characters, 47001 when it isn't a JSON object.
 */
export function jsonBody(request: EmulatorRequest): JsonObject {
  if (request.body.length === 0) {
    throw new WechatError(44002, 'empty post data');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(request.body);
  } catch {
    throw new WechatError(40033, 'invalid charset. please check your request');
  }
  if (/(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-f]{4}/i.test(text)) {
    throw new WechatError(
      40033,
      'invalid charset. please check your request, if include \\uxxxx will create fail!',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WechatError(47001, 'data format error');
  }
  if (!isObject(value)) {
    throw new WechatError(47001, 'data format error');
  }
  return value;
}

/** A text member of a body; throws the given error when missing, empty or not a text. */
export function textMember(body: JsonObject, name: string, code: number, message: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') {
    throw new WechatError(code, message);
  }
  return value;
}

/** An id that clients may send as text or number. */
export function idMember(body: JsonObject, name: string, code: number, message: string): string {
  const value = body[name];
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return String(value);
  }
  return textMember(body, name, code, message);
}

/** `offset`, `count` (1..20) and `no_content` of the list calls; 40035 when out of range. */
export function pageOf(body: JsonObject): { offset: number; count: number; noContent: boolean } {
  const { offset, count } = body;
  if (
    typeof offset !== 'number' ||
    !Number.isInteger(offset) ||
    offset < 0 ||
    typeof count !== 'number' ||
    !Number.isInteger(count) ||
    count < 1 ||
    count > 20
  ) {
    throw new WechatError(40035, 'invalid parameter');
  }
  return { offset, count, noContent: body.no_content === 1 };
}
