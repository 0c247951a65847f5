import { parseItems, parsePeriod, parseScope, parseTrend } from './figures';

describe('parsePeriod', () => {
  it('should take a year and a past day', () => {
    expect(parsePeriod({ year: '2017', asOf: '2017-12-31' })).toEqual({
      year: 2017,
      asOf: '2017-12-31',
    });
    expect(parsePeriod({ year: '2017' })).toEqual({ year: 2017 });
    for (const asOf of ['2017-12-31T09:30:00Z', '2017-12-31T17:30:00.123+08:00']) {
      expect(parsePeriod({ year: '2017', asOf })).toEqual({ year: 2017, asOf });
    }
  });

  it.each<[object, string]>([
    [{}, '年度'],
    [{ year: '17' }, '年度'],
    [{ year: '1999' }, '年度'],
    [{ year: '2017.5' }, '年度'],
    [{ year: ['2017', '2018'] }, '年度'],
    [{ year: '2017', asOf: '2017-02-29' }, '截止日期'],
    [{ year: '2017', asOf: '2017-12-31T00:00:00' }, '截止日期'],
    [{ year: '2017', asOf: '2017-02-29T00:00:00Z' }, '截止日期'],
    [{ year: '2017', asOf: '2999-01-01T00:00:00Z' }, '不能晚于今天'],
    [{ year: '2017', asOf: '2999-01-01' }, '不能晚于今天'],
    [{ year: '2017', limit: '1' }, '不认识的参数：limit'],
  ])('should refuse %p', (query, message) => {
    expect(() => parsePeriod(query)).toThrow(message);
  });
});

describe('parseItems', () => {
  it('should fill in what is not given', () => {
    expect(parseItems({ year: '2017' })).toEqual({
      year: 2017,
      state: 'all',
      search: '',
      page: 1,
      pageSize: 20,
    });
  });

  it.each<[object, string]>([
    [{ year: '2017', pageSize: '101' }, '每页条数'],
    [{ year: '2017', page: '0' }, '页码'],
    [{ year: '2017', state: 'public' }, '状态'],
    [{ year: '2017', q: '字'.repeat(101) }, '搜索词'],
  ])('should refuse %p', (query, message) => {
    expect(() => parseItems(query)).toThrow(message);
  });
});

describe('parseTrend and parseScope', () => {
  it('should take lists', () => {
    expect(
      parseTrend({ year: '2017', ids: 'fund.rate,budget.rate', organization: 'a1,b2' }),
    ).toEqual({ year: 2017, ids: ['fund.rate', 'budget.rate'], organizations: ['a1', 'b2'] });
    expect(parseScope({ year: '2017' })).toEqual({ year: 2017 });
  });

  it.each<[object, string]>([
    [{ year: '2017', organization: '' }, '机构'],
    [{ year: '2017', organization: "a'b" }, '机构'],
    [{ year: '2017', organization: ['a', 'b'] }, '机构'],
  ])('should refuse %p', (query, message) => {
    expect(() => parseScope(query)).toThrow(message);
  });
});
