import { findWorkday, isWorkday } from 'chinese-days';

const DAY = 86_400_000;

/** `YYYY-MM-DD` moved by calendar days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** All days from the first to the last, both included. */
export const daysBetween = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Monday is 1, Sunday 7. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Working days of the national calendar, make-up days included. */
export const workdaysBetween = (first: string, last: string): string[] =>
  daysBetween(first, last).filter((day) => isWorkday(day));

/** The n-th working day after a day that doesn't count itself. */
export const addWorkdays = (day: string, count: number): string =>
  count === 0 ? day : findWorkday(count, day);

/** The day itself or the next working day after it. */
export const workdayFrom = (day: string): string => {
  let found = day;
  while (!isWorkday(found)) found = addDays(found, 1);
  return found;
};

/** The day itself or the last working day before it. */
export const workdayUntil = (day: string): string => {
  let found = day;
  while (!isWorkday(found)) found = addDays(found, -1);
  return found;
};

/** UTC instant (ISO) of a time of day in Shanghai, which has kept UTC+8 since 1991. */
export const instantOf = (day: string, hour: number, minute = 0, second = 0): string =>
  new Date(
    Date.parse(`${day}T00:00:00Z`) + ((hour - 8) * 3600 + minute * 60 + second) * 1000,
  ).toISOString();

/** 2017年3月5日. */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
