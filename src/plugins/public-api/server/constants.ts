export const PLUGIN_ID = 'public-api';

/** What one request may ask for. Beyond it the answer is 400, except the page size, which is cut. */
export const LIMITS = {
  /** Characters of the query string. */
  query: 8192,
  pageSize: 100,
  defaultPageSize: 25,
  /** Highest offset of a list. */
  offset: 2_000_000,
  /** Conditions in `filters`. */
  conditions: 30,
  /** Nested groups ($and, $or, $not) in `filters`. */
  groups: 10,
  /** Relations passed in one path of `filters`. */
  filterDepth: 3,
  /** Levels of `populate`. */
  populateDepth: 2,
  sortKeys: 5,
  /** Characters of one value. */
  value: 200,
  /** Values of one $in. */
  values: 100,
} as const;

/** What a media file shows of itself. */
export const MEDIA_FIELDS = [
  'url',
  'name',
  'mime',
  'size',
  'alternativeText',
  'width',
  'height',
] as const;
