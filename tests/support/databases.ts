import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { Client } from 'pg';

/** Database with the application's tables and nothing in them but what a start creates. */
export const EMPTY_TEMPLATE = 'template_empty';

export type DataSet = 'empty' | 'year-2017' | 'gaps';

/** Key of the lock under which workers make a template. */
const TEMPLATE_LOCK = 4_201_022;

/** URL of a database on the run's server. */
export const databaseUrl = (name: string): string => {
  const url = new URL(process.env['TEST_SERVER_URL'] as string);
  url.pathname = `/${name}`;
  return url.toString();
};

const withServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Nothing of a test run is to outlive the machine's power: the server need not wait for its disk. */
export const trustMemory = (): Promise<void> =>
  withServer(async (client) => {
    await client.query('alter system set fsync = off');
    await client.query('alter system set full_page_writes = off');
    await client.query('select pg_reload_conf()');
  });

const exists = async (client: Client, name: string): Promise<boolean> =>
  (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;

/** Creates a database, as a copy of `template` where one is named. */
export const createDatabase = (name: string, template?: string): Promise<void> =>
  withServer(async (client) => {
    const copy = template ? ` template ${client.escapeIdentifier(template)}` : '';
    await client.query(`create database ${client.escapeIdentifier(name)}${copy}`);
  });

export const dropDatabase = (name: string): Promise<void> =>
  withServer(async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });

const load = (name: string, dataSet: DataSet): void => {
  const script = path.resolve(__dirname, '..', '..', 'dist', 'tests', 'data', 'load.js');
  const result = spawnSync(process.execPath, [script, dataSet], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl(name) },
  });
  if (result.status !== 0)
    throw new Error(`${dataSet} did not load:\n${result.stdout}${result.stderr}`);
};

/** A template database that holds the data set, made by whichever worker needs it first. */
export const templateOf = async (dataSet: DataSet): Promise<string> => {
  if (dataSet === 'empty') return EMPTY_TEMPLATE;
  const name = `template_${dataSet.replace('-', '_')}`;
  await withServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (await exists(client, name)) return;
    await client.query(
      `create database ${client.escapeIdentifier(`${name}_new`)} template ${EMPTY_TEMPLATE}`,
    );
    load(`${name}_new`, dataSet);
    await client.query(
      `alter database ${client.escapeIdentifier(`${name}_new`)} rename to ${client.escapeIdentifier(name)}`,
    );
  });
  return name;
};
