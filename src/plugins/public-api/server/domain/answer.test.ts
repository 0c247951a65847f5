import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { chooseEncoding, createAnswer, encode } from './answer';
import { matchesTag } from './etag';

describe('answers', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=1', 'gzip'],
    ['br;q=0.000', null],
    ['identity', null],
    ['', null],
  ])('should be encoded for %j as %s', (accepted, expected) => {
    expect(chooseEncoding(accepted)).toBe(expected);
    expect(chooseEncoding(accepted)).toBe(expected);
  });

  it.each([20, 50_000])('should hold the same %d bytes in every encoding', async (length) => {
    const body = Buffer.from('公开'.repeat(length / 2));
    const answer = createAnswer(200, [['Content-Type', 'text/plain']], body);
    const bytesOf = (part: Buffer | string): Buffer =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    const [br, gzip] = [await encode(answer, 'br'), await encode(answer, 'gzip')];
    expect(bytesOf(answer.plain.body)).toEqual(body);
    expect(brotliDecompressSync(bytesOf(br.body))).toEqual(body);
    expect(gunzipSync(bytesOf(gzip.body))).toEqual(body);
    expect(new Set([answer.plain.tag, br.tag, gzip.tag]).size).toBe(3);
    expect([answer.plain.tag, br.tag, gzip.tag].every((tag) => answer.tags.includes(tag))).toBe(
      true,
    );
    expect(br.head).toEqual(expect.arrayContaining(['Content-Encoding', 'br', 'Content-Type']));
    expect(br.head.filter((name) => name === 'ETag' || name === 'Content-Length')).toHaveLength(2);
    expect(br.headUnchanged).toEqual(['ETag', br.tag]);
  });

  it('should repeat in a 304 what caches go by, and nothing else', () => {
    const headers = [
      ['Content-Type', 'text/plain'],
      ['Content-Security-Policy', "default-src 'self'"],
      ['X-Frame-Options', 'SAMEORIGIN'],
      ['Cache-Control', 'public, max-age=0, must-revalidate'],
      ['Vary', 'Accept-Encoding, Origin'],
    ] as const;
    const { plain } = createAnswer(200, headers, Buffer.from('公开'));
    expect(plain.headUnchanged).toEqual([
      'Cache-Control',
      'public, max-age=0, must-revalidate',
      'Vary',
      'Accept-Encoding, Origin',
      'ETag',
      plain.tag,
    ]);
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"x", "a-br"', true],
    ['*', true],
    ['a', false],
    ['"x"', false],
  ])('should match %s: %s', (header, expected) => {
    expect(matchesTag(header, ['"a"', '"a-br"'])).toBe(expected);
  });
});
