import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

/** Boots the application once on an empty database, so that its tables exist; run as a process. */
const main = async (): Promise<void> => {
  const appDir = path.resolve(__dirname, '..', '..', '..');
  const strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist') });
  await strapi.load();
  await strapi.destroy();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
