import { toFen } from '../../../../../shared/money';
import { isZero } from '../format';
import { difference } from './trend';

/** Share of an amount in the largest one, in percent for drawing; 0 where there is none. */
export const shareOf = (amount: string, largest: string): number => {
  const whole = toFen(largest);
  const part = toFen(amount);
  if (whole <= 0n || part <= 0n) return 0;
  return Number((part * 10_000n) / whole) / 100;
};

/** The largest of some amounts. */
export const largestOf = (amounts: readonly string[]): string =>
  amounts.reduce((largest, one) => (toFen(one) > toFen(largest) ? one : largest), '0.00');

/** What is there minus what should be, with its sign; null where they are equal. */
export const signedDifference = (actual: string, wanted: string): string | null => {
  const amount = difference(actual, wanted);
  if (amount === null || isZero(amount)) return null;
  return amount.startsWith('-') ? amount.replace('-', '−') : `+${amount}`;
};
