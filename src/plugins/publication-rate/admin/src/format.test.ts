import { grouped, isZero } from './format';
import en from './translations/en.json';
import zh from './translations/zh-Hans.json';

describe('grouped', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['374171548.00', '374,171,548.00'],
    ['4779610000.01', '4,779,610,000.01'],
    ['-1234.5', '-1,234.5'],
    ['+128770000.00', '+128,770,000.00'],
    ['−85000.00', '−85,000.00'],
    ['—', '—'],
  ])('should write %s as %s', (decimal, text) => {
    expect(grouped(decimal)).toBe(text);
  });
});

describe('isZero', () => {
  it('should know zero with and without decimals', () => {
    expect(['0', '0.00', '-0.00'].every(isZero)).toBe(true);
    expect(['0.01', '10', '—'].some(isZero)).toBe(false);
  });
});

describe('translations', () => {
  it('should have the same keys and values to fill in, in both languages', () => {
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const shape = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, holes(text)]));
    expect(shape(zh)).toEqual(shape(en));
  });
});
