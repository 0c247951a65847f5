export interface PageParams {
  readonly page: number;
  readonly pageSize: number;
}

export interface Pagination extends PageParams {
  readonly pageCount: number;
  readonly total: number;
}

/** What a page says of itself. */
export const pagination = ({ page, pageSize }: PageParams, total: number): Pagination => ({
  page,
  pageSize,
  pageCount: Math.ceil(total / pageSize),
  total,
});
