import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres } from '../../database/embedded-postgres';
import { runKills } from './harness';

const ROOT = path.resolve(__dirname, '..', '..', '..');
const SCHEMA = path.join(ROOT, 'dist', 'tests', 'support', 'create-schema.js');
const DATABASE = 'kill';

const secret = (): string => randomBytes(24).toString('hex');

/** `npm run test:kill`: 200 kills, or KILL_RUNS, with the seed KILL_SEED; fails if a post is lost or twice. */
const main = async (): Promise<void> => {
  const dir = path.join(ROOT, '.data', `kill-${process.pid}`);
  fs.mkdirSync(path.join(dir, 'public', 'uploads'), { recursive: true });
  Object.assign(process.env, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    APP_KEYS: `${secret()},${secret()}`,
    API_TOKEN_SALT: secret(),
    ADMIN_JWT_SECRET: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    PUBLIC_DIR: path.join(dir, 'public'),
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE: 'zh-Hans',
    // Every worker compiles the same files.
    NODE_COMPILE_CACHE: path.join(dir, 'compile-cache'),
  });
  const server = await startEmbeddedPostgres(dir);
  try {
    const admin = new URL(server.url);
    admin.pathname = '/postgres';
    const client = new Client({ connectionString: admin.toString() });
    await client.connect();
    await client.query(`create database ${DATABASE}`);
    await client.end();
    const url = new URL(server.url);
    url.pathname = `/${DATABASE}`;
    const made = spawnSync(process.execPath, [SCHEMA], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url.toString() },
    });
    if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`);

    const report = await runKills({
      databaseUrl: url.toString(),
      runs: Number(process.env['KILL_RUNS'] ?? 200),
      seed: Number(process.env['KILL_SEED'] ?? 20_261_123),
      say: (line) => process.stdout.write(`… ${line}\n`),
    });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.lost > 0 || report.twice > 0 || report.unsettled.length > 0) process.exitCode = 1;
  } finally {
    server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
};

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
