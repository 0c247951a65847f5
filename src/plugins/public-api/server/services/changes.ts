import type { Core } from '@strapi/strapi';

import type {
  LedgerChangeRow,
  PublicationLedgerService,
} from '../../../../shared/contracts/publication-ledger';
import { PLUGIN_ID } from '../constants';
import {
  bindingOf,
  createChangePlan,
  isFlip,
  partQuery,
  subjectsOf,
  type Change,
  type ChangedPart,
  type ChangePlan,
  type ChangeType,
  type Part,
  type Subject,
} from '../domain/changes';
import { parseListQuery } from '../domain/query';
import type { Json } from '../domain/serialize';
import { createChangesRepository } from '../repositories/changes';
import type { DocumentsService } from './documents';
import { siteOf } from './site';
import type { TypesService } from './types';

export interface ChangeQuery {
  readonly since: number;
  readonly limit: number;
  /** Paths of types; null for all. */
  readonly types: readonly string[] | null;
  /** Every entry for itself, and not a document's newest alone. */
  readonly isEach: boolean;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** Position up to which everything has been told. */
  readonly next: number;
  readonly hasMore: boolean;
}

type Document = Readonly<Record<string, Json>>;

/** A document that is to be told of, and the entry that tells of it. */
interface Told extends Subject {
  readonly row: LedgerChangeRow;
}

/** Documents asked for, by documentId and by what their parts are bound with. */
interface Found {
  readonly byId: ReadonlyMap<string, Document>;
  readonly byBinding: ReadonlyMap<string, Document>;
}

/** Values of one condition. */
const MOST_VALUES = 100;

const chunks = (values: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, index) =>
    values.slice(index * MOST_VALUES, (index + 1) * MOST_VALUES),
  );

const idOf = (document: Document): string => document['documentId'] as string;

const keyOf = (part: Part, value: string): string => `${part.parentField} ${value}`;

/**
 * What was published, changed and withdrawn, in the order of the ledger. The ledger says that
 * something happened; what is told of it is what the public may see when it is told. As the ledger is
 * read first, a document may be newer than its entry, but never older.
 */
