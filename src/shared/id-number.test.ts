import fc from 'fast-check';

import { idNumberCheck, idNumberFacts, isIdNumber, normalizeIdNumber } from './id-number';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 17 });

describe('citizen identity number (GB 11643-1999)', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('accepts the standard’s own example %s', (value, birthDate, gender) => {
    expect(isIdNumber(value)).toBe(true);
    expect(idNumberFacts(value)).toEqual({ birthDate, gender });
  });

  it.each([
    ['lower case x', '11010519491231002x'],
    ['a wrong check character', '110105194912310021'],
    ['17 digits', '11010519491231002'],
    ['full width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['nothing', ''],
  ])('refuses %s', (_, value) => {
    expect(isIdNumber(value)).toBe(false);
  });

  it('normalises full width, spaces, dashes and a small x', () => {
    expect(normalizeIdNumber(' １１０１０５-1949 1231-002ｘ ')).toBe('11010519491231002X');
  });

  it('takes a check character over 17 digits only', () => {
    expect(() => idNumberCheck('1101051949123100')).toThrow(RangeError);
    expect(() => idNumberCheck('1101051949123100A')).toThrow(RangeError);
  });

  it('states no facts of a number with an impossible birth date', () => {
    const body = '42010220170230001';
    expect(isIdNumber(`${body}${idNumberCheck(body)}`)).toBe(true);
    expect(idNumberFacts(`${body}${idNumberCheck(body)}`)).toBeNull();
  });

  it('notices any single changed digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(16), fc.nat(9), (body, place, other) => {
        const value = `${body}${idNumberCheck(body)}`;
        fc.pre(value.charAt(place) !== String(other));
        return (
          isIdNumber(value) && !isIdNumber(value.slice(0, place) + other + value.slice(place + 1))
        );
      }),
    );
  });

  it('notices two neighbours in the wrong order', () => {
    fc.assert(
      fc.property(digits, fc.nat(15), (body, place) => {
        const value = `${body}${idNumberCheck(body)}`;
        const swapped =
          value.slice(0, place) +
          value.charAt(place + 1) +
          value.charAt(place) +
          value.slice(place + 2);
        fc.pre(swapped !== value);
        return !isIdNumber(swapped);
      }),
    );
  });
});
