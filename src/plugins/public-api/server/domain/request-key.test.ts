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
    ['/api/a', '/api/a/'],
    ['/api/a?x=1%262', '/api/a?x=1&2'],
    ['/api/a?x=a%3Db', '/api/a?x%3Da=b'],
  ])('should differ for %s and %s', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});
