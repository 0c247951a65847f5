import { copyText } from './copy';
import { apportion, createDocumentIds, createRandom } from './random';

describe('createRandom', () => {
  it('should repeat itself for a seed and differ for another', () => {
    const draw = (seed: string) => Array.from({ length: 8 }, createRandom(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('should keep within the bounds of int and reach both', () => {
    const random = createRandom('bounds');
    const values = new Set(Array.from({ length: 400 }, () => random.int(3, 6)));
    expect([...values].sort()).toEqual([3, 4, 5, 6]);
  });

  it('should make ids that look like those of Strapi', () => {
    const next = createDocumentIds('ids');
    const ids = Array.from({ length: 5000 }, next);
    expect(new Set(ids).size).toBe(5000);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]{23}$/);
  });
});

describe('apportion', () => {
  it('should divide exactly, in whole units', () => {
    const shares = apportion(1_000_003, [1, 2, 3.5, 0], 100);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1_000_003);
    expect(shares[3]).toBe(0);
    expect(shares.slice(0, 2).every((share) => share % 100 === 0)).toBe(true);
  });
});

describe('copyText', () => {
  it('should escape what COPY gives a meaning', () => {
    expect(copyText('a\\b\tc\nd\re')).toBe('a\\\\b\\tc\\nd\\re');
    expect(copyText(null)).toBe('\\N');
    expect(copyText(undefined)).toBe('\\N');
    expect(copyText('')).toBe('');
    expect(copyText(false)).toBe('f');
    expect(copyText(0.5)).toBe('0.5');
  });
});
