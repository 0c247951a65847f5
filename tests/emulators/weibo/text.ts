const URL_PATTERN = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g;
const URL_HALF_UNITS = 20;
const URL_BYTES = 140;
const OWN_URL_BYTES = 41;

/** Links in a post's text. */
export function urlsIn(text: string): string[] {
  return text.match(URL_PATTERN) ?? [];
}

const hostOf = (url: string): string => /^https?:\/\/([^/?#]+)/.exec(url)?.[1]?.toLowerCase() ?? '';

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function urlHalfUnits(url: string): number {
  const host = hostOf(url);
  if (isUnder(host, 't.cn')) {
    return url.length;
  }
  if (isUnder(host, 'weibo.com') && url.length <= OWN_URL_BYTES) {
    return url.length;
  }
  return URL_HALF_UNITS + Math.max(0, url.length - URL_BYTES);
}

/** Weighted length: ASCII ½, everything else 1, a link 10 (more when over 140 bytes), rounded up. */
export function weightedLength(text: string): number {
  let halves = 0;
  for (const url of urlsIn(text)) {
    halves += urlHalfUnits(url);
  }
  for (const character of text.replace(URL_PATTERN, '')) {
    halves += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  }
  return Math.ceil(halves / 2);
}

/** Whether a link is under one of the app's domains; a domain with a port wants that port. */
export function isSafe(url: string, domains: readonly string[]): boolean {
  const host = hostOf(url);
  return domains.some((entry) => {
    const domain = entry.toLowerCase();
    return isUnder(domain.includes(':') ? host : host.replace(/:\d+$/, ''), domain);
  });
}

/** Whether the text has a `#topic#` outside its links. */
export function hasTopic(text: string): boolean {
  return /#[^#\n]+#/.test(text.replace(URL_PATTERN, ' '));
}

/** The text with every link replaced. */
export function replaceUrls(text: string, replace: (url: string) => string): string {
  return text.replace(URL_PATTERN, replace);
}

/** Whether a link is shortened on display. */
export const isShortened = (url: string): boolean => !isUnder(hostOf(url), 't.cn');

/** Whether a text is a public IPv4 or IPv6 address. */
export function isPublicIp(text: string): boolean {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (octets === undefined) {
    return /^[0-9a-f:]+$/i.test(text) && text.includes('::') === true
      ? !/^(?:::1?|f[cd]..:.*|fe80:.*)$/i.test(text)
      : /^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/i.test(text);
  }
  const [a = 0, b = 0] = octets;
  const privateRange =
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b <= 127);
  return octets.every((octet) => octet <= 255) && !privateRange;
}
