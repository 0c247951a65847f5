import { escapeFormula } from '../../../../shared/spreadsheet/escape';
import { csvLine, FORMULA_STARTS, LINE_STARTS, PASSED_OVER, PLAIN_STARTS } from './spreadsheet';

const isEscaped = (text: string): boolean => escapeFormula(text).startsWith(`'`);

describe('what the database escapes', () => {
  const characters = Array.from({ length: 0xffff }, (_, index) =>
    String.fromCharCode(index + 1),
  ).filter((character) => character !== `'` && !/\p{Surrogate}/u.test(character));

  it('should be what escapeFormula escapes: every character that begins a formula', () => {
    const begins = characters.filter((character) => isEscaped(`${character}x`));
    expect([...begins].sort()).toEqual([...FORMULA_STARTS, ...LINE_STARTS].sort());
  });

  it('should be what escapeFormula escapes: every character that is passed over', () => {
    const starts = new Set([...FORMULA_STARTS, ...LINE_STARTS]);
    const passed = characters.filter(
      (character) => !starts.has(character) && isEscaped(`${character}=1`),
    );
    const known = [...PASSED_OVER].filter((character) => !LINE_STARTS.includes(character));
    expect([...passed].sort()).toEqual(known.sort());
  });

  it('should be nothing that begins as nearly all texts do', () => {
    const plain = characters.filter((character) =>
      PLAIN_STARTS.some(([first = '', last = '']) => character >= first && character <= last),
    );
    expect(plain.length).toBeGreaterThan(20_000);
    expect(plain.filter((one) => isEscaped(`${one}x`) || isEscaped(`${one}=1`))).toEqual([]);
  });
});

describe('csvLine', () => {
  it('should quote what needs it and tell blank from empty', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', '', null])).toBe('a,"b,c","d""e","f\ng","",\n');
  });
});
