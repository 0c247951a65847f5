import { bigrams, fold, HAN, runsOf, startsOf, syllablesOf } from './search-text';

/** Part of a text, in UTF-16 units: from (inclusive), to (exclusive). */
export type Mark = readonly [number, number];

const EXCERPT = 160;
/** Shown before the first place found. */
const EXCERPT_LEAD = 40;

const placesOf = (folded: string, term: string): Mark[] => {
  const places: Mark[] = [];
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
    places.push([at, at + term.length]);
  return places;
};

/** In order, none touching another. */
const merge = (marks: readonly Mark[]): Mark[] => {
  const merged: [number, number][] = [];
  for (const [from, to] of [...marks].sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};

/** Where the terms stand in a text: as they are, or else as the pairs they are made of. */
export const marksOf = (text: string, terms: readonly string[]): Mark[] => {
  const folded = fold(text);
  return merge(
    terms.flatMap((term) => {
      const whole = placesOf(folded, term);
      return whole.length > 0 || !HAN.test(term)
        ? whole
        : bigrams(term).flatMap((pair) => placesOf(folded, pair));
    }),
  );
};

/** How many of the texts, joined, it takes to begin with the term; 0 where they don't. */
const spelled = (texts: readonly string[], term: string): number => {
  let joined = '';
  for (const [index, text] of texts.entries()) {
    joined += text;
    if (joined.startsWith(term)) return index + 1;
    if (!term.startsWith(joined)) return 0;
  }
  return 0;
};

/** Which characters of a title a word of Latin letters stands for, in full or by initials. */
export const soundMarksOf = (title: string, terms: readonly string[]): Mark[] => {
  const sounds = terms.filter((term) => /^[a-z]{2,}$/.test(term));
  if (sounds.length === 0) return [];
  const folded = fold(title);
  let from = 0;
  const marks = runsOf(folded).flatMap((run): Mark[] => {
    const at = folded.indexOf(run, from);
    from = at + run.length;
    if (!HAN.test(run)) return [];
    const characters = [...run];
    const syllables = syllablesOf(run);
    const initials = syllables.map((syllable) => syllable.charAt(0));
    const places = characters.map((_, index) => at + characters.slice(0, index).join('').length);
    return startsOf(run).flatMap((start) =>
      sounds.flatMap((term): Mark[] => {
        const count = Math.max(
          spelled(syllables.slice(start), term),
          spelled(initials.slice(start), term),
        );
        return count === 0 ? [] : [[places[start] ?? at, places[start + count] ?? from]];
      }),
    );
  });
  return merge(marks);
};

const isTail = (text: string, at: number): boolean =>
  /^[\udc00-\udfff]/.test(text.slice(at, at + 1));

/** The part of a text around the first place found, with the marks in it. */
export const excerptOf = (
  text: string,
  terms: readonly string[],
): { readonly text: string; readonly marks: readonly Mark[] } => {
  const first = marksOf(text, terms)[0]?.[0] ?? 0;
  let start = first <= EXCERPT_LEAD ? 0 : first - EXCERPT_LEAD;
  let end = Math.min(text.length, start + EXCERPT);
  // A character of two units is not cut in half.
  if (isTail(text, start)) start += 1;
  if (isTail(text, end)) end -= 1;
  const cut = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  return { text: cut, marks: marksOf(cut, terms) };
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** The text as HTML, with what is marked in `<mark>`; there is no other element in it. */
export const toHtml = (text: string, marks: readonly Mark[]): string => {
  let html = '';
  let at = 0;
  for (const [from, to] of marks) {
    html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(text.slice(at));
};
