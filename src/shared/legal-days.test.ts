import fc from 'fast-check';

import { addDays, endOfDay, isDate, legalDayOf, startOfDay, today, weekdayOf } from './legal-days';

describe('isDate', () => {
  it.each(['2017-12-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
    'accepts %s',
    (day) => {
      expect(isDate(day)).toBe(true);
    },
  );

  it.each([
    ['2023-02-29'],
    ['1900-02-29'],
    ['2017-13-01'],
    ['2017-00-10'],
    ['2017-04-31'],
    ['2017-4-1'],
    ['2017-04-01T00:00'],
    ['２０１７-04-01'],
    [''],
    [null],
    [undefined],
    [20170401],
    [new Date()],
  ])('refuses %p', (day) => {
    expect(isDate(day)).toBe(false);
  });
});

describe('legal days', () => {
  it.each([
    ['2017-12-31T15:59:59.999Z', '2017-12-31'],
    ['2017-12-31T16:00:00.000Z', '2018-01-01'],
    ['2024-02-29T02:00:00.000Z', '2024-02-29'],
  ])('%s falls on %s', (instant, day) => {
    expect(legalDayOf(new Date(instant))).toBe(day);
    expect(today(new Date(instant))).toBe(day);
  });

  it('ends a day when the next begins', () => {
    expect(startOfDay('2017-12-19').toISOString()).toBe('2017-12-18T16:00:00.000Z');
    expect(endOfDay('2017-12-19').toISOString()).toBe('2017-12-19T16:00:00.000Z');
  });

  it('holds every instant between its start and its end', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          const day = legalDayOf(instant);
          expect(instant.getTime()).toBeGreaterThanOrEqual(startOfDay(day).getTime());
          expect(instant.getTime()).toBeLessThan(endOfDay(day).getTime());
          expect(day).toBe(
            new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant),
          );
        },
      ),
    );
  });

  it('adds days over months and leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2017-01-01', -1)).toBe('2016-12-31');
    expect(() => addDays('2017-02-30', 1)).toThrow(RangeError);
    expect(weekdayOf('2017-01-22')).toBe(0);
  });
});
