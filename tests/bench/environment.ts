import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';
import { Client } from 'pg';

import { startEmbeddedPostgres } from '../../database/embedded-postgres';
import { startWechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator } from '../emulators/weibo';
import { writeChannels } from './publish';

export const ROOT = path.resolve(__dirname, '..', '..', '..');

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A PostgreSQL server of its own with the application's schema, and channels that are emulated. */
export interface Bench {
  /** A new database: the application's schema unless told otherwise. @returns its address */
  readonly createDatabase: (name: string, template?: string) => Promise<string>;
  readonly boot: (databaseUrl: string) => Promise<Core.Strapi>;
}

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

const createDatabaseOn = async (
  serverUrl: string,
  name: string,
  template?: string,
): Promise<string> => {
  const client = new Client({ connectionString: withDatabase(serverUrl, 'postgres') });
  await client.connect();
  await client.query(`create database ${name}${template ? ` template ${template}` : ''}`);
  await client.end();
  return withDatabase(serverUrl, name);
};

const boot = async (databaseUrl: string): Promise<Core.Strapi> => {
  process.env['DATABASE_URL'] = databaseUrl;
  return createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') }).load();
};

/** Prepares the environment, does the work and cleans up. */
export const withBench = async (work: (bench: Bench) => Promise<void>): Promise<void> => {
  const dir = path.join(ROOT, '.data', `bench-${process.pid}`);
  fs.mkdirSync(path.join(dir, 'public', 'uploads'), { recursive: true });
  const secret = () => randomBytes(24).toString('hex');
  const weibo = await startWeiboEmulator({
    limits: { callsPerUserDay: 1_000_000, postsPerUserHour: 1_000_000 },
  });
  const wechat = await startWechatEmulator({
    publishDelayMs: 0,
    dailyLimits: {
      '/cgi-bin/freepublish/submit': 1_000_000,
      '/cgi-bin/freepublish/get': 1_000_000,
    },
  });
  Object.assign(process.env, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: '0',
    APP_KEYS: `${secret()},${secret()}`,
    API_TOKEN_SALT: secret(),
    ADMIN_JWT_SECRET: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    PUBLIC_DIR: path.join(dir, 'public'),
    PUBLIC_URL: 'http://localhost',
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE: 'zh-Hans',
    WEIBO_API_URL: weibo.url,
    WECHAT_API_URL: wechat.url,
    CHANNELS_FILE: writeChannels(dir),
  });

  const server = await startEmbeddedPostgres(dir);
  try {
    say('… schema');
    await (await boot(await createDatabaseOn(server.url, 'bench_empty'))).destroy();
    await work({
      createDatabase: (name, template = 'bench_empty') =>
        createDatabaseOn(server.url, name, template),
      boot,
    });
  } finally {
    server.stop();
    await Promise.all([weibo.close(), wechat.close()]);
    fs.rmSync(dir, { recursive: true, force: true });
  }
};

/** Runs the work as the process's own and ends it. */
export const runBench = (work: (bench: Bench) => Promise<void>): void => {
  withBench(work).then(
    () => process.exit(process.exitCode ?? 0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
};
