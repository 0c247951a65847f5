import fc from 'fast-check';

import { creditCodeCheck } from './credit-code';
import { findLeaks } from './leak-scanner';

const kinds = (text: string): string[] => findLeaks(text).map(({ kind }) => kind);

describe('findLeaks', () => {
  it.each([
    ['an ID number', '身份证号：11010519491231002X，', 'id-number'],
    ['with a small x', '11010519491231002x', 'id-number'],
    ['in full width', '１１０１０５１９４９１２３１００２Ｘ', 'id-number'],
    ['in parts', '110105 19491231 002X', 'id-number'],
    ['with dashes', '110105-1949-1231-002X', 'id-number'],
    ['with long dashes', '110105—19491231—002X', 'id-number'],
    ['with invisible characters', '1101051949\u200b1231002X', 'id-number'],
    ['broken by tags', '<b>110105</b><i>19491231</i>002X', 'id-number'],
    ['broken by entities', '110105&nbsp;19491231&#32;002X', 'id-number'],
    ['spelled in entities', '&#49;&#x31;010519491231002X', 'id-number'],
    ['born in 1880', '编号440524188001010014。', 'id-number'],
    ['behind another number', '2017 11010519491231002X', 'id-number'],
    ['an old ID number', '证号110105491231002', 'old-id-number'],
    ['a mobile number', '电话13871234567', 'mobile'],
    ['a mobile number in parts', '138 7123 4567', 'mobile'],
    ['a mobile number with dashes', '138-7123-4567', 'mobile'],
    ['a mobile number with country code', '+8613871234567', 'mobile'],
    ['a mobile number with country code apart', '+86 138-7123-4567', 'mobile'],
    ['a full-width mobile number', '１３８７１２３４５６７', 'mobile'],
    ['a bank card', '账号6222020200112233446', 'bank-card'],
    ['a bank card in parts', '6225 7600 0801 9536', 'bank-card'],
  ])('finds %s', (_, text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    ['a wrong checksum', '110105194912310021'],
    ['a changed digit', '11010519491231012X'],
    ['a credit code', '11341702486344515H'],
    ['an index number', '11341702486344515H/202110-00013'],
    ['a landline', '027-82738888'],
    ['a service number', '12345、400-820-8888'],
    ['an amount', '374171548.00元，4779610000.00元'],
    ['a row of figures', '1709 1741 9174 8776'],
    ['a row of years', '2014 2015 2016 2017'],
    ['neighbouring cells', '<td>138</td><td>7123</td><td>4567</td>'],
    ['12 digits', '138712345678'],
    ['a date and time', '2017-12-19 10:30:00'],
    ['a number with a wrong Luhn digit', '6222020200112233445'],
    ['a masked number', '110105**********2X 138****4567'],
    ['an article number', '岸政规〔2017〕1号'],
    ['nothing', ''],
  ])('leaves %s alone', (_, text) => {
    expect(findLeaks(text)).toEqual([]);
  });

  it('does not take a credit code of digits for a card', () => {
    const bodies = Array.from(
      { length: 2_000 },
      (_, index) => `51420102${String(index).padStart(9, '0')}`,
    );
    const codes = bodies
      .map((body) => `${body}${creditCodeCheck(body)}`)
      .filter((code) => /^\d+$/.test(code));
    expect(codes.length).toBeGreaterThan(100);
    expect(codes.filter((code) => kinds(code).includes('bank-card'))).toEqual([]);
  });

  it('tells masked numbers only, each once', () => {
    const leaks = findLeaks('13871234567，13871234567，11010519491231002X，6222020200112233446');
    expect(leaks.map(({ masked }) => masked)).toEqual([
      '138****4567',
      '110105**********2X',
      '***************3446',
    ]);
  });

  it('finds a number wherever it stands among Chinese text', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'关于发放低保金的公告，。：（）'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        han,
        han,
        (before, after) => kinds(`${before}13871234567${after}`).join() === 'mobile',
      ),
    );
  });

  it.each(['<', '<p', '1 ', '1-', '&#', '<!--'])(
    'reads a long text of %p in one pass',
    (part) => {
      // Anything but a linear scan of a million repetitions would not end within the time-out.
      expect(findLeaks(part.repeat(1_000_000))).toEqual([]);
    },
    60_000,
  );
});
