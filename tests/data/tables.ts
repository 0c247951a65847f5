import type { ComponentValue, Entity, LedgerRecord, Scalar, Section } from './data-set';
import { columnOf, componentSchemaOf, schemaOf, type Attribute } from './schema';

/** Rows of one table, made while they are read. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Scalar[]>;
}

/** Gives out row ids and remembers those that relations need. */
export interface Allocation {
  /** Next id of a table. */
  nextId(table: string): number;
  /** Tables that got ids. */
  tables(): string[];
  remember(uid: string, documentId: string, id: number): void;
  /** @throws RangeError where the record isn't loaded yet. */
  recall(uid: string, documentId: string): number;
}

/** @param lastIds greatest id in use by table; 0 where absent. */
export const createAllocation = (lastIds: ReadonlyMap<string, number> = new Map()): Allocation => {
  const next = new Map<string, number>();
  const known = new Map<string, Map<string, number>>();
  return {
    nextId(table) {
      const id = (next.get(table) ?? lastIds.get(table) ?? 0) + 1;
      next.set(table, id);
      return id;
    },
    tables: () => [...next.keys()],
    remember(uid, documentId, id) {
      const ids = known.get(uid) ?? new Map<string, number>();
      ids.set(documentId, id);
      known.set(uid, ids);
    },
    recall(uid, documentId) {
      const id = known.get(uid)?.get(documentId);
      if (id === undefined) throw new RangeError(`${uid} ${documentId} is not loaded yet`);
      return id;
    },
  };
};

type Attributes = readonly (readonly [string, Attribute])[];

const attributesOf = (
  schema: { attributes: Readonly<Record<string, Attribute>> },
  wanted: (attribute: Attribute) => boolean,
): Attributes => Object.entries(schema.attributes).filter(([, attribute]) => wanted(attribute));

const isScalar = ({ type }: Attribute) => !['relation', 'component', 'media'].includes(type);

/** Scalar attributes of a content type, in the order of its schema. */
export const scalarsOf = (uid: string): Attributes => attributesOf(schemaOf(uid), isScalar);

/** Scalar attributes of a component, in the order of its schema. */
export const componentScalarsOf = (uid: string): Attributes =>
  attributesOf(componentSchemaOf(uid), isScalar);

/** Content types that a record of the type refers to. */
export const relationTargetsOf = (uid: string): string[] =>
  attributesOf(schemaOf(uid), ({ type }) => type === 'relation').map(
    ([, { target }]) => target as string,
  );

const linkTable = (uid: string, name: string, target: string) => {
  const { collectionName, info } = schemaOf(uid);
  const own = `${columnOf(info.singularName as string)}_id`;
  const other = `${columnOf(schemaOf(target).info.singularName as string)}_id`;
  return {
    table: `${collectionName}_${columnOf(name)}_lnk`,
    columns: ['id', own, own === other ? `inv_${other}` : other],
  };
};

/**
 * The tables that hold a section, as Strapi lays them out: the type's own table (with draft and
 * publish a draft row and, once published, a published row of the same document), its links, the
 * component tables and the table that joins components to rows. Read each table's rows to their end
 * before asking for the next.
 *
 * @param isReferred whether other types refer to a content type.
 */
