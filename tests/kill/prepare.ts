import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import type { ChannelsService } from '../../src/plugins/cross-post/server/services/channels';
import { draftNotice, NOTICE } from '../api/support/cross-post';

/** Publishes so many notices with the whole application, its accounts paused; run as a process. */
const main = async (): Promise<void> => {
  const count = Number(process.env['KILL_NOTICES']);
  const root = path.resolve(__dirname, '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  const channels = strapi.plugin('cross-post').service<ChannelsService>('channels');
  for (const { documentId } of await channels.list()) {
    await channels.pause(documentId, 'until the kills begin');
  }
  for (let number = 1; number <= count; number += 1) {
    const documentId = await draftNotice(strapi, {
      title: `关于第 ${number} 批专项资金的公告`,
      slug: `kill-${number}`,
    });
    await strapi.documents(NOTICE).publish({ documentId });
  }
  await strapi.destroy();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
