import { changeOf, difference, drawable, hasCourse, standingOf } from './trend';

const point = (month: string, value: string, lastYear: string | null) => ({
  month,
  asOf: `${month}-28`,
  value,
  lastYear,
});

describe('difference', () => {
  it.each([
    ['86.90', '86.85', '0.05'],
    ['100.00', '92.85', '7.15'],
    ['7', '10', '-3'],
    ['0.30', '0.1', '0.20'],
  ])('should take %s minus %s as %s', (later, earlier, wanted) => {
    expect(difference(later, earlier)).toBe(wanted);
  });

  it('should know no difference from 0 of 0, or from nothing', () => {
    expect(difference('—', '100.00')).toBeNull();
    expect(difference('100.00', null)).toBeNull();
  });
});

describe('changeOf', () => {
  it('should tell direction and amount apart', () => {
    expect(changeOf('86.90', '90.00')).toEqual({ direction: 'lower', amount: '3.10' });
    expect(changeOf('90.00', '86.90')).toEqual({ direction: 'higher', amount: '3.10' });
    expect(changeOf('90.00', '90.00')).toEqual({ direction: 'same', amount: '0.00' });
    expect(changeOf('—', '90.00')).toEqual({ direction: 'unknown', amount: '' });
  });
});

describe('standingOf', () => {
  it('should compare the last point with the one before it and with last year', () => {
    const { current, month, year } = standingOf([
      point('2017-01', '50.00', null),
      point('2017-02', '75.00', '80.00'),
    ]);
    expect(current?.month).toBe('2017-02');
    expect(month).toEqual({ direction: 'higher', amount: '25.00' });
    expect(year).toEqual({ direction: 'lower', amount: '5.00' });
  });

  it('should be at a loss in the first month, and without any', () => {
    expect(standingOf([point('2017-01', '50.00', null)]).month.direction).toBe('unknown');
    expect(standingOf([]).current).toBeNull();
  });
});

describe('drawable', () => {
  it('should leave a gap where there is no number', () => {
    expect([drawable('86.90'), drawable('—'), drawable(null)]).toEqual([86.9, null, null]);
  });
});

describe('hasCourse', () => {
  it.each([
    [[], false],
    [[point('2017-01', '50.00', null)], false],
    [[point('2017-01', '—', null), point('2017-02', '—', '—')], false],
    [[point('2017-01', '—', null), point('2017-02', '50.00', null)], true],
    [[point('2017-01', '—', null), point('2017-02', '—', '40.00')], true],
  ])('should say of %j whether there is a line to draw', (points, wanted) => {
    expect(hasCourse(points)).toBe(wanted);
  });
});
