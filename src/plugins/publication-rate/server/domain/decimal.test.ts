import fc from 'fast-check';

import { addDecimals, floorPercent } from './decimal';

describe('floorPercent', () => {
  it.each([
    ['14', '14', '100.00'],
    ['13', '14', '92.85'],
    ['7627', '8776', '86.90'],
    ['158', '182', '86.81'],
    ['159', '182', '87.36'],
    ['67', '68', '98.52'],
    ['8776', '9174', '95.66'],
    ['673', '707', '95.19'],
    // Rounded it would be 30.80.
    ['81', '263', '30.79'],
    ['99999', '100000', '99.99'],
    ['1', '100000', '0.00'],
    ['0', '5', '0.00'],
    ['0', '0', '—'],
    ['0.00', '0.00', '—'],
    ['374171547.99', '374171548.00', '99.99'],
    ['1', '3.0', '33.33'],
  ])('should make %s of %s %s %%', (numerator, denominator, percent) => {
    expect(floorPercent(numerator, denominator)).toBe(percent);
  });

  it('should never exceed the true ratio, nor miss it by a hundredth', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (n, d) => {
        const hundredths = BigInt(floorPercent(String(n), String(d)).replace('.', ''));
        expect(hundredths * d).toBeLessThanOrEqual(n * 10_000n);
        expect((hundredths + 1n) * d).toBeGreaterThan(n * 10_000n);
      }),
    );
  });

  it('should refuse what is no decimal', () => {
    expect(() => floorPercent('1e3', '10')).toThrow(RangeError);
  });
});

describe('addDecimals', () => {
  it('should add exactly where doubles do not', () => {
    expect(addDecimals('9999999999999.99', '0.01')).toBe('10000000000000.00');
    expect(addDecimals('0.1', '0.20')).toBe('0.30');
    expect(addDecimals('3', '4')).toBe('7');
  });

  it('should keep the sign of an amount below one', () => {
    expect(addDecimals('-0.05', '0.02')).toBe('-0.03');
  });
});
