/** Beijing calendar arithmetic. China has had no daylight saving since 1991: the offset is fixed. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

function beijingIso(instant: number): string {
  return new Date(instant + BEIJING_OFFSET_MS).toISOString();
}

/** The Beijing day 'YYYY-MM-DD' of an instant in milliseconds. */
export const beijingDay = (instant: number): string => beijingIso(instant).slice(0, 10);

/** The Beijing month 'YYYY-MM' of an instant in milliseconds. */
export const beijingMonth = (instant: number): string => beijingIso(instant).slice(0, 7);

/** The Beijing hour 'YYYY-MM-DDTHH' of an instant in milliseconds. */
export const beijingHour = (instant: number): string => beijingIso(instant).slice(0, 13);

/** The minute an instant falls in, as a running number. */
export const minuteOf = (instant: number): number => Math.floor(instant / 60_000);

/** 'YYYY-MM-DD HH:mm:ss' in Beijing time. */
export const beijingDateTime = (instant: number): string =>
  beijingIso(instant).slice(0, 19).replace('T', ' ');

/** Start of the Beijing hour after the instant, in milliseconds. */
export const nextHour = (instant: number): number =>
  Math.floor(instant / 3_600_000) * 3_600_000 + 3_600_000;

/** Weibo's date format: `Wed Oct 24 23:49:17 +0800 2012`. */
export function weiboDate(instant: number): string {
  const date = new Date(instant + BEIJING_OFFSET_MS);
  const day = String(date.getUTCDate()).padStart(2, '0');
  const time = date.toISOString().slice(11, 19);
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return `${weekday} ${month} ${day} ${time} +0800 ${date.getUTCFullYear()}`;
}
