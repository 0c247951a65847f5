/** What a `Range` header asks of a file. */
export type ByteRange =
  /** Nothing that can be given in one part: the whole file is the answer. */
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly header: string }
  /** It starts behind the end. */
  | { readonly kind: 'beyond' };

const ALL: ByteRange = { kind: 'all' };
const BEYOND: ByteRange = { kind: 'beyond' };

/**
 * One range within the file: the static file server takes the header at its word, promises more
 * bytes than there are, and knows no suffix (`bytes=-5`). RFC 9110, 14.1.2.
 */
export const byteRangeOf = (header: string, size: number): ByteRange => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header.trim()) ?? [];
  if (first === '' && last === '') return ALL;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return ALL;
  return start < size ? { kind: 'part', header: `bytes=${start}-${end}` } : BEYOND;
};
