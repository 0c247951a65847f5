import { UPLOAD_FILE } from '../constants';
import type { Condition, Operator } from '../domain/filters';
import type { Field, FieldType, Model } from '../domain/model';
import type { ListQuery, SortKey } from '../domain/query';
import type { ComponentSelection, MediaSelection, Selection } from '../domain/selection';
import type { Visibility } from '../domain/visibility';
import { ident, join, literal, raw, sql, type Sql } from './sql';
import type { Tables } from './tables';

/** PostgreSQL takes at most 100 arguments. */
const MAX_OBJECT_KEYS = 50;

const CASTS: Readonly<Record<FieldType, string>> = {
  text: '::text',
  enumeration: '::text',
  integer: '::integer',
  decimal: '::numeric',
  boolean: '::boolean',
  date: '::date',
  // Strapi's instants are `timestamp without time zone` in UTC.
  datetime: `::timestamptz at time zone 'UTC'`,
};

/** Places in a list are kept to the microsecond, as the columns are. */
const CURSOR_CASTS: Readonly<Record<FieldType, string>> = { ...CASTS, datetime: '::timestamp' };

/** A sort key and what the row has there. */
interface PlacedKey {
  readonly key: SortKey;
  readonly value: string | null;
}

const COMPARISONS = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Operators that are a pattern around the value. */
const PATTERNS = {
  contains: { like: 'like', before: '%', after: '%' },
  containsi: { like: 'ilike', before: '%', after: '%' },
  notContains: { like: 'not like', before: '%', after: '%' },
  notContainsi: { like: 'not ilike', before: '%', after: '%' },
  startsWith: { like: 'like', before: '', after: '%' },
  startsWithi: { like: 'ilike', before: '', after: '%' },
  endsWith: { like: 'like', before: '%', after: '' },
  endsWithi: { like: 'ilike', before: '%', after: '' },
} as const;

const isPattern = (operator: Operator): operator is keyof typeof PATTERNS =>
  Object.hasOwn(PATTERNS, operator);

const escapeLike = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

const jsonObject = (pairs: readonly [string, Sql][]): Sql => {
  if (pairs.length > MAX_OBJECT_KEYS) throw new Error('public-api: too many fields in one object');
  return sql`json_build_object(${join(
    pairs.map(([name, value]) => sql`${literal(name)}, ${value}`),
    ', ',
  )})`;
};

/** What the ledger knows of a record, as SQL over its documentId, and what follows from it today. */
export interface LedgerSql {
  publicSince(uid: string, documentIdColumn: string): string;
  correctedAt(uid: string, documentIdColumn: string): string;
  /** When what is public of the types last changed by an entry. */
  lastChange(uids: readonly string[]): string;
  /** Instant (`YYYY-MM-DD HH:MM:SS`, UTC) since which a parent must have become public for its rows about persons to be shown; null for always. */
  retainedSince(): string | null;
}

/**
 * Builds one statement per request: the database returns finished JSON, relations and components
 * included, and the total in the same snapshot. Each use makes its own aliases.
 */
