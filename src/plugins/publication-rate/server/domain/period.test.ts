import { periodBindings, suggestedYear, trendPoints } from './period';

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

describe('periodBindings of an instant', () => {
  it('should end just after it, on its day in Shanghai', () => {
    expect(periodBindings(2017, '2017-06-30T16:00:00.000Z')).toMatchObject({
      asOfDay: '2017-07-01',
      asOfEnd: '2017-06-30T16:00:00.001Z',
    });
  });
});

describe('trendPoints', () => {
  it('should end whole months, and the last one on the day', () => {
    const points = trendPoints(2024, '2024-03-15');
    expect(points).toEqual([
      { month: '2024-01', asOf: '2024-01-31', lastYearAsOf: '2023-01-31' },
      { month: '2024-02', asOf: '2024-02-29', lastYearAsOf: '2023-02-28' },
      { month: '2024-03', asOf: '2024-03-15', lastYearAsOf: '2023-03-15' },
    ]);
    expect(trendPoints(2024, '2024-02-29').at(-1)?.lastYearAsOf).toBe('2023-02-28');
  });
  it('should have the twelve months of a past year and none of a later one', () => {
    expect(trendPoints(2017, '2024-03-15').map(({ asOf }) => asOf)).toHaveLength(12);
    expect(trendPoints(2017, '2024-03-15').at(-1)?.asOf).toBe('2017-12-31');
    expect(trendPoints(2025, '2024-03-15')).toEqual([]);
  });
  it('should keep an instant as the end of the last month', () => {
    expect(trendPoints(2024, '2024-01-10T08:00:00Z')).toEqual([
      { month: '2024-01', asOf: '2024-01-10T08:00:00Z', lastYearAsOf: '2023-01-10' },
    ]);
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
