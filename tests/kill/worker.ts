import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import type { DeliveriesService } from '../../src/plugins/cross-post/server/services/deliveries';
import { draftNotice, NOTICE, shortenWaits } from '../api/support/cross-post';
import { LEASE_SECONDS, SETTLE_SECONDS } from './waits';

const SWEEP_MS = 500;

/**
 * The application in a process that will be killed. Told `publish`, it publishes a notice; its
 * sweep looks twice a second for what a killed one has left.
 */
const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  shortenWaits(strapi, { settleSeconds: SETTLE_SECONDS, leaseSeconds: LEASE_SECONDS });
  setInterval(() => {
    const deliveries = strapi.plugin('cross-post').service<DeliveriesService>('deliveries');
    deliveries.sweep(1).catch((error: unknown) => strapi.log.warn((error as Error).message));
  }, SWEEP_MS);
  process.on('message', (title) => {
    void (async () => {
      const documentId = await draftNotice(strapi, { title });
      await strapi.documents(NOTICE).publish({ documentId });
    })();
  });
  process.send?.('ready');
};

void main();