export const createChangesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const types = () => own<TypesService>('types');
  const documents = () => own<DocumentsService>('documents');
  const repository = () => {
    const { parts, reader } = documents();
    return createChangesRepository({ parts, reader });
  };
  let made: ChangePlan | null = null;
  const plan = (): ChangePlan =>
    (made ??= createChangePlan(types().declarations(), types().catalogue()));

  const chosen = (paths: readonly string[] | null): ChangeType[] =>
    [...plan().types.values()].filter(({ model }) => paths?.includes(model.path) ?? true);

  const entriesOf = async ({ since, limit, types: paths, isEach }: ChangeQuery) => {
    const { children, references } = plan();
    const uids = new Set(chosen(paths).map(({ model }) => model.uid));
    const childUids = [...children].flatMap(([uid, { parent }]) => (uids.has(parent) ? uid : []));
    const referredTo = [...references].flatMap(([uid, referring]) =>
      referring.some(({ model }) => uids.has(model.uid)) ? uid : [],
    );
    const all = [...new Set([...uids, ...childUids, ...referredTo])];
    const ledger = strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger');
    const rows = await repository().entries(
      ledger.changesSql({
        since: String(since),
        limit: limit + 1,
        uids: all,
        each: isEach ? all : [...childUids, ...referredTo],
        withContent: childUids,
      }),
    );
    return { head: Number(rows[0]?.head ?? 0), rows: rows.filter((row) => row.position !== null) };
  };

  /** Records of the chosen types that read differently because one they refer to came or went. */
  const referring = async (
    rows: readonly LedgerChangeRow[],
    wanted: ReadonlySet<string>,
  ): Promise<Told[]> => {
    const told: Told[] = [];
    for (const [uid, references] of plan().references) {
      const flips = rows.filter((row) => row.uid === uid && isFlip(row.action));
      if (flips.length === 0) continue;
      for (const { model, relation } of references) {
        const type = plan().types.get(model.uid);
        if (!type || !wanted.has(model.uid)) continue;
        const ids = [...new Set(flips.map(({ documentId }) => documentId ?? ''))];
        const found = await repository().referring(model.uid, relation, ids);
        for (const row of flips) {
          for (const { documentId, target } of found) {
            if (target !== row.documentId) continue;
            told.push({
              type,
              by: 'documentId',
              value: documentId,
              kind: 'change',
              parts: [],
              row,
            });
          }
        }
      }
    }
    return told;
  };

  /** The public documents of a type that the values stand for. */
  const read = async (
    { model }: ChangeType,
    condition: (values: readonly string[]) => object,
    values: readonly string[],
  ): Promise<Document[]> => {
    const populate = Object.fromEntries([
      ...[...model.components.keys(), ...model.media.keys()].map((name) => [name, 'true']),
      ...[...model.relations.keys()].map((name) => [name, { fields: 'documentId' }]),
    ]) as Record<string, unknown>;
    const found: Document[] = [];
    for (const some of chunks(values)) {
      const query = parseListQuery(model, types().catalogue(), {
        filters: condition(some),
        sort: 'documentId',
        pagination: { limit: String(MOST_VALUES), withCount: 'false' },
        ...(Object.keys(populate).length > 0 ? { populate } : {}),
      });
      found.push(...(await documents().page(model, query, null)).items);
    }
    return found;
  };

  const find = async (type: ChangeType, told: readonly Told[]): Promise<Found> => {
    const ids = [
      ...new Set(told.filter(({ by }) => by === 'documentId').map(({ value }) => value)),
    ];
    const byId = await read(type, ($in) => ({ documentId: { $in } }), ids);
    const byBinding = new Map<string, Document>();
    for (const part of type.parts) {
      const values = [...new Set(told.filter(({ by }) => by === part).map(({ value }) => value))];
      const condition = ($in: readonly string[]) => ({
        [part.parentField]: part.isRelation ? { documentId: { $in } } : { $in },
      });
      for (const document of await read(type, condition, values)) {
        const value = bindingOf(part, document);
        if (value !== null) byBinding.set(keyOf(part, value), document);
      }
    }
    return {
      byId: new Map(byId.map((document) => [idOf(document), document])),
      byBinding,
    };
  };

  const changeOf = (told: Told, { byId, byBinding }: Found): Change | null => {
    const { type, by, value, row } = told;
    const { url } = siteOf(strapi);
    const document =
      (by === 'documentId' ? byId.get(value) : byBinding.get(keyOf(by, value))) ?? null;
    // A document that isn't public any more has an entry of its own that says so.
    if (
      !document &&
      (by !== 'documentId' || row.documentId !== value || row.uid !== type.model.uid)
    )
      return null;
    const documentId = document ? idOf(document) : value;
    const { path } = type.model;
    const parts = document
      ? type.parts.flatMap((part): ChangedPart[] => {
          const query = told.parts.includes(part.model.path) ? partQuery(part, document) : null;
          return query === null
            ? []
            : [{ type: part.model.path, url: `${url}/api/${part.model.path}?${query}` }];
        })
      : [];
    const kind = told.kind === 'withdraw' ? 'publish' : told.kind;
    return {
      position: Number(row.position),
      kind: document ? kind : 'withdraw',
      type: path,
      documentId,
      url: `${url}/api/${path}/${documentId}`,
      time: row.occurredAt ?? '',
      document,
      parts,
    };
  };

  /** One change a document, the last; each entry's own where every one is wanted. */
  const collapse = (changes: readonly Change[], isEach: boolean): Change[] => {
    const last = new Map<string, Change>();
    for (const change of changes) {
      const { type, documentId, position } = change;
      const key = `${type} ${documentId} ${isEach ? position : ''}`;
      const earlier = last.get(key);
      last.delete(key);
      const known = new Set(change.parts.map((part) => part.url));
      const parts =
        change.document === null
          ? []
          : [...(earlier?.parts ?? []).filter((part) => !known.has(part.url)), ...change.parts];
      last.set(key, { ...change, parts });
    }
    return [...last.values()];
  };

  return {
    /** @throws Error where a declaration can't be told: called at start. */
    plan,

    /** Days after which lists of persons go offline without an entry; null for never. */
    personRetentionDays: strapi.config.get<number | null>(
      `plugin::${PLUGIN_ID}.personRetentionDays`,
      null,
    ),

    /** Paths of the types that the feed tells of. */
    paths: (): string[] => [...plan().types.values()].map(({ model }) => model.path),

    async page(query: ChangeQuery): Promise<ChangePage> {
      const { head, rows: found } = await entriesOf(query);
      const hasMore = found.length > query.limit;
      const rows = found.slice(0, query.limit);
      const wanted = new Set(chosen(query.types).map(({ model }) => model.uid));
      const direct = rows.flatMap((row) =>
        subjectsOf(row, plan()).flatMap((subject): Told[] =>
          wanted.has(subject.type.model.uid) ? [{ ...subject, row }] : [],
        ),
      );
      const told = [...direct, ...(await referring(rows, wanted))];
      const changes: Change[] = [];
      for (const type of chosen(query.types)) {
        const ofType = told.filter((one) => one.type === type);
        if (ofType.length === 0) continue;
        const documentsOfType = await find(type, ofType);
        changes.push(...ofType.flatMap((one) => changeOf(one, documentsOfType) ?? []));
      }
      changes.sort((one, other) => one.position - other.position);
      return {
        changes: collapse(changes, query.isEach),
        next: hasMore ? Number(rows.at(-1)?.position) : head,
        hasMore,
      };
    },
  };
};

export type ChangesService = ReturnType<typeof createChangesService>;
