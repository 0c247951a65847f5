/**
 * What `escapeFormula` (src/shared/spreadsheet) looks for, in the form in which the database can look
 * for it: large files never leave the database as anything but finished text.
 */

/** Begin a formula in some width or form (NFKC: = + - @). */
export const FORMULA_STARTS = '=+-@＝＋－＠﹦﹢﹣﹫⁺⁼₊₌﬩⩵⩶';

const range = (first: number, last: number): string =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));

/** Passed over by spreadsheets before the first character that counts. */
export const PASSED_OVER = [
  range(0x09, 0x0d),
  '\u0020\u00a0\u00ad\u1680\u180e',
  range(0x2000, 0x200f),
  range(0x2028, 0x202f),
  '\u205f',
  range(0x2060, 0x2064),
  range(0x2066, 0x2069),
  '\u3000\ufeff',
].join('');

/** A text that begins with one of these is no plain text, whatever follows. */
export const LINE_STARTS = '\t\n\r';

/** First and last of characters that nearly all texts begin with, and no formula does. */
export const PLAIN_STARTS = ['\u4e00\u9fff', '09', 'Az'] as const;

/** UTF-8's mark, by which Excel tells it from the local encoding. */
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A line of CSV (RFC 4180, with PostgreSQL's line end); null is nothing, '' is quoted. */
export const csvLine = (values: readonly (string | null)[]): string =>
  `${values
    .map((value) => {
      if (value === null) return '';
      return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    })
    .join(',')}\n`;
