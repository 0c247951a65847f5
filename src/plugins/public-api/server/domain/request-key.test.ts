import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';
import qs from 'qs';

import { createRequestKey } from './request-key';

describe('key of a request', () => {
  const keyOf = createRequestKey();

  it.each([
    ['/api/a?x=1&y=2', '/api/a?y=2&x=1'],
    ['/api/a?f%5Ba%5D=1&b=2', '/api/a?b=2&f[a]=1'],
    ['/api/a?x=1&', '/api/a?x=1'],
  ])('should be one for %s and %s', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each([
    ['/api/a?x=1', '/api/a?x=2'],
    ['/api/a?sort=a&sort=b', '/api/a?sort=b&sort=a'],
    ['/api/a?sort[a]=asc&sort[b]=asc', '/api/a?sort[b]=asc&sort[a]=asc'],
    ['/api/a?sort%5Ba%5D=asc&sort[b]=asc', '/api/a?sort[b]=asc&sort%5Ba%5D=asc'],
    ['/api/a?sort=a&sort[0]=b', '/api/a?sort[0]=b&sort=a'],
    ['/api/a?s%6Frt[a]=asc&sort[b]=asc', '/api/a?sort[b]=asc&s%6Frt[a]=asc'],
    ['/api/a', '/api/a/'],
    ['/api/a?x=1%262', '/api/a?x=1&2'],
    ['/api/a?x=a%3Db', '/api/a?x%3Da=b'],
    // What follows the sign is no part of the query.
    ['/api/a?sort=a#&fields=b', '/api/a?fields=b&sort=a#'],
  ])('should differ for %s and %s', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('should differ where parameters come after the last that is read', () => {
    expect(keyOf(`/api/a?${'&'.repeat(1_000)}sort=a`)).not.toBe(keyOf('/api/a?sort=a'));
    const many = Array.from({ length: 1_000 }, () => 'x=1').join('&');
    expect(keyOf(`/api/a?${many}&sort=a`) === keyOf(`/api/a?sort=a&${many}`)).toBe(false);
  });

  it('should differ where one query is too long and another of the same meaning is not', () => {
    const value = 'a'.repeat(8_185);
    expect(keyOf(`/api/a?q%5Ba%5D=${value}`) === keyOf(`/api/a?q[a]=${value}`)).toBe(false);
  });

  /** What a handler sees of a query: each parameter by its name, with the order inside it. */
  const meaningOf = (url: string): string[] =>
    Object.entries(
      qs.parse(url.slice(url.indexOf('?') + 1), {
        strictNullHandling: true,
        arrayLimit: 100,
        depth: 20,
      }),
    )
      .map((entry) => JSON.stringify(entry))
      .sort();

  it('should be one only for queries of one meaning', () => {
    const odd = fc.constantFrom('s%6Frt', 'sort]', '');
    const name = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('sort', 'so', 'filters') },
      { weight: 1, arbitrary: odd },
    );
    const inner = fc.constantFrom('', '[a]', '[b]', '%5Ba%5D', '[0]', '[1]', '[]', '[a][b]', '[a');
    const value = fc.constantFrom('=1', '=2', '', '=', '=a]=b', '=%%5B', '=%[', '=%255B', '==1');
    const pair = fc.tuple(name, inner, value).map((parts) => parts.join(''));
    const pairs = fc.uniqueArray(pair, { maxLength: 5, comparator: 'SameValue' });
    const shuffled = pairs.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: Math.max(0, given.length - 1) }),
        fc.boolean(),
      ),
    );
    let shared = 0;
    fc.assert(
      fc.property(shuffled, ([one, other, isPlain]) => {
        const first = `/api/a?${one.join('&')}`;
        const joined = `/api/a?${other.join('&')}`;
        const second = isPlain ? joined.replaceAll('%5B', '[') : joined;
        if (keyOf(first) !== keyOf(second)) return;
        if (first !== second) shared += 1;
        expect(meaningOf(first)).toEqual(meaningOf(second));
      }),
      { numRuns: 3_000 },
    );
    expect(shared).toBeGreaterThan(100);
  });

  it('should remember no more than a few megabytes, however long and many the addresses', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const ask = createRequestKey();
    const before = used();
    let most = 0;
    for (let serial = 0; serial < 40_000; serial += 1) {
      const tail = 'y'.repeat(serial % 2 === 0 ? 900 : 8_000);
      // As the server hands it over: a text of its own, and no piece of another.
      ask(Buffer.from(`/api/a?f%5Ba%5D=${serial}&x=${tail}`).toString('latin1'));
      if (serial % 5_000 === 4_999) most = Math.max(most, used() - before);
    }
    expect(most).toBeGreaterThan(500_000);
    expect(most).toBeLessThan(12_000_000);
    expect(ask('/api/a?y=1&x=2')).toBe('/api/a?x=2&y=1');
  });
});
