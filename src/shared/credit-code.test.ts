import fc from 'fast-check';

import { creditCodeCheck, isCreditCode } from './credit-code';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const body = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 17, maxLength: 17 });

describe('unified social credit code (GB 32100-2015)', () => {
  it('accepts the code of a real organ, whose check character is a letter', () => {
    expect(creditCodeCheck('11341702486344515')).toBe('H');
    expect(isCreditCode('11341702486344515H')).toBe(true);
  });

  it.each([
    ['one character too few', '11341702486344515'],
    ['one character too many', '11341702486344515HH'],
    ['wrong check character', '11341702486344515J'],
    ['lower case', '11341702486344515h'],
    ['a letter outside the alphabet', '1134170248634451IH'],
    ['nothing', ''],
    ['a line break behind it', '11341702486344515H\n'],
  ])('refuses %s', (_, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('has no check character for what is not 17 characters of the alphabet', () => {
    expect(creditCodeCheck('1134170248634451')).toBeNull();
    expect(creditCodeCheck('1134170248634451O')).toBeNull();
  });

  it('accepts every body with its own check character', () => {
    fc.assert(fc.property(body, (text) => isCreditCode(`${text}${creditCodeCheck(text)}`)));
  });

  it('notices any single changed character', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.constantFrom(...ALPHABET), (text, place, other) => {
        const code = `${text}${creditCodeCheck(text)}`;
        fc.pre(code.charAt(place) !== other);
        return !isCreditCode(code.slice(0, place) + other + code.slice(place + 1));
      }),
    );
  });
});
