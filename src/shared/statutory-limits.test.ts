import { limitOn, limitSql, REPLY_LIMITS, requestDueOn, type Pause } from './statutory-limits';

const LATER = '2027-12-31';

describe('requestDueOn', () => {
  // Received, last day, last day with the longest extension.
  it.each([
    ['2017-01-20', '2017-02-15', '2017-03-08'],
    ['2017-09-25', '2017-10-20', '2017-11-10'],
    ['2017-12-20', '2018-01-11', '2018-02-01'],
    ['2019-05-15', '2019-06-13', '2019-07-11'],
    ['2025-01-20', '2025-02-21', '2025-03-21'],
    ['2026-02-09', '2026-03-13', '2026-04-13'],
  ])('should give what was received on %s until %s, extended until %s', (receivedOn, due, max) => {
    expect(requestDueOn({ receivedOn }, LATER)).toEqual({ day: due, provisional: false });
    expect(requestDueOn({ receivedOn, extendedUntil: max }, LATER)?.day).toBe(max);
    // Longer than the Regulation allows.
    expect(requestDueOn({ receivedOn, extendedUntil: '2027-06-30' }, LATER)?.day).toBe(max);
  });

  it('should mark a day in a year without a calendar', () => {
    const request = { receivedOn: '2026-11-23' };
    expect(requestDueOn(request, LATER)).toEqual({ day: '2026-12-21', provisional: false });
    expect(requestDueOn({ ...request, extendedUntil: '2027-03-01' }, LATER)).toEqual({
      day: '2027-01-18',
      provisional: true,
    });
  });

  it('should change the limit with the day of receipt', () => {
    expect(limitOn(REPLY_LIMITS, '2019-05-14')).toMatchObject({ days: 15, extension: 15 });
    expect(limitOn(REPLY_LIMITS, '2019-05-15')).toMatchObject({ days: 20, extension: 20 });
    expect(limitOn(REPLY_LIMITS, '2001-01-01').days).toBe(15);
  });

  const consultation = (startedOn: string, endedOn: string | null): Pause => ({
    reason: 'third-party-consultation',
    startedOn,
    endedOn,
  });

  it('should not count the working days of a consultation', () => {
    const receivedOn = '2017-10-16';
    expect(requestDueOn({ receivedOn }, LATER)?.day).toBe('2017-11-06');
    // 19, 20, 23 to 27 October: seven working days.
    const pauses = [consultation('2017-10-18', '2017-10-27')];
    expect(requestDueOn({ receivedOn, pauses }, LATER)?.day).toBe('2017-11-15');
    // After the last day it changes nothing.
    const late = [consultation('2017-11-20', '2017-11-24')];
    expect(requestDueOn({ receivedOn, pauses: late }, LATER)?.day).toBe('2017-11-06');
    // While it lasts it ends today.
    const open = [consultation('2017-10-18', null)];
    expect(requestDueOn({ receivedOn, pauses: open }, '2017-10-27')?.day).toBe('2017-11-15');
  });

  it('should begin anew when a correction arrives, and not run while it is awaited', () => {
    const correction = (endedOn: string | null): Pause[] => [
      { reason: 'correction', startedOn: '2025-10-10', endedOn },
    ];
    const receivedOn = '2025-10-09';
    expect(requestDueOn({ receivedOn, pauses: correction(null) }, LATER)).toBeNull();
    expect(requestDueOn({ receivedOn, pauses: correction('2025-10-20') }, '2025-10-15')).toBeNull();
    expect(requestDueOn({ receivedOn, pauses: correction('2025-10-20') }, LATER)?.day).toBe(
      requestDueOn({ receivedOn: '2025-10-20' }, LATER)?.day,
    );
  });
});

describe('limitSql', () => {
  it('should say the same in SQL', () => {
    expect(limitSql(REPLY_LIMITS, 'r.day')).toBe(
      `(case when r.day >= date '2019-05-15' then 20 else 15 end)`,
    );
    expect(limitSql(REPLY_LIMITS.slice(0, 1), 'r.day', ({ extension }) => extension)).toBe('15');
  });
});
