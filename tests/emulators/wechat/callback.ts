import { randomHex, randomText } from '../random';
import { findAccount, nextNumber, type WechatCore } from './core';
import { encrypt, sign } from './crypto';
import { eventXml } from './events';
import type { WechatAccount, WechatCallback } from './options';
import type { CallbackDelivery, CallbackMessage } from './state';

/**
 * Ways to send a callback that must be refused: `signature` doesn't fit, `body` was changed after
 * signing, `appid` inside is another's, `stale` is signed an hour ago, `plain` skips encryption,
 * `doctype` declares entities, `oversized` has 100 KB.
 */
export const FORGERIES = [
  'signature',
  'body',
  'appid',
  'stale',
  'plain',
  'doctype',
  'oversized',
] as const;

export type Forgery = (typeof FORGERIES)[number];

interface Post {
  url: URL;
  body: string;
}

function plainXml(account: WechatAccount, message: CallbackMessage, forgery?: Forgery): string {
  const xml = eventXml({
    toUser: account.originalId,
    fromUser: `o${account.appId.slice(2)}`,
    createTime: message.createTime,
    event: message.event,
    inner: message.inner,
  });
  if (forgery === 'doctype') {
    return `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">]>\n${xml}`;
  }
  return forgery === 'oversized' ? `${xml}<!--${'x'.repeat(100_000)}-->` : xml;
}

function signedUrl(
  core: WechatCore,
  account: WechatAccount,
  callback: WechatCallback,
  forgery?: Forgery,
): { url: URL; timestamp: string; nonce: string } {
  const url = new URL(callback.url);
  const shift = forgery === 'stale' ? 3600 : 0;
  const timestamp = String(Math.floor(core.now() / 1000) - shift);
  const nonce = String(parseInt(randomHex(7), 16));
  const token = forgery === 'signature' ? `${callback.token}x` : callback.token;
  url.searchParams.set('signature', sign(token, timestamp, nonce));
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('nonce', nonce);
  url.searchParams.set('openid', `o${account.appId.slice(2)}`);
  return { url, timestamp, nonce };
}

function alter(text: string): string {
  const middle = Math.floor(text.length / 2);
  const other = text.charAt(middle) === 'A' ? 'B' : 'A';
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`;
}

function compose(
  core: WechatCore,
  account: WechatAccount,
  callback: WechatCallback,
  message: CallbackMessage,
  forgery?: Forgery,
): Post {
  const { url, timestamp, nonce } = signedUrl(core, account, callback, forgery);
  const xml = plainXml(account, message, forgery);
  const { encodingAesKey } = callback;
  if (callback.encryption === 'plain' || forgery === 'plain' || encodingAesKey === null) {
    return { url, body: xml };
  }
  const appId = forgery === 'appid' ? 'wxffffffffffffffff' : account.appId;
  const encrypted = encrypt(encodingAesKey, appId, xml);
  const token = forgery === 'signature' ? `${callback.token}x` : callback.token;
  url.searchParams.set('encrypt_type', 'aes');
  url.searchParams.set('msg_signature', sign(token, timestamp, nonce, encrypted));
  const sent = forgery === 'body' ? alter(encrypted) : encrypted;
  const element = `<Encrypt><![CDATA[${sent}]]></Encrypt>`;
  if (callback.encryption === 'compat') {
    return { url, body: xml.replace(/<\/xml>/, `${element}</xml>`) };
  }
  const toUser = `<ToUserName><![CDATA[${account.originalId}]]></ToUserName>`;
  return { url, body: `<xml>${toUser}${element}</xml>` };
}

/** Sends what `write` makes; a callback that can't even be written counts as not delivered. */
async function attempt(
  core: WechatCore,
  write: () => Post,
): Promise<Pick<CallbackDelivery, 'status' | 'acknowledged' | 'note'>> {
  try {
    const post = write();
    const response = await fetch(post.url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: post.body,
      redirect: 'manual',
      signal: AbortSignal.any([core.closing, AbortSignal.timeout(core.options.callbackTimeoutMs)]),
    });
    const text = await response.text();
    const acknowledged = response.status === 200 && (text === '' || text === 'success');
    return { status: response.status, acknowledged, note: acknowledged ? '' : text.slice(0, 200) };
  } catch (error) {
    const note = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { status: 0, acknowledged: false, note };
  }
}

/** One delivery of a message, recorded. Undefined when the account has no callback URL. */
export async function deliverOnce(
  core: WechatCore,
  message: CallbackMessage,
  number: number,
  forgery?: Forgery,
): Promise<CallbackDelivery | undefined> {
  const account = findAccount(core, message.appId);
  if (account === undefined || account.callback === null) {
    return undefined;
  }
  const { state } = core;
  const { callback } = account;
  const result = await attempt(core, () => compose(core, account, callback, message, forgery));
  const delivery: CallbackDelivery = {
    messageId: message.id,
    event: message.event,
    reference: message.reference,
    attempt: number,
    at: core.now(),
    ...result,
  };
  // Into the state the delivery began with: a reset in the meantime must not be polluted.
  state.callbackDeliveries.push(delivery);
  return delivery;
}

async function deliver(core: WechatCore, message: CallbackMessage): Promise<void> {
  for (let number = 1; number <= 1 + core.options.callbackRetries; number += 1) {
    const delivery = await deliverOnce(core, message, number);
    if (delivery === undefined) {
      return;
    }
    if (delivery.acknowledged) {
      for (let copy = 1; copy <= core.options.callbackDuplicates; copy += 1) {
        await deliverOnce(core, message, number + copy);
      }
      return;
    }
    await core.timers.wait(core.options.callbackRetryDelayMs);
  }
}

/** Records an event of an account and delivers it, unless callbacks are held back. */
export function sendEvent(
  core: WechatCore,
  appId: string,
  event: string,
  reference: string,
  inner: string,
): CallbackMessage {
  const message: CallbackMessage = {
    id: nextNumber(core),
    appId,
    event,
    reference,
    createTime: Math.floor(core.now() / 1000),
    inner,
    held: core.options.callbackHold,
  };
  core.state.callbackMessages.push(message);
  if (!message.held) {
    void deliver(core, message);
  }
  return message;
}

/** Delivers the messages held back, one after the other. */
export async function releaseCallbacks(core: WechatCore, reverse: boolean): Promise<number> {
  const held = core.state.callbackMessages.filter((message) => message.held);
  for (const message of reverse ? held.reverse() : held) {
    message.held = false;
    await deliver(core, message);
  }
  return held.length;
}

/** Checks an account's URL as the console does when it is saved. Tells whether it answered right. */
export async function verifyCallbackUrl(core: WechatCore, appId: string): Promise<boolean> {
  const account = findAccount(core, appId);
  if (account === undefined || account.callback === null) {
    throw new Error(`no callback configured for ${appId}`);
  }
  const { url } = signedUrl(core, account, account.callback);
  url.searchParams.delete('openid');
  const echo = randomText(19);
  url.searchParams.set('echostr', echo);
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([core.closing, AbortSignal.timeout(core.options.callbackTimeoutMs)]),
    });
    return response.status === 200 && (await response.text()) === echo;
  } catch {
    return false;
  }
}
