import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import { dataPackage } from '../domain/data-package';
import { isLarge, type DataSet } from '../domain/data-set';
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

/** Rows up to which a workbook is made for its checksum alone: it takes longest of all files. */
const WORKBOOK_ROWS = 5_000;

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
  type Facts = ReadonlyMap<FileFormat, FileFacts | null>;
  const page = async (
    set: DataSet,
    isRead: (format: FileFormat, facts: Facts) => boolean,
  ): Promise<DataSetPage> => {
    const facts = new Map<FileFormat, FileFacts | null>();
    for (const format of FORMATS) {
      const told = isRead(format, facts)
        ? downloads().facts(set, format)
        : downloads().current(set, format);
      facts.set(format, await told);
    }
    const lastChange = await downloads().lastChange(set);
    return dataSetPage(set, siteOf(strapi), lastChange, (format) => facts.get(format) ?? null);
  };

  const isSmall = (format: FileFormat, facts: Facts): boolean =>
    format !== 'xlsx' || (facts.get('csv')?.rows ?? Infinity) <= WORKBOOK_ROWS;

  /** Every data set. A large one is read by whoever asks for its own page, not for all of them. */
  const catalogue = async (): Promise<DataSetPage[]> => {
    const pages = [];
    for (const set of sets().values())
      pages.push(await page(set, (format, facts) => !isLarge(set) && isSmall(format, facts)));
    return pages;
  };

  return {
    /** Every data set, with rows, sizes and checksums of its files. */
    find: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const pages = await catalogue();
      ctx.body = { data: pages, meta: { total: pages.length } };
    }),

    /** The same as DCAT-AP. */
    dcat: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      ctx.set('Content-Type', 'application/ld+json; charset=utf-8');
      ctx.body = JSON.stringify(dcatCatalogue(await catalogue(), siteOf(strapi)));
    }),

    /** A Data Package of one data set. */
    dataPackage: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const set = setOf(ctx);
      const told = await page(set, (format) => format === 'csv');
      ctx.body = dataPackage(told, set.columns, set.fiscal);
    }),

    /** One data set with dictionary, number of rows and checksums. */
    findOne: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const set = setOf(ctx);
      // The checksum of a large workbook is told once somebody has fetched it.
      ctx.body = { data: await page(set, isSmall), meta: {} };
    }),

    /** The file itself. */
    async download(ctx: Context): Promise<void> {
      refuseParameters(ctx);
      const set = setOf(ctx);
      const { format } = ctx['params'] as { format: string };
      if (!isFileFormat(format))
        throw new errors.NotFoundError(`没有这种格式，可用的有：${FORMATS.join('、')}`);
      const { mediaType, extension } = FILE_FORMATS[format];
      let facts: FileFacts | null;
      try {
        if (ctx.method === 'HEAD') {
          facts = await downloads().current(set, format);
          ctx.status = 200;
        } else {
          const started = await downloads().start(set, format, ctx.ip);
          ({ facts } = started);
          ctx.body = started.body;
        }
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
