import fs from 'node:fs/promises';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { readBytes } from '../channels/http';

export interface MediaFile {
  readonly bytes: Buffer;
  /** ASCII, with the extension of its type. */
  readonly name: string;
  readonly type: string;
}

/** A picture of the media library that can't be read: a post that is to show it isn't sent without it. */
export class PictureError extends Error {
  constructor(
    readonly pictureName: string,
    /** There is no file any more; else it may be read later. */
    readonly isGone: boolean,
  ) {
    super(`picture can't be read: ${pictureName}`);
  }
}

/**
 * Images of Strapi's media library; nothing else can be read through it. Null for what is no image of
 * the library, or too large: that is left out.
 */
export interface MediaSource {
  /** @throws PictureError */
  byId(id: number): Promise<MediaFile | null>;
  /**
   * By the address under which the media library serves it.
   *
   * @throws PictureError
   */
  byUrl(url: string): Promise<MediaFile | null>;
  /** Whether there is such an image; nothing is read. */
  isKnown(url: string): Promise<boolean>;
}

interface UploadedFile {
  readonly name: string;
  readonly url: string;
  readonly mime: string;
  readonly ext: string | null;
}

const UPLOAD_UID = 'plugin::upload.file';
const MAX_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const GONE_STATUSES = [404, 410];

class HttpError extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof HttpError
    ? GONE_STATUSES.includes(error.status)
    : (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * An address found in a text is only ever looked up in the media library: what is not there is not
 * fetched, so a text can't make the server call anybody.
 */
export const createMediaSource = ({ strapi }: { strapi: Core.Strapi }): MediaSource => {
  const readLocal = async (url: string): Promise<Buffer | null> => {
    const root = path.resolve(strapi.dirs.static.public);
    const file = path.resolve(root, `.${path.posix.normalize(`/${decodeURIComponent(url)}`)}`);
    if (!file.startsWith(root + path.sep)) return null;
    const { size } = await fs.stat(file);
    return size <= MAX_BYTES ? fs.readFile(file) : null;
  };

  const readRemote = async (url: string): Promise<Buffer | null> => {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new HttpError(response.status);
    return readBytes(response, MAX_BYTES);
  };

  const read = async (file: UploadedFile | null): Promise<MediaFile | null> => {
    if (!file?.mime.startsWith('image/')) return null;
    try {
      const bytes = file.url.startsWith('/')
        ? await readLocal(file.url)
        : await readRemote(file.url);
      return bytes ? { bytes, name: `image${file.ext ?? ''}`, type: file.mime } : null;
    } catch (error) {
      strapi.log.warn(`cross-post: image ${file.url} can't be read: ${(error as Error).message}`);
      throw new PictureError(file.name, isGone(error));
    }
  };

  const find = async (where: Record<string, unknown>): Promise<UploadedFile | null> =>
    (await strapi.db.query(UPLOAD_UID).findOne({ where })) as UploadedFile | null;

  /** The library keeps local files by path, texts may name them by full address. */
  const ownPath = (url: string): string => {
    const base = strapi.config.get<string>('server.url', '').replace(/\/+$/, '');
    return base && url.startsWith(`${base}/`) ? url.slice(base.length) : url;
  };

  return {
    byId: async (id) => read(await find({ id })),
    byUrl: async (url) => read(await find({ url: ownPath(url) })),
    isKnown: async (url) => (await find({ url: ownPath(url) }))?.mime.startsWith('image/') === true,
  };
};
