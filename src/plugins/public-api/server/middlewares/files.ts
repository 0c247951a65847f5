import fs from 'node:fs/promises';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { FILE_PASS, PLUGIN_ID, UPLOADS } from '../constants';
import { byteRangeOf } from '../domain/byte-range';
import { uploadAt } from '../domain/upload-path';
import { refuse } from '../refusals';
import type { FileRow } from '../repositories/files';
import type { AnswersService } from '../services/answers';
import type { FilesService } from '../services/files';
import { siteOf } from '../services/site';

type Next = () => Promise<unknown>;

const FOUND = 'publicFile';

const CACHING = {
  // Others may keep the file, but must ask whether it is still public.
  public: 'public, max-age=0, must-revalidate',
  panel: 'private, no-store',
} as const;

/** As for a file that doesn't exist: what Strapi answers where nothing has been answered. */
const missing = (ctx: Context): void => ctx.set('Cache-Control', 'no-store');

/** Pictures and PDF are shown, everything else is saved, under the name that the editors know. */
const describe = (ctx: Context, { name, mime, isOriginal }: FileRow, url: string): void => {
  if (!isOriginal) return;
  const extension = path.extname(url);
  if (!mime.startsWith('image/')) {
    const fileName = name.endsWith(extension) ? name : name + extension;
    ctx.attachment(fileName, { type: mime === 'application/pdf' ? 'inline' : 'attachment' });
  }
  // As it was checked when it was uploaded, whatever its name says.
  ctx.type = mime;
};

/** A download that goes on after the file was replaced would be put together of both. */
const dropStaleRange = (ctx: Context): void => {
  const condition = ctx.get('If-Range');
  const tags = [ctx.response.get('ETag'), ctx.response.get('Last-Modified')];
  if (condition && !tags.includes(condition)) delete ctx.req.headers.range;
};

/** Leaves the file server a range that it can give; false where there is none to give. */
const fitRange = (ctx: Context, size: number): boolean => {
  const range = byteRangeOf(ctx.get('Range'), size);
  if (range.kind === 'part') ctx.req.headers.range = range.header;
  else delete ctx.req.headers.range;
  return range.kind !== 'beyond';
};

const refuseRange = (ctx: Context, size: number): void => {
  ctx.body = null;
  ctx.status = 416;
  ctx.set('Content-Range', `bytes */${size}`);
};

/**
 * Stands before the folder of uploaded files. An address that is known is no right to see: a file
 * is there for the public as long as a public document holds it, and for the panel. Pictures and
 * links of the panel send no token, so who is signed in there gets a pass as a cookie, which holds
 * no longer than the session.
 */
export const createFilesGate = ({ strapi }: { strapi: Core.Strapi }) => {
  const plugin = strapi.plugin(PLUGIN_ID);
  const files = plugin.service<FilesService>('files');
  const site = new URL(siteOf(strapi).url);
  const base = site.pathname.replace(/\/+$/, '');

  const look = (url: string) =>
    plugin.service<AnswersService>('answers').limited('quick', async (ctx) => {
      ctx.state[FOUND] = await files.find(url, ctx.cookies.get(FILE_PASS.cookie));
    });

  /** Undefined where it couldn't be found out, which has been answered. */
  const find = async (ctx: Context, url: string): Promise<FileRow | null | undefined> => {
    try {
      await look(url)(ctx);
    } catch (error) {
      strapi.log.error(`public-api: files can't be looked up: ${(error as Error).message}`);
      refuse.busy(ctx);
    }
    return ctx.state[FOUND] as FileRow | null | undefined;
  };

  const serve = async (ctx: Context, next: Next, url: string): Promise<void> => {
    const found = await find(ctx, url);
    if (found === undefined) return;
    const stat =
      found && (await fs.stat(path.join(strapi.dirs.static.public, url)).catch(() => null));
    if (!found || !stat?.isFile()) return missing(ctx);
    ctx.set('Cache-Control', CACHING[found.door]);
    ctx.etag = `"${stat.mtimeMs.toString(36)}-${stat.size.toString(36)}"`;
    ctx.lastModified = stat.mtime;
    describe(ctx, found, url);
    dropStaleRange(ctx);
    if (ctx.method === 'GET' && !fitRange(ctx, stat.size)) return refuseRange(ctx, stat.size);
    await next();
    if (ctx.fresh) ctx.status = 304;
  };

  const keepPass = (ctx: Context): void => {
    const session = ctx.state['session'] as { readonly id: string } | undefined;
    if (!session || ctx.status >= 400 || ctx.headerSent) return;
    // A proxy that ends TLS need not be one whose headers are trusted.
    const isSecure = ctx.secure || site.protocol === 'https:';
    ctx.cookies.secure = isSecure;
    ctx.cookies.set(FILE_PASS.cookie, files.pass(session.id), {
      path: base + UPLOADS,
      maxAge: FILE_PASS.seconds * 1_000,
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure,
      signed: false,
      overwrite: true,
    });
  };

  return async (ctx: Context, next: Next): Promise<void> => {
    const place = uploadAt(ctx.path);
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (place.kind === 'elsewhere' || !isRead) {
      await next();
      return keepPass(ctx);
    }
    if (place.kind === 'other') return missing(ctx);
    await serve(ctx, next, place.url);
  };
};
