import type { Core } from '@strapi/strapi';

import { HOSTED_IMAGE_TABLE } from '../constants';
import type { HostedImages } from '../channels/wechat/images';
import { createPreparedQuery, createQuery, newDocumentId, NOW } from './rows';

/** Where each account has which picture already. */
export const createHostedImagesRepository = ({ strapi }: { strapi: Core.Strapi }): HostedImages => {
  const query = createQuery({ strapi });
  const prepared = createPreparedQuery({ strapi });

  return {
    async find(channelDocumentId, purpose, hash) {
      const [row] = await prepared<{ remote: string }>(
        'hosted image',
        `select remote from ${HOSTED_IMAGE_TABLE}
         where channel_document_id = :channelDocumentId and purpose = :purpose and hash = :hash`,
        { channelDocumentId, purpose, hash },
      );
      return row?.remote ?? null;
    },

    async keep(channelDocumentId, purpose, hash, remote) {
      await query(
        `insert into ${HOSTED_IMAGE_TABLE} (document_id, channel_document_id, purpose, hash, remote,
           created_at, updated_at, published_at)
         values (:documentId, :channelDocumentId, :purpose, :hash, :remote, ${NOW}, ${NOW}, ${NOW})
         on conflict (channel_document_id, purpose, hash) do update
           set remote = excluded.remote, updated_at = ${NOW}`,
        { documentId: newDocumentId(), channelDocumentId, purpose, hash, remote },
      );
    },

    async forget(channelDocumentId, remote) {
      await query(
        `delete from ${HOSTED_IMAGE_TABLE}
         where channel_document_id = :channelDocumentId and remote = :remote`,
        { channelDocumentId, remote },
      );
    },
  };
};
