import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../database/embedded-postgres';
import { createDatabase, databaseUrl, EMPTY_TEMPLATE, trustMemory } from './databases';

const ROOT = path.resolve(__dirname, '..', '..');
const DATA = path.join(ROOT, '.data');

declare global {
  // Handed from Jest's global set-up to its tear-down.
  var gongkaiTestServer: { server: EmbeddedPostgres; dir: string } | undefined;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Stops and removes servers of test runs that were killed. */
const clearLeftovers = async (): Promise<void> => {
  if (!fs.existsSync(DATA)) return;
  for (const name of fs.readdirSync(DATA)) {
    const pid = /^test-(\d+)-/.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const dir = path.join(DATA, name);
    if (fs.existsSync(path.join(dir, 'postgres', 'data', 'postmaster.pid'))) {
      (await startEmbeddedPostgres(dir)).stop();
    }
    fs.rmSync(dir, { recursive: true, force: true });
  }
};

/** One embedded server for the run, with a template database that holds the application's tables. */
const globalSetup = async (): Promise<void> => {
  await clearLeftovers();
  const dir = path.join(DATA, `test-${process.pid}-${randomBytes(3).toString('hex')}`);
  fs.mkdirSync(path.join(dir, 'public', 'uploads'), { recursive: true });
  const server = await startEmbeddedPostgres(dir);
  globalThis.gongkaiTestServer = { server, dir };

  Object.assign(process.env, {
    NODE_ENV: 'test',
    TEST_SERVER_URL: server.url,
    TEST_DATA_DIR: dir,
    PUBLIC_DIR: path.join(dir, 'public'),
    // Processes that are started one after the other compile the same files.
    NODE_COMPILE_CACHE: path.join(DATA, 'compile-cache'),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    APP_KEYS: 'test-key-one,test-key-two',
    API_TOKEN_SALT: 'test-api-token-salt',
    ADMIN_JWT_SECRET: 'test-admin-jwt-secret',
    TRANSFER_TOKEN_SALT: 'test-transfer-salt',
    JWT_SECRET: 'test-jwt-secret',
    ENCRYPTION_KEY: 'test-encryption-key-of-32-characters',
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE: 'zh-Hans',
    PUBLIC_URL: 'http://www.jiangan.example',
  });

  await trustMemory();
  await createDatabase(EMPTY_TEMPLATE);
  const made = spawnSync(
    process.execPath,
    [path.join(ROOT, 'dist', 'tests', 'support', 'create-schema.js')],
    {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: databaseUrl(EMPTY_TEMPLATE) },
    },
  );
  if (made.status !== 0) {
    server.stop();
    throw new Error(
      `The application did not start on an empty database:\n${made.stdout}${made.stderr}`,
    );
  }
};

export default globalSetup;
