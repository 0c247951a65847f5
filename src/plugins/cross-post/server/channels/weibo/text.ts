import type { PostSource } from '../../../../../shared/contracts/cross-post';

/** Limit of a post: 140 Chinese characters, counted in halves. */
export const MAX_HALVES = 280;

const URL_PATTERN = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g;
const URL_HALVES = 20;
const LONG_URL_BYTES = 140;

const urlHalves = (url: string): number => {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (host === 't.cn') return url.length;
  if (/(^|\.)weibo\.com$/.test(host) && url.length <= 41) return url.length;
  return URL_HALVES + Math.max(0, url.length - LONG_URL_BYTES);
};

const plainHalves = (text: string): number => {
  let halves = 0;
  for (const character of text) halves += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return halves;
};

/** Weighted length in half characters: ASCII 1, all else 2, a link 20 (longer than 140 bytes: more). */
export const weightedHalves = (text: string): number => {
  const urls = text.match(URL_PATTERN) ?? [];
  return (
    plainHalves(text.replace(URL_PATTERN, '')) + urls.reduce((sum, url) => sum + urlHalves(url), 0)
  );
};

/** Weighted length as the platform states it, in characters. */
export const weightedLength = (text: string): number => Math.ceil(weightedHalves(text) / 2);

/** The text within so many halves; where it is cut, `…` ends it. Never cuts a surrogate pair. */
export const truncate = (text: string, halves: number): string => {
  if (plainHalves(text) <= halves) return text;
  const room = halves - 2;
  let kept = '';
  let used = 0;
  for (const character of text) {
    const weight = (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
    if (used + weight > room) break;
    kept += character;
    used += weight;
  }
  return room < 0 ? '' : `${kept.trimEnd()}…`;
};

/**
 * CMS text fit for a post: one line, `#` and `@` as full-width letters, so that neither topics
 * (refused by `statuses/share`) nor mentions arise, and no links but our own.
 */
export const neutralise = (text: string): string =>
  text
    .replace(URL_PATTERN, '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll('#', '＃')
    .replaceAll('@', '＠')
    .trim();

/** `【title】summary… URL` within the limit; the canonical address is always whole. */
export const postText = (source: PostSource): string => {
  const link = ` ${source.canonicalUrl}`;
  const room = MAX_HALVES - weightedHalves(link);
  const title = `【${truncate(neutralise(source.title), room - 4)}】`;
  const summary = truncate(neutralise(source.summary), room - plainHalves(title));
  return `${title}${summary}${link}`;
};

/** What two texts are compared by: links come back shortened, white space changed. */
export const comparable = (text: string): string =>
  text.replace(URL_PATTERN, '').replace(/\s+/g, '').replaceAll('​', '');
