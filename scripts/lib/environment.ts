import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { Client } from 'pg';

import { SetupError, startEmbeddedPostgres } from '../../database/embedded-postgres';
import { loadSecrets, lockDataDir, openDataDir } from './data-dir';

/** Root of the checkout: this file runs from `dist/scripts/lib`. */
export const ROOT = path.resolve(__dirname, '..', '..', '..');

const MIN_SERVER_VERSION = 150_000;

/** What a started environment holds; `close` is synchronous and may be called more than once. */
export interface Environment {
  readonly dataDir: string;
  readonly isEmbedded: boolean;
  close(): void;
}

const describe = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port ? `:${port}` : ''}${pathname}`;
};

const databaseProblem = (error: unknown, url: string): SetupError => {
  const { code, message } = error as { code?: string; message: string };
  const where = describe(url);
  if (code === '28P01' || code === '28000') {
    return new SetupError(
      `数据库拒绝了用户名或密码，请检查 DATABASE_URL / The database at ${where} refused the user or password of DATABASE_URL`,
    );
  }
  if (code === '3D000') {
    return new SetupError(
      `数据库不存在，请先创建 / DATABASE_URL names a database that doesn't exist: ${where}`,
    );
  }
  return new SetupError(
    `无法连接数据库，请检查 DATABASE_URL / Can't reach the database of DATABASE_URL at ${where}: ${code ?? message}`,
  );
};

/** Creates the application's database on the embedded server, unless it exists. */
const ensureDatabase = async (url: string): Promise<void> => {
  const maintenance = new URL(url);
  const name = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.toString() });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
};

const FINGERPRINT_KEY = 'plugin_gongkai_encryption_key_fingerprint';

/**
 * Refuses to start on a database whose personal data was encrypted with another key: everything
 * would seem to work until somebody needs an ID number.
 */
const checkEncryptionKey = async (client: Client): Promise<void> => {
  const table = await client.query<{ name: string | null }>(
    `select to_regclass('strapi_core_store_settings') as name`,
  );
  if (table.rows[0]?.name === null) return;
  const mine = createHmac('sha256', process.env['ENCRYPTION_KEY'] ?? '')
    .update('gongkai')
    .digest('hex');
  const { rows } = await client.query<{ value: string }>(
    'select value from strapi_core_store_settings where key = $1',
    [FINGERPRINT_KEY],
  );
  if (rows.length === 0) {
    await client.query(
      `insert into strapi_core_store_settings (key, value, type) values ($1, $2, 'string')`,
      [FINGERPRINT_KEY, mine],
    );
  } else if (rows[0]?.value !== mine) {
    throw new SetupError(
      'ENCRYPTION_KEY 与数据库加密时所用的不同，请恢复原来的密钥 / ENCRYPTION_KEY is not the one this database was encrypted with: restore the old one',
    );
  }
};

const checkDatabase = async (url: string): Promise<void> => {
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new SetupError(
      'DATABASE_URL 格式不正确 / DATABASE_URL is not a URL: write postgresql://user:password@host:5432/name',
    );
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw databaseProblem(error, url);
  }
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(rows[0]?.server_version_num) < MIN_SERVER_VERSION) {
      throw new SetupError('需要 PostgreSQL 15 或更高版本 / PostgreSQL 15 or newer is needed');
    }
    await checkEncryptionKey(client);
  } finally {
    await client.end();
  }
};

/** Refuses a taken port before anything else is started. */
export const checkPort = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new SetupError('PORT 不是有效的端口号 / PORT is not a port number: write 1 to 65535');
    }
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new SetupError(
          error.code === 'EADDRINUSE'
            ? `端口 ${port} 已被占用，请停止占用它的程序或另设 PORT / Port ${port} is taken: stop its user, or set another PORT`
            : `无法监听 ${host}:${port} / Can't listen on ${host}:${port}: ${error.code}`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });

/** Binds a fresh database to the encryption key of this start; its tables exist by now. */
export const bindEncryptionKey = async (): Promise<void> => {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  try {
    await checkEncryptionKey(client);
  } finally {
    await client.end();
  }
};

/**
 * Prepares all that the server needs from outside: `.env`, the data directory and its lock, the
 * secrets, the port and the database (the embedded one where `DATABASE_URL` is unset). Afterwards
 * `process.env` is complete.
 *
 * @throws SetupError with one line for the operator.
 */
export const openEnvironment = async (): Promise<Environment> => {
  const envFile = path.join(ROOT, '.env');
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  process.env['STRAPI_TELEMETRY_DISABLED'] = 'true';
  process.env['STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE'] ??= 'zh-Hans';

  const dataDir = openDataDir(ROOT);
  const unlock = lockDataDir(dataDir);
  const closers = [unlock];
  const close = () => {
    while (closers.length > 0) closers.pop()?.();
  };
  // Whatever ends the process, the embedded server doesn't outlive it.
  process.on('exit', close);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    loadSecrets(dataDir);
    await checkPort(process.env['HOST'] ?? '127.0.0.1', Number(process.env['PORT'] ?? 1337));
    const isEmbedded = !process.env['DATABASE_URL'];
    if (isEmbedded) {
      const server = await startEmbeddedPostgres(dataDir);
      closers.push(() => server.stop());
      process.env['DATABASE_URL'] = server.url;
      await ensureDatabase(server.url);
    }
    await checkDatabase(process.env['DATABASE_URL'] as string);
    return { dataDir, isEmbedded, close };
  } catch (error) {
    close();
    throw error;
  }
};

/** Ends the process over an error: one line for a SetupError, the stack for anything else. */
export const fail = (error: unknown): never => {
  // A plugin can't import SetupError; it gives its own set-up faults that name.
  if (error instanceof Error && (error instanceof SetupError || error.name === 'SetupError'))
    process.stderr.write(`✗ ${error.message}\n`);
  else
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exit(1);
};