export const createStatements = (
  tables: Tables,
  visibilityOf: (uid: string) => Visibility | undefined,
  ledger: LedgerSql,
) => {
  const aliases = () => {
    let count = 0;
    return (): Sql => raw(`t${(count += 1)}`);
  };
  type Alias = ReturnType<typeof aliases>;

  const column = (uid: string, alias: Sql, name: string): Sql =>
    sql`${alias}.${ident(tables.column(uid, name))}`;

  const compare = (left: Sql, condition: Extract<Condition, { kind: 'compare' }>): Sql => {
    const { field, operator, values } = condition;
    const bound = values.map((value) => sql`(${value}${raw(CASTS[field.type])})`);
    const [first = raw('null'), second = raw('null')] = bound;
    if (isPattern(operator)) {
      const { like, before, after } = PATTERNS[operator];
      return sql`${left} ${raw(like)} ${`${before}${escapeLike(values[0] ?? '')}${after}`}`;
    }
    switch (operator) {
      case 'null':
        return sql`${left} is null`;
      case 'notNull':
        return sql`${left} is not null`;
      case 'in':
        return sql`${left} in (${join(bound, ', ')})`;
      case 'notIn':
        return sql`${left} not in (${join(bound, ', ')})`;
      case 'between':
        return sql`${left} between ${first} and ${second}`;
      case 'eqi':
        return sql`lower(${left}) = lower(${first})`;
      case 'nei':
        return sql`lower(${left}) <> lower(${first})`;
      default:
        return sql`${left} ${raw(COMPARISONS[operator])} ${first}`;
    }
  };

  const meets = (uid: string, row: Sql, condition: Condition, next: Alias): Sql => {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const separator = condition.kind === 'all' ? ' and ' : ' or ';
        return sql`(${join(
          condition.of.map((inner) => meets(uid, row, inner, next)),
          separator,
        )})`;
      }
      case 'not':
        return sql`not (${meets(uid, row, condition.of, next)})`;
      case 'compare':
        return compare(column(uid, row, condition.field.name), condition);
      case 'related': {
        const { target } = condition;
        return related(
          uid,
          row,
          condition.relation,
          next,
          (other) => ({
            select: raw('1'),
            where: condition.of ? [meets(target, other, condition.of, next)] : [],
          }),
          (inner) => sql`exists (${inner})`,
        );
      }
    }
  };

  /** A query of the related record, if it is visible itself: whoever isn't public isn't there. */
  const related = (
    uid: string,
    row: Sql,
    relation: string,
    next: Alias,
    build: (other: Sql) => { select: Sql; where: readonly Sql[] },
    wrap: (inner: Sql) => Sql,
  ): Sql => {
    const link = tables.link(uid, relation);
    const via = next();
    const other = next();
    const { select, where } = build(other);
    const conditions = [
      sql`${via}.${ident(link.from)} = ${row}.id`,
      ...visible(link.target, other, next),
      ...where,
    ];
    return wrap(sql`select ${select} from ${ident(link.table)} ${via}
      join ${ident(tables.table(link.target))} ${other} on ${other}.id = ${via}.${ident(link.to)}
      where ${join(conditions, ' and ')}`);
  };

  /** Few organs are classified: their rows are found once, and a list keeps using its own index. */
  const notClassified = (uid: string, row: Sql, path: readonly string[], next: Alias): Sql => {
    const [first, ...rest] = path;
    if (first === undefined) return sql`${column(uid, row, 'isClassified')} is not true`;
    const link = tables.link(uid, first);
    const [via, other] = [next(), next()];
    const isHidden =
      rest.length === 0
        ? column(link.target, other, 'isClassified')
        : sql`not (${notClassified(link.target, other, rest, next)})`;
    return sql`${row}.id not in (select ${via}.${ident(link.from)} from ${ident(link.table)} ${via}
      join ${ident(tables.table(link.target))} ${other} on ${other}.id = ${via}.${ident(link.to)}
      where ${isHidden} and ${via}.${ident(link.from)} is not null)`;
  };

  /** What the parent of a public row must meet. */
  const parentConditions = (uid: string, other: Sql, next: Alias): Sql[] => {
    const parent = visibilityOf(uid)?.parent;
    if (!parent) throw new Error(`public-api: ${uid} has no parent`);
    const conditions = visibilityOf(parent.uid)
      ? visible(parent.uid, other, next)
      : parent.hasDraft
        ? [sql`${other}.published_at is not null`]
        : [];
    if (parent.filter) conditions.push(meets(parent.uid, other, parent.filter, next));
    const retainedSince = parent.isRetained ? ledger.retainedSince() : null;
    if (retainedSince !== null) {
      const since = raw(ledger.publicSince(parent.uid, sql`${other}.document_id`.text));
      conditions.push(sql`coalesce(${since}, 'infinity') >= (${retainedSince}::timestamp)`);
    }
    return conditions;
  };

  /** Since when the parent was public whose rows the retention took offline last; null for none. */
  const offlineSince = (uid: string, next: Alias): Sql => {
    const parent = visibilityOf(uid)?.parent;
    const retainedSince = parent?.isRetained ? ledger.retainedSince() : null;
    if (!parent || retainedSince === null) return raw('null::timestamp');
    const other = next();
    const since = raw(ledger.publicSince(parent.uid, sql`${other}.document_id`.text));
    const conditions = parent.hasDraft ? [sql`${other}.published_at is not null`] : [];
    if (parent.filter) conditions.push(meets(parent.uid, other, parent.filter, next));
    return sql`(select max(ended.since) from (select ${since} as since
      from ${ident(tables.table(parent.uid))} ${other} where ${join([raw('true'), ...conditions], ' and ')}) ended
      where ended.since < (${retainedSince}::timestamp))`;
  };

  /** Whether rows of the type end with time, and not only by a change. */
  const endsByItself = (uid: string): boolean =>
    visibilityOf(uid)?.parent?.isRetained === true && ledger.retainedSince() !== null;

  const underParent = (
    uid: string,
    row: Sql,
    parent: NonNullable<Visibility['parent']>,
    next: Alias,
  ): Sql => {
    const other = next();
    const conditions = parentConditions(uid, other, next);
    if (!parent.byRelation) {
      return sql`${column(uid, row, parent.field)} in (select ${column(parent.uid, other, parent.parentField)}
        from ${ident(tables.table(parent.uid))} ${other} where ${join([raw('true'), ...conditions], ' and ')})`;
    }
    const mine = tables.link(uid, parent.field);
    const theirs = tables.link(parent.uid, parent.parentField);
    const [a, b] = [next(), next()];
    return sql`exists (select 1 from ${ident(mine.table)} ${a}
      where ${a}.${ident(mine.from)} = ${row}.id and ${a}.${ident(mine.to)} in (
        select ${b}.${ident(theirs.to)} from ${ident(theirs.table)} ${b}
        join ${ident(tables.table(parent.uid))} ${other} on ${other}.id = ${b}.${ident(theirs.from)}
        where ${join([raw('true'), ...conditions], ' and ')}))`;
  };

  /** What makes a row public. Every statement of this module goes through here for every table. */
  const visible = (uid: string, row: Sql, next: Alias): Sql[] => {
    const visibility = visibilityOf(uid);
    if (!visibility) throw new Error(`public-api: ${uid} is not declared public`);
    const conditions: Sql[] = [];
    if (visibility.hasDraft) conditions.push(sql`${row}.published_at is not null`);
    if (visibility.filter) conditions.push(meets(uid, row, visibility.filter, next));
    if (visibility.classifiedThrough)
      conditions.push(notClassified(uid, row, visibility.classifiedThrough, next));
    if (visibility.parent) conditions.push(underParent(uid, row, visibility.parent, next));
    return conditions;
  };

  /** When the document was last corrected, as an ISO instant; null for never, and for what is no document. */
  const correctedAt = ({ uid, hasDraft }: Model, row: Sql): Sql =>
    hasDraft
      ? sql`to_char(${raw(ledger.correctedAt(uid, sql`${row}.document_id`.text))}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : raw('null');

  const fieldValue = (uid: string, row: Sql, field: Field): Sql => {
    const value = column(uid, row, field.name);
    if (field.type === 'decimal') return sql`${value}::text`;
    if (field.type === 'datetime') return sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    return value;
  };

  const fieldPairs = (uid: string, row: Sql, fields: readonly Field[]): [string, Sql][] =>
    fields.map((field) => [field.name, fieldValue(uid, row, field)]);

  const mediaValue = (
    uid: string,
    row: Sql,
    name: string,
    selection: MediaSelection,
    next: Alias,
  ): Sql => {
    const files = tables.files();
    const [link, file] = [next(), next()];
    const pairs = selection.fields.map((key): [string, Sql] => [
      key,
      column(UPLOAD_FILE, file, key),
    ]);
    return sql`(select json_agg(${jsonObject(pairs)} order by ${link}."order") from ${ident(files.link)} ${link}
      join ${ident(tables.table(UPLOAD_FILE))} ${file} on ${file}.id = ${link}.${ident(files.fileId)}
      where ${link}.${ident(files.relatedId)} = ${row}.id and ${link}.${ident(files.relatedType)} = ${uid}
        and ${link}.field = ${name})`;
  };

  const componentValue = (
    uid: string,
    row: Sql,
    name: string,
    selection: ComponentSelection,
    next: Alias,
  ): Sql => {
    const table = tables.component(uid, name);
    const [link, part] = [next(), next()];
    const pairs = [
      ...fieldPairs(selection.uid, part, selection.fields),
      ...[...selection.media].map(([key, inner]): [string, Sql] => [
        key,
        mediaValue(selection.uid, part, key, inner, next),
      ]),
    ];
    return sql`(select json_agg(${jsonObject(pairs)} order by ${link}."order") from ${ident(table.table)} ${link}
      join ${ident(tables.table(selection.uid))} ${part} on ${part}.id = ${link}.${ident(table.to)}
      where ${link}.${ident(table.from)} = ${row}.id and ${link}.field = ${name}
        and ${link}.component_type = ${selection.uid})`;
  };

  const document = (selection: Selection, row: Sql, next: Alias): Sql => {
    const { uid } = selection;
    return jsonObject([
      ...fieldPairs(uid, row, selection.fields),
      ...[...selection.components].map(([name, inner]): [string, Sql] => [
        name,
        componentValue(uid, row, name, inner, next),
      ]),
      ...[...selection.media].map(([name, inner]): [string, Sql] => [
        name,
        mediaValue(uid, row, name, inner, next),
      ]),
      ...[...selection.relations].map(([name, inner]): [string, Sql] => [
        name,
        related(
          uid,
          row,
          name,
          next,
          (other) => ({ select: document(inner, other, next), where: [] }),
          (query) => sql`(${query} limit 1)`,
        ),
      ]),
    ]);
  };

  const sortValue = (uid: string, row: Sql, { through, field }: SortKey, next: Alias): Sql =>
    through
      ? related(
          uid,
          row,
          through.relation,
          next,
          (other) => ({ select: column(through.target, other, field.name), where: [] }),
          (query) => sql`(${query} limit 1)`,
        )
      : column(uid, row, field.name);

  /** Keys that differ between rows: one that the filter fixes puts nothing in order. */
  const effective = (sort: readonly SortKey[], where: Condition | null): SortKey[] => {
    const parts = where?.kind === 'all' ? where.of : where ? [where] : [];
    const fixed = new Set(
      parts.flatMap((part) =>
        part.kind === 'compare' && part.operator === 'eq' ? [part.field.name] : [],
      ),
    );
    return sort.filter(({ through, field }) => through !== null || !fixed.has(field.name));
  };

  /**
   * Rows that come after the cursor in the order of the list. Where all keys run the same way and
   * can't be null this is one comparison of rows, which an index answers at any depth.
   */
  const beyond = (uid: string, row: Sql, keys: readonly PlacedKey[], id: string): Sql => {
    const isDescending = keys[0]?.key.isDescending ?? false;
    const place = keys.map(({ key, value }) => ({
      key,
      value,
      left: column(uid, row, key.field.name),
      right: value === null ? raw('null') : sql`(${value}${raw(CURSOR_CASTS[key.field.type])})`,
    }));
    const lastRow = sql`(${id}::integer)`;
    // A null sorts last, or first where descending: there it has all others behind it.
    const isPlain = place.every(
      ({ key, value }) =>
        key.isDescending === isDescending &&
        value !== null &&
        (isDescending || key.field.isRequired),
    );
    if (isPlain) {
      const left = join([...place.map((part) => part.left), sql`${row}.id`], ', ');
      const right = join([...place.map((part) => part.right), lastRow], ', ');
      return sql`(${left}) ${raw(isDescending ? '<' : '>')} (${right})`;
    }
    const equal = ({ left, right, value }: (typeof place)[number]): Sql =>
      value === null ? sql`${left} is null` : sql`${left} = ${right}`;
    const after = ({ key, left, right, value }: (typeof place)[number]): Sql => {
      if (key.isDescending)
        return value === null ? sql`${left} is not null` : sql`${left} < ${right}`;
      return value === null ? raw('false') : sql`(${left} > ${right} or ${left} is null)`;
    };
    const steps = place.map((part, index) =>
      join([...place.slice(0, index).map(equal), after(part)], ' and '),
    );
    const last = join(
      [...place.map(equal), sql`${row}.id ${raw(isDescending ? '<' : '>')} ${lastRow}`],
      ' and ',
    );
    return sql`((${join([...steps, last], ') or (')}))`;
  };

  const countOf = (uid: string, where: Condition | null, next: Alias): Sql => {
    const row = next();
    const conditions = [
      ...visible(uid, row, next),
      ...(where ? [meets(uid, row, where, next)] : []),
    ];
    return sql`select count(*)::text from ${ident(tables.table(uid))} ${row}
      where ${join([raw('true'), ...conditions], ' and ')}`;
  };

  return {
    /** For statements that other modules make: the same tables, columns and conditions. */
    parts: {
      tables,
      aliases,
      column,
      visible,
      parentConditions,
      endsByItself,
      offlineSince,
      correctedAt,
      lastChange: (uids: readonly string[]): Sql => raw(ledger.lastChange(uids)),
    },

    /**
     * One row: `items`, a JSON list as text of pairs of a document and its place (sort keys and
     * row), and `total`, which is null unless it is to be counted. By cursor there is one item more
     * than the page holds, if there are any.
     */
    list(model: Model, { selection, where, sort, page }: ListQuery, withTotal: boolean): Sql {
      const { uid } = model;
      const table = ident(tables.table(uid));
      const next = aliases();
      const [row, found, again, ready] = [next(), next(), next(), next()];
      const { after } = page;
      const order = effective(sort, where);
      const conditions = [
        ...visible(uid, row, next),
        ...(where ? [meets(uid, row, where, next)] : []),
      ];
      if (after) {
        const placed = sort
          .map((key, index) => ({ key, value: after.values[index] ?? null }))
          .filter(({ key }) => order.includes(key));
        conditions.push(beyond(uid, row, placed, after.id));
      }
      const direction = (key: SortKey): Sql => raw(key.isDescending ? 'desc' : 'asc');
      const name = (index: number): Sql => raw(`k${index}`);
      const keys = order.map(
        (key, index) => sql`${sortValue(uid, row, key, next)} as ${name(index)}`,
      );
      const by = (owner: Sql): Sql =>
        join(
          [
            ...order.map((key, index) => sql`${owner}${name(index)} ${direction(key)}`),
            // The last key follows the first one's direction, so that one index serves both.
            sql`${owner}id ${order[0] ? direction(order[0]) : raw('asc')}`,
          ],
          ', ',
        );
      const place =
        page.by === 'cursor'
          ? sql`json_build_array(${join(
              [
                ...sort.map((key) => sql`${column(uid, again, key.field.name)}::text`),
                sql`${again}.id::text`,
              ],
              ', ',
            )})`
          : raw('null');
      const limit = raw(String(page.limit + (page.by === 'cursor' ? 1 : 0)));
      const offset = page.offset > 0 ? sql`offset ${page.offset}` : raw('');
      const total = withTotal ? sql`(${countOf(uid, where, next)})` : raw('null');
      return sql`select coalesce((select json_agg(json_build_array(${ready}.doc, ${ready}.place)) from (
          select ${document(selection, again, next)} as doc, ${place} as place from (
            select ${join([sql`${row}.id`, ...keys], ', ')} from ${table} ${row}
            where ${join([raw('true'), ...conditions], ' and ')}
            order by ${by(raw(''))} limit ${limit} ${offset}
          ) ${found} join ${table} ${again} on ${again}.id = ${found}.id
          order by ${by(sql`${found}.`)}
        ) ${ready}), '[]')::text as items, ${total} as total`;
    },

    /** One row where the record is public, else none. */
    visible(uid: string, documentId: string): Sql {
      const next = aliases();
      const row = next();
      const conditions = [sql`${row}.document_id = ${documentId}`, ...visible(uid, row, next)];
      return sql`select 1 from ${ident(tables.table(uid))} ${row} where ${join(conditions, ' and ')} limit 1`;
    },

    /**
     * One row where something of the document, as it is stored now, belongs to a classified organ,
     * or where the organ that it once belonged to is classified or no longer known.
     */
    withheld(uid: string, documentId: string, organ: string | null): Sql {
      const next = aliases();
      const row = next();
      const path = visibilityOf(uid)?.classifiedThrough ?? [];
      const [first] = path;
      if (first === undefined)
        return sql`select 1 where ${organ === null ? raw('false') : raw('true')}`;
      const { target } = tables.link(uid, first);
      const other = next();
      const once =
        organ === null
          ? raw('false')
          : sql`not exists (select 1 from ${ident(tables.table(target))} ${other}
              where ${other}.document_id = ${organ} and ${notClassified(target, other, path.slice(1), next)})`;
      return sql`select 1 where ${once} or exists (select 1 from ${ident(tables.table(uid))} ${row}
        where ${row}.document_id = ${documentId} and not (${notClassified(uid, row, path, next)}))`;
    },

    /** At most one row: `doc`, JSON as text, and `corrected_at`. A documentId goes before an equal slug. */
    detail(model: Model, idOrSlug: string, selection: Selection): Sql {
      const { uid } = model;
      const next = aliases();
      const row = next();
      const byId = sql`${row}.document_id = ${idOrSlug}`;
      const match = model.hasSlug
        ? sql`(${byId} or ${column(uid, row, 'slug')} = ${idOrSlug})`
        : byId;
      return sql`select ${document(selection, row, next)}::text as doc, ${correctedAt(model, row)} as corrected_at from ${ident(tables.table(uid))} ${row}
        where ${join([match, ...visible(uid, row, next)], ' and ')}
        order by (${byId}) desc, ${row}.id desc limit 1`;
    },
  };
};

export type Statements = ReturnType<typeof createStatements>;
export type StatementParts = Statements['parts'];
