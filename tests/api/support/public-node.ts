import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

/** The application in a process of its own on a free port, which it tells its parent. */
const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..', '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  await new Promise<void>((resolve) => {
    strapi.server.listen(0, '127.0.0.1', resolve);
  });
  process.send?.({ port: (strapi.server.httpServer.address() as AddressInfo).port });
};

void main();
