import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;

/** Encrypts small JSON values; `context` (what it belongs to) must be the same to open it again. */
export interface SecretBox {
  seal(value: unknown, context: string): string;
  /** @throws where the key or the context is another one. */
  open(sealed: string, context: string): unknown;
}

/**
 * A box under a key derived from the installation's `ENCRYPTION_KEY`, for one use of one plugin: what
 * one box has sealed no other opens.
 */
export const createSecretBox = (
  encryptionKey: string,
  { owner, use }: { readonly owner: string; readonly use: string },
): SecretBox => {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, owner, use, 32));
  return {
    seal(value, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(context));
      const data = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return [VERSION, iv, cipher.getAuthTag(), data]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, context) {
      const [version, iv = '', tag = '', data = ''] = sealed.split('.');
      if (version !== VERSION) throw new Error('unknown form of stored secrets');
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'))
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      const text = Buffer.concat([
        decipher.update(Buffer.from(data, 'base64url')),
        decipher.final(),
      ]);
      return JSON.parse(text.toString('utf8')) as unknown;
    },
  };
};
