import { createHmac, timingSafeEqual } from 'node:crypto';

import { toBase32 } from './submission';

/** 10 characters of 5 bits. */
const LENGTH = 10;

/**
 * The code that belongs to a number: who sent something in gets both, and only both together lead
 * back to it. It follows from the number and the installation's secret, and is stored nowhere.
 */
export const queryCode = (secret: string, uid: string, number: string): string =>
  toBase32(createHmac('sha256', secret).update(`query code ${uid} ${number}`).digest(), LENGTH);

/** Compares in a time that doesn't depend on where the texts differ. */
export const isSameCode = (one: string, other: string): boolean => {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
};
