/** What Strapi's pagination offers; the server gives 100 rows at most. */
export const PAGE_SIZES = ['20', '50', '100'];

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** Page and its size as the address says. */
export const pageOf = (params: URLSearchParams): { page: number; pageSize: number } => ({
  page: positive(params.get('page'), 1),
  pageSize: Math.min(positive(params.get('pageSize'), 20), 100),
});
