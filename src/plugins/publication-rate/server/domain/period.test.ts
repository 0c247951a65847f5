import { periodBindings, suggestedYear } from './period';

describe('periodBindings', () => {
  it('should end the day with the first instant of the next one in Shanghai', () => {
    const period = periodBindings(2016, '2016-12-31');
    expect(period).toEqual({
      year: 2016,
      asOfDay: '2016-12-31',
      asOfEnd: '2017-01-01T00:00:00+08:00',
      yearStart: '2016-01-01',
      yearEnd: '2016-12-31',
    });
    expect(new Date(period.asOfEnd).toISOString()).toBe('2016-12-31T16:00:00.000Z');
  });
});

describe('suggestedYear', () => {
  it('should pass over a year with only a few publications', () => {
    const years = [
      { year: 2026, publications: 1 },
      { year: 2017, publications: 900 },
    ];
    expect(suggestedYear(years, 2026)).toBe(2017);
  });
  it('should take the newest of two full years', () => {
    const years = [
      { year: 2018, publications: 100 },
      { year: 2017, publications: 900 },
    ];
    expect(suggestedYear(years, 2026)).toBe(2018);
  });
  it('should take this year where nothing is published', () => {
    expect(suggestedYear([], 2026)).toBe(2026);
  });
});
