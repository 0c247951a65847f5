import { once } from 'node:events';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file in an archive, made while it is read. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Sizes follow the content, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1980-01-01: the same content always gives the same archive. */
const [NO_TIME, NO_DATE] = [0, 0x21] as const;
/** What the format can say without its 64-bit extension. */
const MAX_SIZE = 0xffffffff;

const bytes = (...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let offset = 0;
  for (const [size, value] of fields) {
    if (size === 2) buffer.writeUInt16LE(value, offset);
    else buffer.writeUInt32LE(value, offset);
    offset += size;
  }
  return buffer;
};

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    bytes(
      [4, 0x04034b50],
      [2, VERSION],
      [2, FLAGS],
      [2, DEFLATE],
      [2, NO_TIME],
      [2, NO_DATE],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ),
    name,
  ]);

const centralHeader = ({ name, offset, crc, packed, size }: Written): Buffer =>
  Buffer.concat([
    bytes(
      [4, 0x02014b50],
      [2, VERSION],
      [2, VERSION],
      [2, FLAGS],
      [2, DEFLATE],
      [2, NO_TIME],
      [2, NO_DATE],
      [4, crc],
      [4, packed],
      [4, size],
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ),
    name,
  ]);

/**
 * A ZIP archive (APPNOTE 6.3, deflate, sizes after the content) of entries of any length, made while
 * it is read: nothing is held but what the compressor works on.
 *
 * @throws RangeError beyond 4 GiB.
 */
export const zipOf = async function* (
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  const counted = (chunk: Buffer): Buffer => {
    offset += chunk.length;
    if (offset > MAX_SIZE) throw new RangeError('the archive is larger than 4 GiB');
    return chunk;
  };

  for await (const { name: text, content } of entries) {
    const name = Buffer.from(text);
    const start = offset;
    yield counted(localHeader(name));
    let [crc, size] = [0, 0];
    const plain = async function* (): AsyncGenerator<Buffer> {
      for await (const part of content) {
        const chunk = Buffer.from(part);
        crc = crc32(chunk, crc);
        size += chunk.length;
        yield chunk;
      }
    };
    const first = offset;
    const source = Readable.from(plain(), { objectMode: false });
    const deflate = createDeflateRaw();
    source.on('error', (error) => deflate.destroy(error));
    try {
      for await (const chunk of source.pipe(deflate)) yield counted(chunk as Buffer);
    } finally {
      // Whoever stops reading ends the source too, and with it what it reads from.
      if (!source.destroyed) {
        source.destroy();
        await once(source, 'close');
      }
    }
    if (size > MAX_SIZE) throw new RangeError(`${text} is larger than 4 GiB`);
    const packed = offset - first;
    yield counted(bytes([4, 0x08074b50], [4, crc], [4, packed], [4, size]));
    written.push({ name, offset: start, crc, packed, size });
  }

  const directory = offset;
  for (const entry of written) yield counted(centralHeader(entry));
  yield bytes(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, offset - directory],
    [4, directory],
    [2, 0],
  );
};
