import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import { benchSize } from './ten-times';

/** Measures one size in a process of its own, so that what was before doesn't tell in its memory. */
const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  const size = await benchSize(strapi);
  process.send?.(size, () => process.exit());
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
