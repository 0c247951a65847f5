import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID } from '../constants';
import { toEntry, type IndexedRow } from '../domain/search-entry';
import { createSearchPlan, planVersion, type SearchPlan } from '../domain/search-plan';
import {
  createSearchIndexRepository,
  EVERY_RECORD,
  LISTS,
  SEARCH_TABLE,
  type PendingKey,
  type SearchIndexRepository,
} from '../repositories/search-index';
import type { DocumentsService } from './documents';
import type { RevisionsService } from './revisions';
import type { TypesService } from './types';

/** Keys that are worked off in one transaction. */
const BATCH = 300;
/** Transactions that a search waits for. */
const BATCHES = 2;
/** Entries that are written in one statement. */
const CHUNK = 100;
/** A start waits so long for what has still to be indexed; the rest is done beside the work. */
const START_PATIENCE_MS = 2_000;
/** Beside the work there is a pause between batches. */
const PAUSE_MS = 20;

/** Name of the index among the sources of answers. */
const SOURCE = `plugin::${PLUGIN_ID}.search`;

/**
 * Keeps the index of the search true. Triggers note whose entry no longer is, in the transaction of
 * the change, and no search finds it from then on; what comes through the Document Service is
 * indexed again in that same transaction, what SQL has changed before the next search.
 */
export const createSearchIndexService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const types = () => own<TypesService>('types');
  let made: readonly SearchPlan[] | null = null;
  let created: SearchIndexRepository | null = null;
  const index = (): SearchIndexRepository =>
    (created ??= createSearchIndexRepository({
      strapi,
      parts: own<DocumentsService>('documents').parts,
    }));

  let isOpen = false;
  let turn: Promise<unknown> = Promise.resolve();
  let background: Promise<void> | null = null;

  const plans = (): readonly SearchPlan[] => {
    if (made) return made;
    const declarations = types().declarations();
    made = declarations.flatMap((declared) => {
      const parent = declarations.find(({ uid }) => uid === declared.parent?.uid);
      return createSearchPlan(declared, types().catalogue(), parent) ?? [];
    });
    return made;
  };

  const add = async (
    { type }: SearchPlan,
    rows: readonly IndexedRow[],
    trx: Knex.Transaction,
  ): Promise<void> => {
    for (let from = 0; from < rows.length; from += CHUNK)
      await index().add(type, rows.slice(from, from + CHUNK).map(toEntry), trx);
  };

  const renew = async (
    plan: SearchPlan,
    keys: readonly number[],
    trx: Knex.Transaction,
  ): Promise<void> => {
    const rowIds = keys.filter((key) => key !== LISTS);
    if (rowIds.length > 0) {
      await index().remove(plan.type, rowIds, trx);
      await add(
        plan,
        plan.kind === 'lists'
          ? await index().newLists(plan, rowIds, trx)
          : await index().records(plan, rowIds, trx),
        trx,
      );
    }
    if (plan.kind === 'lists' && keys.includes(LISTS)) {
      await index().removeLists(plan, trx);
      await add(plan, await index().newLists(plan, null, trx), trx);
    }
  };

  const apply = async (taken: readonly PendingKey[], trx: Knex.Transaction): Promise<void> => {
    for (const plan of plans()) {
      const keys = taken.filter(({ type }) => type === plan.type).map(({ key }) => key);
      if (keys.includes(EVERY_RECORD)) await index().restart(plan, trx);
      else await renew(plan, keys, trx);
    }
  };

  const batch = (): Promise<void> =>
    strapi.db.connection.transaction(async (trx) => {
      await apply(await index().take(trx, 'all', BATCH), trx);
    });

  const workOff = async (): Promise<void> => {
    const isLong = await index().isLong();
    if (isLong) await index().prepare();
    while (isOpen && (await index().isPending())) {
      await batch();
      await new Promise<void>((resolve) => void setTimeout(resolve, PAUSE_MS));
    }
    if (isLong) await index().settle();
  };

  const workOffBeside = (): void => {
    background ??= workOff()
      .catch((error: unknown) => void strapi.log.error('public-api: search index', error))
      .finally(() => (background = null));
  };

  return {
    /** @throws Error where a declaration names what isn't public: called at start. */
    plans,

    /** Indexes what this transaction has changed; it is found as soon as the transaction commits. */
    async feed(trx: Knex.Transaction): Promise<void> {
      for (;;) {
        const taken = await index().take(trx, 'own', BATCH);
        if (taken.length === 0) return;
        await apply(taken, trx);
      }
    },

    /** Indexes what others have committed; a long line is worked off beside the work. */
    async catchUp(): Promise<void> {
      if (background) return;
      const mine = turn.then(async () => {
        for (let count = 0; count < BATCHES && (await index().isPending()); count += 1)
          await batch();
      });
      turn = mine.catch(() => undefined);
      await mine;
      if (await index().isPending()) workOffBeside();
    },

    /** Makes table and triggers, and has everything indexed anew that was indexed in another way. */
    async open(): Promise<void> {
      isOpen = true;
      await index().install();
      const isNew = await index().ensureTriggers(plans());
      await index().forget(plans().map(({ type }) => type));
      const versions = await index().versions();
      for (const plan of plans()) {
        const version = planVersion(plan, (uid) => types().visibilityOf(uid));
        if (isNew || versions.get(plan.type) !== version) await index().requeue(plan, version);
      }
      await own<RevisionsService>('revisions').watch(SOURCE, SEARCH_TABLE);
      const until = Date.now() + START_PATIENCE_MS;
      while (await index().isPending()) {
        if (Date.now() > until) return workOffBeside();
        await batch();
      }
    },

    async close(): Promise<void> {
      isOpen = false;
      await background;
      await turn;
    },
  };
};

export type SearchIndexService = ReturnType<typeof createSearchIndexService>;
