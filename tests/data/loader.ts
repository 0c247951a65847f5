import { Client } from 'pg';

import { createPersonalDataCipher, type PersonalDataCipher } from '../../src/shared/personal-data';
import { copyRows } from './copy';
import type { DataSet, DataSetName } from './data-set';
import { createGaps } from './gaps/create-gaps';
import { createAllocation, ledgerRows, relationTargetsOf, tablesOf } from './tables';
import { createYear2017 } from './year-2017';

export interface LoadOptions {
  readonly connectionString: string;
  /** ENCRYPTION_KEY of the application: private fields are encrypted with it. */
  readonly encryptionKey: string;
  readonly dataSet: DataSetName;
  /** Called with one Chinese line a step. */
  onProgress?: (line: string) => void;
}

export interface LoadResult {
  /** Rows written to all tables, 0 where the data set was there already. */
  readonly rows: number;
  readonly seconds: number;
  readonly alreadyLoaded: boolean;
}

const FACTORIES: Readonly<Record<DataSetName, (cipher: PersonalDataCipher) => DataSet>> = {
  'year-2017': createYear2017,
  gaps: createGaps,
};

/** Names of the data sets that can be loaded. */
export const DATA_SETS = Object.keys(FACTORIES) as DataSetName[];

/** Key of the transaction lock under which data sets are loaded, one at a time. */
const LOAD_LOCK = 7_114_921;

const markerOf = (name: string) => `gongkai_data_set_${name}`;

const TABLES_WITH_IDS = `
  select table_name as name from information_schema.columns
  where table_schema = 'public' and column_name = 'id' and table_name = any($1)`;

/**
 * Greatest id in use of every table. The set may be loaded beside rows that editors have entered.
 */
const lastIdsOf = async (
  client: Client,
  tables: readonly string[],
): Promise<Map<string, number>> => {
  const found = await client.query<{ name: string }>(TABLES_WITH_IDS, [tables]);
  const ids = new Map<string, number>();
  for (const { name } of found.rows) {
    const { rows } = await client.query<{ last: number | null }>(
      `select max(id) as last from ${client.escapeIdentifier(name)}`,
    );
    ids.set(name, rows[0]?.last ?? 0);
  }
  return ids;
};

const allTables = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  return rows.map(({ name }) => name);
};

/** Copies a data set within the caller's transaction; resolves to the number of rows. */
export const copyDataSet = async (
  client: Client,
  dataSet: DataSet,
  onProgress: (line: string) => void = () => undefined,
): Promise<{ rows: number; tables: string[] }> => {
  const allocation = createAllocation(await lastIdsOf(client, await allTables(client)));
  const targets = new Set(dataSet.sections.flatMap(({ uid }) => relationTargetsOf(uid)));
  let total = 0;
  for (const section of dataSet.sections) {
    let rows = 0;
    for (const table of tablesOf(section, allocation, (uid) => targets.has(uid))) {
      rows += await copyRows(client, table);
    }
    total += rows;
    onProgress(`${section.label}：${rows} 行`);
  }
  const entries = await copyRows(client, ledgerRows(dataSet.ledger));
  onProgress(`公开台账：${entries} 行`);
  for (const table of allocation.tables()) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, 'id'), (select max(id) from ${client.escapeIdentifier(table)}))`,
      [table],
    );
  }
  return { rows: total + entries, tables: [...allocation.tables(), 'publication_ledger_entries'] };
};

/**
 * Loads a data set into a database whose tables Strapi has made, through COPY and in one
 * transaction: all of it or nothing. A set that is there already is left as it is.
 *
 * @throws Error of PostgreSQL, such as a key that is taken; nothing was written then.
 */
export const loadDataSet = async (options: LoadOptions): Promise<LoadResult> => {
  const { connectionString, encryptionKey, dataSet: name, onProgress } = options;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const cipher = createPersonalDataCipher(encryptionKey);
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query('begin');
    let loaded: { rows: number; tables: string[] };
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
      const marker = await client.query('select 1 from strapi_core_store_settings where key = $1', [
        markerOf(name),
      ]);
      if ((marker.rowCount ?? 0) > 0) {
        await client.query('rollback');
        return { rows: 0, seconds: seconds(), alreadyLoaded: true };
      }
      loaded = await copyDataSet(client, FACTORIES[name](cipher), onProgress);
      await client.query(
        `insert into strapi_core_store_settings (key, value, type) values ($1, $2, 'object')`,
        [markerOf(name), JSON.stringify({ rows: loaded.rows })],
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
    const result = { rows: loaded.rows, seconds: seconds(), alreadyLoaded: false };
    const tables = loaded.tables.map((table) => client.escapeIdentifier(table)).join(', ');
    await client.query(`analyze ${tables}`);
    return result;
  } finally {
    await client.end();
  }
};