export const tablesOf = function* (
  section: Section,
  allocation: Allocation,
  isReferred: (uid: string) => boolean,
): Generator<TableRows> {
  const { uid } = section;
  const schema = schemaOf(uid);
  const { collectionName } = schema;
  const hasDraftAndPublish = schema.options?.draftAndPublish === true;
  const scalars = scalarsOf(uid).map(([name]) => name);
  const relations = attributesOf(schema, ({ type }) => type === 'relation').map(
    ([name, { target }]) => ({
      name,
      target: target as string,
      pairs: [] as [number, string][],
    }),
  );
  const components = attributesOf(schema, ({ type }) => type === 'component').map(
    ([name, { component, repeatable }]) => {
      const componentUid = component as string;
      return {
        name,
        componentUid,
        isRepeatable: repeatable === true,
        table: componentSchemaOf(componentUid).collectionName,
        scalars: componentScalarsOf(componentUid).map(([attribute]) => attribute),
        rows: [] as Scalar[][],
      };
    },
  );
  const joins: Scalar[][] = [];
  const joinTable = `${collectionName}_cmps`;
  const refers = isReferred(uid);

  const addComponents = (entity: Readonly<Record<string, unknown>>, entityId: number) => {
    for (const component of components) {
      const value = entity[component.name] as
        ComponentValue | readonly ComponentValue[] | null | undefined;
      if (!value) continue;
      const values = Array.isArray(value) ? (value as ComponentValue[]) : [value as ComponentValue];
      for (const [index, one] of values.entries()) {
        const id = allocation.nextId(component.table);
        component.rows.push([id, ...component.scalars.map((attribute) => one[attribute])]);
        joins.push([
          allocation.nextId(joinTable),
          entityId,
          id,
          component.componentUid,
          component.name,
          component.isRepeatable ? index + 1 : null,
        ]);
      }
    }
  };

  const mainRows = function* (): Generator<readonly Scalar[]> {
    for (const entity of section.rows) {
      const values = entity as Entity & Readonly<Record<string, unknown>>;
      const states = hasDraftAndPublish
        ? [null, ...(entity.publishedAt ? [entity.publishedAt] : [])]
        : [entity.createdAt];
      for (const publishedAt of states) {
        const id = allocation.nextId(collectionName);
        if (refers) allocation.remember(uid, entity.documentId, id);
        for (const { name, pairs } of relations) {
          const related = values[name] as Entity | null | undefined;
          if (related) pairs.push([id, related.documentId]);
        }
        addComponents(values, id);
        const changedAt = entity.publishedAt ?? entity.createdAt;
        const row: Scalar[] = [id, entity.documentId, entity.createdAt, changedAt, publishedAt];
        for (const name of scalars) row.push(values[name] as Scalar);
        yield row;
      }
    }
  };

  yield {
    table: collectionName,
    columns: [
      'id',
      'document_id',
      'created_at',
      'updated_at',
      'published_at',
      ...scalars.map(columnOf),
    ],
    rows: mainRows(),
  };
  for (const { name, target, pairs } of relations) {
    if (pairs.length === 0) continue;
    const { table, columns } = linkTable(uid, name, target);
    const rows = function* (): Generator<readonly Scalar[]> {
      for (const [id, documentId] of pairs) {
        yield [allocation.nextId(table), id, allocation.recall(target, documentId)];
      }
    };
    yield { table, columns, rows: rows() };
  }
  for (const component of components) {
    if (component.rows.length === 0) continue;
    yield {
      table: component.table,
      columns: ['id', ...component.scalars.map(columnOf)],
      rows: component.rows,
    };
  }
  if (joins.length > 0) {
    yield {
      table: joinTable,
      columns: ['id', 'entity_id', 'cmp_id', 'component_type', 'field', 'order'],
      rows: joins,
    };
  }
};

/** Who published in 2017, as the ledger names it. */
const LEDGER_ACTOR = '江岸区公开办';

/** The ledger's rows; its trigger gives position, digest and hashes in the order of the rows. */
export const ledgerRows = (entries: readonly LedgerRecord[]): TableRows => ({
  table: 'publication_ledger_entries',
  columns: [
    'subject_type',
    'subject_document_id',
    'subject_locale',
    'action',
    'actor_name',
    'occurred_at',
    'created_at',
    'content',
  ],
  rows: (function* () {
    for (const entry of entries) {
      yield [
        entry.subjectType,
        entry.subjectDocumentId,
        '',
        entry.action,
        LEDGER_ACTOR,
        entry.occurredAt,
        entry.occurredAt,
        JSON.stringify(entry.content),
      ];
    }
  })(),
});
