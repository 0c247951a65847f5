import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { AttachmentsService } from '../services/attachments';

/** The content manager's own check of what somebody may read. */
interface PermissionChecker {
  readonly cannot: { read(): boolean };
  readonly sanitizedQuery: { read(query: object): Promise<{ readonly filters?: object }> };
}

interface PermissionCheckers {
  create(of: { userAbility: unknown; model: string }): PermissionChecker;
}

const NOT_THERE = '没有找到该附件';

/** Files of submissions, for those who may read the record that they came with. */
export const createAttachmentsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const attachments = () => strapi.plugin(PLUGIN_ID).service<AttachmentsService>('attachments');

  /** @throws NotFoundError, whether there is no such record or it isn't theirs to read */
  const checkRecord = async (ctx: Context, uid: string, documentId: string): Promise<void> => {
    if (!attachments().has(uid)) throw new errors.NotFoundError(NOT_THERE);
    const checker = strapi
      .plugin('content-manager')
      .service<PermissionCheckers>('permission-checker')
      .create({ userAbility: ctx.state['userAbility'], model: uid });
    if (checker.cannot.read()) throw new errors.NotFoundError(NOT_THERE);
    const { filters = {} } = await checker.sanitizedQuery.read({});
    const record = await strapi.documents(uid as UID.ContentType).findFirst({
      fields: ['documentId'] as never,
      filters: { $and: [{ documentId }, filters] } as never,
    });
    if (!record) throw new errors.NotFoundError(NOT_THERE);
  };

  return {
    /** Types whose records may have files: where the panel looks for some. */
    owners(ctx: Context): void {
      ctx.body = { data: attachments().owners() };
    },

    async find(ctx: Context): Promise<void> {
      const { uid, documentId } = ctx['params'] as { uid: string; documentId: string };
      await checkRecord(ctx, uid, documentId);
      ctx.body = { data: await attachments().list(uid, documentId) };
    },

    async read(ctx: Context): Promise<void> {
      const { uid, documentId, position } = ctx['params'] as Record<
        'uid' | 'documentId' | 'position',
        string
      >;
      await checkRecord(ctx, uid, documentId);
      const file = /^\d{1,3}$/.test(position)
        ? await attachments().read(uid, documentId, Number(position))
        : null;
      if (!file) throw new errors.NotFoundError(NOT_THERE);
      ctx.set('Cache-Control', 'no-store');
      ctx.attachment(file.name);
      // Never opened in the panel's own origin.
      ctx.type = 'application/octet-stream';
      ctx.body = file.content;
    },
  };
};
