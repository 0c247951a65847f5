import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { ApprovalService } from './services/approval';

const FILE_UID = 'plugin::upload.file';

interface Update {
  readonly params: { readonly data?: { readonly hash?: unknown } };
  readonly result?: { readonly id: number; readonly url: string } | null;
}

/**
 * Watches the media library: a file that is replaced keeps its id and address, so that a post's
 * digest can't tell that its picture is another one. Only a replacement writes `hash`; a changed
 * name or caption doesn't.
 */
export const watchPictures = ({ strapi }: { strapi: Core.Strapi }): void => {
  strapi.db.lifecycles.subscribe({
    models: [FILE_UID],
    async afterUpdate(event) {
      const { params, result } = event as unknown as Update;
      if (params.data?.hash === undefined || !result) return;
      await strapi
        .plugin(PLUGIN_ID)
        .service<ApprovalService>('approval')
        .onPictureReplaced({ id: result.id, url: result.url });
    },
  });
};
