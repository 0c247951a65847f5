import { createHash } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';

import type { Core } from '@strapi/strapi';

import { escapeFormula } from '../../../../shared/spreadsheet/escape';
import type { Row } from '../../../../shared/spreadsheet/table';
import { xlsxOf } from '../../../../shared/spreadsheet/xlsx';
import { PLUGIN_ID } from '../constants';
import { networkOf } from '../domain/address';
import { isStored, type ComputedDataSet, type DataSet } from '../domain/data-set';
import type { FileFacts, FileFormat } from '../domain/files';
import type { Field } from '../domain/model';
import { BYTE_ORDER_MARK, csvLine } from '../domain/spreadsheet';
import { tableOf } from '../domain/workbook';
import { createExportsRepository, type CopyFormat } from '../repositories/exports';
import type { DocumentsService } from './documents';
import type { Revisions, RevisionsService } from './revisions';
import { siteOf } from './site';
import type { SourcesService } from './sources';

/** Files under way at once, each with a connection of its own: over all, and of one sender. */
export const MAX_DOWNLOADS = { overall: 4, perSender: 2 } as const;

/** Seconds after which to ask again when that many are under way. */
export const RETRY_AFTER_SECONDS = 10;

/** A reader that takes nothing for so long has gone, and one that takes longer in all is too slow. */
const STALL_MS = 60_000;
const MAX_MS = 900_000;

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

const computedSource = async (set: ComputedDataSet, format: FileFormat): Promise<Source> => {
  const rows = await set.rows();
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

/** Files of open data, streamed, and what is known of them. */
export const createDownloadsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const repository = () => {
    const { parts, reader } = own<DocumentsService>('documents');
    return createExportsRepository({ strapi, parts, reader });
  };
  /** Differs from any earlier one where the rows may; null where that can't be told. */
  const versionOf = async (set: DataSet): Promise<string | null> => {
    if (!isStored(set)) return null;
    const sources = own<SourcesService>('sources').of(set.model.uid);
    const revisions = await new Promise<Revisions | null>((resolve) =>
      own<RevisionsService>('revisions').ask(resolve),
    );
    return revisions?.versionOf(sources) ?? null;
  };
  const known = new Map<string, { readonly version: string; readonly facts: FileFacts }>();
  const changes = new Map<
    string,
    { readonly version: string; readonly at: Promise<string | null> }
  >();
  const sending = new Set<Readable>();
  /** How many files each sender is being sent. */
  const underWay = new Map<string, number>();
  let measuring: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, Promise<FileFacts>>();

  const keyOf = (set: DataSet, format: FileFormat): string => `${set.id}.${format}`;

  /** When a public row of the set last changed, as an ISO instant; null for none. */
  const lastChange = async (set: DataSet): Promise<string | null> => {
    if (!isStored(set)) return null;
    const version = await versionOf(set);
    const found = changes.get(set.id);
    if (version !== null && found?.version === version) return found.at;
    // It takes a reading of the whole table: who asks meanwhile waits for the same one.
    const at = repository().lastChange(set);
    if (version !== null) changes.set(set.id, { version, at });
    at.catch(() => changes.delete(set.id));
    return at;
  };

  const open = async (set: DataSet, format: FileFormat): Promise<Source> => {
    const changedAt = format === 'xlsx' ? await lastChange(set) : null;
    const source = isStored(set)
      ? await repository().open(set, COPY_FORMATS[format])
      : await computedSource(set, format);
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

  /** Streams the file; its facts are kept where nothing public changed meanwhile. */
  const send = async (
    set: DataSet,
    format: FileFormat,
  ): Promise<{ body: Readable; done: Promise<FileFacts> }> => {
    const version = await versionOf(set);
    const source = await open(set, format);
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
    return { body: meter, done: settle() };
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

  const current = async (set: DataSet, format: FileFormat): Promise<FileFacts | null> => {
    const found = known.get(keyOf(set, format));
    return found && found.version === (await versionOf(set)) ? found.facts : null;
  };

  const measure = async (set: DataSet, format: FileFormat): Promise<FileFacts> => {
    const found = await current(set, format);
    if (found) return found;
    const { body, done } = await send(set, format);
    body.resume();
    return done;
  };

  return {
    /**
     * The file as a stream: destroy it to give up.
     * @param address of who asks; several count as one where they are of one network
     * @throws TooManyDownloads
     */
    async start(set: DataSet, format: FileFormat, address: string): Promise<Readable> {
      const release = enter(networkOf(address));
      try {
        const { body, done } = await send(set, format);
        done.then(release, (error: unknown) => {
          release();
          strapi.log.debug(
            `public-api: ${set.id}.${format} was not read to its end: ${String(error)}`,
          );
        });
        return body;
      } catch (error) {
        release();
        throw error;
      }
    },

    /** What is known of the file as it would be sent now; null where it must be read first. */
    current,

    /** Reads the file where it isn't known; one at a time, and once for all who wait for its turn. */
    facts(set: DataSet, format: FileFormat): Promise<FileFacts> {
      const key = keyOf(set, format);
      const queued = waiting.get(key);
      if (queued) return queued;
      const result = measuring.then(() => {
        waiting.delete(key);
        return measure(set, format);
      });
      waiting.set(key, result);
      measuring = result.catch(() => undefined);
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
