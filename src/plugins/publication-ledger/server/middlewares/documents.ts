import type { Core, Modules, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { LedgerAction, LedgerSubject } from '../../../../shared/contracts/publication-ledger';
import { PLUGIN_ID, SYSTEM_ACTOR } from '../constants';
import { isPublicAfter, ledgerAction, publicEffect, type PublicEffect } from '../domain/action';
import { contentPopulate, recordedContent } from '../domain/content';
import type { LedgerService } from '../services/ledger';

type Context = Modules.Documents.Middleware.Context;

interface Call {
  readonly documentId: string | undefined;
  readonly locale: string | string[] | undefined;
  readonly status: string | undefined;
}

interface PublicRecord {
  readonly documentId: string;
  readonly locale: string;
}

const callOf = (context: Context): Call => context.params as unknown as Call;

/** One publication may answer for several locales: `{ entries }` of publish, unpublish and delete. */
const touched = (result: unknown, call: Call): PublicRecord[] => {
  const rows =
    result && typeof result === 'object' && Array.isArray((result as { entries?: unknown }).entries)
      ? (result as { entries: unknown[] }).entries
      : [result];
  const found = new Map<string, PublicRecord>();
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

/** A change of the public's view of a record, to be entered. */
interface Change {
  readonly subject: LedgerSubject;
  readonly record: PublicRecord;
  readonly effect: PublicEffect;
  /** Another record was changed, not this one: only whether it can be seen may differ. */
  readonly isIndirect: boolean;
}

/** Writes entries in the transaction of the change. */
const createRecorder = (strapi: Core.Strapi, trx: Knex.Transaction) => {
  const ledger = strapi.plugin(PLUGIN_ID).service<LedgerService>('ledger');
  const modelOf = (uid: string) => strapi.contentType(uid as UID.ContentType);
  const hasDrafts = (uid: string): boolean => modelOf(uid).options?.draftAndPublish === true;

  /** What is recorded of the record as it stands in the transaction. */
  const contentOf = async (
    subject: LedgerSubject,
    { documentId, locale }: PublicRecord,
  ): Promise<Record<string, unknown> | null> => {
    const shown = await strapi.documents(subject.uid as UID.ContentType).findOne({
      documentId,
      ...(locale ? { locale } : {}),
      ...(hasDrafts(subject.uid) ? { status: 'published' as const } : {}),
      populate: contentPopulate(subject) as never,
    });
    return shown ? recordedContent(subject, shown) : null;
  };

  /** Appends the entry of a change, if the public can notice it; what the entry did. */
  const enter = async (change: Change): Promise<LedgerAction | null> => {
    const { subject, record, effect, isIndirect } = change;
    const { documentId, locale } = record;
    const hasDraftAndPublish = hasDrafts(subject.uid);
    const wasPublic = await ledger.wasPublic({ uid: subject.uid, documentId, locale }, trx);
    const isPublic = effect === 'show' && (await subject.isPublic(documentId, trx));
    if (isIndirect && wasPublic === isPublic) return null;
    const action = ledgerAction(effect, { hasDraftAndPublish, wasPublic, isPublic });
    if (!action) return null;
    const content = isPublicAfter(action) ? await contentOf(subject, record) : null;
    await ledger.append(
      {
        subjectType: subject.uid,
        subjectDocumentId: documentId,
        subjectLocale: locale,
        action,
        ...actor(strapi),
        content,
      },
      { trx, isIndirect },
    );
    return action;
  };

  /**
   * Records that refer to this one and may be public. Of a type without drafts only those that the
   * ledger knows: rows loaded in bulk are one entry of their parent.
   */
  const referring = async (
    subject: LedgerSubject,
    target: { uid: string; documentId: string },
  ): Promise<PublicRecord[]> => {
    const attributes = modelOf(subject.uid).attributes as Readonly<
      Record<string, { readonly target?: string }>
    >;
    const relations = (subject.relations ?? []).filter(
      (name) => attributes[name]?.target === target.uid,
    );
    if (relations.length === 0) return [];
    const rows = (await strapi.db.query(subject.uid).findMany({
      select: ['documentId', 'locale'],
      where: {
        $or: relations.map((name) => ({ [name]: { documentId: target.documentId } })),
        ...(hasDrafts(subject.uid) ? { publishedAt: { $notNull: true } } : {}),
      },
      orderBy: { id: 'asc' },
    })) as { documentId: string; locale?: string | null }[];
    const records = rows.map(({ documentId, locale }) => ({ documentId, locale: locale ?? '' }));
    if (hasDrafts(subject.uid) || records.length === 0) return records;
    const ids = records.map(({ documentId }) => documentId);
    const known = await ledger.known(subject.uid, ids, trx);
    return records.filter(({ documentId }) => known.has(documentId));
  };

  return {
    enter,
    /**
     * A record without drafts about to be changed that is public under its parent, or was loaded in
     * bulk, and has no entry of its own: its content as it was public. Null for any other.
     */
    async unrecorded(
      subject: LedgerSubject,
      record: PublicRecord,
    ): Promise<Record<string, unknown> | null> {
      const { uid } = subject;
      if (await ledger.wasPublic({ uid, ...record }, trx)) return null;
      if (!(await subject.isPublic(record.documentId, trx))) return null;
      return contentOf(subject, record);
    },
    /** Enters that content, so that the entry of the change has one before it. */
    async enterUnrecorded(
      { uid }: LedgerSubject,
      { documentId, locale }: PublicRecord,
      content: Record<string, unknown>,
    ): Promise<void> {
      if (await ledger.wasPublic({ uid, documentId, locale }, trx)) return;
      await ledger.append(
        {
          subjectType: uid,
          subjectDocumentId: documentId,
          subjectLocale: locale,
          action: 'create',
          actorId: null,
          actorName: SYSTEM_ACTOR,
          content,
        },
        { trx, isIndirect: true },
      );
    },
    /** Enters what appeared or vanished with the record: an organ that becomes classified hides all it issues. */
    async enterReferring(target: { uid: string; documentId: string }): Promise<void> {
      for (const subject of ledger.subjects()) {
        for (const record of await referring(subject, target)) {
          await enter({ subject, record, effect: 'show', isIndirect: true });
        }
      }
    },
  };
};

/** Calls that change or end an existing record. */
const CHANGES: readonly string[] = ['update', 'delete'];

/** Actions after which what refers to the record may have appeared or vanished. */
const FLIPS: readonly (LedgerAction | null)[] = ['publish', 'create', 'unpublish'];

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
    const effect = publicEffect({
      action: context.action,
      hasDraftAndPublish: context.contentType.options?.draftAndPublish === true,
      status: call.status,
    });
    if (!effect) return next();

    return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const recorder = createRecorder(strapi, trx);
      const { documentId } = call;
      // Two publications of one document at a time would each leave a published row of their own.
      if (documentId) await ledger.lockDocument(context.uid, documentId, trx);
      const mayBeUnrecorded = context.contentType.options?.draftAndPublish !== true;
      const before =
        mayBeUnrecorded && documentId && CHANGES.includes(context.action)
          ? { documentId, locale: typeof call.locale === 'string' ? call.locale : '' }
          : null;
      // Its parent must not become public between this look and the change.
      if (before) await ledger.lock(trx);
      const unrecorded = before && (await recorder.unrecorded(subject, before));
      const result = await next();
      // A notice published while its organ becomes classified must see the organ as it will be.
      await ledger.lock(trx);
      if (before && unrecorded) await recorder.enterUnrecorded(subject, before, unrecorded);
      for (const record of touched(result, call)) {
        const action = await recorder.enter({ subject, record, effect, isIndirect: false });
        // Nothing refers to a record that has just come into being.
        if (FLIPS.includes(action) && context.action !== 'create') {
          await recorder.enterReferring({ uid: context.uid, documentId: record.documentId });
        }
      }
      return result;
    });
  };
