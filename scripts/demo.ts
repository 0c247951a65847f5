import './lib/production';

import path from 'node:path';

import { loadDataSet } from '../tests/data/loader';
import { ensureDemoAccounts, printAccounts } from './demo/accounts';
import { startChannels } from './demo/channels';
import { compareFigures } from './demo/figures';
import { publishNotice } from './demo/publish';
import { fail, openEnvironment } from './lib/environment';
import { loadServer } from './lib/server';

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run demo`: the district's 2017 year end to end. Loads the records, compares every figure
 * with the annual report, publishes a notice to both channels and shows the receipts; then serves
 * until Ctrl-C, or ends with `--check`: 0 if all is right, 1 if a figure or receipt is wrong.
 */
const main = async (): Promise<void> => {
  const isCheck = process.argv.includes('--check');
  process.env['LOG_LEVEL'] ??= 'warn';
  const started = Date.now();

  say('… 准备数据库 / opening the database');
  const environment = await openEnvironment();
  const { HOST = '127.0.0.1', PORT = '1337' } = process.env;
  const address = `http://${HOST === '0.0.0.0' ? 'localhost' : HOST}:${PORT}`;
  process.env['PUBLIC_URL'] ||= address;

  const channels = await startChannels(environment.dataDir);
  const server = await loadServer(environment, channels.stop).catch(async (error: unknown) => {
    await channels.stop();
    throw error;
  });
  say(`✓ 服务已就绪 / server loaded (${seconds(started)})`);

  const data = await loadDataSet({
    connectionString: process.env['DATABASE_URL'] as string,
    encryptionKey: process.env['ENCRYPTION_KEY'] as string,
    dataSet: 'year-2017',
    onProgress: (line) => say(`  ${line}`),
  });
  say(
    data.alreadyLoaded
      ? '✓ 2017 年数据已在库中 / the 2017 year is loaded already'
      : `✓ 2017 年数据 ${data.rows} 行，${data.seconds.toFixed(1)} 秒 / ${data.rows} rows loaded`,
  );
  const accounts = await ensureDemoAccounts(server.strapi);
  await server.listen();

  const areFiguresRight = await compareFigures(
    server.strapi,
    path.join(__dirname, '..', '..', 'tests', 'data', 'figures-2017.csv'),
    say,
  );
  const areReceiptsRight = await publishNotice(server.strapi, say);

  say('');
  say(`管理后台 / admin panel   ${address}/admin`);
  say(`内容接口 / content API   ${address}/api/notices`);
  say(`指标接口 / figures       ${address}/api/publication-rate/figures?year=2017`);
  printAccounts(accounts, say);
  if (isCheck) {
    await server.close();
    process.exit(areFiguresRight && areReceiptsRight ? 0 : 1);
  }
  say('');
  say(`按 Ctrl-C 停止 / press Ctrl-C to stop (${seconds(started)})`);
};

main().catch(fail);
