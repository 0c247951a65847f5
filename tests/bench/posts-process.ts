import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

import type { ChannelsService } from '../../src/plugins/cross-post/server/services/channels';
import { draftNotice, NOTICE } from '../api/support/cross-post';

/** What the parent asks of one of the processes. */
export type PostsOrder =
  | { readonly kind: 'publish'; readonly count: number; readonly prefix: string }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

const channelsOf = (strapi: Core.Strapi): ChannelsService =>
  strapi.plugin('cross-post').service<ChannelsService>('channels');

const obey = async (strapi: Core.Strapi, order: PostsOrder): Promise<void> => {
  if (order.kind === 'publish') {
    for (let number = 1; number <= order.count; number += 1) {
      const documentId = await draftNotice(strapi, {
        title: `关于第 ${number} 批专项资金的公告`,
        slug: `${order.prefix}-${number}`,
      });
      await strapi.documents(NOTICE).publish({ documentId });
    }
    return;
  }
  for (const { documentId } of await channelsOf(strapi).list()) {
    if (order.kind === 'pause') await channelsOf(strapi).pause(documentId, 'until all is ready');
    else await channelsOf(strapi).resume(documentId);
  }
};

/** The whole application in a process of its own, one of several on a database. */
const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..', '..', '..');
  const strapi = await createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  process.on('message', (order: PostsOrder) => {
    obey(strapi, order).then(
      () => process.send?.('done'),
      (error: unknown) => {
        process.stderr.write(`${(error as Error).stack}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
};

void main();
