import { pinyin } from 'pinyin-pro';

/** What a search asks for. */
export interface SearchTerms {
  /** As typed, folded and without spaces: what a title may hold as it is. */
  readonly whole: string;
  /** Runs of Chinese characters, words of Latin letters and numbers. */
  readonly terms: readonly string[];
  /** What is marked where it is found. */
  readonly marked: readonly string[];
  /** For PostgreSQL's `tsquery`: records in which the terms stand, and those with them in the title. */
  readonly anywhere: string;
  readonly inTitle: string;
  /** Those whose title may hold it as typed: in letters, not by sound; and those whose title may be it. */
  readonly held: string;
  readonly exact: string;
  /** One or two characters: whatever title has their lexeme holds them. */
  readonly isShort: boolean;
}

/** Characters of a record's text that are searched. */
const MAX_TEXT = 30_000;
/** Before its markup is taken out. */
const MAX_MARKUP = 3 * MAX_TEXT;
const MAX_TITLE = 400;
/** Of a run without breaks: no word is longer. */
const MAX_WORD = 100;
/** Syllables that are kept from each word of a title on. */
const FULL_SYLLABLES = 8;
const INITIALS = 12;

const RUNS = /\p{Script=Han}+|[a-z0-9]+/gu;
export const HAN = /^\p{Script=Han}/u;

