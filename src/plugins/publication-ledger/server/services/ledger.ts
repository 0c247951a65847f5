import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  LedgerEntry,
  LedgerListener,
  LedgerSubject,
  PublicationLedgerService,
} from '../../../../shared/contracts/publication-ledger';
import { isPublicAfter } from '../domain/action';
import {
  changesSql,
  correctedAtSql,
  createEntriesRepository,
  lastChangeSql,
  PUBLIC_AT_SQL,
  publicSinceSql,
  type NewEntry,
} from '../repositories/entries';

/** A record in one language; '' for types without languages. */
export interface LedgerRecord {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
}

/** The service with the parts that only this plugin calls. */
export interface LedgerService extends PublicationLedgerService {
  install(): Promise<void>;
  subject(uid: string): LedgerSubject | undefined;
  /** Whether the record's newest entry, as the transaction sees it, left it public. */
  wasPublic(record: LedgerRecord, trx: Knex.Transaction): Promise<boolean>;
  /** Which of the documents have an entry. */
  known(uid: string, documentIds: readonly string[], trx: Knex.Transaction): Promise<Set<string>>;
  /** Holds back other appends until the transaction ends. */
  lock(trx: Knex.Transaction): Promise<void>;
  /** Holds back other changes of the document's public state until the transaction ends. */
  lockDocument(uid: string, documentId: string, trx: Knex.Transaction): Promise<void>;
  /** Appends an entry and runs the listeners, all in the caller's transaction. */
  append(
    entry: NewEntry,
    context: { readonly trx: Knex.Transaction; readonly isIndirect: boolean },
  ): Promise<LedgerEntry>;
}

/** Append-only record of what was public, when and by whom. */
export const createLedgerService = ({ strapi }: { strapi: Core.Strapi }): LedgerService => {
  const entries = createEntriesRepository({ strapi });
  const subjects = new Map<string, LedgerSubject>();
  const listeners: LedgerListener[] = [];

  return {
    declare(declared) {
      for (const subject of declared) {
        if (subjects.has(subject.uid))
          throw new Error(`publication-ledger: ${subject.uid} is declared twice`);
        subjects.set(subject.uid, subject);
      }
    },
    subjects: () => [...subjects.values()],
    subject: (uid) => subjects.get(uid),
    onAppend: (listener) => void listeners.push(listener),
    install: () => entries.install(),
    async wasPublic({ uid, documentId, locale }, trx) {
      const last = await entries.last(uid, documentId, locale, trx);
      return last !== null && isPublicAfter(last.action);
    },
    known: (uid, documentIds, trx) => entries.known(uid, documentIds, trx),
    lock: (trx) => entries.lock(trx),
    lockDocument: (uid, documentId, trx) => entries.lockDocument(uid, documentId, trx),
    async append(entry, context) {
      const appended = await entries.append(entry, context.trx);
      for (const listener of listeners) await listener(appended, context);
      return appended;
    },
    history: (uid, documentId) => entries.history(uid, documentId),
    head: () => entries.head(),
    firstEntryAt: () => entries.firstEntryAt(),
    verify: () => entries.verify(),
    publicAtSql: () => PUBLIC_AT_SQL,
    changesSql,
    withdrawal: (uid, idOrSlug) => entries.withdrawal(uid, idOrSlug),
    publicSinceSql,
    correctedAtSql,
    lastChangeSql,
  };
};
