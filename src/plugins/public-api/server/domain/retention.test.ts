import { checkRetention, retainedSince } from './retention';

describe('retention of lists of persons', () => {
  it.each([
    // 00:30 in Shanghai is still the day before in UTC.
    ['2024-03-01T16:30:00Z', 366, '2023-03-01 16:00:00'],
    ['2024-03-01T15:59:59Z', 366, '2023-02-28 16:00:00'],
  ])('should reach back from %s by %d legal days', (now, days, expected) => {
    expect(retainedSince(days, new Date(now))).toBe(expected);
  });

  it('should not let lists go before a year', () => {
    expect(() => checkRetention(365)).toThrow('at least 366');
    expect(() => checkRetention(400.5)).toThrow();
    expect(() => checkRetention(null)).not.toThrow();
    expect(() => checkRetention(366)).not.toThrow();
  });
});
