const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DECIMAL_GROUP = 7;
const BASE62_GROUP = 4;

function encodeNumber(value: number): string {
  let text = '';
  for (let rest = value; rest > 0 || text === ''; rest = Math.floor(rest / 62)) {
    text = DIGITS.charAt(rest % 62) + text;
  }
  return text;
}

function groups(text: string, size: number): string[] {
  const result: string[] = [];
  for (let end = text.length; end > 0; end -= size) {
    result.unshift(text.slice(Math.max(0, end - size), end));
  }
  return result;
}

/**
 * The id in a permalink (bid) of a decimal post id: groups of seven digits from the right, each in
 * base 62, all but the leftmost padded to four characters.
 */
export function midToBid(mid: string): string {
  return groups(mid, DECIMAL_GROUP)
    .map((group, index) => {
      const encoded = encodeNumber(Number(group));
      return index === 0 ? encoded : encoded.padStart(BASE62_GROUP, '0');
    })
    .join('');
}

/** The reverse of `midToBid`; undefined for a text that isn't base 62. */
export function bidToMid(bid: string): string | undefined {
  if (!/^[0-9a-zA-Z]+$/.test(bid)) {
    return undefined;
  }
  return groups(bid, BASE62_GROUP)
    .map((group, index) => {
      let value = 0;
      for (const character of group) {
        value = value * 62 + DIGITS.indexOf(character);
      }
      return index === 0 ? String(value) : String(value).padStart(DECIMAL_GROUP, '0');
    })
    .join('');
}
