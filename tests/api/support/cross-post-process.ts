import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import { draftNotice, NOTICE, shortenWaits } from './cross-post';

/**
 * The application in a process of its own, to be killed. Told `publish`, it publishes a notice and
 * answers with its documentId.
 */
const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..', '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  shortenWaits(strapi, { settleSeconds: 4, leaseSeconds: 4 });
  process.on('message', (message) => {
    if (message !== 'publish') return;
    void (async () => {
      const documentId = await draftNotice(strapi);
      await strapi.documents(NOTICE).publish({ documentId });
      process.send?.({ documentId });
    })();
  });
  process.send?.('ready');
};

void main();
