/** 统一社会信用代码, GB 32100-2015: 18 characters, the last one a check character. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const BASE = 31;
/** 3^i mod 31, i = 0 … 16. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of the first 17 characters; null where one of them is outside the alphabet. */
export const creditCodeCheck = (body: string): string | null => {
  if (body.length !== WEIGHTS.length) return null;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(body.charAt(index));
    if (value < 0) return null;
    sum += value * weight;
  }
  return ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
};

/** True for a code of the right length and alphabet whose check character fits. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code.charAt(17);
