import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an emulator keeps what must outlive its process; without a directory, only memory. */
export interface Store {
  /** What was last saved, or undefined. */
  load(): unknown;
  /** Writes synchronously and atomically, so that what was answered is never forgotten. */
  save(value: unknown): void;
  writeBlob(id: string, bytes: Buffer): void;
  readBlob(id: string): Buffer | undefined;
  /** Forgets the blobs in memory; files stay until overwritten. */
  clearBlobs(): void;
}

const readIfPresent = (path: string): Buffer | undefined =>
  existsSync(path) ? readFileSync(path) : undefined;

/** Opens a store called `name` under `directory` (created when missing), or one in memory. */
export function createStore(directory: string | null, name: string): Store {
  const blobs = new Map<string, Buffer>();
  if (directory === null) {
    return {
      load: () => undefined,
      save: () => undefined,
      writeBlob: (id, bytes) => void blobs.set(id, bytes),
      readBlob: (id) => blobs.get(id),
      clearBlobs: () => blobs.clear(),
    };
  }
  const file = join(directory, `${name}.json`);
  const blobDirectory = join(directory, `${name}-media`);
  mkdirSync(blobDirectory, { recursive: true });
  const blobPath = (id: string): string => {
    if (!/^[A-Za-z0-9_-]+$/.test(id)) {
      throw new Error(`not a media id: ${id}`);
    }
    return join(blobDirectory, id);
  };
  return {
    load() {
      const text = readIfPresent(file)?.toString('utf8');
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    save(value) {
      // Tokens are in it: readable by its owner only.
      writeFileSync(`${file}.tmp`, JSON.stringify(value), { mode: 0o600 });
      renameSync(`${file}.tmp`, file);
    },
    writeBlob: (id, bytes) => writeFileSync(blobPath(id), bytes),
    readBlob: (id) => (/^[A-Za-z0-9_-]+$/.test(id) ? readIfPresent(blobPath(id)) : undefined),
    clearBlobs: () => undefined,
  };
}
