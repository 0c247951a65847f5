import './lib/production';

import fs from 'node:fs';
import path from 'node:path';

import { SetupError } from '../database/embedded-postgres';
import { fail, openEnvironment, ROOT } from './lib/environment';
import { loadServer } from './lib/server';

/** Production server: `npm start`. */
const main = async (): Promise<void> => {
  if (!fs.existsSync(path.join(ROOT, 'dist', 'build', 'index.html'))) {
    throw new SetupError(
      '尚未构建，请先运行 npm run build / Not built yet: run "npm run build" first',
    );
  }
  const environment = await openEnvironment();
  const server = await loadServer(environment);
  await server.listen();
  const { HOST = '127.0.0.1', PORT = '1337' } = process.env;
  server.strapi.log.info(`公开 Gongkai 已启动 / is up: http://${HOST}:${PORT}/admin`);
};

main().catch(fail);