/** Words that ask without naming anything. */
const EMPTY_WORDS = new Set(
  (
    '什么 怎么 怎样 如何 哪里 哪些 多少 为何 为什么 是否 可以 我们 你们 请问 关于 以及 ' +
    '的 了 吗 呢 吧 是 有 在 和 与 及 或 我 你 他 要 能 会 怎 哪 谁'
  ).split(' '),
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

/** The text in the form that titles are compared in. */
export const foldTitle = (text: string): string => fold(text).replace(/\s+/g, '');

/** At most so many units, and no half of a character. */
const cut = (text: string, length: number): string =>
  text.slice(0, /^[\udc00-\udfff]/.test(text.slice(length)) ? length - 1 : length);

export const cutTitle = (title: string): string => cut(title.trim(), MAX_TITLE);

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

/** Elements that may begin and end in the middle of a word. */
const INLINE = /<\/?(a|b|i|u|s|em|strong|span|font|mark|small|sub|sup|code|del|ins)(\s[^<>]*)?>/gi;

/** What a reader sees of a text that may hold markup. */
export const plainText = (text: string): string =>
  cut(
    cut(text, MAX_MARKUP)
      .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
      .replace(INLINE, '')
      .replace(/<\/?[a-z][^<>]*>/gi, ' ')
      .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
      .replace(/[*`|]+|^[ \t]*[>#]+/gm, ' ')
      .replace(/&([a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '')
      .trim(),
    MAX_TEXT,
  );

/** Runs of Chinese characters, words of Latin letters and numbers. */
export const runsOf = (folded: string): string[] => folded.match(RUNS) ?? [];

/** Pairs of neighbouring characters. */
export const bigrams = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
};

/** How a run of Chinese characters is spoken, a syllable each; '' for one that no dictionary knows. */
export const syllablesOf = (run: string): string[] =>
  pinyin(run, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
    /^[a-z]+$/.test(syllable) ? syllable : '',
  );

const wordsOf = (run: string): string[] => [...words.segment(run)].map(({ segment }) => segment);

/** Places in a run, counted in characters, where a word begins. */
export const startsOf = (run: string): number[] => {
  let place = 0;
  return wordsOf(run).map((word) => {
    const start = place;
    place += [...word].length;
    return start;
  });
};

/** How a title is typed in Latin letters: from each word on, in full (`~`) and by initials (`^`). */
const soundLexemes = (title: string): string[] =>
  runsOf(fold(title))
    .filter((run) => HAN.test(run))
    .flatMap((run) => {
      const syllables = syllablesOf(run);
      const initials = syllables.map((syllable) => syllable.charAt(0));
      return startsOf(run).flatMap((start) => [
        `~${syllables.slice(start, start + FULL_SYLLABLES).join('')}`,
        `^${initials.slice(start, start + INITIALS).join('')}`,
      ]);
    });

/**
 * Pairs of neighbouring characters, so that every word of two characters or more is found, whatever
 * a dictionary knows; the last character of each run (single characters are found as beginnings);
 * words of letters and numbers.
 */
const textLexemes = (text: string): string[] =>
  runsOf(fold(text)).flatMap((run) =>
    HAN.test(run) ? [...bigrams(run), [...run].at(-1) ?? ''] : [run.slice(0, MAX_WORD)],
  );

/** A text by its letters and digits alone, as the one lexeme (`==`) that an equal title has. */
const wholeLexemes = (folded: string): string[] => {
  const letters = runsOf(folded).join('');
  return letters === '' || letters.length > MAX_WORD ? [] : [`==${letters}`];
};

/** What a record is found by; what stands in its title once more with `=` before it. */
export const lexemesOf = (title: string, text: string): string[] => {
  const inTitle = textLexemes(title);
  return [
    ...new Set([
      ...wholeLexemes(foldTitle(title)),
      ...inTitle.map((lexeme) => `=${lexeme}`),
      ...inTitle,
      ...textLexemes(text),
      ...soundLexemes(title).filter((lexeme) => lexeme.length > 1),
    ]),
  ];
};

const any = (lexemes: readonly string[]): string => {
  const beginnings = lexemes.map((lexeme) => `'${lexeme}':*`).join(' | ');
  return lexemes.length > 1 ? `(${beginnings})` : beginnings;
};

/** `sign`: '' for a term anywhere, '=' for one in the title; `isSpoken`: or one that sounds so. */
const termQuery = (term: string, sign: string, isSpoken = true): string => {
  if (HAN.test(term)) {
    const pairs = bigrams(term);
    return pairs.length === 0
      ? any([sign + term])
      : pairs.map((pair) => `'${sign}${pair}'`).join(' & ');
  }
  if (term.length < 2) return `'${sign}${term}'`;
  const isWritten = !isSpoken || /\d/.test(term);
  return any(isWritten ? [sign + term] : [sign + term, `~${term}`, `^${term}`]);
};

const toTerms = (whole: string, terms: readonly string[]): SearchTerms => {
  // Syllables may be typed one by one: di bao.
  const joined = terms.join('');
  const isSpelled = terms.length > 1 && /^[a-z]+$/.test(joined);
  const query = (sign: string): string => {
    const all = terms.map((term) => termQuery(term, sign)).join(' & ');
    return isSpelled ? `(${all}) | ${any([`~${joined}`])}` : all;
  };
  const inTitle = query('=');
  const [exact] = wholeLexemes(whole);
  return {
    whole,
    terms,
    marked: isSpelled ? [...terms, joined] : terms,
    anywhere: query(''),
    inTitle,
    held: terms.map((term) => termQuery(term, '=', false)).join(' & '),
    exact: exact === undefined ? '' : `'${exact}' & (${inTitle})`,
    isShort: terms.length === 1 && terms[0] === whole && HAN.test(whole) && [...whole].length <= 2,
  };
};

/** The search as it stands; null where it holds nothing to search for. */
export const parseSearch = (text: string): SearchTerms | null => {
  const terms = [...new Set(runsOf(fold(text)))].map((run) => run.slice(0, MAX_WORD));
  return terms.length === 0 ? null : toTerms(foldTitle(text), terms);
};

/** Words of a run that name something; single characters side by side are a word that no dictionary knows. */
const namesIn = (run: string): string[] => {
  const names: string[] = [];
  let single = '';
  const end = (): void => {
    if (single !== '') names.push(single);
    single = '';
  };
  for (const word of wordsOf(run)) {
    const isSingle = [...word].length === 1;
    if (!isSingle || EMPTY_WORDS.has(word)) end();
    if (EMPTY_WORDS.has(word)) continue;
    if (isSingle) single += word;
    else names.push(word);
  }
  end();
  return names;
};

/**
 * The same search word by word, wherever the words stand, without those that say nothing; null
 * where that is no other search.
 */
export const loosened = ({ whole, terms, anywhere }: SearchTerms): SearchTerms | null => {
  const parts = terms.flatMap((term) => (HAN.test(term) ? namesIn(term) : [term]));
  if (parts.length === 0) return null;
  const other = toTerms(whole, [...new Set(parts)]);
  return other.anywhere === anywhere ? null : other;
};
