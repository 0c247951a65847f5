import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { createStrapi } from '@strapi/strapi';
import { Client } from 'pg';

import { startEmbeddedPostgres } from '../../database/embedded-postgres';
import { startWechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator } from '../emulators/weibo';
import { benchContentApi } from './content-api';
import { benchFigures } from './figures';
import { benchLoad } from './load';
import { benchOpenData } from './open-data';
import { benchPublish, writeChannels } from './publish';
import { mountStock } from './stock';

const ROOT = path.resolve(__dirname, '..', '..', '..');

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

const createDatabase = async (
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

const bootStrapi = async (databaseUrl: string) => {
  process.env['DATABASE_URL'] = databaseUrl;
  return createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') }).load();
};

/** Runs every benchmark on an embedded server of its own and writes the results as JSON. */
const main = async (): Promise<void> => {
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
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    say('… schema');
    const emptyUrl = await createDatabase(server.url, 'bench_empty');
    await (await bootStrapi(emptyUrl)).destroy();

    say('… load against plain COPY');
    const loadedUrl = await createDatabase(server.url, 'bench_loaded', 'bench_empty');
    const copyUrl = await createDatabase(server.url, 'bench_copy', 'bench_empty');
    const load = await benchLoad(loadedUrl, copyUrl);

    const strapi = await bootStrapi(loadedUrl);
    await strapi.listen();
    say('… figures against hand-written SQL');
    const figures = await benchFigures(strapi, loadedUrl);
    say('… publish to receipt');
    const publish = await benchPublish(strapi);
    say('… open data against COPY TO');
    const openData = await benchOpenData(strapi, loadedUrl);
    await strapi.destroy();

    say('… content API against stock Strapi');
    const open = await bootStrapi(await createDatabase(server.url, 'bench_api', 'bench_empty'));
    mountStock(open);
    await open.listen();
    const contentApi = await benchContentApi(open);
    await open.destroy();

    const results = {
      node: process.version,
      cpus: 2,
      load,
      figures,
      contentApi,
      publish,
      openData,
    };
    const file = process.env['BENCH_OUTPUT'] ?? path.join(ROOT, 'bench-results.json');
    fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
    say(JSON.stringify(results, null, 2));
    say(`✓ ${path.relative(ROOT, file)}`);
  } finally {
    server.stop();
    await Promise.all([weibo.close(), wechat.close()]);
    fs.rmSync(dir, { recursive: true, force: true });
  }
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
