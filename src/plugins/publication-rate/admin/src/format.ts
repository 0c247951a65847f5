/** Thousands separators in a decimal string, without touching its digits: 374171548.00 → 374,171,548.00. */
export const grouped = (decimal: string): string => {
  const match = /^([-+−]?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign = '', whole = '', decimals = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${decimals}`;
};

/** True for a decimal string that is zero. */
export const isZero = (decimal: string): boolean => /^-?0+(\.0+)?$/.test(decimal);

/** A day as the date picker takes it: midnight UTC, which it reads as a day of the calendar. */
export const pickerDate = (day: string): Date => {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? pickerDate(shanghaiToday()) : date;
};

/** `YYYY-MM-DD` of what the date picker gives: midnight of the browser's own time zone. */
export const dayOfPicker = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

/** `YYYY-MM-DD` of today in Asia/Shanghai. */
export const shanghaiToday = (): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date());
