import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  LedgerEntry,
  LedgerListener,
  LedgerSubject,
  PublicationLedgerService,
} from '../../../../shared/contracts/publication-ledger';
import { createEntriesRepository, PUBLIC_AT_SQL, type NewEntry } from '../repositories/entries';

/** The service with the parts that only this plugin calls. */
export interface LedgerService extends PublicationLedgerService {
  install(): Promise<void>;
  subject(uid: string): LedgerSubject | undefined;
  /** Appends an entry and runs the listeners, all in the caller's transaction. */
  append(entry: NewEntry, trx: Knex.Transaction): Promise<LedgerEntry>;
}

/** Append-only record of what was public, when and by whom. */
export const createLedgerService = ({ strapi }: { strapi: Core.Strapi }): LedgerService => {
  const entries = createEntriesRepository({ strapi });
  const subjects = new Map<string, LedgerSubject>();
  const listeners: LedgerListener[] = [];

  /** A publication of what is public already is a re-publication. */
  const settled = async (entry: NewEntry, trx: Knex.Transaction): Promise<NewEntry> => {
    if (entry.action !== 'publish') return entry;
    const last = await entries.last(
      entry.subjectType,
      entry.subjectDocumentId,
      entry.subjectLocale,
      trx,
    );
    const isPublic = last?.action === 'publish' || last?.action === 'republish';
    return isPublic ? { ...entry, action: 'republish' } : entry;
  };

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
    async append(entry, trx) {
      const appended = await entries.append(await settled(entry, trx), trx);
      for (const listener of listeners) await listener(appended, { trx });
      return appended;
    },
    history: (uid, documentId) => entries.history(uid, documentId),
    head: () => entries.head(),
    verify: () => entries.verify(),
    publicAtSql: () => PUBLIC_AT_SQL,
  };
};
