import { isPublicAddress } from '../../../../../shared/private-addresses';
import type { ConnectionCheck } from '../../../shared/contracts/deliveries';
import type { Channel } from '../../domain/delivery';
import { textOf, TransportError } from '../http';
import type { WeiboClient } from './client';
import { hintOf, WeiboError } from './errors';
import { tokenInfo } from './oauth';

interface TestOptions {
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly accessToken: (channelDocumentId: string) => Promise<string>;
  readonly client: WeiboClient;
}

const DAY_SECONDS = 86_400;

const explain = (error: unknown): string => {
  if (error instanceof WeiboError) return hintOf(error);
  if (error instanceof TransportError) return `连不上微博（${error.code}），请检查服务器的网络。`;
  return '检查时出错，请稍后再试。';
};

const settingsChecks = (channel: Channel, publicUrl: string): ConnectionCheck[] => {
  const rip = textOf(channel.settings['rip']);
  const safeDomain = textOf(channel.settings['safeDomain']);
  const host = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : '';
  const isUnder = host === safeDomain || host.endsWith(`.${safeDomain}`);
  return [
    isUnder
      ? { name: '安全域名', state: 'ok', message: `本站网址在“${safeDomain}”之下。` }
      : {
          name: '安全域名',
          state: 'error',
          message: `本站网址 ${host || '（未设置 PUBLIC_URL）'} 不在安全域名“${safeDomain}”之下，微博会拒绝（10017）。请核对开放平台的“安全域名”。`,
        },
    isPublicAddress(rip)
      ? { name: '服务器 IP', state: 'ok', message: `rip 为 ${rip}。` }
      : {
          name: '服务器 IP',
          state: 'error',
          message: `rip“${rip}”不是公网 IP，请改为服务器的公网 IP。`,
        },
  ];
};

/** Looks at the token, the calls left and the settings. */
export const testWeibo = async (
  { apiUrl, publicUrl, accessToken, client }: TestOptions,
  channel: Channel,
): Promise<ConnectionCheck[]> => {
  const checks: ConnectionCheck[] = [];
  try {
    const info = await tokenInfo(apiUrl, await accessToken(channel.documentId));
    const days = Math.floor(info.expiresInSeconds / DAY_SECONDS);
    if (info.uid !== channel.accountId) {
      const message = `授权属于另一个微博账号（${info.uid}），请用 ${channel.accountId} 重新授权。`;
      checks.push({ name: '授权', state: 'error', message });
    } else {
      checks.push({ name: '授权', state: 'ok', message: `授权有效，还剩 ${days} 天。` });
    }
    const { remaining_user_hits: left } = await client.askLimits({ channel });
    checks.push(
      left > 0
        ? { name: '调用次数', state: 'ok', message: `还可调用 ${left} 次。` }
        : { name: '调用次数', state: 'warning', message: '调用次数已用完，到时自动恢复。' },
    );
  } catch (error) {
    checks.push({ name: '授权', state: 'error', message: explain(error) });
  }
  return [...checks, ...settingsChecks(channel, publicUrl)];
};
