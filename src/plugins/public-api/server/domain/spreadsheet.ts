/**
 * Characters with which a spreadsheet takes a text for a formula, the full-width ones included: a
 * text that begins with one (after blanks) gets an apostrophe before it. Line breaks and tabs count
 * because a program may drop them.
 */
export const FORMULA_STARTS = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '＝',
  '＋',
  '－',
  '＠',
] as const;

/** Blanks before the first character that counts. */
export const LEADING_BLANKS = ' \u00a0\u3000';

/** UTF-8's mark, by which Excel tells it from the local encoding. */
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const BLANKS = new RegExp(`^[${LEADING_BLANKS}]+`);

/** A text that no spreadsheet calculates; `repositories/exports` says the same in SQL. */
export const harmlessText = (text: string): string => {
  const first = text.replace(BLANKS, '').charAt(0);
  return (FORMULA_STARTS as readonly string[]).includes(first) ? `'${text}` : text;
};

/** A line of CSV (RFC 4180, with PostgreSQL's line end); null is nothing, '' is quoted. */
export const csvLine = (values: readonly (string | null)[]): string =>
  `${values
    .map((value) => {
      if (value === null) return '';
      return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    })
    .join(',')}\n`;
