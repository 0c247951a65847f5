import { checkRetention, offlineAt, retainedSince } from './retention';

describe('retention of lists of persons', () => {
  it.each([
    // 00:30 in Shanghai is still the day before in UTC.
    ['2024-03-01T16:30:00Z', 366, '2023-03-01 16:00:00'],
    ['2024-03-01T15:59:59Z', 366, '2023-02-28 16:00:00'],
  ])('should reach back from %s by %d legal days', (now, days, expected) => {
    expect(retainedSince(days, new Date(now))).toBe(expected);
  });

  it.each(['2023-02-28T15:59:59Z', '2023-02-28T16:00:00Z', '2023-03-01T15:59:59Z'])(
    'should end for what is public since %s when it no longer reaches back to it',
    (since) => {
      const publicSince = new Date(since);
      const end = offlineAt(publicSince, 366);
      const reach = (now: number): string => retainedSince(366, new Date(now)).replace(' ', 'T');
      const stored = publicSince.toISOString().slice(0, 19);
      expect(stored >= reach(end.getTime() - 1)).toBe(true);
      expect(stored < reach(end.getTime())).toBe(true);
    },
  );

  it('should not let lists go before a year', () => {
    expect(() => checkRetention(365)).toThrow('at least 366');
    expect(() => checkRetention(400.5)).toThrow();
    expect(() => checkRetention(null)).not.toThrow();
    expect(() => checkRetention(366)).not.toThrow();
  });
});
