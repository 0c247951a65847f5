import path from 'node:path';

import { UPLOADS } from '../constants';

/**
 * What a request's path means for the folder of uploaded files: nothing, one file at its own
 * address, or something in there that is no file's own address.
 */
export type UploadPlace =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'file'; readonly url: string }
  | { readonly kind: 'other' };

const ELSEWHERE: UploadPlace = { kind: 'elsewhere' };
const OTHER: UploadPlace = { kind: 'other' };

/** One name: no separator, no control character, not hidden. */
const NAME = /^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u;

/** As the static file server decodes it: once. Null where it can't, and answers 400. */
const decode = (requested: string): string | null => {
  try {
    return decodeURIComponent(requested);
  } catch {
    return null;
  }
};

/** A file system may take `/Uploads` for the same folder. */
const isInside = (normalized: string): boolean =>
  `${normalized}/`.toUpperCase().startsWith(UPLOADS.toUpperCase());

/**
 * Where a path leads, by way of `..`, `//`, encoded letters and other case too: the static file
 * server would follow all of them.
 */
export const uploadAt = (requested: string): UploadPlace => {
  const decoded = decode(requested);
  if (decoded === null) return ELSEWHERE;
  const normalized = path.posix.normalize(`/${decoded.replaceAll('\\', '/')}`);
  if (!isInside(normalized)) return ELSEWHERE;
  const isPlain = requested.startsWith(UPLOADS) && decoded.startsWith(UPLOADS);
  return isPlain && NAME.test(decoded.slice(UPLOADS.length))
    ? { kind: 'file', url: decoded }
    : OTHER;
};
