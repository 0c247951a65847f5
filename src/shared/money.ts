/**
 * Amounts of yuan. They travel as decimal strings and are added as integer fen (bigint): never as
 * floats.
 */

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Fen of a decimal string or of a number as Strapi gives it. @throws RangeError for anything else. */
export const toFen = (yuan: string | number): bigint => {
  // Up to 13 digits before the point a double holds two decimals exactly (15 significant digits).
  const text = typeof yuan === 'number' ? yuan.toFixed(2) : yuan.trim();
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
