import {
  limitSql,
  PUBLICATION_LIMITS,
  REPLY_LIMITS,
  SOCIAL_ASSISTANCE_LIMITS,
  sourcesOf,
} from './statutory-limits';

describe('limitSql', () => {
  it('should choose by the day on which the period begins', () => {
    expect(limitSql(REPLY_LIMITS, 'r.day')).toBe(
      `(case when r.day >= date '2019-05-15' then 20 else 15 end)`,
    );
    expect(limitSql(REPLY_LIMITS.slice(0, 1), 'r.day', ({ extension }) => extension)).toBe('15');
  });

  it('should shorten the time for social assistance under Order 711 only', () => {
    expect(limitSql(SOCIAL_ASSISTANCE_LIMITS, 'day')).toBe(
      `(case when day >= date '2019-05-15' then 10 else 20 end)`,
    );
  });
});

describe('sourcesOf', () => {
  it('should name each source once', () => {
    expect(sourcesOf([...PUBLICATION_LIMITS, ...SOCIAL_ASSISTANCE_LIMITS])).toBe(
      [
        '《政府信息公开条例》（国务院令第492号）第十八条',
        '《政府信息公开条例》（国务院令第711号）第二十六条',
        '《社会救助领域基层政务公开标准目录》',
      ].join('；'),
    );
  });
});
