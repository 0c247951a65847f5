import { fromFen, toFen } from '../../../../../shared/money';

export interface TrendPoint {
  readonly month: string;
  readonly asOf: string;
  readonly value: string;
  readonly lastYear: string | null;
}

const DECIMAL = /^-?\d+(\.\d{1,2})?$/;

/**
 * Later minus earlier of two decimal strings, exact; whole numbers stay whole. Null where either is
 * no number ("—", or nothing at all).
 */
export const difference = (later: string | null, earlier: string | null): string | null => {
  if (later === null || earlier === null) return null;
  if (!DECIMAL.test(later) || !DECIMAL.test(earlier)) return null;
  const text = fromFen(toFen(later) - toFen(earlier));
  return later.includes('.') || earlier.includes('.') ? text : text.replace(/\.00$/, '');
};

export type Direction = 'higher' | 'lower' | 'same' | 'unknown';

export interface Change {
  readonly direction: Direction;
  /** Without sign; '' where unknown. */
  readonly amount: string;
}

/** Which way a value went, and by how much. */
export const changeOf = (later: string | null, earlier: string | null): Change => {
  const signed = difference(later, earlier);
  if (signed === null) return { direction: 'unknown', amount: '' };
  const amount = signed.replace('-', '');
  if (/^0+(\.0+)?$/.test(amount)) return { direction: 'same', amount };
  return { direction: signed.startsWith('-') ? 'lower' : 'higher', amount };
};

/** How a series stands at its end: against the month before, and the same month of last year. */
export const standingOf = (
  points: readonly TrendPoint[],
): { readonly current: TrendPoint | null; readonly month: Change; readonly year: Change } => {
  const current = points.at(-1) ?? null;
  const value = current?.value ?? null;
  return {
    current,
    month: changeOf(value, points.at(-2)?.value ?? null),
    year: changeOf(value, current?.lastYear ?? null),
  };
};

/** A value for drawing; null leaves a gap. */
export const drawable = (value: string | null): number | null =>
  value !== null && DECIMAL.test(value) ? Number(value) : null;

/** Whether there is a line to draw: several months, and a number in one of them. */
export const hasCourse = (points: readonly TrendPoint[]): boolean =>
  points.length > 1 &&
  points.some(({ value, lastYear }) => drawable(value) !== null || drawable(lastYear) !== null);
