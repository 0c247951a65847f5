import calendar from 'chinese-days/dist/chinese-days.json';

import { addDays, weekdayOf } from './legal-days';

/**
 * Working days by the yearly notices of the State Council's General Office, with their make-up
 * working weekends (调休). A year whose notice isn't in the data counts Monday to Friday, but every
 * result that touches it says `provisional`: it must be computed again once the notice is known.
 */

const HOLIDAYS: Readonly<Record<string, string>> = calendar.holidays;
const MAKE_UP_DAYS: Readonly<Record<string, string>> = calendar.workdays;

const years = [...new Set(Object.keys(HOLIDAYS).map((day) => Number(day.slice(0, 4))))].sort(
  (a, b) => a - b,
);

/** First and last year with data. */
export const FIRST_YEAR = years[0] as number;
export const LAST_YEAR = years.at(-1) as number;

/** What an office knows beyond the packaged data. */
export interface CalendarOverrides {
  /** Day → whether it is a working day (local holidays, emergencies, a notice newer than the data). */
  readonly days?: Readonly<Record<string, boolean>>;
  /** Years whose notice has been entered whole into `days`: no longer provisional. */
  readonly completeYears?: readonly number[];
}

export interface WorkingDay {
  readonly isWorkingDay: boolean;
  readonly provisional: boolean;
}

export interface DueDay {
  readonly day: string;
  /** True where a day was counted whose year has no data. */
  readonly provisional: boolean;
}

const hasData = (day: string, overrides: CalendarOverrides): boolean => {
  const year = Number(day.slice(0, 4));
  return (
    (year >= FIRST_YEAR && year <= LAST_YEAR) || (overrides.completeYears?.includes(year) ?? false)
  );
};

/** Whether people work on the day. @throws RangeError unless it is a date. */
export const workingDay = (day: string, overrides: CalendarOverrides = {}): WorkingDay => {
  const weekday = weekdayOf(day);
  const override = overrides.days?.[day];
  if (override !== undefined) return { isWorkingDay: override, provisional: false };
  const isWeekday = weekday >= 1 && weekday <= 5;
  return {
    isWorkingDay: MAKE_UP_DAYS[day] !== undefined || (isWeekday && HOLIDAYS[day] === undefined),
    provisional: !hasData(day, overrides),
  };
};

/** A count that would run through a wholly closed calendar is a mistake in the overrides. */
const MAX_DAYS = 5_000;

/**
 * The day on which a period of working days ends. The day after `start` is day 1, whether `start`
 * itself is a working day or not (civil-procedure counting: the first day doesn't count); 0 gives
 * `start`.
 *
 * @throws RangeError for a negative or broken count, or a `start` that is no date.
 */
export const addWorkingDays = (
  start: string,
  count: number,
  overrides: CalendarOverrides = {},
): DueDay => {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`not a number of working days: ${count}`);
  let day = addDays(start, 0);
  let left = count;
  let provisional = false;
  for (let passed = 0; left > 0; passed += 1) {
    if (passed > count * 7 + MAX_DAYS)
      throw new RangeError('the calendar has no working days left');
    day = addDays(day, 1);
    const facts = workingDay(day, overrides);
    provisional ||= facts.provisional;
    if (facts.isWorkingDay) left -= 1;
  }
  return { day, provisional };
};
