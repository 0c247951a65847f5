import { pinyin } from 'pinyin-pro';

/** Part of a text, in UTF-16 units: from (inclusive), to (exclusive). */
export type Mark = readonly [number, number];

/** What a search asks for. */
export interface SearchTerms {
  /** As typed, folded. */
  readonly whole: string;
  /** Runs of Chinese characters, words of Latin letters and numbers. */
  readonly terms: readonly string[];
  /** For PostgreSQL's `tsquery`. */
  readonly query: string;
}

/** Characters of a record's text that are searched. */
const MAX_TEXT = 30_000;
const MAX_TITLE = 400;
const EXCERPT = 160;
/** Shown before the first place found. */
const EXCERPT_LEAD = 40;
/** Syllables of a name that are kept from each word on. */
const FULL_SYLLABLES = 8;
const INITIALS = 12;

const RUNS = /\p{Script=Han}+|[a-z0-9]+/gu;
const HAN = /^\p{Script=Han}/u;
const SURROGATE_TAIL = /^[\udc00-\udfff]/;

/** Words that ask without naming anything. */
const EMPTY_WORDS = new Set(
  '什么 怎么 怎样 如何 哪里 哪些 多少 为何 为什么 是否 可以 我们 你们 请问 关于 以及'.split(' '),
);

const words = new Intl.Segmenter('zh', { granularity: 'word' });

const foldUnit = (unit: string): string => {
  const code = unit.charCodeAt(0);
  if (code === 0x3000) return ' ';
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = half.toLowerCase();
  return lower.length === 1 ? lower : half;
};

/** Half width, lower case, and as long as before: places in it are places in the text. */
export const fold = (text: string): string => text.replace(/[A-Z\u0080-\uffff]/g, foldUnit);

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

/** What a reader sees of a text that may hold markup. */
export const plainText = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/&([a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/[*_`#|>]+/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\u0000]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);

const runsOf = (folded: string): string[] => folded.match(RUNS) ?? [];

const bigrams = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
};

const syllablesOf = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true });

/** Places in a run of Chinese characters, counted in characters, where a word begins. */
const wordStarts = (run: string): number[] => {
  const starts: number[] = [];
  let place = 0;
  for (const { segment } of words.segment(run)) {
    starts.push(place);
    place += [...segment].length;
  }
  return starts;
};

/** How a title is typed in Latin letters: from each word on, in full and by initials. */
const soundLexemes = (title: string): string[] =>
  runsOf(fold(title))
    .filter((run) => HAN.test(run))
    .flatMap((run) => {
      const syllables = syllablesOf(run);
      return wordStarts(run).flatMap((start) => [
        `~${syllables.slice(start, start + FULL_SYLLABLES).join('')}`,
        `^${syllables
          .slice(start, start + INITIALS)
          .map((syllable) => syllable.charAt(0))
          .join('')}`,
      ]);
    });

/** The title's sound as a whole, for what is typed from its beginning: `|minzhengju|mzj|`. */
export const soundsOf = (title: string): string => {
  const syllables = runsOf(fold(title.slice(0, 40))).flatMap((run) =>
    HAN.test(run) ? syllablesOf(run) : [run],
  );
  const initials = syllables.map((syllable) => syllable.charAt(0));
  return `|${syllables.join('')}|${initials.join('')}|`;
};

/**
 * What a record is found by: pairs of neighbouring characters, so that every word of two characters
 * or more is, whatever a dictionary knows; the last character of each run (single characters are
 * found as beginnings); words of letters and numbers; the sound of its title.
 */
export const lexemesOf = (title: string, text: string): string[] => {
  const found = new Set<string>(soundLexemes(title.slice(0, MAX_TITLE)));
  for (const run of runsOf(fold(`${title} ${text}`))) {
    if (!HAN.test(run)) {
      found.add(run.slice(0, 100));
      continue;
    }
    for (const pair of bigrams(run)) found.add(pair);
    found.add([...run].at(-1) ?? '');
  }
  return [...found].filter((lexeme) => lexeme !== '' && lexeme !== '~' && lexeme !== '^');
};

const quoted = (lexeme: string): string => `'${lexeme}'`;

const termQuery = (term: string): string => {
  if (HAN.test(term)) {
    const pairs = bigrams(term);
    return pairs.length === 0 ? `${quoted(term)}:*` : pairs.map(quoted).join(' & ');
  }
  if (term.length < 2) return quoted(term);
  if (/\d/.test(term)) return `${quoted(term)}:*`;
  return `(${['', '~', '^'].map((sign) => `${quoted(sign + term)}:*`).join(' | ')})`;
};

const toTerms = (whole: string, terms: readonly string[]): SearchTerms => ({
  whole,
  terms,
  query: terms.map(termQuery).join(' & '),
});

/** The search as it stands; null where it holds nothing to search for. */
export const parseSearch = (text: string): SearchTerms | null => {
  const whole = fold(text).trim().replace(/\s+/g, ' ');
  const terms = [...new Set(runsOf(whole))];
  return terms.length === 0 ? null : toTerms(whole, terms);
};

/**
 * The same search word by word, wherever the words stand, without those that say nothing; null
 * where that is no other search.
 */
export const loosened = ({ whole, terms, query }: SearchTerms): SearchTerms | null => {
  const parts = terms.flatMap((term) =>
    HAN.test(term)
      ? [...words.segment(term)]
          .map(({ segment }) => segment)
          .filter((word) => [...word].length > 1 && !EMPTY_WORDS.has(word))
      : [term],
  );
  if (parts.length === 0) return null;
  const other = toTerms(whole, [...new Set(parts)]);
  return other.query === query ? null : other;
};

const placesOf = (folded: string, term: string): Mark[] => {
  const places: Mark[] = [];
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
    places.push([at, at + term.length]);
  return places;
};

/** Where the terms stand in a text: as they are, or else as the pairs they are made of. */
export const marksOf = (text: string, terms: readonly string[]): Mark[] => {
  const folded = fold(text);
  const places = terms.flatMap((term) => {
    const whole = placesOf(folded, term);
    return whole.length > 0 || !HAN.test(term)
      ? whole
      : bigrams(term).flatMap((pair) => placesOf(folded, pair));
  });
  const merged: [number, number][] = [];
  for (const [from, to] of places.sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};

/** The part of a text around the first place found, with the marks in it. */
export const excerptOf = (
  text: string,
  terms: readonly string[],
): { readonly text: string; readonly marks: readonly Mark[] } => {
  const first = marksOf(text, terms)[0]?.[0] ?? 0;
  let start = first <= EXCERPT_LEAD ? 0 : first - EXCERPT_LEAD;
  let end = Math.min(text.length, start + EXCERPT);
  // A character of two units is not cut in half.
  if (SURROGATE_TAIL.test(text.slice(start))) start += 1;
  if (SURROGATE_TAIL.test(text.slice(end))) end -= 1;
  const cut = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  return { text: cut, marks: marksOf(cut, terms) };
};
