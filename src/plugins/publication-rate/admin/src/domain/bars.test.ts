import { largestOf, shareOf, signedDifference } from './bars';

describe('shareOf', () => {
  it('should give the share of large amounts without rounding up', () => {
    expect(shareOf('4779610000.00', '4779610000.00')).toBe(100);
    expect(shareOf('4779609999.99', '4779610000.00')).toBe(99.99);
    expect(shareOf('0.00', '0.00')).toBe(0);
    expect(shareOf('-5.00', '10.00')).toBe(0);
  });
});

describe('largestOf', () => {
  it('should compare by value, not by text', () => {
    expect(largestOf(['9.00', '10.00', '8.50'])).toBe('10.00');
    expect(largestOf([])).toBe('0.00');
  });
});

describe('signedDifference', () => {
  it('should show a fen, with its sign, and nothing where all is equal', () => {
    expect(signedDifference('100.01', '100.00')).toBe('+0.01');
    expect(signedDifference('99.99', '100.00')).toBe('−0.01');
    expect(signedDifference('100.00', '100.00')).toBeNull();
  });
});
