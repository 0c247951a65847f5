const CHINESE = /\p{Script=Han}/u;

const has = <K extends string>(error: unknown, key: K): error is Record<K, unknown> =>
  typeof error === 'object' && error !== null && key in error;

/** True where the server refused because of who asks. */
export const isForbidden = (error: unknown): boolean =>
  has(error, 'status') && error.status === 403;

/** The same, where the server says no more than “Forbidden”; the plugin's own words are Chinese. */
export const isPlainForbidden = (error: unknown): boolean =>
  isForbidden(error) && !(has(error, 'message') && CHINESE.test(String(error.message)));
