import { randomBytes } from 'node:crypto';

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** A random text of URL-safe characters. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) {
    text += URL_SAFE.charAt(byte & 63);
  }
  return text;
}

/** Random lower-case hexadecimal digits. */
export function randomHex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);
}
