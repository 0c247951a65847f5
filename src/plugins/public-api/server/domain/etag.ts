import { createHash } from 'node:crypto';

/** A strong entity tag of the bytes that are sent, the same on every node. */
export const entityTag = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** Whether `If-None-Match` names one of the tags. RFC 9110, 13.1.2: the comparison is weak. */
export const matchesTag = (ifNoneMatch: string, tags: readonly string[]): boolean => {
  if (tags.includes(ifNoneMatch)) return true;
  return ifNoneMatch.split(',').some((part) => {
    const tag = part.trim();
    return tag === '*' || tags.includes(tag.startsWith('W/') ? tag.slice(2) : tag);
  });
};
