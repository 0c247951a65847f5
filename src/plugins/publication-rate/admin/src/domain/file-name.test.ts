import { exportFileName } from './file-name';

describe('exportFileName', () => {
  it('should name figure, year and day, and nothing that Windows refuses', () => {
    expect(
      exportFileName('公开率/按金额: "全部"', { year: 2017, asOf: '2017-12-31', format: 'csv' }),
    ).toBe('公开率 按金额   全部-2017-截至2017-12-31.csv');
  });
});
