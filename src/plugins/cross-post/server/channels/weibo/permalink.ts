const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const GROUP = 7;
const WIDTH = 4;

const toBase62 = (value: number): string => {
  let rest = value;
  let text = '';
  do {
    text = (DIGITS[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text;
};

/**
 * Short id of a post as it stands in its address: groups of seven digits from the right, each in
 * base 62, all but the leftmost filled up to four places.
 */
export const shortId = (idstr: string): string => {
  const groups: string[] = [];
  for (let end = idstr.length; end > 0; end -= GROUP) {
    groups.unshift(toBase62(Number(idstr.slice(Math.max(0, end - GROUP), end))));
  }
  return groups.map((group, index) => (index === 0 ? group : group.padStart(WIDTH, '0'))).join('');
};

/** Address of a post for everybody. */
export const permalink = (webUrl: string, uid: string, idstr: string): string =>
  `${webUrl.replace(/\/+$/, '')}/${uid}/${shortId(idstr)}`;
