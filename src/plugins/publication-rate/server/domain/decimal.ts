/** A decimal as an integer of 10^-scale. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/;

const parse = (text: string): Scaled => {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const [, whole = '', decimals = ''] = match;
  return { digits: BigInt(whole + decimals), scale: decimals.length };
};

const rescale = ({ digits, scale }: Scaled, to: number): bigint =>
  digits * 10n ** BigInt(to - scale);

const format = (digits: bigint, scale: number): string => {
  if (scale === 0) return digits.toString();
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
};

/** Exact sum of two decimal strings, with the longer one's decimals. */
export const addDecimals = (left: string, right: string): string => {
  const [a, b] = [parse(left), parse(right)];
  const scale = Math.max(a.scale, b.scale);
  return format(rescale(a, scale) + rescale(b, scale), scale);
};

/** What a rate shows where nothing was due. */
export const NO_RATE = '—';

/**
 * Percentage of two decimal strings, floored to two decimals: 13/14 → 92.85. Floored because a rate
 * must never look better than it is: 9999 of 10000 documents, and 99999 of 100000, are not 100 %.
 * A denominator of 0 gives "—".
 */
export const floorPercent = (numerator: string, denominator: string): string => {
  const [n, d] = [parse(numerator), parse(denominator)];
  const scale = Math.max(n.scale, d.scale);
  const divisor = rescale(d, scale);
  if (divisor === 0n) return NO_RATE;
  return format((rescale(n, scale) * 10_000n) / divisor, 2);
};
