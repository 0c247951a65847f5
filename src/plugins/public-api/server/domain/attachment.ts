import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

import { fileTypeFromBuffer } from 'file-type';

import { ATTACHMENTS } from '../constants';
import { RequestFault } from './fault';

type MediaType = keyof typeof ATTACHMENTS.types;

/** A file that came with a submission. */
export interface Attachment {
  readonly mediaType: MediaType;
  readonly content: Buffer;
  /** Of the content, hexadecimal. */
  readonly sha256: string;
}

const isTaken = (mediaType: string | undefined): mediaType is MediaType =>
  mediaType !== undefined && Object.hasOwn(ATTACHMENTS.types, mediaType);

/**
 * The file, by what it holds: neither its name nor the type that its sender claims count.
 * @throws RequestFault where it is of no type that is taken
 */
export const readAttachment = async (content: Buffer): Promise<Attachment> => {
  const mediaType = (await fileTypeFromBuffer(content))?.mime;
  if (!isTaken(mediaType))
    throw new RequestFault('附件只能是 PDF、JPG、PNG 文件，请另存后重新提交', ['files']);
  return { mediaType, content, sha256: createHash('sha256').update(content).digest('hex') };
};

/** Under what name it is handed out: never the sender's, which may be anything. */
export const attachmentName = (position: number, mediaType: string): string =>
  `附件${position}.${isTaken(mediaType) ? ATTACHMENTS.types[mediaType] : 'bin'}`;

const NONCE = 12;
const TAG = 16;

/** Encrypts with AES-256-GCM: nonce, tag, content. @param secret 32 bytes, hexadecimal */
export const seal = (secret: string, content: Buffer): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(secret, 'hex'), nonce);
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** What `seal` was given. @throws Error where it was sealed with another secret, or altered */
export const unseal = (secret: string, sealed: Buffer): Buffer => {
  const key = Buffer.from(secret, 'hex');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
};
