/**
 * SQL over the table `working_calendar`, which numbers the working days (src/api/calendar); the same
 * counting as working-days.ts.
 */

const rowOf = (start: string, count: string, columns: string): string => `
  select ${columns} from working_calendar s
  join working_calendar w on w.number = s.number + ${count} and w.is_working
  where s.day = ${start}`;

/**
 * SQL for the day on which a period of working days ends, the day after `start` being day 1; null
 * for a null `start` and outside the calendar.
 * @param start SQL expression of a date; code of this repository, never input.
 * @param count SQL expression of an integer from 1.
 */
export const workingDayAfter = (start: string, count: string): string =>
  `(${rowOf(start, count, 'w.day')})`;

/**
 * SQL of one row, for a lateral join: `due_on`, and `due_is_provisional` where that day was counted
 * with days whose year has no official calendar.
 */
export const workingDayRow = (start: string, count: string): string =>
  rowOf(
    start,
    count,
    'w.day as due_on, w.provisional_number > s.provisional_number as due_is_provisional',
  );
