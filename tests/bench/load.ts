import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

import { loadDataSet } from '../data/loader';
import { round, time } from './measure';

const dump = async (client: Client, table: string): Promise<Buffer[]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(`copy ${table} to stdout`)))
    chunks.push(chunk as Buffer);
  return chunks;
};

/** Generating and loading the 2017 year, against COPY of the same rows from memory. */
export const benchLoad = async (loadedUrl: string, copyUrl: string) => {
  const result = await loadDataSet({
    connectionString: loadedUrl,
    encryptionKey: process.env['ENCRYPTION_KEY'] as string,
    dataSet: 'year-2017',
  });

  const source = new Client({ connectionString: loadedUrl });
  const target = new Client({ connectionString: copyUrl });
  await source.connect();
  await target.connect();
  try {
    const { rows: tables } = await source.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_stat_user_tables
       where schemaname = 'public' and n_live_tup > 0`,
    );
    const dumps: { table: string; data: Buffer[] }[] = [];
    for (const { name } of tables) {
      // Tables that a start fills itself have their rows in both databases.
      const { rowCount } = await target.query(`select from ${name} limit 1`);
      if (rowCount === 0) dumps.push({ table: name, data: await dump(source, name) });
    }

    const copyMs = await time(async () => {
      await target.query('begin');
      for (const { table, data } of dumps) {
        // Without foreign keys and triggers: nothing but COPY and the indexes.
        await target.query(`alter table ${table} disable trigger all`);
        await pipeline(Readable.from(data), target.query(copyFrom(`copy ${table} from stdin`)));
      }
      await target.query('commit');
    });
    return {
      rows: result.rows,
      seconds: round(result.seconds),
      rowsPerSecond: Math.round(result.rows / result.seconds),
      plainCopySeconds: round(copyMs / 1000),
      timesPlainCopy: round((result.seconds * 1000) / copyMs),
    };
  } finally {
    await source.end();
    await target.end();
  }
};
