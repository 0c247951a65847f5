/** Requests whose key is remembered; beyond it the memory starts anew. */
const REMEMBERED = 20_000;

const normalise = (url: string): string => {
  const mark = url.indexOf('?');
  if (mark < 0) return url;
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.replaceAll('%5B', '[').replaceAll('%5D', ']'));
  const nameOf = (pair: string): string => {
    const end = pair.indexOf('=');
    return end < 0 ? pair : pair.slice(0, end);
  };
  // The sort is stable: of equal names (`sort=a&sort=b`) the order has a meaning.
  pairs.sort((one, other) => {
    const [a, b] = [nameOf(one), nameOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  return `${url.slice(0, mark)}?${pairs.join('&')}`;
};

/**
 * A function that gives the key of an address: requests that differ in the order of their
 * parameters or in the writing of brackets share one. Two that may be answered differently never
 * do.
 */
export const createRequestKey = (): ((url: string) => string) => {
  let known = new Map<string, string>();
  return (url) => {
    const found = known.get(url);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known = new Map();
    const key = normalise(url);
    known.set(url, key);
    return key;
  };
};
