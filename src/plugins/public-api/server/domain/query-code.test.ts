import { isSameCode, queryCode } from './query-code';
import { normalizeCode } from './submission';

describe('query codes', () => {
  it('should follow from secret, type and number, and from nothing less', () => {
    const code = queryCode('secret', 'a', '1');
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(queryCode('secret', 'a', '1')).toBe(code);
    for (const other of [
      queryCode('other', 'a', '1'),
      queryCode('secret', 'b', '1'),
      queryCode('secret', 'a', '2'),
    ])
      expect(other).not.toBe(code);
  });

  it('should be spread over the whole alphabet', () => {
    const text = Array.from({ length: 200 }, (_, index) => queryCode('s', 'a', String(index)));
    expect(new Set(text.join('')).size).toBe(32);
  });

  it('should be read however it is typed', () => {
    expect(normalizeCode(' ab1o-il9z 5e')).toBe('AB10119Z5E');
    expect(isSameCode('AB', 'AB')).toBe(true);
    expect(isSameCode('AB', 'AC')).toBe(false);
    expect(isSameCode('AB', 'ABC')).toBe(false);
  });
});
