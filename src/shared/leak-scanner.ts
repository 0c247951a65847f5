import { isCreditCode } from './credit-code';
import { idNumberFacts } from './id-number';
import { isDate } from './legal-days';
import { maskAccount, maskIdNumber } from './personal-data';

/** What a public text must not hold. */
export type LeakKind = 'id-number' | 'old-id-number' | 'mobile' | 'bank-card';

export interface Leak {
  readonly kind: LeakKind;
  /** The number, masked: safe to show and to log. */
  readonly masked: string;
}

/** Chinese name of each kind. */
export const LEAK_NAMES: Readonly<Record<LeakKind, string>> = {
  'id-number': '身份证号码',
  'old-id-number': '15 位旧身份证号码',
  mobile: '手机号码',
  'bank-card': '银行卡号',
};

const BLOCK_TAGS =
  /<\/?(?:p|div|br|hr|li|ul|ol|tr|td|th|table|h[1-6]|section|article|blockquote)\b[^<>]*>/gi;
const TAGS = /<[^<>]*>/g;
const ENTITIES = /&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy);/gi;
const NUMERIC_ENTITIES = /&#(x[0-9a-f]{1,6}|\d{1,7});/gi;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63]/g;

const decodeEntity = (_: string, code: string): string => {
  const point = code.toLowerCase().startsWith('x') ? parseInt(code.slice(1), 16) : Number(code);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
};

/** Plain half-width text: numbers are not hidden by tags, entities, wide digits or odd dashes. */
const plainText = (text: string): string =>
  text
    .replace(BLOCK_TAGS, '\n')
    .replace(TAGS, '')
    .replace(ENTITIES, ' ')
    .replace(NUMERIC_ENTITIES, decodeEntity)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(/[\t\u00a0]/g, ' ');

const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** Provinces of the first two digits of an ID number. */
const isRegion = (digits: string): boolean => {
  const province = Number(digits.slice(0, 2));
  return (province >= 11 && province <= 65) || [71, 81, 82, 83, 91].includes(province);
};

const isOldIdNumber = (digits: string): boolean =>
  /^\d{15}$/.test(digits) &&
  isRegion(digits) &&
  isDate(`19${digits.slice(6, 8)}-${digits.slice(8, 10)}-${digits.slice(10, 12)}`);

/** First digits under which banks issue cards; a credit code of digits alone is no card. */
const isBankCard = (digits: string): boolean =>
  /^[3-69]\d{15,18}$/.test(digits) && passesLuhn(digits) && !isCreditCode(digits);

const MOBILE = /^(?:0086|86)?(1[3-9]\d{9})$/;

/**
 * What a number is, if it stands alone. `groups`: the parts in which it is written; a number in
 * parts counts only in the forms in which people write it, so that a row of figures isn't one.
 */
const kindOf = (groups: readonly string[]): Leak | null => {
  const number = groups.join('');
  const mobile = MOBILE.exec(number)?.[1];
  if (mobile !== undefined) {
    const lengths = groups.map((group) => group.length).join('-');
    if (/^(?:(?:2|4)-)?(?:11|3-4-4)$|^13$|^15$/.test(lengths)) {
      return { kind: 'mobile', masked: `${mobile.slice(0, 3)}****${mobile.slice(-4)}` };
    }
  }
  if (number.length === 18 && idNumberFacts(number.toUpperCase())) {
    return { kind: 'id-number', masked: maskIdNumber(number.toUpperCase()) };
  }
  if (groups.length === 1 && isOldIdNumber(number)) {
    return { kind: 'old-id-number', masked: maskIdNumber(number) };
  }
  const isCardForm =
    groups.length === 1 || groups.slice(0, -1).every((group) => group.length === 4);
  if (isCardForm && isBankCard(number)) return { kind: 'bank-card', masked: maskAccount(number) };
  return null;
};

/** Digits in parts of at most two separators, with the X that may end an ID number. */
const RUN = /\d+(?:[ -]{1,2}\d+)*(?:[ -]?[xX](?![a-zA-Z]))?/g;
const MAX_GROUPS = 8;
const MAX_LENGTH = 19;

const leaksOfRun = (run: string): Leak[] => {
  const groups = run.replace(/[ -]?([xX])$/, '$1').split(/[ -]+/);
  const found: Leak[] = [];
  for (let start = 0; start < groups.length; start += 1) {
    for (let end = start + 1; end <= Math.min(groups.length, start + MAX_GROUPS); end += 1) {
      const parts = groups.slice(start, end);
      if (parts.join('').length > MAX_LENGTH) break;
      const leak = kindOf(parts);
      if (leak) {
        found.push(leak);
        start = end - 1;
        break;
      }
    }
  }
  return found;
};

/**
 * Personal numbers in a text that is to be public: ID numbers (checksum and birth date), old
 * 15-digit ID numbers, mobile numbers, bank cards (Luhn), however they are written: full width, in
 * parts with spaces or dashes, broken by tags or invisible characters. HTML and Markdown are read as
 * text.
 */
export const findLeaks = (text: string): Leak[] => {
  const found = new Map<string, Leak>();
  for (const [run] of plainText(text).matchAll(RUN)) {
    for (const leak of leaksOfRun(run)) found.set(`${leak.kind} ${leak.masked}`, leak);
  }
  return [...found.values()];
};
