import type { ConnectionCheck } from '../../../shared/contracts/deliveries';
import type { Channel } from '../../domain/delivery';
import { TransportError } from '../http';
import type { WechatClient } from './client';
import { hintOf, WechatError } from './errors';

interface TestOptions {
  /** Fetches a token with the stored AppID and secret, whatever token is kept. */
  readonly tryCredentials: (channelDocumentId: string) => Promise<void>;
  readonly hasCallbackToken: (channelDocumentId: string) => Promise<boolean>;
  readonly client: WechatClient;
}

/** The platform knows no such path, or doesn't let the account call it. */
const NOT_ALLOWED = [76021, 76022, 48001];

const explain = (error: unknown): string => {
  if (error instanceof WechatError) return hintOf(error);
  if (error instanceof TransportError) return `连不上微信（${error.code}），请检查服务器的网络。`;
  return '检查时出错，请稍后再试。';
};

/** Whether the account may call an endpoint, found out without calling it (channels.md A9). */
const capability = async (
  client: WechatClient,
  channel: Channel,
  { path, name }: { readonly path: string; readonly name: string },
  missing: ConnectionCheck,
): Promise<ConnectionCheck> => {
  try {
    const quota = await client.quota(channel.documentId, path);
    const message = quota ? `可用，今天已用 ${quota.used}/${quota.limit} 次。` : '可用。';
    return quota && quota.remaining <= 0
      ? { name, state: 'warning', message: `今天的 ${quota.limit} 次已用完，零点后恢复。` }
      : { name, state: 'ok', message };
  } catch (error) {
    if (error instanceof WechatError && NOT_ALLOWED.includes(error.code)) return missing;
    return { name, state: 'error', message: explain(error) };
  }
};

const capabilityChecks = async (
  client: WechatClient,
  channel: Channel,
): Promise<ConnectionCheck[]> => {
  const checks = [
    await capability(
      client,
      channel,
      { path: '/cgi-bin/draft/add', name: '草稿箱' },
      { name: '草稿箱', state: 'error', message: '公众号不能使用草稿箱接口，请在公众平台开通。' },
    ),
    await capability(
      client,
      channel,
      { path: '/cgi-bin/freepublish/submit', name: '发布' },
      {
        name: '发布',
        state: channel.mode === 'publish' ? 'error' : 'warning',
        message:
          '公众号没有发布接口的权限（48001，未认证账号不能通过接口发布）。请完成认证，或把模式改为“仅存草稿”。',
      },
    ),
  ];
  if (channel.mode === 'mass-send') {
    const missing: ConnectionCheck = {
      name: '群发',
      state: 'error',
      message: '公众号没有群发接口的权限，请改用其他模式。',
    };
    const mass = { path: '/cgi-bin/message/mass/sendall', name: '群发' };
    checks.push(await capability(client, channel, mass, missing));
  }
  return checks;
};

const callbackCheck = (channel: Channel, hasToken: boolean): ConnectionCheck => {
  const name = '结果回调';
  if (!hasToken) {
    const message =
      '未填写回调 Token，只能定时查询发布结果。建议在公众平台“基本配置”里启用服务器配置。';
    return { name, state: 'warning', message };
  }
  return channel.lastCallbackAt === null
    ? {
        name,
        state: 'warning',
        message: '尚未收到过微信的回调，请核对公众平台里填写的服务器地址。',
      }
    : { name, state: 'ok', message: '能收到微信的回调。' };
};

/** Looks at AppID and secret, the IP allow-list, what the account may do, and the callback. */
export const testWechat = async (
  { tryCredentials, hasCallbackToken, client }: TestOptions,
  channel: Channel,
): Promise<ConnectionCheck[]> => {
  const callback = callbackCheck(channel, await hasCallbackToken(channel.documentId));
  try {
    await tryCredentials(channel.documentId);
  } catch (error) {
    return [{ name: '凭证', state: 'error', message: explain(error) }, callback];
  }
  return [
    { name: '凭证', state: 'ok', message: 'AppID、AppSecret 和 IP 白名单正确。' },
    ...(await capabilityChecks(client, channel)),
    callback,
  ];
};
