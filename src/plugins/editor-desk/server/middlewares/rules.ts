import type { Core, Modules } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { RecordData } from '../../../../shared/contracts/editor-desk';
import { PLUGIN_ID } from '../constants';
import type { RulesService } from '../services/rules';

type Context = Modules.Documents.Middleware.Context;

interface Call {
  readonly documentId?: string;
  readonly status?: string;
  readonly data?: RecordData;
}

const WRITES: readonly string[] = ['create', 'update', 'clone', 'publish', 'delete'];

type Next = () => ReturnType<Modules.Documents.Middleware.Middleware>;

/** What a copy must not take over: its own address, and what Strapi sets. */
const NOT_CLONED = ['id', 'documentId', 'slug', 'createdAt', 'updatedAt', 'publishedAt'];

const without = (record: RecordData, names: readonly string[]): RecordData =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

/**
 * Document Service middleware: whatever is created, changed, copied or published of a declared type
 * is completed and checked first, in the transaction of the write, and what others refer to isn't
 * deleted; personal data is stored encrypted
 * and read masked.
 */
export const createRulesMiddleware = ({
  strapi,
}: {
  strapi: Core.Strapi;
}): Modules.Documents.Middleware.Middleware => {
  const service = () => strapi.plugin(PLUGIN_ID).service<RulesService>('rules');

  const write = async <T>(context: Context, next: () => Promise<T>): Promise<T> => {
    const rules = service();
    const { uid, action } = context;
    const call = context.params as unknown as Call;
    const hasDrafts = context.contentType.options?.draftAndPublish === true;
    const setData = (data: RecordData): void => {
      (context as unknown as { params: Call }).params = { ...call, data };
    };

    return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const isFinal = !hasDrafts || call.status === 'published' || action === 'publish';
      if (action === 'create') {
        setData(await rules.prepare({ uid, data: call.data ?? {}, stored: null, isFinal, trx }));
        return next();
      }
      const stored = call.documentId ? await rules.load(uid, call.documentId) : null;
      // Nothing there: the Document Service answers that itself.
      if (!stored) return next();
      if (action === 'delete') {
        await rules.refuseDeletion(uid, stored);
      } else if (action === 'update') {
        setData(await rules.prepare({ uid, data: call.data ?? {}, stored, isFinal, trx }));
      } else if (action === 'clone') {
        const template = without(stored, NOT_CLONED);
        const data = await rules.prepare({
          uid,
          data: call.data ?? {},
          stored: null,
          template,
          isFinal: !hasDrafts,
          trx,
        });
        setData(data);
      } else {
        const data = await rules.prepare({ uid, data: {}, stored, isFinal, trx });
        if (Object.keys(data).length > 0) await rules.patch(uid, stored['id'], data);
      }
      return next();
    });
  };

  return async (context, next) => {
    const rules = service();
    const isWrite = WRITES.includes(context.action) && rules.rulesOf(context.uid) !== undefined;
    return rules.masked(
      context.uid,
      await (isWrite ? write(context, next as Next) : (next as Next)()),
    );
  };
};
