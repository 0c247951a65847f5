import { LIMITS } from '../constants';

/** Characters of addresses and keys that are remembered; beyond it the memory starts anew. */
const MEMORY = 4_000_000;

/** What an entry takes beside its texts. */
const ENTRY = 100;

/** Longer addresses are not remembered: nobody asks them often, and few would fill the memory. */
const LONGEST = 1_000;

/** What the parser of queries reads of one; it leaves out what follows. */
const MOST_PAIRS = 1_000;

/** Addresses that every parser reads alike: what follows a `#` or a blank is no query to some. */
const PLAIN = /^[!-"$-~]*$/;

/** A parameter's own name, before its brackets and value; an encoded one is left alone. */
const NAME = /^[A-Za-z]+(?=[[=]|$)/;

const normalise = (url: string): string => {
  const mark = url.indexOf('?');
  if (mark < 0 || url.length - mark - 1 > LIMITS.query || !PLAIN.test(url)) return url;
  const parts = url.slice(mark + 1).split('&');
  if (parts.length > MOST_PAIRS) return url;
  const pairs: { readonly name: string; readonly text: string }[] = [];
  for (const part of parts) {
    if (part === '') continue;
    const text = part.replaceAll('%5B', '[').replaceAll('%5D', ']');
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return url;
    pairs.push({ name, text });
  }
  // The sort is stable: within one parameter (`sort[a]=asc&sort[b]=desc`) the order has a meaning.
  pairs.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return `${url.slice(0, mark)}?${pairs.map(({ text }) => text).join('&')}`;
};

/**
 * A function that gives the key of an address: requests that differ in the order of their
 * parameters or in the writing of brackets share one. Two that may be answered differently never
 * do: what belongs to one parameter keeps its order, and an address with anything unusual is its
 * own key.
 */
export const createRequestKey = (): ((url: string) => string) => {
  let known = new Map<string, string>();
  let size = 0;
  return (url) => {
    if (url.length > LONGEST) return normalise(url);
    const found = known.get(url);
    if (found !== undefined) return found;
    const key = normalise(url);
    size += url.length + key.length + ENTRY;
    if (size > MEMORY) {
      known = new Map();
      size = url.length + key.length + ENTRY;
    }
    known.set(url, key);
    return key;
  };
};
