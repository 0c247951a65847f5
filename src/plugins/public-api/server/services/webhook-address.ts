import { isIP } from 'node:net';

import { isLoopback, isPublicAddress } from '../../../../shared/private-addresses';

/** The host without the brackets of IPv6. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isLocalName = (host: string): boolean => host === 'localhost' || isLoopback(host);

/**
 * Why this address can't be one of a subscriber, in words for a person; null where it can. Names are
 * looked up, and their addresses checked, at each connection.
 */
export const addressFault = (text: string, allowsLoopback: boolean): string | null => {
  if (!URL.canParse(text)) return '地址不正确，请填写完整地址，例如 https://example.gov.cn/hook';
  const url = new URL(text);
  const host = hostOf(url);
  if (url.username || url.password) return '地址里不能带用户名和密码';
  if (url.hash) return '地址里不能带 # 及其后的内容';
  if (allowsLoopback && isLocalName(host) && ['http:', 'https:'].includes(url.protocol))
    return null;
  if (url.protocol !== 'https:') return '地址必须以 https:// 开头';
  const isInside =
    isIP(host) !== 0 ? !isPublicAddress(host) : !host.includes('.') || host.endsWith('.localhost');
  return isInside ? '不能使用内网或本机地址，请填写互联网上的地址' : null;
};
