import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import { dataPackage } from '../domain/data-package';
import type { DataSet } from '../domain/data-set';
import { dcatCatalogue } from '../domain/dcat';
import { RequestFault } from '../domain/fault';
import { FILE_FORMATS, isFileFormat, type FileFacts, type FileFormat } from '../domain/files';
import { dataSetPage, FORMATS, type DataSetPage } from '../domain/open-data';
import type { AnswersService } from '../services/answers';
import type { DataSetsService } from '../services/data-sets';
import {
  MAX_DOWNLOADS,
  RETRY_AFTER_SECONDS,
  TooManyDownloads,
  type DownloadsService,
} from '../services/downloads';
import { siteOf } from '../services/site';
import { checked } from './faults';

/** Refuses every parameter: these answers have none. */
export const refuseParameters = (ctx: Context): void =>
  checked('query', () => {
    const [name] = Object.keys(ctx.query);
    if (name !== undefined)
      throw new RequestFault(`这个地址不接受参数“${name.slice(0, 60)}”`, [name]);
  });

const REFUSALS = {
  overall: {
    status: 503,
    name: 'ServiceUnavailableError',
    message: `正在下载的人过多，请 ${RETRY_AFTER_SECONDS} 秒后重试`,
  },
  perSender: {
    status: 429,
    name: 'RateLimitError',
    message: `同一地址至多同时下载 ${MAX_DOWNLOADS.perSender} 个文件，请在下载完后重试`,
  },
} as const;

const busy = (ctx: Context, { of }: TooManyDownloads): void => {
  ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.status = REFUSALS[of].status;
  ctx.body = { data: null, error: { ...REFUSALS[of], details: {} } };
};

const GONE = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];

/** A reader who goes away before the end is no fault of the server's, and nothing for its log. */
const allowLeaving = (ctx: Context): void => {
  const report = ctx.onerror.bind(ctx);
  ctx.onerror = (error: Error): void => {
    if (!GONE.includes((error as NodeJS.ErrnoException | null)?.code ?? '')) report(error);
  };
};

/** Data sets: their catalogue, their descriptions and their files. */
export const createOpenDataController = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const downloads = () => own<DownloadsService>('downloads');
  const { limited } = own<AnswersService>('answers');
  const sets = () => own<DataSetsService>('data-sets').all();
  const setOf = (ctx: Context): DataSet => {
    const { id } = ctx['params'] as { id: string };
    const set = sets().get(id);
    if (!set) throw new errors.NotFoundError('没有这个数据集，请从 /api/open-data 查看目录');
    return set;
  };
  const page = async (
    set: DataSet,
    read: (format: FileFormat) => Promise<FileFacts | null>,
  ): Promise<DataSetPage> => {
    const facts = new Map<FileFormat, FileFacts | null>();
    for (const format of FORMATS) facts.set(format, await read(format));
    const lastChange = await downloads().lastChange(set);
    return dataSetPage(set, siteOf(strapi), lastChange, (format) => facts.get(format) ?? null);
  };

  const known = async (): Promise<DataSetPage[]> => {
    const pages = [];
    for (const set of sets().values())
      pages.push(await page(set, (format) => downloads().current(set, format)));
    return pages;
  };

  return {
    /** Every data set, with what is known of its files. */
    find: limited('quick', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const pages = await known();
      ctx.body = { data: pages, meta: { total: pages.length } };
    }),

    /** The same as DCAT-AP. */
    dcat: limited('quick', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      ctx.set('Content-Type', 'application/ld+json; charset=utf-8');
      ctx.body = JSON.stringify(dcatCatalogue(await known(), siteOf(strapi)));
    }),

    /** A Data Package of one data set. */
    dataPackage: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const set = setOf(ctx);
      const told = await page(set, (format) =>
        format === 'csv' ? downloads().facts(set, format) : downloads().current(set, format),
      );
      ctx.body = dataPackage(told, set.columns, set.fiscal);
    }),

    /** One data set with dictionary, number of rows and checksums. */
    findOne: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const set = setOf(ctx);
      // A workbook takes longest to make: its checksum is told once somebody has fetched it.
      const data = await page(set, (format) =>
        format === 'xlsx' ? downloads().current(set, format) : downloads().facts(set, format),
      );
      ctx.body = { data, meta: {} };
    }),

    /** The file itself. */
    async download(ctx: Context): Promise<void> {
      refuseParameters(ctx);
      const set = setOf(ctx);
      const { format } = ctx['params'] as { format: string };
      if (!isFileFormat(format))
        throw new errors.NotFoundError(`没有这种格式，可用的有：${FORMATS.join('、')}`);
      const { mediaType, extension } = FILE_FORMATS[format];
      const facts = await downloads().current(set, format);
      try {
        if (ctx.method === 'HEAD') ctx.status = 200;
        else ctx.body = await downloads().start(set, format, ctx.ip);
        allowLeaving(ctx);
      } catch (error) {
        if (!(error instanceof TooManyDownloads)) throw error;
        return busy(ctx, error);
      }
      ctx.set('Content-Type', mediaType);
      ctx.set('Content-Disposition', `attachment; filename="${set.id}.${extension}"`);
      if (!facts) return;
      ctx.set('X-Row-Count', String(facts.rows));
      ctx.set('Repr-Digest', `sha-256=:${Buffer.from(facts.sha256, 'hex').toString('base64')}:`);
    },
  };
};
