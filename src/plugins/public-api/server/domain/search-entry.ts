import { cutTitle, foldTitle, lexemesOf, plainText } from './search-text';

/** Public attributes of a record, as the database has them. */
export interface IndexedRow {
  readonly id: number;
  readonly document_id: string;
  readonly title: string | null;
  readonly texts: readonly (string | null)[];
  /** Of a list: what it is made of, and the same as JSON. */
  readonly by: readonly (string | null)[] | null;
  readonly place: string;
  readonly organ_id: number | null;
  readonly year: number | null;
  readonly day: string | null;
}

/** What the index keeps of it. */
export interface IndexEntry {
  readonly row_id: number;
  readonly document_id: string;
  /** JSON list of what makes the list, '' for a record. */
  readonly place: string;
  readonly organ_id: number | null;
  readonly year: number | null;
  readonly day: string | null;
  readonly sorted_on: string | null;
  readonly title: string;
  readonly folded: string;
  readonly body: string;
  /** Separated by spaces. */
  readonly lexemes: string;
}

const isYear = (year: number | null): year is number =>
  year !== null && year >= 1000 && year <= 9999;

/** Whatever only has a year goes to the end of it. */
const lastDayOf = (year: number | null): string | null => (isYear(year) ? `${year}-12-31` : null);

export const toEntry = (row: IndexedRow): IndexEntry => {
  const isText = (text: string | null): text is string => text !== null && text !== '';
  const title = cutTitle([row.title, ...(row.by ?? [])].filter(isText).join(' '));
  const body = plainText(row.texts.filter(isText).join('\n'));
  return {
    row_id: row.id,
    document_id: row.document_id,
    place: row.place,
    organ_id: row.organ_id,
    year: isYear(row.year) ? row.year : null,
    day: row.day,
    sorted_on: row.day ?? lastDayOf(row.year),
    title,
    folded: foldTitle(title),
    body,
    lexemes: lexemesOf(title, body).join(' '),
  };
};
