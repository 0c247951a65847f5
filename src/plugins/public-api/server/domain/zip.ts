import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to be put into an archive, its content in pieces. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Deflate, sizes after the data, names in UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1980-01-01: one content makes one archive. */
const DATE = 0x0021;
const LIMIT = 0xffffffff;

const localHeader = (name: Buffer): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
};

const descriptor = ({ crc, packed, size }: Written): Buffer => {
  const data = Buffer.alloc(16);
  data.writeUInt32LE(0x08074b50, 0);
  data.writeUInt32LE(crc, 4);
  data.writeUInt32LE(packed, 8);
  data.writeUInt32LE(size, 12);
  return data;
};

const centralHeader = ({ name, crc, packed, size, offset }: Written): Buffer => {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
};

const end = (entries: number, size: number, offset: number): Buffer => {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
};

/** Packs pieces as they are asked for; `seen` is told each of them before. */
async function* deflated(
  content: ZipEntry['content'],
  seen: (piece: Buffer) => void,
): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 5 });
  const feed = async (): Promise<void> => {
    for await (const piece of content) {
      if (packer.destroyed) return;
      seen(piece);
      if (!packer.write(piece)) await once(packer, 'drain');
    }
    packer.end();
  };
  feed().catch((error: unknown) => packer.destroy(error as Error));
  // Leaving the loop early destroys the packer.
  for await (const piece of packer) yield piece as Buffer;
}

/**
 * A ZIP archive (APPNOTE 6.3, without ZIP64) in pieces, each made when it is read: nothing is
 * gathered but the list of entries.
 * @throws Error beyond 4 GB
 */
export async function* zip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const start = offset;
    const header = localHeader(name);
    yield header;
    let [crc, size, packed] = [0, 0, 0];
    for await (const piece of deflated(entry.content, (plain) => {
      crc = crc32(plain, crc);
      size += plain.length;
    })) {
      packed += piece.length;
      yield piece;
    }
    const done: Written = { name, crc, packed, size, offset: start };
    offset = start + header.length + packed + 16;
    if (size > LIMIT || offset > LIMIT) throw new Error('public-api: an archive beyond 4 GB');
    yield descriptor(done);
    written.push(done);
  }
  const directory = Buffer.concat(written.map(centralHeader));
  yield directory;
  yield end(written.length, directory.length, offset);
}
