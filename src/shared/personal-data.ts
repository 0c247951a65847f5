import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Surnames of two characters that a mask must keep whole. */
const COMPOUND_SURNAMES = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '夏侯',
  '令狐',
  '端木',
  '长孙',
  '宇文',
  '南宫',
  '独孤',
  '轩辕',
  '呼延',
  '闻人',
];

/**
 * A name as the public may see it: the surname stays, of three or more characters also the last
 * (张*, 张*明, 欧阳**); see docs/architecture.md, personal data.
 */
export const maskName = (name: string): string => {
  const characters = Array.from(name.trim());
  if (characters.length <= 1) return characters.length === 0 ? '' : '*';
  const surname = COMPOUND_SURNAMES.includes(characters.slice(0, 2).join('')) ? 2 : 1;
  const rest = characters.length - surname;
  if (rest <= 0) return `${characters[0]}*`;
  if (surname === 2 || rest === 1) return characters.slice(0, surname).join('') + '*'.repeat(rest);
  return `${characters[0]}${'*'.repeat(rest - 1)}${characters.at(-1)}`;
};

/** An ID number as an editor sees it: region and last two digits (420102**********1X). */
export const maskIdNumber = (value: string): string =>
  value.length < 10
    ? '*'.repeat(value.length)
    : `${value.slice(0, 6)}${'*'.repeat(value.length - 8)}${value.slice(-2)}`;

/** An account as an editor sees it: the last four characters. */
export const maskAccount = (value: string): string =>
  value.length <= 4
    ? '*'.repeat(value.length)
    : `${'*'.repeat(value.length - 4)}${value.slice(-4)}`;

const PREFIX = 'enc1:';

/** Encrypts and fingerprints personal data with keys derived from ENCRYPTION_KEY. */
export interface PersonalDataCipher {
  /** AES-256-GCM, `enc1:` + base64; the same text gives the same result, so a load can be repeated. */
  encrypt(plain: string): string;
  /** @throws Error where the text was not encrypted with this key, or was altered. */
  decrypt(encrypted: string): string;
  /** Keyed hash (hex) for finding the same person without decrypting anybody. */
  hash(plain: string): string;
}

/** True for what `encrypt` returns. */
export const isEncrypted = (value: string): boolean => value.startsWith(PREFIX);

/** @param secret ENCRYPTION_KEY, at least 32 characters. */
export const createPersonalDataCipher = (secret: string): PersonalDataCipher => {
  if (secret.length < 32) throw new Error('ENCRYPTION_KEY needs at least 32 characters');
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'gongkai', purpose, 32));
  const key = derive('personal-data/encrypt');
  const nonceKey = derive('personal-data/nonce');
  const hashKey = derive('personal-data/hash');
  return {
    encrypt(plain) {
      // A nonce derived from the text can repeat only for the same text, which is no loss here.
      const nonce = createHmac('sha256', nonceKey).update(plain).digest().subarray(0, 12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    decrypt(encrypted) {
      if (!isEncrypted(encrypted)) throw new Error('not encrypted');
      const bytes = Buffer.from(encrypted.slice(PREFIX.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
    hash: (plain) => createHmac('sha256', hashKey).update(plain).digest('hex'),
  };
};
