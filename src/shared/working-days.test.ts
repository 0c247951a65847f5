import { execFileSync } from 'node:child_process';
import path from 'node:path';

import fc from 'fast-check';

import { addDays, weekdayOf } from './legal-days';
import { addWorkingDays, FIRST_YEAR, LAST_YEAR, workingDay } from './working-days';

const PERIODS: [received: string, days: number, due: string][] = [
  ['2017-01-20', 15, '2017-02-15'],
  ['2017-02-15', 15, '2017-03-08'],
  ['2017-09-25', 15, '2017-10-20'],
  ['2017-10-20', 15, '2017-11-10'],
  ['2017-12-20', 15, '2018-01-11'],
  ['2018-01-11', 15, '2018-02-01'],
  ['2019-05-15', 20, '2019-06-13'],
  ['2019-06-13', 20, '2019-07-11'],
  ['2025-01-20', 20, '2025-02-21'],
  ['2025-02-21', 20, '2025-03-21'],
  ['2025-10-04', 1, '2025-10-09'],
  ['2025-10-09', 7, '2025-10-17'],
  ['2026-02-09', 20, '2026-03-13'],
  ['2026-03-13', 20, '2026-04-13'],
  ['2026-11-23', 20, '2026-12-21'],
];

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
};

describe('working days', () => {
  it.each(PERIODS)('received %s, %d working days: due %s', (received, count, due) => {
    expect(addWorkingDays(received, count)).toEqual({ day: due, provisional: false });
  });

  it('says so where it had to guess', () => {
    expect(addWorkingDays('2026-12-21', 20)).toEqual({ day: '2027-01-18', provisional: true });
    expect(workingDay('2027-01-01')).toEqual({ isWorkingDay: true, provisional: true });
    expect(workingDay('2003-12-31').provisional).toBe(true);
  });

  it('has data for 2004 to 2026 at least, without a gap', () => {
    expect(FIRST_YEAR).toBe(2004);
    expect(LAST_YEAR).toBeGreaterThanOrEqual(2026);
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      const count = daysOf(year).filter((day) => workingDay(day).isWorkingDay).length;
      expect(count).toBeGreaterThanOrEqual(247);
      expect(count).toBeLessThanOrEqual(254);
    }
  });

  it.each([
    [2016, 250],
    [2017, 249],
    [2018, 250],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('year %d has %d working days', (year, count) => {
    expect(daysOf(year).filter((day) => workingDay(day).isWorkingDay)).toHaveLength(count);
  });

  it.each([
    [2017, ['2017-01-22', '2017-02-04', '2017-04-01', '2017-05-27', '2017-09-30']],
    [2026, ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']],
  ])('knows the make-up working days of %d', (year, expected) => {
    const makeUp = daysOf(year).filter(
      (day) => [0, 6].includes(weekdayOf(day)) && workingDay(day).isWorkingDay,
    );
    expect(makeUp).toEqual(expected);
  });

  it('heeds the office’s own calendar', () => {
    const overrides = { days: { '2020-01-31': false, '2027-01-01': false }, completeYears: [2027] };
    expect(workingDay('2020-01-31', overrides)).toEqual({
      isWorkingDay: false,
      provisional: false,
    });
    expect(workingDay('2027-01-01', overrides)).toEqual({
      isWorkingDay: false,
      provisional: false,
    });
    expect(addWorkingDays('2026-12-21', 20, overrides)).toEqual({
      day: '2027-01-19',
      provisional: false,
    });
    expect(addWorkingDays('2026-12-21', 20, { days: overrides.days }).provisional).toBe(true);
  });

  it('counts nothing for nothing', () => {
    expect(addWorkingDays('2017-01-28', 0)).toEqual({ day: '2017-01-28', provisional: false });
  });

  it('refuses what is no date or no count', () => {
    expect(() => addWorkingDays('2017-02-30', 1)).toThrow(RangeError);
    expect(() => addWorkingDays('2017-02-03', -1)).toThrow(RangeError);
    expect(() => addWorkingDays('2017-02-03', 1.5)).toThrow(RangeError);
  });

  it('agrees with counting the days of a list', () => {
    const all: string[] = [];
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) all.push(...daysOf(year));
    const working = all.filter((day) => workingDay(day).isWorkingDay);
    fc.assert(
      fc.property(fc.nat(all.length - 400), fc.integer({ min: 1, max: 60 }), (index, count) => {
        const start = all[index] as string;
        const due = working.filter((day) => day > start)[count - 1];
        expect(addWorkingDays(start, count)).toEqual({ day: due, provisional: false });
      }),
      { numRuns: 300 },
    );
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])(
    'is the same on a server in %s',
    (zone) => {
      const script = `
      const { transformFileSync } = require('@swc/core');
      const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
      require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
      const days = require(${JSON.stringify(path.join(__dirname, 'working-days.ts'))});
      const periods = ${JSON.stringify(PERIODS)};
      process.stdout.write(JSON.stringify([new Date(2017, 0, 1).getTimezoneOffset(), ...periods.map(([from, count]) => days.addWorkingDays(from, count).day)]));`;
      const output = execFileSync(process.execPath, ['-e', script], {
        env: { ...process.env, TZ: zone },
        cwd: path.join(__dirname, '..', '..'),
        encoding: 'utf8',
      });
      const [offset, ...due] = JSON.parse(output) as [number, ...string[]];
      expect(offset).toBe({ UTC: 0, 'Asia/Shanghai': -480, 'America/Los_Angeles': 480 }[zone]);
      expect(due).toEqual(PERIODS.map(([, , day]) => day));
    },
  );
});
