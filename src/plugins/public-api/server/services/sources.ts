import type { Core, UID } from '@strapi/strapi';

import { LEDGER_ENTRY, PLUGIN_ID, UPLOAD_FILE } from '../constants';
import { createIndexesRepository } from '../repositories/indexes';
import { createTables } from '../repositories/tables';
import type { RevisionsService } from './revisions';
import type { TypesService } from './types';

interface Attributes {
  readonly attributes: Readonly<Record<string, { readonly target?: string }>>;
}

/** Which types and components the public answers are made of. */
export const createSourcesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const types = (): TypesService => strapi.plugin(PLUGIN_ID).service<TypesService>('types');

  const collect = (uid: string, found: Set<string>): void => {
    if (found.has(uid)) return;
    found.add(uid);
    const model = types().catalogue().get(uid);
    const visibility = types().visibilityOf(uid);
    for (const component of model?.components.values() ?? []) {
      found.add(component.uid);
      if (component.media.size > 0) found.add(UPLOAD_FILE);
    }
    if (model && model.media.size > 0) found.add(UPLOAD_FILE);
    for (const target of model?.relations.values() ?? []) collect(target, found);
    if (visibility?.parent) collect(visibility.parent.uid, found);
    let owner = uid;
    for (const name of visibility?.classifiedThrough ?? []) {
      const { attributes } = strapi.getModel(owner as UID.Schema) as unknown as Attributes;
      owner = attributes[name]?.target ?? owner;
      found.add(owner);
    }
  };

  const of = (uid: string): string[] => {
    const found = new Set<string>();
    collect(uid, found);
    return [...found];
  };

  return {
    /** What an answer about the type can depend on: itself and all that it leads to or hides behind. */
    of,

    /** Makes the indexes that public lists need. Idempotent. */
    async index(): Promise<void> {
      const indexes = createIndexesRepository({ strapi });
      const tables = createTables({ strapi });
      for (const { uid, hasDraft } of types().catalogue().values()) {
        if (hasDraft) await indexes.ensurePublished(tables.table(uid));
      }
    },

    /** Counts every change of what is public, and of the ledger, from now on. Idempotent. */
    async watch(): Promise<void> {
      const revisions = strapi.plugin(PLUGIN_ID).service<RevisionsService>('revisions');
      const tables = createTables({ strapi });
      await revisions.install();
      const uids = new Set([LEDGER_ENTRY, ...[...types().catalogue().keys()].flatMap(of)]);
      for (const uid of uids) {
        for (const table of tables.all(uid)) await revisions.watch(uid, table);
      }
    },
  };
};

export type SourcesService = ReturnType<typeof createSourcesService>;
