import fc from 'fast-check';

import { fromFen, toFen, toWanyuan } from './money';

/** 9,999,999,999,999.99 yuan: the largest amount that the content types accept. */
const MAX_FEN = 999_999_999_999_999n;
const fen = fc.bigInt({ min: -MAX_FEN, max: MAX_FEN });

describe('money', () => {
  it.each([
    ['4779610000.00', 477961000000n],
    [4779610000, 477961000000n],
    ['0.01', 1n],
    [0.01, 1n],
    ['0', 0n],
    [-0, 0n],
    ['-0.00', 0n],
    ['0.1', 10n],
    ['-1679.6', -167960n],
    [' 1679.60 ', 167960n],
    ['9999999999999.99', MAX_FEN],
    [9999999999999.99, MAX_FEN],
  ])('reads %p', (yuan, expected) => {
    expect(toFen(yuan)).toBe(expected);
  });

  it.each([
    [''],
    ['1.234'],
    ['1e3'],
    ['1,000.00'],
    ['.5'],
    ['5.'],
    ['１'],
    ['--1'],
    ['NaN'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1.005],
    [0.1 + 0.2],
    [1e-7],
    [1e13],
    [1e21],
  ])('refuses %p', (yuan) => {
    expect(() => toFen(yuan)).toThrow(RangeError);
  });

  it.each([
    [477961000000n, '4779610000.00'],
    [1n, '0.01'],
    [-1n, '-0.01'],
    [0n, '0.00'],
    [10n, '0.10'],
    [MAX_FEN, '9999999999999.99'],
  ])('writes %p fen', (value, expected) => {
    expect(fromFen(value)).toBe(expected);
  });

  it.each([
    ['374171548.00', '37417.1548'],
    ['4779610000.00', '477961'],
    ['23977900', '2397.79'],
    ['1679.6', '0.16796'],
    ['0.01', '0.000001'],
    ['-0.01', '-0.000001'],
    ['0', '0'],
  ])('shows %s yuan in ten thousands', (yuan, expected) => {
    expect(toWanyuan(yuan)).toBe(expected);
  });

  it('gives every amount back, as text and as the number that Strapi makes of it', () => {
    fc.assert(
      fc.property(fen, (value) => {
        expect(toFen(fromFen(value))).toBe(value);
        expect(toFen(Number(fromFen(value)))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shifts the point by four for 万元, losing nothing', () => {
    fc.assert(
      fc.property(fen, (value) => {
        const [, sign = '', whole = '', decimals = ''] =
          /^(-?)(\d+)(?:\.(\d+))?$/.exec(toWanyuan(fromFen(value))) ?? [];
        expect(BigInt(`${sign}${whole}${decimals.padEnd(6, '0')}`)).toBe(value);
      }),
    );
  });

  it('adds without the drift of floats', () => {
    const sum = Array.from({ length: 1_000 }, () => '0.1').reduce(
      (total, yuan) => total + toFen(yuan),
      0n,
    );
    expect(fromFen(sum)).toBe('100.00');
  });
});
