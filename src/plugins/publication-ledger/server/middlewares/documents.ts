import type { Core, Modules } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID, SYSTEM_ACTOR } from '../constants';
import { isPublicAfter, ledgerAction, publicEffect } from '../domain/action';
import { contentPopulate, recordedContent } from '../domain/content';
import type { LedgerService } from '../services/ledger';

type Context = Modules.Documents.Middleware.Context;

interface Call {
  readonly documentId: string | undefined;
  readonly locale: string | string[] | undefined;
  readonly status: string | undefined;
}

const callOf = (context: Context): Call => context.params as unknown as Call;

/** One publication may answer for several locales: `{ entries }` of publish, unpublish and delete. */
const touched = (result: unknown, call: Call): { documentId: string; locale: string }[] => {
  const rows =
    result && typeof result === 'object' && Array.isArray((result as { entries?: unknown }).entries)
      ? (result as { entries: unknown[] }).entries
      : [result];
  const found = new Map<string, { documentId: string; locale: string }>();
  for (const row of rows) {
    const { documentId, locale } = (row ?? {}) as { documentId?: string; locale?: string | null };
    const id = documentId ?? call.documentId;
    if (id) found.set(`${id} ${locale ?? ''}`, { documentId: id, locale: locale ?? '' });
  }
  return [...found.values()];
};

const actor = (strapi: Core.Strapi): { actorId: string | null; actorName: string } => {
  const user = strapi.requestContext.get()?.state?.['user'] as
    | { id: number; firstname?: string; lastname?: string; username?: string; email?: string }
    | undefined;
  if (!user) return { actorId: null, actorName: SYSTEM_ACTOR };
  const name = `${user.lastname ?? ''}${user.firstname ?? ''}` || user.username || user.email;
  return { actorId: String(user.id), actorName: name ?? String(user.id) };
};

/**
 * Document Service middleware that records every call with a public effect, in the transaction of
 * the call itself: neither exists without the other.
 */
export const createLedgerMiddleware =
  ({ strapi }: { strapi: Core.Strapi }): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const ledger = strapi.plugin(PLUGIN_ID).service<LedgerService>('ledger');
    const subject = ledger.subject(context.uid);
    if (!subject) return next();

    const call = callOf(context);
    const hasDraftAndPublish = context.contentType.options?.draftAndPublish === true;
    const effect = publicEffect({
      action: context.action,
      hasDraftAndPublish,
      status: call.status,
    });
    if (!effect) return next();

    return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const result = await next();
      for (const { documentId, locale } of touched(result, call)) {
        const action = ledgerAction(effect, {
          hasDraftAndPublish,
          wasPublic: await ledger.wasPublic({ uid: context.uid, documentId, locale }, trx),
          isPublic: effect === 'show' && (await subject.isPublic(documentId, trx)),
        });
        if (!action) continue;
        const record = isPublicAfter(action)
          ? await strapi.documents(context.uid).findOne({
              documentId,
              ...(locale ? { locale } : {}),
              ...(hasDraftAndPublish ? { status: 'published' as const } : {}),
              populate: contentPopulate(subject) as never,
            })
          : null;
        await ledger.append(
          {
            subjectType: context.uid,
            subjectDocumentId: documentId,
            subjectLocale: locale,
            action,
            ...actor(strapi),
            content: record ? recordedContent(subject, record) : null,
          },
          trx,
        );
      }
      return result;
    });
  };
