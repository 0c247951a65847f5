import fc from 'fast-check';

import { excerptOf, marksOf, soundMarksOf, toHtml, type Mark } from './search-marks';

const text = fc.string({ unit: fc.constantFrom(...'低保资金城市ａB1 <&"𠮷😀，'), maxLength: 400 });
const terms = fc.array(
  fc.constantFrom('低保', '城市低保', '保', 'a', 'b1', '𠮷', '资𠮷金', 'dibao', 'cs', 'amp'),
  {
    maxLength: 4,
  },
);

const isCut = (one: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(one.charAt(at - 1)) && /[\udc00-\udfff]/.test(one.charAt(at));

/** In range, in order, apart from each other, and never between the halves of a character. */
const check = (one: string, marks: readonly Mark[]): void => {
  let last = -1;
  for (const [from, to] of marks) {
    expect(from).toBeGreaterThan(last);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(one.length);
    expect(isCut(one, from) || isCut(one, to)).toBe(false);
    last = to;
  }
};

describe('marks', () => {
  it('should stand where the terms do', () => {
    expect(marksOf('城市低保与农村低保', ['低保'])).toEqual([
      [2, 4],
      [7, 9],
    ]);
    expect(marksOf('ＷＴＯ与wto', ['wto'])).toEqual([
      [0, 3],
      [4, 7],
    ]);
  });

  it('should show a long term by its parts where it does not stand as a whole', () => {
    expect(marksOf('城市居民低保', ['城市低保'])).toEqual([
      [0, 2],
      [4, 6],
    ]);
  });

  it('should stand on the characters that pinyin means', () => {
    expect(soundMarksOf('武汉市民政局（江岸）', ['minzheng'])).toEqual([[3, 5]]);
    expect(soundMarksOf('武汉市民政局', ['mzj'])).toEqual([[3, 6]]);
    expect(soundMarksOf('武汉市民政局', ['zz'])).toEqual([]);
  });

  it('should be in range and never between the halves of a character', () => {
    fc.assert(
      fc.property(text, terms, (one, words) => {
        check(one, marksOf(one, words));
        check(one, soundMarksOf(one, words));
      }),
    );
  });
});

describe('excerptOf', () => {
  it('should begin shortly before the first place', () => {
    const { text: cut, marks } = excerptOf(`${'前'.repeat(500)}低保${'后'.repeat(500)}`, ['低保']);
    expect(cut).toMatch(/^…前{40}低保后+…$/);
    expect(cut.length).toBe(162);
    expect(marks).toEqual([[41, 43]]);
  });

  it('should be short, whole and rightly marked', () => {
    fc.assert(
      fc.property(text, terms, (one, words) => {
        const { text: cut, marks } = excerptOf(one, words);
        expect(cut.length).toBeLessThanOrEqual(162);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        check(cut, marks);
        expect(one).toContain(cut.replace(/^…|…$/g, ''));
        expect(marks.length > 0).toBe(marksOf(one, words).length > 0);
      }),
    );
  });
});

describe('toHtml', () => {
  it('should escape everything but its own marks', () => {
    expect(toHtml(`<b>&"低保"'`, [[4, 6]])).toBe(
      '&lt;b&gt;&amp;<mark>&quot;低</mark>保&quot;&#39;',
    );
  });

  it('should say the same as the text', () => {
    fc.assert(
      fc.property(text, terms, (one, words) => {
        const html = toHtml(one, marksOf(one, words));
        expect(html.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        const read = html
          .replace(/<\/?mark>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(read).toBe(one);
      }),
    );
  });
});
