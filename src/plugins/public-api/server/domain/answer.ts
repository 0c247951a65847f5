import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { entityTag } from './etag';

/** Shorter bodies gain nothing from compression. */
const LEAST_COMPRESSED = 1_024;

export type Encoding = 'br' | 'gzip';

/** A finished answer: what is sent, whoever asks. */
export interface Answer {
  readonly status: number;
  /** Headers as name, value, name, value, without those of the body's encoding. */
  readonly head: readonly string[];
  readonly body: Buffer;
  readonly tag: string;
  readonly bytes: number;
  /** The body in other encodings, made when first asked for. */
  readonly encoded: Map<Encoding, Buffer>;
}

export const createAnswer = (
  status: number,
  headers: readonly (readonly [string, string])[],
  body: Buffer,
): Answer => ({
  status,
  head: headers.flat(),
  body,
  tag: entityTag(body),
  bytes: body.length + headers.flat().join('').length,
  encoded: new Map(),
});

/** Tag of the body in that encoding: a strong tag stands for the very bytes. */
export const tagOf = (answer: Answer, encoding: Encoding | null): string =>
  encoding ? `${answer.tag.slice(0, -1)}-${encoding}"` : answer.tag;

const known = new Map<string, Encoding | null>();

/** The best encoding that `Accept-Encoding` allows, or null for none. */
export const chooseEncoding = (acceptEncoding: string | undefined): Encoding | null => {
  if (acceptEncoding === undefined) return null;
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

/** Whether the answer is worth compressing. */
export const isCompressible = (answer: Answer): boolean => answer.body.length >= LEAST_COMPRESSED;

/** The body in that encoding, made once. */
export const encode = async (answer: Answer, encoding: Encoding): Promise<Buffer> => {
  const made = await compress[encoding](answer.body);
  answer.encoded.set(encoding, made);
  return made;
};
