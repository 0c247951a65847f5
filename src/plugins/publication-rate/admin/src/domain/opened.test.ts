import { codesOf, openPayments, paymentsAt, toggled } from './opened';

describe('what is open by an address', () => {
  it('should open and close nodes', () => {
    expect(codesOf(null)).toEqual([]);
    expect(toggled(codesOf(null), '2017-01-01')).toBe('2017-01-01');
    expect(toggled(codesOf('2017-01-01'), '2017-01-02')).toBe('2017-01-01,2017-01-02');
    expect(toggled(codesOf('2017-01-01,2017-01-02'), '2017-01-01')).toBe('2017-01-02');
  });
  it("should tell a fund's payments from another's, and those of no node from none", () => {
    expect(openPayments(paymentsAt('abc', '2017-01-01'), 'abc')).toBe('2017-01-01');
    expect(openPayments(paymentsAt('abc', ''), 'abc')).toBe('');
    expect(openPayments(paymentsAt('abc', ''), 'ab')).toBeNull();
    expect(openPayments(null, 'abc')).toBeNull();
  });
});
