import fc from 'fast-check';

import { bigrams, fold, lexemesOf, loosened, parseSearch, plainText } from './search-text';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'低保资金ＡＢ１０，。 a9𠮷😀İ'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

/** What PostgreSQL's tsquery does, for the queries that are made here. */
const isFound = (query: string, lexemes: readonly string[]): boolean =>
  query
    .replace(/^\((.*)\) \| \('[^)]*\)$/, '$1')
    .split(' & ')
    .every((part) =>
      [...part.matchAll(/'([^']+)'(:\*)?/g)].some(([, lexeme = '', prefix]) =>
        lexemes.some((one) => (prefix ? one.startsWith(lexeme) : one === lexeme)),
      ),
    );

const finds = (q: string, title: string, body = ''): boolean => {
  const terms = parseSearch(q);
  return terms !== null && isFound(terms.anywhere, lexemesOf(title, body));
};

describe('fold', () => {
  it('should make full width half, and capitals small', () => {
    expect(fold('ＡＢｃ１２　岸政〔２０１７〕ＷＴＯ')).toBe('abc12 岸政〔2017〕wto');
  });

  it('should keep every place where it is', () => {
    fc.assert(fc.property(text, (one) => fold(one).length === one.length));
  });

  it('should change nothing the second time', () => {
    fc.assert(fc.property(text, (one) => fold(fold(one)) === fold(one)));
  });
});

describe('plainText', () => {
  it.each([
    ['<p>低保<br/>资金</p>', '低保 资金'],
    ['<p>低<b>保</b><span style="x">资</span>金</p><p>公示</p>', '低保资金 公示'],
    ['# 标题\n\n**重点** [链接](https://a.example)', '标题 重点 链接'],
    ['<script>alert(1)</script>正文<!-- 注 -->', '正文'],
    ['a &amp; b&nbsp;c &lt;d&gt;', 'a & b c <d>'],
    ['1 < 2，3 > 2', '1 < 2，3 > 2'],
    ['> 引文', '引文'],
  ])('should read %j as %j', (source, expected) => {
    expect(plainText(source)).toBe(expected);
  });

  it('should end long texts without half a character', () => {
    const long = plainText('𠮷'.repeat(40_000));
    expect(long.length).toBeLessThanOrEqual(30_000);
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });

  it('should be quick whatever is in it', () => {
    // The process's own time: a busy machine changes nothing.
    const began = process.cpuUsage();
    for (const part of ['<!--', '<script', '<', '[', '![', '&a', '<a ', '<b\t'])
      plainText(part.repeat(200_000));
    expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
  });
});

describe('lexemesOf and parseSearch', () => {
  const TITLE = '江岸区2017年城市低保资金分配公示';

  it.each(['低保', '资金', '金分', '示', '城市低保', '2017', '201', 'chengshi', 'dbzj', 'cs'])(
    'should find %s in a title',
    (q) => expect(finds(q, TITLE)).toBe(true),
  );

  it.each(['保低', '市级', '017', 'baodi', 'xyz'])('should not find %s there', (q) =>
    expect(finds(q, TITLE)).toBe(false),
  );

  it('should find pinyin of titles only, syllable by syllable too', () => {
    expect(finds('dibao', '公示', '城市低保')).toBe(false);
    const { anywhere = '' } = parseSearch('di bao') ?? {};
    expect(anywhere).toContain(`'~dibao':*`);
  });

  it('should find every word of two characters or more that stands in a text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'低保资金公示𠮷社区街道'), { minLength: 2, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (characters, at, length) => {
          const from = at % (characters.length - 1);
          const word = characters.slice(from, from + 2 + (length % 6)).join('');
          return finds(word, '', characters.join(''));
        },
      ),
    );
  });

  it('should make lexemes and queries that hold nothing but letters, digits and their signs', () => {
    fc.assert(
      fc.property(text, text, (title, body) => {
        for (const lexeme of lexemesOf(title, body))
          expect(lexeme).toMatch(/^(==?|[~^])?[\p{Script=Han}a-z0-9]+$/u);
        const { anywhere = '', inTitle = '', held = '', exact = '' } = parseSearch(title) ?? {};
        for (const query of [anywhere, inTitle, held, exact])
          expect(query).toMatch(/^[\p{Script=Han}a-z0-9'=~^:*&|() ]*$/u);
      }),
    );
  });

  it.each([
    ['低保', true, true],
    ['城市低保，资金', true, false],
    ['dibao', false, false],
    ['dibao低保', false, false],
    ['2017', true, false],
  ])(
    'should look for %s as written in titles (%s), by one lexeme alone (%s)',
    (q, isHeld, isOne) => {
      const terms = parseSearch(q);
      expect(isFound(terms?.held ?? '', lexemesOf(TITLE, ''))).toBe(isHeld);
      expect(terms?.isShort).toBe(isOne);
    },
  );

  it('should know the title that is the text, but for its punctuation', () => {
    const isExact = (q: string): boolean =>
      isFound(parseSearch(q)?.exact ?? '', lexemesOf(TITLE, '资金'));
    expect([TITLE, '江岸区２０１７年，城市低保资金分配公示', '低保'].map(isExact)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('should have nothing to search for without letters, digits or characters', () => {
    expect(parseSearch(' ，。!? ')).toBeNull();
  });

  it('should pair characters and not their halves', () => {
    expect(bigrams('𠮷市区')).toEqual(['𠮷市', '市区']);
  });
});

describe('loosened', () => {
  it('should keep the words that name something', () => {
    const terms = parseSearch('请问怎么申请城市低保');
    const looser = terms && loosened(terms);
    expect(looser?.terms).toEqual(expect.arrayContaining(['申请', '城市', '低保']));
    expect(looser?.terms).not.toContain('请问');
  });

  it('should be null where it would be the same search', () => {
    const terms = parseSearch('低保');
    expect(terms && loosened(terms)).toBeNull();
  });
});
