import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { ApprovalService } from './services/approval';

const FILE_UID = 'plugin::upload.file';

interface Change {
  readonly params: { readonly data?: { readonly hash?: unknown } };
  readonly result?: { readonly id: number; readonly url: string } | null;
}

/**
 * Watches the media library: a file that is replaced keeps its id and address, so that a post's
 * digest can't tell that its picture is another one. Only a replacement writes `hash`; a changed
 * name or caption doesn't. Nor does the digest tell of a file that is deleted.
 */
export const watchPictures = ({ strapi }: { strapi: Core.Strapi }): void => {
  const takeApprovals = async ({ result }: Change): Promise<void> => {
    if (!result) return;
    await strapi
      .plugin(PLUGIN_ID)
      .service<ApprovalService>('approval')
      .onPictureReplaced({ id: result.id, url: result.url });
  };
  strapi.db.lifecycles.subscribe({
    models: [FILE_UID],
    async afterUpdate(event) {
      const change = event as unknown as Change;
      if (change.params.data?.hash !== undefined) await takeApprovals(change);
    },
    afterDelete: takeApprovals,
  });
};
