import { createHash } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';

import type { Core } from '@strapi/strapi';

import { startOfDay, today } from '../../../../shared/legal-days';
import { escapeFormula } from '../../../../shared/spreadsheet/escape';
import type { Row } from '../../../../shared/spreadsheet/table';
import { xlsxOf } from '../../../../shared/spreadsheet/xlsx';
import { PLUGIN_ID } from '../constants';
import { networkOf } from '../domain/address';
import {
  isLarge,
  isStored,
  type ComputedDataSet,
  type DataSet,
  type StoredDataSet,
} from '../domain/data-set';
import type { FileFacts, FileFormat } from '../domain/files';
import type { Field } from '../domain/model';
import { offlineAt } from '../domain/retention';
import { BYTE_ORDER_MARK, csvLine } from '../domain/spreadsheet';
import { tableOf } from '../domain/workbook';
import { createExportsRepository, type CopyFormat } from '../repositories/exports';
import type { DocumentsService } from './documents';
import type { Revisions, RevisionsService } from './revisions';
import { siteOf } from './site';
import type { SourcesService } from './sources';
import type { TypesService } from './types';

/** Files under way at once, each with a connection of its own: over all, and of one sender. */
export const MAX_DOWNLOADS = { overall: 4, perSender: 2 } as const;

/** Seconds after which to ask again when that many are under way. */
export const RETRY_AFTER_SECONDS = 10;

/** A reader that takes nothing for so long has gone, and one that takes longer in all is too slow. */
const STALL_MS = 60_000;
const MAX_MS = 900_000;

/** Not all that computed rows come from is counted as changed: they are made anew after so long. */
const COMPUTED_MS = 10_000;

/** As many files as are allowed are under way. */
export class TooManyDownloads extends Error {
  constructor(readonly of: keyof typeof MAX_DOWNLOADS) {
    super(`public-api: ${MAX_DOWNLOADS[of]} files are under way`);
  }
}

/** Counts and digests what passes. */
class Meter extends Transform {
  private readonly hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

/** The rows as they go out, and how to end them. */
interface Source {
  readonly stream: Readable;
  finish(): Promise<number>;
  abort(): Promise<void>;
}

const COPY_FORMATS: Readonly<Record<FileFormat, CopyFormat>> = {
  csv: 'csv',
  jsonl: 'lines',
  xlsx: 'values',
};

/** Lines of JSON as rows, in batches as they come in. */
async function* rowsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Row[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map((line) => JSON.parse(line) as Row);
  }
}

/** Integers as numbers, everything else as text, as in the answers of the content API. */
const jsonOf = (field: Field, value: string | null): string | number | null =>
  value !== null && field.type === 'integer' ? Number(value) : value;

const recordOf = ({ columns }: ComputedDataSet, values: readonly (string | null)[]): object =>
  Object.fromEntries(
    columns.map(({ name, field }, index) => [name, jsonOf(field, values[index] ?? null)]),
  );

type ComputedRows = Awaited<ReturnType<ComputedDataSet['rows']>>;

const computedSource = (set: ComputedDataSet, rows: ComputedRows, format: FileFormat): Source => {
  const names = set.columns.map(({ name }) => name);
  const texts = rows.map((row) =>
    set.columns.map(({ name, field }) => {
      const value = row[name] ?? null;
      return value !== null && field.type === 'text' && format === 'csv'
        ? escapeFormula(value)
        : value;
    }),
  );
  const lines: Readonly<Record<FileFormat, () => string[]>> = {
    csv: () => [csvLine(names), ...texts.map(csvLine)],
    xlsx: () => texts.map((values) => `${JSON.stringify(values)}\n`),
    jsonl: () => texts.map((values) => `${JSON.stringify(recordOf(set, values))}\n`),
  };
  return {
    stream: Readable.from(lines[format]().map((line) => Buffer.from(line))),
    finish: () => Promise.resolve(rows.length),
    abort: () => Promise.resolve(),
  };
};

/** Ends the stream where its reader has stopped taking anything. Returns what stops the watch. */
const watch = (meter: Meter): (() => void) => {
  const started = Date.now();
  let [seen, since] = [-1, started];
  const timer = setInterval(() => {
    const now = Date.now();
    if (meter.bytes !== seen) [seen, since] = [meter.bytes, now];
    if (now - since > STALL_MS || now - started > MAX_MS)
      meter.destroy(new Error('public-api: the reader of a file is too slow'));
  }, 5_000);
  timer.unref();
  return () => clearInterval(timer);
};

