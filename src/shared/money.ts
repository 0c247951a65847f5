/**
 * Amounts of yuan. They travel as decimal strings and are added as integer fen (bigint): never as
 * floats.
 */

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Below this a double tells every fen apart: 13 digits before the point, 15 in all. */
const NUMBER_LIMIT = 1e13;

/**
 * Fen of a decimal string or of a number as Strapi gives it.
 *
 * @throws RangeError for anything else: more than two decimals (a sum of floats shows so), or a
 * number too large to be exact.
 */
export const toFen = (yuan: string | number): bigint => {
  if (typeof yuan === 'number' && Math.abs(yuan) >= NUMBER_LIMIT) {
    throw new RangeError(`not exact as a number, pass a string: ${yuan}`);
  }
  const text = String(yuan).trim();
  const match = AMOUNT.exec(text);
  if (!match) throw new RangeError(`not an amount of yuan: ${text}`);
  const [, sign, whole, decimals = ''] = match;
  const fen = BigInt(whole as string) * 100n + BigInt(decimals.padEnd(2, '0'));
  return sign ? -fen : fen;
};

/** Decimal string of yuan with two decimals: 477961000000n → 4779610000.00. */
export const fromFen = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** 万元 with up to four decimals, exact to the yuan: 374171548.00 → 37417.1548. Fen need six decimals. */
export const toWanyuan = (yuan: string | number): string => {
  const fen = toFen(yuan);
  const digits = (fen < 0n ? -fen : fen).toString().padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0+$/, '');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals ? `.${decimals}` : ''}`;
};
