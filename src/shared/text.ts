/** Characters that are there but not seen: zero-width, joiners, byte order mark, soft hyphen. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * A code as it is stored, however it was typed: half width (NFKC), upper case, without spaces and
 * invisible characters.
 */
export const normalizeCode = (value: string): string =>
  value.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, '').toUpperCase();

/** A text without spaces and invisible characters around it, spaces inside single. */
export const normalizeText = (value: string): string =>
  value.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

/**
 * A document number (发文字号) with the brackets that the standard of official documents wants
 * (GB/T 9704: 〔2017〕): 鄂财编办发[2017]3号, (2017) and （2017） become 鄂财编办发〔2017〕3号.
 */
export const normalizeDocNumber = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, '')
    .replace(/[[({【〔](\d{4})[\])}】〕]/g, '〔$1〕');
