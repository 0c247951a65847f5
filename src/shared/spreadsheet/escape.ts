import { isNumber } from './table';

/**
 * What spreadsheets pass over before the first character that counts: spaces, invisible characters
 * and marks of direction.
 */
const PASSED_OVER = /^[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+/u;

/** Begin a formula; other forms of them, such as the full-width ＝＋－＠, are these in NFKC. */
const STARTS = '=+-@';

/** Digits, Latin letters and ideographs: neither passed over nor a formula's beginning in any form. */
const HARMLESS = /^[0-9A-Za-z\u4E00-\u9FFF]/;

/**
 * A text that no spreadsheet takes for a formula: where its first character could begin one, in any
 * width, or it begins with a tab, carriage return or line feed, an apostrophe is put before it. A
 * plain negative number is no formula and stays a number.
 */
export const escapeFormula = (text: string): string => {
  if (HARMLESS.test(text) || isNumber(text)) return text;
  const first = text.replace(PASSED_OVER, '').slice(0, 1).normalize('NFKC');
  const isFormula = first !== '' && STARTS.includes(first.slice(0, 1));
  return isFormula || /^[\t\r\n]/.test(text) ? `'${text}` : text;
};
