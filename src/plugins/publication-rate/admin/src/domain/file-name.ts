/** Characters that a file name on Windows may not have. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** `专项资金公开率-2017-截至2017-12-31.csv`. */
export const exportFileName = (
  name: string,
  { year, asOf, format }: { year: number; asOf: string; format: 'csv' | 'xlsx' },
): string => `${name.replace(FORBIDDEN, ' ').trim()}-${year}-截至${asOf}.${format}`;
