/** Shorter than in production, so that hundreds of recoveries take minutes. */
export const SETTLE_SECONDS = 4;
export const LEASE_SECONDS = 2;