/** The latest of ISO instants, null for none. */
const latest = (instants: readonly (string | null)[]): string | null =>
  instants.reduce(
    (last, one) => (one !== null && (last === null || one > last) ? one : last),
    null,
  );

/** Files of open data, streamed, and what is known of them. */
export const createDownloadsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const retentionDays = strapi.config.get<number | null>(
    `plugin::${PLUGIN_ID}.personRetentionDays`,
    null,
  );
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const repository = () => {
    const { parts, reader } = own<DocumentsService>('documents');
    return createExportsRepository({ strapi, parts, reader });
  };
  const sourcesOf = (set: StoredDataSet): string[] =>
    own<SourcesService>('sources').of(set.model.uid);
  const revisionOf = async (sources: readonly string[] | 'all'): Promise<string | null> => {
    const revisions = await new Promise<Revisions | null>((resolve) =>
      own<RevisionsService>('revisions').ask(resolve),
    );
    return revisions?.versionOf(sources) ?? null;
  };
  /** Differs from any earlier one where the rows may; null where that can't be told. */
  const versionOf = async (set: DataSet): Promise<string | null> => {
    if (isStored(set)) return revisionOf(sourcesOf(set));
    const revision = await revisionOf('all');
    return revision && `${revision} ${Math.floor(Date.now() / COMPUTED_MS)}`;
  };
  const known = new Map<string, { readonly version: string; readonly facts: FileFacts }>();
  const changes = new Map<
    string,
    { readonly version: string; readonly at: Promise<string | null> }
  >();
  const sending = new Set<Readable>();
  /** How many files each sender is being sent. */
  const underWay = new Map<string, number>();
  const computed = new Map<
    string,
    { readonly version: string; readonly rows: Promise<ComputedRows> }
  >();
  const measuring = {
    large: Promise.resolve<unknown>(null),
    small: Promise.resolve<unknown>(null),
  };
  const waiting = new Map<string, Promise<FileFacts>>();

  const keyOf = (set: DataSet, format: FileFormat): string => `${set.id}.${format}`;

  const readLastChange = async (set: DataSet): Promise<string | null> => {
    if (!isStored(set)) {
      // Computed as of the day, of everything that is public.
      const types = [...own<TypesService>('types').catalogue().keys()];
      return latest([startOfDay(today()).toISOString(), await repository().lastTold(types)]);
    }
    const { written, told, offlineSince } = await repository().lastChange(set, sourcesOf(set));
    const ended =
      offlineSince === null || retentionDays === null
        ? null
        : offlineAt(new Date(offlineSince), retentionDays).toISOString();
    return latest([written, told, ended]);
  };

  /**
   * When what the set shows last changed, as an ISO instant; null where it never showed anything.
   * Not before the change, and later where what its rows lead to has changed in what the set doesn't
   * show.
   */
  const lastChange = async (set: DataSet): Promise<string | null> => {
    const version = await revisionOf(isStored(set) ? sourcesOf(set) : 'all');
    const found = changes.get(set.id);
    if (version !== null && found?.version === version) return found.at;
    // It takes a reading of the whole table: who asks meanwhile waits for the same one.
    const at = readLastChange(set);
    if (version !== null) changes.set(set.id, { version, at });
    at.catch(() => changes.delete(set.id));
    return at;
  };

  /** The same rows for as long as their version is, so that a file has the checksum that was told. */
  const computedRows = (set: ComputedDataSet, version: string | null): Promise<ComputedRows> => {
    const found = computed.get(set.id);
    if (version !== null && found?.version === version) return found.rows;
    const rows = set.rows();
    if (version !== null) computed.set(set.id, { version, rows });
    rows.catch(() => computed.delete(set.id));
    return rows;
  };

  const open = async (
    set: DataSet,
    format: FileFormat,
    version: string | null,
  ): Promise<Source> => {
    const changedAt = format === 'xlsx' ? await lastChange(set) : null;
    const source = isStored(set)
      ? await repository().open(set, COPY_FORMATS[format])
      : computedSource(set, await computedRows(set, version), format);
    if (format !== 'xlsx') return source;
    const { publisher, licence, url } = siteOf(strapi);
    const about = {
      publisher,
      licence,
      url: `${url}/api/open-data/${set.id}`,
      lastChange: changedAt,
    };
    const table = tableOf(set, about, rowsOf(source.stream));
    return { ...source, stream: Readable.from(xlsxOf(table)) };
  };

  const factsAt = (set: DataSet, format: FileFormat, version: string | null): FileFacts | null => {
    const found = known.get(keyOf(set, format));
    return found && found.version === version ? found.facts : null;
  };

  /** Streams the file; its facts are kept where nothing public changed meanwhile. */
  const send = async (
    set: DataSet,
    format: FileFormat,
  ): Promise<{ body: Readable; facts: FileFacts | null; done: Promise<FileFacts> }> => {
    const version = await versionOf(set);
    const source = await open(set, format, version);
    const meter = new Meter();
    if (format === 'csv') meter.write(BYTE_ORDER_MARK);
    const stopWatching = watch(meter);
    sending.add(meter);
    const streamed = new Promise<void>((resolve, reject) => {
      pipeline(source.stream, meter, (error) => (error ? reject(error) : resolve()));
    });
    const settle = async (): Promise<FileFacts> => {
      try {
        await streamed;
      } catch (error) {
        await source.abort();
        throw error;
      } finally {
        sending.delete(meter);
        stopWatching();
      }
      const rows = await source.finish();
      const facts = { rows, bytes: meter.bytes, sha256: meter.digest() };
      if (version !== null && version === (await versionOf(set)))
        known.set(keyOf(set, format), { version, facts });
      return facts;
    };
    return { body: meter, facts: factsAt(set, format, version), done: settle() };
  };

  /** Takes a place. @returns what gives it back. @throws TooManyDownloads */
  const enter = (sender: string): (() => void) => {
    const own = underWay.get(sender) ?? 0;
    if (own >= MAX_DOWNLOADS.perSender) throw new TooManyDownloads('perSender');
    const all = [...underWay.values()].reduce((sum, count) => sum + count, 0);
    if (all >= MAX_DOWNLOADS.overall) throw new TooManyDownloads('overall');
    underWay.set(sender, own + 1);
    return () => {
      const left = (underWay.get(sender) ?? 0) - 1;
      if (left > 0) underWay.set(sender, left);
      else underWay.delete(sender);
    };
  };

  const current = async (set: DataSet, format: FileFormat): Promise<FileFacts | null> =>
    factsAt(set, format, await versionOf(set));

  const measure = async (set: DataSet, format: FileFormat): Promise<FileFacts> => {
    const found = await current(set, format);
    if (found) return found;
    const { body, done } = await send(set, format);
    body.resume();
    return done;
  };

  return {
    /**
     * The file as a stream, which is destroyed to give up, and what is known of it.
     * @param address of who asks; several count as one where they are of one network
     * @throws TooManyDownloads
     */
    async start(
      set: DataSet,
      format: FileFormat,
      address: string,
    ): Promise<{ body: Readable; facts: FileFacts | null }> {
      const release = enter(networkOf(address));
      try {
        const { body, facts, done } = await send(set, format);
        // Once it is sent: who asks for the next file at once isn't held up by the end of this one.
        body.once('close', release);
        done.catch((error: unknown) => {
          strapi.log.debug(
            `public-api: ${set.id}.${format} was not read to its end: ${String(error)}`,
          );
        });
        return { body, facts };
      } catch (error) {
        release();
        throw error;
      }
    },

    /** What is known of the file as it would be sent now; null where it must be read first. */
    current,

    /**
     * Reads the file where it isn't known; one large and one small at a time, and once for all who
     * wait for its turn.
     */
    facts(set: DataSet, format: FileFormat): Promise<FileFacts> {
      const key = keyOf(set, format);
      const queued = waiting.get(key);
      if (queued) return queued;
      const queue = isLarge(set) ? 'large' : 'small';
      const result = measuring[queue].then(() => {
        waiting.delete(key);
        return measure(set, format);
      });
      waiting.set(key, result);
      measuring[queue] = result.catch(() => undefined);
      return result;
    },

    lastChange,

    /** Breaks off what is under way: the application stops. */
    close(): void {
      for (const body of sending) body.destroy(new Error('public-api: the application stops'));
    },
  };
};

export type DownloadsService = ReturnType<typeof createDownloadsService>;
