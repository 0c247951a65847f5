import fs from 'node:fs';
import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import { SetupError } from '../database/embedded-postgres';
import { fail, openEnvironment, ROOT } from './lib/environment';

/** Production server: `npm start`. */
const main = async (): Promise<void> => {
  process.env['NODE_ENV'] ??= 'production';
  if (!fs.existsSync(path.join(ROOT, 'dist', 'build', 'index.html'))) {
    throw new SetupError('尚未构建，请先运行 npm run build / Not built yet: run "npm run build" first');
  }
  const environment = await openEnvironment();
  process.on('exit', () => environment.close());
  await createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') }).start();
};

main().catch(fail);
