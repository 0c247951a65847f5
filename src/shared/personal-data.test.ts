import fc from 'fast-check';

import {
  createPersonalDataCipher,
  isEncrypted,
  maskAccount,
  maskIdNumber,
  maskName,
} from './personal-data';

const SECRET = 'a test key of more than thirty-two characters';
const cipher = createPersonalDataCipher(SECRET);

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['张小明', '张*明'],
    ['欧阳修文', '欧阳**'],
    ['欧阳修', '欧阳*'],
    ['王', '*'],
    ['', ''],
    [' 张三 ', '张*'],
    ['阿卜杜拉', '阿**拉'],
    ['𠮷田一', '𠮷*一'],
    ['欧阳', '欧*'],
  ])('shows %p as %p', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never shows a whole name, and masks a mask no further', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'张王李赵欧阳司马诸葛小明国强'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(han, (name) => {
        const masked = maskName(name);
        expect(masked).not.toBe(name);
        expect(masked).toContain('*');
        expect(Array.from(masked)).toHaveLength(Array.from(name).length);
      }),
    );
    for (const masked of ['张*', '张*明', '欧阳**', '*']) expect(maskName(masked)).toBe(masked);
  });

  it.each([
    ['11010519491231002X', '110105**********2X'],
    ['440524188001010014', '440524**********14'],
    ['1234567', '*******'],
  ])('shows ID number %s as %s', (value, masked) => {
    expect(maskIdNumber(value)).toBe(masked);
  });

  it.each([
    ['6222020200112233445', '***************3445'],
    ['1234', '****'],
    ['12345', '*2345'],
  ])('shows account %s as %s', (value, masked) => {
    expect(maskAccount(value)).toBe(masked);
  });
});

describe('cipher', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const encrypted = cipher.encrypt(plain);
        expect(isEncrypted(encrypted)).toBe(true);
        expect(cipher.decrypt(encrypted)).toBe(plain);
      }),
    );
  });

  it('gives the same text for the same number, another for another', () => {
    expect(cipher.encrypt('11010519491231002X')).toBe(cipher.encrypt('11010519491231002X'));
    expect(cipher.encrypt('11010519491231002X')).not.toBe(cipher.encrypt('440524188001010014'));
    expect(cipher.encrypt('11010519491231002X')).not.toContain('1949');
  });

  it('hashes by key', () => {
    const other = createPersonalDataCipher(`${SECRET} of somebody else`);
    expect(cipher.hash('11010519491231002X')).toMatch(/^[0-9a-f]{64}$/);
    expect(cipher.hash('11010519491231002X')).toBe(
      createPersonalDataCipher(SECRET).hash('11010519491231002X'),
    );
    expect(other.hash('11010519491231002X')).not.toBe(cipher.hash('11010519491231002X'));
  });

  it('fits an 18-digit number and a 30-digit account into the columns', () => {
    expect(cipher.encrypt('9'.repeat(30)).length).toBeLessThanOrEqual(255);
  });

  it('refuses another key, plain text and any altered byte', () => {
    const encrypted = cipher.encrypt('11010519491231002X');
    expect(() => createPersonalDataCipher(`${SECRET}!`).decrypt(encrypted)).toThrow();
    expect(() => cipher.decrypt('11010519491231002X')).toThrow('not encrypted');
    const bytes = Buffer.from(encrypted.slice(5), 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] as number) ^ 1;
      expect(() => cipher.decrypt(`enc1:${altered.toString('base64')}`)).toThrow();
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() =>
        cipher.decrypt(`enc1:${bytes.subarray(0, length).toString('base64')}`),
      ).toThrow();
    }
  });

  it('refuses a short key', () => {
    expect(() => createPersonalDataCipher('short')).toThrow('at least 32');
  });
});
