/** Milliseconds that the work takes. */
export const time = async (work: () => Promise<unknown>): Promise<number> => {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e6;
};

/** The value below which the share `quantile` of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

/** Two decimals are more than the noise of a shared machine allows. */
export const round = (value: number): number => Math.round(value * 100) / 100;
