import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID } from '../constants';
import { attachmentName, seal, unseal, type Attachment } from '../domain/attachment';
import { createAttachmentsRepository } from '../repositories/attachments';
import type { AdmissionService } from './admission';
import type { TypesService } from './types';

/** A file as the panel lists it. */
export interface AttachmentSummary {
  readonly position: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly receivedAt: string;
}

/** Files that came with submissions. They are in no public place: only the panel hands them out. */
export const createAttachmentsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createAttachmentsRepository({ strapi });
  const plugin = () => strapi.plugin(PLUGIN_ID);
  const secret = (): string =>
    plugin().service<AdmissionService>('admission').secretFor('attachments');
  const owners = () =>
    plugin()
      .service<TypesService>('types')
      .submissions()
      .filter(({ files = 0 }) => files > 0);

  return {
    install: () =>
      repository.install(
        owners().map(({ uid }) => ({ uid, table: strapi.db.metadata.get(uid).tableName })),
      ),

    owners: (): readonly string[] => owners().map(({ uid }) => uid),

    /** Whether records of the type may have files. */
    has: (uid: string): boolean => owners().some((one) => one.uid === uid),

    async add(
      trx: Knex.Transaction,
      owner: { readonly uid: string; readonly documentId: string },
      files: readonly Attachment[],
    ): Promise<void> {
      for (const [index, { mediaType, content, sha256 }] of files.entries()) {
        await repository.add(trx, owner, {
          position: index + 1,
          media_type: mediaType,
          bytes: content.length,
          sha256,
          sealed: seal(secret(), content),
        });
      }
    },

    async list(uid: string, documentId: string): Promise<readonly AttachmentSummary[]> {
      const rows = await repository.list(uid, documentId);
      return rows.map(({ position, media_type, bytes, sha256, received_at }) => ({
        position,
        name: attachmentName(position, media_type),
        bytes,
        sha256,
        receivedAt: received_at.toISOString(),
      }));
    },

    /** Name and content; null where there is no such file. */
    async read(
      uid: string,
      documentId: string,
      position: number,
    ): Promise<{ readonly name: string; readonly content: Buffer } | null> {
      const row = await repository.read(uid, documentId, position);
      return row
        ? {
            name: attachmentName(position, row.media_type),
            content: unseal(secret(), row.sealed),
          }
        : null;
    },
  };
};

export type AttachmentsService = ReturnType<typeof createAttachmentsService>;
