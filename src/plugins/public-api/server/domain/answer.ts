import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { entityTag } from './etag';

/** Shorter bodies gain nothing from compression. */
const LEAST_COMPRESSED = 1_024;
/** Up to here header and body go out in one write, as text of one byte a character. */
const LARGEST_TEXT = 16_384;

export type Encoding = 'br' | 'gzip';

/** An answer in one encoding, as it is sent. */
export interface Variant {
  readonly tag: string;
  /** Headers as name, value, name, value. */
  readonly head: readonly string[];
  /** Headers of a 304. */
  readonly headUnchanged: readonly string[];
  /** Bytes, or the same as latin1 text. */
  readonly body: Buffer | string;
}

/** A finished answer: what is sent, whoever asks. */
export interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly isCompressible: boolean;
  /** Every tag that the answer goes by. */
  readonly tags: readonly string[];
  readonly plain: Variant;
  /** The answer in other encodings, made when first asked for. */
  readonly encoded: Map<Encoding, Variant>;
}

type Headers = readonly (readonly [string, string])[];

/** What a 304 repeats (RFC 9110, 15.4.5); all else whoever asks has from the answer that still holds. */
const REPEATED = new Set(['cache-control', 'vary', 'access-control-expose-headers']);

const createVariant = (
  shared: { readonly headers: readonly string[]; readonly unchanged: readonly string[] },
  tag: string,
  encoding: Encoding | null,
  body: Buffer,
): Variant => ({
  tag,
  head: [
    ...shared.headers,
    'ETag',
    tag,
    'Content-Length',
    String(body.length),
    ...(encoding ? ['Content-Encoding', encoding] : []),
  ],
  headUnchanged: [...shared.unchanged, 'ETag', tag],
  body: body.length <= LARGEST_TEXT ? body.toString('latin1') : body,
});

/** A strong tag stands for the very bytes: each encoding has its own. */
const tagIn = (tag: string, encoding: Encoding): string => `${tag.slice(0, -1)}-${encoding}"`;

const sharedHeaders = (headers: Headers) => ({
  headers: headers.flat(),
  unchanged: headers.filter(([name]) => REPEATED.has(name.toLowerCase())).flat(),
});

export const createAnswer = (status: number, headers: Headers, body: Buffer): Answer => {
  const tag = entityTag(body);
  return {
    status,
    bytes: body.length + 3 * headers.flat().join('').length,
    isCompressible: body.length >= LEAST_COMPRESSED,
    tags: [tag, tagIn(tag, 'br'), tagIn(tag, 'gzip')],
    plain: createVariant(sharedHeaders(headers), tag, null, body),
    encoded: new Map(),
  };
};

const known = new Map<string, Encoding | null>();

/** The best encoding that `Accept-Encoding` allows, or null for none. */
export const chooseEncoding = (acceptEncoding: string): Encoding | null => {
  const found = known.get(acceptEncoding);
  if (found !== undefined) return found;
  const accepted = new Set(
    acceptEncoding.split(',').flatMap((part) => {
      const [name = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  const chosen = accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : null;
  // Few texts occur; whoever invents more of them is served all the same.
  if (known.size < 500) known.set(acceptEncoding, chosen);
  return chosen;
};

const compress: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
};

/** The answer in that encoding, made once. */
export const encode = async (answer: Answer, encoding: Encoding): Promise<Variant> => {
  const { plain } = answer;
  const body = typeof plain.body === 'string' ? Buffer.from(plain.body, 'latin1') : plain.body;
  const names = plain.head.length / 2;
  const headers = Array.from({ length: names }, (_, index): [string, string] => [
    plain.head[2 * index] ?? '',
    plain.head[2 * index + 1] ?? '',
  ]).filter(([name]) => name !== 'ETag' && name !== 'Content-Length');
  const made = createVariant(
    sharedHeaders(headers),
    tagIn(plain.tag, encoding),
    encoding,
    await compress[encoding](body),
  );
  answer.encoded.set(encoding, made);
  return made;
};
