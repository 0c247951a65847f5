import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

const INSTALL_LOCK = 7_114_933;

const INSTALL = `
create table if not exists public_api_attachments (
  uid text not null,
  document_id text not null,
  position integer not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  sealed bytea not null,
  received_at timestamptz not null default now(),
  primary key (uid, document_id, position)
);
create or replace function public_api_drop_attachments() returns trigger language plpgsql as $$
begin
  delete from public_api_attachments where uid = tg_argv[0] and document_id = old.document_id;
  return null;
end $$;
`;

/** What is known of a file without opening it. */
export interface AttachmentRow {
  readonly position: number;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly received_at: Date;
}

/** Files that came with submissions: encrypted, and gone with their record. */
export const createAttachmentsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  return {
    /** Idempotent. @param owners content types whose records may have files, with their tables */
    async install(owners: readonly { uid: string; table: string }[]): Promise<void> {
      await db().transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
        await trx.raw(INSTALL);
        for (const { uid, table } of owners) {
          // A trigger's arguments can't be parameters; uids are the application's own names.
          const argument = uid.replaceAll("'", "''");
          await trx.raw(
            `create or replace trigger public_api_attachments after delete on ??
             for each row execute function public_api_drop_attachments('${argument}')`,
            [table],
          );
        }
      });
    },

    async add(
      trx: Knex.Transaction,
      owner: { readonly uid: string; readonly documentId: string },
      row: Omit<AttachmentRow, 'received_at'> & { readonly sealed: Buffer },
    ): Promise<void> {
      await trx('public_api_attachments').insert({
        uid: owner.uid,
        document_id: owner.documentId,
        ...row,
      });
    },

    async list(uid: string, documentId: string): Promise<readonly AttachmentRow[]> {
      return db()('public_api_attachments')
        .select('position', 'media_type', 'bytes', 'sha256', 'received_at')
        .where({ uid, document_id: documentId })
        .orderBy('position');
    },

    async read(
      uid: string,
      documentId: string,
      position: number,
    ): Promise<{ readonly media_type: string; readonly sealed: Buffer } | undefined> {
      const [row] = await db()<{ media_type: string; sealed: Buffer }>('public_api_attachments')
        .select('media_type', 'sealed')
        .where({ uid, document_id: documentId, position } as object);
      return row;
    },
  };
};
