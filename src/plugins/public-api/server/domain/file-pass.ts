import { createHmac, timingSafeEqual } from 'node:crypto';

import { FILE_PASS } from '../constants';

const sign = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();

/** What lets the holder of a session of the panel see files that aren't public, for a while. */
export const issuePass = (secret: string, session: string, now: Date): string => {
  const expires = Math.floor(now.getTime() / 1_000) + FILE_PASS.seconds;
  const text = `${session}.${expires}`;
  return `${text}.${sign(secret, text).toString('base64url')}`;
};

/** The session that a pass was issued to; null where it is forged or over. */
export const readPass = (secret: string, pass: string, now: Date): string | null => {
  const [, text = '', session = '', expires = '', mac = ''] =
    /^(([\w-]{1,100})\.(\d{1,12}))\.([\w-]{43})$/.exec(pass) ?? [];
  const given = Buffer.from(mac, 'base64url');
  const right = sign(secret, text);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return Number(expires) * 1_000 > now.getTime() ? session : null;
};
