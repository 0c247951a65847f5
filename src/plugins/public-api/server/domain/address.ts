import { createHmac } from 'node:crypto';

/** The first four groups of an IPv6 address: a household or office has them all to itself. */
const network = (address: string): string => {
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const gap = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
};

/** What counts as one sender: an address, of IPv6 a /64. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const isIPv4 = /^\d{1,3}(\.\d{1,3}){3}$/.test(plain);
  const isIPv6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(plain);
  return isIPv4 ? plain : isIPv6 ? network(plain) : 'unknown';
};

/**
 * Under what a sender is counted: their network, as a hash, so that the table of counts tells
 * nobody who visited.
 */
export const senderOf = (secret: string, address: string): string =>
  createHmac('sha256', secret)
    .update(`sender ${networkOf(address)}`)
    .digest('base64url')
    .slice(0, 22);
