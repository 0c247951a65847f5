import { isDate } from './legal-days';

/** 公民身份号码, GB 11643-1999: 17 digits and a check character. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Check character of 17 digits. @throws RangeError for anything else. */
export const idNumberCheck = (digits: string): string => {
  if (!/^\d{17}$/.test(digits)) throw new RangeError('the check character is taken over 17 digits');
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number(digits.charAt(index)),
    0,
  );
  return CHECKS.charAt(sum % 11);
};

/**
 * True for 17 digits with a fitting check character. Says nothing of the birth date: the standard's
 * own example was born in 1880.
 */
export const isIdNumber = (value: string): boolean =>
  /^\d{17}[\dX]$/.test(value) && idNumberCheck(value.slice(0, 17)) === value.charAt(17);

/** Birth date (YYYY-MM-DD) and sex that a valid number states; null where its date isn't a real one. */
export const idNumberFacts = (
  value: string,
): { readonly birthDate: string; readonly gender: 'male' | 'female' } | null => {
  if (!isIdNumber(value)) return null;
  const birthDate = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isDate(birthDate)) return null;
  return { birthDate, gender: Number(value.charAt(16)) % 2 === 1 ? 'male' : 'female' };
};

/** Upper case, half width, without spaces and dashes: how an ID number is compared and stored. */
export const normalizeIdNumber = (value: string): string =>
  value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
