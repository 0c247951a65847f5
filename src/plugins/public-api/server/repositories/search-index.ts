import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { IndexedRow, IndexEntry } from '../domain/search-entry';
import type { ListsPlan, RecordsPlan, SearchPlan } from '../domain/search-plan';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** Lock under which nodes that start together install one after the other. */
const INSTALL_LOCK = 7_114_933;
/** Whoever writes the index is alone: what a writer has read can't be older than what it replaces. */
const WRITE_LOCK = 7_114_934;

/**
 * Kilobytes of new entries that the index keeps aside before it takes them in: a search has to read
 * them one by one, whereas many at a time are taken in more cheaply.
 */
const PENDING_KILOBYTES = { few: 256, many: 16_384 } as const;

export const SEARCH_TABLE = 'public_api_search';
export const TEXTS_TABLE = 'public_api_search_texts';
export const FACETS_TABLE = 'public_api_search_facets';
export const PENDING_TABLE = 'public_api_search_pending';

/**
 * `public_api_search`: what is found, in rows as short as can be, since a search counts and orders
 * tens of thousands; `public_api_search_texts`: what is shown of it. `public_api_search_pending`: whose entry is no longer true,
 * told by triggers in the transaction of each change, whoever makes it; a search passes over them.
 * Key -1: of every record of the type. Key 0: lists may have come or gone.
 */
const INSTALL = `
-- What entries are counted and chosen by: one number for all three is counted fastest.
create table if not exists ${FACETS_TABLE} (
  id integer generated always as identity primary key,
  type text collate "C" not null,
  year integer,
  organ_id integer,
  unique nulls not distinct (type, year, organ_id)
);

-- Once it held the texts too. Everything is indexed anew where the way of cutting texts has changed.
do $body$ begin
  if exists (select 1 from information_schema.columns
    where table_schema = current_schema() and table_name = '${SEARCH_TABLE}' and column_name = 'folded')
  then drop table ${SEARCH_TABLE}; end if;
end $body$;
create table if not exists ${SEARCH_TABLE} (
  id bigint primary key,
  facet integer not null,
  row_id integer not null,
  sorted_on date,
  type text collate "C" not null,
  lexemes tsvector not null
);
-- Lexemes lie apart.
alter table ${SEARCH_TABLE} set (toast_tuple_target = 128);
create table if not exists ${TEXTS_TABLE} (
  id bigint generated always as identity primary key,
  type text collate "C" not null,
  row_id integer not null,
  place text collate "C" not null,
  document_id text not null,
  day date,
  title text not null,
  folded text not null,
  body text not null,
  unique (type, row_id, place)
);
alter table ${TEXTS_TABLE} set (toast_tuple_target = 128);
alter table ${TEXTS_TABLE} alter column title set storage main, alter column folded set storage main;
create index if not exists ${SEARCH_TABLE}_lexemes_idx on ${SEARCH_TABLE}
  using gin (lexemes) with (gin_pending_list_limit = ${PENDING_KILOBYTES.few});

create table if not exists ${PENDING_TABLE} (
  id bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  type text collate "C" not null,
  key integer not null
);
create index if not exists ${PENDING_TABLE}_key_idx on ${PENDING_TABLE} (type, key);
-- It is nearly always empty: what was deleted must not be read over and over.
alter table ${PENDING_TABLE} set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

create table if not exists public_api_search_versions (name text primary key, version text not null);

-- Arguments: type, column of the key, table that must hold the key as published ('' for none).
create or replace function public_api_search_rows() returns trigger language plpgsql as $body$
declare
  rows text;
begin
  foreach rows in array case tg_op when 'INSERT' then array['new_rows'] when 'DELETE' then array['old_rows']
    else array['old_rows', 'new_rows'] end
  loop
    execute format('insert into ${PENDING_TABLE} (type, key) select distinct %1$L, r.%2$I from %3$I r where r.%2$I is not null %4$s',
      tg_argv[0], tg_argv[1], rows,
      case tg_argv[2] when '' then '' when tg_table_name::text then 'and r.published_at is not null'
        else format('and exists (select 1 from %I p where p.id = r.%I and p.published_at is not null)', tg_argv[2], tg_argv[1]) end);
  end loop;
  return null;
end $body$;

-- An organ becomes classified or no longer is. Arguments: type, link table, its columns, column of the organ, published as above.
create or replace function public_api_search_organs() returns trigger language plpgsql as $body$
begin
  execute format('insert into ${PENDING_TABLE} (type, key) select distinct %1$L, l.%3$I from %2$I l where l.%3$I is not null
      and l.%4$I in (select n.id from new_rows n join old_rows o on o.id = n.id where n.%5$I is distinct from o.%5$I) %6$s',
    tg_argv[0], tg_argv[1], tg_argv[2], tg_argv[3], tg_argv[4],
    case tg_argv[5] when '' then ''
      else format('and exists (select 1 from %I p where p.id = l.%I and p.published_at is not null)', tg_argv[5], tg_argv[2]) end);
  return null;
end $body$;

-- Arguments: type, key.
create or replace function public_api_search_all() returns trigger language plpgsql as $body$
begin
  insert into ${PENDING_TABLE} (type, key) values (tg_argv[0], tg_argv[1]::integer);
  return null;
end $body$;
`;

type Operation = 'insert' | 'update' | 'delete' | 'truncate';

interface Trigger {
  readonly table: string;
  readonly on: Operation;
  readonly call: 'rows' | 'organs' | 'all';
  readonly values: readonly string[];
}

/** Keys that are none of a record: whatever the type has, and lists that may have come or gone. */
export const EVERY_RECORD = -1;
export const LISTS = 0;

/** Whose entry is no longer true. */
export interface PendingKey {
  readonly type: string;
  readonly key: number;
}

const operations: readonly Operation[] = ['insert', 'update', 'delete'];

const transitions: Readonly<Record<Operation, string>> = {
  insert: 'referencing new table as new_rows',
  update: 'referencing old table as old_rows new table as new_rows',
  delete: 'referencing old table as old_rows',
  truncate: '',
};

/** Keys that make a long line. */
const LONG = 3_000;

const setPendingList = (size: keyof typeof PENDING_KILOBYTES): string =>
  `alter index ${SEARCH_TABLE}_lexemes_idx set (gin_pending_list_limit = ${PENDING_KILOBYTES[size]})`;

const TRIGGERS = 'triggers';

/** Deletes entries of which the condition is true; `s` is their table of texts. */
const deleteWhere = (condition: Sql): Sql =>
  sql`with gone as (delete from ${raw(TEXTS_TABLE)} s where ${condition} returning s.id)
    delete from ${raw(SEARCH_TABLE)} e using gone where e.id = gone.id`;

const versionsIn = async (db: Knex): Promise<Map<string, string>> => {
  const { rows } = await db.raw<{ rows: { name: string; version: string }[] }>(
    'select name, version from public_api_search_versions',
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
};

const keepVersion = async (name: string, version: string, trx: Knex.Transaction): Promise<void> => {
  await trx.raw(
    `insert into public_api_search_versions (name, version) values (?, ?)
     on conflict (name) do update set version = excluded.version`,
    [name, version],
  );
};

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const nameOf = ({ on, call, values }: Trigger): string =>
  `public_api_search_${call}_${(values[0] ?? '').replace(/\W/g, '_')}_${on}`;

const numbers = (keys: readonly number[]): string => `{${keys.join(',')}}`;

/** Writes what is found by searching. */
export const createSearchIndexRepository = ({
  strapi,
  parts,
}: {
  strapi: Core.Strapi;
  parts: StatementParts;
}) => {
  const { tables, column, visible, parentConditions } = parts;
  const run = async <T extends object>(
    trx: Knex.Transaction,
    { text, bindings }: Sql,
  ): Promise<T[]> => (await trx.raw<{ rows: T[] }>(text, [...bindings])).rows;

  const triggersOf = (plan: SearchPlan): Trigger[] => {
    const { type, organization } = plan;
    const owner = plan.kind === 'lists' ? plan.parent : plan.model;
    const table = tables.table(owner.uid);
    const published = owner.hasDraft ? table : '';
    const triggers = operations.map((on): Trigger => ({
      table,
      on,
      call: 'rows',
      values: [type, 'id', published],
    }));
    triggers.push({ table, on: 'truncate', call: 'all', values: [type, String(EVERY_RECORD)] });
    if (organization.relation !== '') {
      const link = tables.link(owner.uid, organization.relation);
      const organs = tables.table(link.target);
      const isClassified = tables.column(link.target, 'isClassified');
      for (const on of operations)
        triggers.push({
          table: link.table,
          on,
          call: 'rows',
          values: [type, link.from, published],
        });
      triggers.push(
        { table: link.table, on: 'truncate', call: 'all', values: [type, String(EVERY_RECORD)] },
        {
          table: organs,
          on: 'update',
          call: 'organs',
          values: [type, link.table, link.from, link.to, isClassified, published],
        },
      );
    }
    if (plan.kind === 'lists')
      for (const on of [...operations, 'truncate'] as const)
        triggers.push({
          table: tables.table(plan.model.uid),
          on,
          call: 'all',
          values: [type, String(on === 'truncate' ? EVERY_RECORD : LISTS)],
        });
    return triggers;
  };

  const create = (trigger: Trigger): string => {
    const { table, on, call, values } = trigger;
    const transition = call === 'all' ? '' : transitions[on];
    return `create trigger "${nameOf(trigger)}" after ${on} on "${table}" ${transition}
      for each statement execute function public_api_search_${call}(${values.map(quoted).join(', ')});
      alter table "${table}" enable always trigger "${nameOf(trigger)}";`;
  };

  /** Where the record's organ stands, if it has one. */
  const organOf = (uid: string, row: Sql, relation: string, next: () => Sql): Sql => {
    if (relation === '') return sql`${row}.id`;
    const { table, from, to } = tables.link(uid, relation);
    const link = next();
    return sql`(select ${link}.${ident(to)} from ${ident(table)} ${link} where ${link}.${ident(from)} = ${row}.id limit 1)`;
  };

  const shown = (plan: SearchPlan, uid: string, row: Sql, next: () => Sql): Sql => {
    const { title, year, day, organization } = plan;
    const value = (field: { name: string } | null): Sql =>
      field ? column(uid, row, field.name) : raw('null');
    const yearOf =
      year?.type === 'date'
        ? sql`extract(year from ${value(year)})::integer`
        : sql`${value(year)}::integer`;
    return sql`${row}.id, ${row}.document_id, ${value(title)} as title, ${yearOf} as year,
      ${value(day)}::date::text as day, ${organOf(uid, row, organization.relation, next)} as organ_id`;
  };

  const textOf = (
    { model: { uid } }: RecordsPlan,
    row: Sql,
    { component, field }: RecordsPlan['texts'][number],
    next: () => Sql,
  ): Sql => {
    if (!component) return column(uid, row, field.name);
    const { table, from, to } = tables.component(uid, component.name);
    const [link, part] = [next(), next()];
    return sql`(select string_agg(${column(component.uid, part, field.name)}, '\n' order by ${link}."order")
      from ${ident(table)} ${link} join ${ident(tables.table(component.uid))} ${part} on ${part}.id = ${link}.${ident(to)}
      where ${link}.${ident(from)} = ${row}.id and ${link}.field = ${component.name} and ${link}.component_type = ${component.uid})`;
  };

  const records = (plan: RecordsPlan, keys: readonly number[]): Sql => {
    const { uid } = plan.model;
    const next = parts.aliases();
    const row = next();
    const texts = plan.texts.map((text) => textOf(plan, row, text, next));
    const conditions = [
      sql`${row}.id = any(${numbers(keys)}::integer[])`,
      ...visible(uid, row, next),
    ];
    return sql`select ${shown(plan, uid, row, next)}, json_build_array(${join(texts, ', ')}) as texts, null as by, '' as place
      from ${ident(tables.table(uid))} ${row} where ${join(conditions, ' and ')} order by ${row}.id`;
  };

  /** The lists as they should be: (row_id, place) and what they are made of. */
  const lists = (plan: ListsPlan, keys: readonly number[] | null, next: () => Sql): Sql => {
    const { uid } = plan.parent;
    const [row, parent] = [next(), next()];
    const by = plan.by.map(({ name }) => column(plan.model.uid, row, name));
    const conditions = parentConditions(plan.model.uid, parent, next);
    if (keys) conditions.push(sql`${parent}.id = any(${numbers(keys)}::integer[])`);
    return sql`select ${parent}.row_id, rows.by, rows.by::text as place from
      (select ${parent}.id as row_id, ${column(uid, parent, plan.parentField)} as value
        from ${ident(tables.table(uid))} ${parent} where ${join([raw('true'), ...conditions], ' and ')}) ${parent}
      join (select distinct ${column(plan.model.uid, row, plan.field)} as value, jsonb_build_array(${join(by, ', ')}) as by
        from ${ident(tables.table(plan.model.uid))} ${row}) rows on rows.value = ${parent}.value`;
  };

  return {
    async install(): Promise<void> {
      await strapi.db.connection.transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
        await trx.raw(INSTALL);
      });
    },

    /** Makes the triggers of the plans and takes away others; true where that was needed. */
    async ensureTriggers(plans: readonly SearchPlan[]): Promise<boolean> {
      const triggers = plans.flatMap(triggersOf);
      const version = JSON.stringify(triggers);
      return strapi.db.connection.transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
        const { rows } = await trx.raw<{ rows: { table: string; name: string; on: string }[] }>(
          `select c.relname as "table", t.tgname as name, t.tgenabled as "on" from pg_trigger t
           join pg_class c on c.oid = t.tgrelid
           where t.tgname like 'public\\_api\\_search\\_%' and c.relnamespace = current_schema()::regnamespace`,
        );
        const isThere = (trigger: Trigger): boolean =>
          rows.some(
            ({ table, name, on }) =>
              table === trigger.table && name === nameOf(trigger) && on === 'A',
          );
        const isComplete =
          rows.length === triggers.length &&
          triggers.every(isThere) &&
          (await versionsIn(trx)).get(TRIGGERS) === version;
        if (isComplete) return false;
        for (const { table, name } of rows) await trx.raw('drop trigger ?? on ??', [name, table]);
        for (const trigger of triggers) await trx.raw(create(trigger));
        await keepVersion(TRIGGERS, version, trx);
        return true;
      });
    },

    versions: () => versionsIn(strapi.db.connection),

    /** Forgets types that are no longer searched. */
    async forget(types: readonly string[]): Promise<void> {
      for (const table of [TEXTS_TABLE, SEARCH_TABLE, PENDING_TABLE])
        await strapi.db.connection.raw(`delete from ${table} where type <> all(?)`, [[...types]]);
    },

    /** Has every record of the type indexed anew. */
    async requeue(plan: SearchPlan, version: string): Promise<void> {
      await strapi.db.connection.transaction(async (trx) => {
        await trx.raw(`delete from ${PENDING_TABLE} where type = ?`, [plan.type]);
        await trx.raw(`insert into ${PENDING_TABLE} (type, key) values (?, ?)`, [
          plan.type,
          EVERY_RECORD,
        ]);
        await keepVersion(plan.type, version, trx);
      });
    },

    /**
     * Takes up to so many keys that wait, and is alone with the index until the transaction ends:
     * those of this transaction only, or what others have committed.
     */
    async take(trx: Knex.Transaction, whose: 'own' | 'all', limit: number): Promise<PendingKey[]> {
      const own = whose === 'own' ? 'where transaction = pg_current_xact_id()' : '';
      const { rows: found } = await trx.raw<{ rows: unknown[] }>(
        `select 1 from ${PENDING_TABLE} ${own} limit 1`,
      );
      if (found.length === 0) return [];
      await trx.raw('select pg_advisory_xact_lock(?)', [WRITE_LOCK]);
      const { rows } = await trx.raw<{ rows: PendingKey[] }>(
        // Whatever waits twice is done once.
        `with first as (select distinct type, key from
             (select type, key from ${PENDING_TABLE} ${own} order by id limit ?) pending),
           taken as (delete from ${PENDING_TABLE} p using first f
             where p.type = f.type and p.key = f.key ${own.replace('where', 'and')} returning 1)
         select type, key from first`,
        [limit],
      );
      return rows;
    },

    /** Whether anything waits. */
    async isPending(): Promise<boolean> {
      const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(
        `select 1 from ${PENDING_TABLE} limit 1`,
      );
      return rows.length > 0;
    },

    /** Removes every entry of the type and lets all of its records wait. */
    async restart(plan: SearchPlan, trx: Knex.Transaction): Promise<void> {
      const owner = plan.kind === 'lists' ? plan.parent : plan.model;
      for (const table of [TEXTS_TABLE, SEARCH_TABLE, PENDING_TABLE])
        await trx.raw(`delete from ${table} where type = ?`, [plan.type]);
      await trx.raw(
        `insert into ${PENDING_TABLE} (type, key) select ?, id from ?? ${
          owner.hasDraft ? 'where published_at is not null' : ''
        } order by id`,
        [plan.type, tables.table(owner.uid)],
      );
    },

    async remove(type: string, keys: readonly number[], trx: Knex.Transaction): Promise<void> {
      const which = sql`s.type = ${type} and s.row_id = any(${numbers(keys)}::integer[])`;
      await run(trx, deleteWhere(which));
    },

    /** Public records among the keys. */
    records: (plan: RecordsPlan, keys: readonly number[], trx: Knex.Transaction) =>
      run<IndexedRow>(trx, records(plan, keys)),

    /** Removes lists that no longer are. */
    async removeLists(plan: ListsPlan, trx: Knex.Transaction): Promise<void> {
      await run(
        trx,
        deleteWhere(sql`s.type = ${plan.type} and (s.row_id, s.place) not in
          (select l.row_id, l.place from (${lists(plan, null, parts.aliases())}) l)`),
      );
    },

    /** Lists that have no entry yet. */
    newLists: (plan: ListsPlan, keys: readonly number[] | null, trx: Knex.Transaction) => {
      const next = parts.aliases();
      const wanted = lists(plan, keys, next);
      const parent = next();
      const { uid } = plan.parent;
      return run<IndexedRow>(
        trx,
        sql`with lists as (${wanted})
          select ${shown(plan, uid, parent, next)}, '[]'::json as texts, l.by::json, l.place from lists l
          join ${ident(tables.table(uid))} ${parent} on ${parent}.id = l.row_id
          where not exists (select 1 from ${raw(TEXTS_TABLE)} s
            where s.type = ${plan.type} and s.row_id = l.row_id and s.place = l.place)
          order by l.row_id, l.place`,
      );
    },

    async add(type: string, entries: readonly IndexEntry[], trx: Knex.Transaction): Promise<void> {
      const json = JSON.stringify(entries);
      await trx.raw(
        `insert into ${FACETS_TABLE} (type, year, organ_id)
         select distinct ?, e.year, e.organ_id from json_to_recordset(?::json) as e (year integer, organ_id integer)
         on conflict do nothing`,
        [type, json],
      );
      await trx.raw(
        `with e as materialized (select * from json_to_recordset(?::json) as e (row_id integer, document_id text,
           place text, organ_id integer, year integer, day date, sorted_on date, title text, folded text, body text, lexemes text)),
         added as (insert into ${TEXTS_TABLE} (type, row_id, place, document_id, day, title, folded, body)
           select ?, row_id, place, document_id, day, title, folded, body from e returning id, type, row_id, place)
         insert into ${SEARCH_TABLE} (id, facet, row_id, sorted_on, type, lexemes)
         select a.id, f.id, e.row_id, e.sorted_on, f.type, array_to_tsvector(string_to_array(e.lexemes, ' '))
         from e join added a on a.row_id = e.row_id and a.place = e.place
         join ${FACETS_TABLE} f on f.type = a.type and f.year is not distinct from e.year
           and f.organ_id is not distinct from e.organ_id`,
        [json, type],
      );
    },

    /** Whether so much waits that it is worth a preparation. */
    async isLong(): Promise<boolean> {
      const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(
        `select 1 from ${PENDING_TABLE} offset ? limit 1`,
        [LONG],
      );
      return rows.length > 0;
    },

    /** Makes writing many entries cheaper, and each search meanwhile dearer. */
    async prepare(): Promise<void> {
      await strapi.db.connection.raw(setPendingList('many'));
    },

    /** Ends that, and takes in what has been kept aside. */
    async settle(): Promise<void> {
      await strapi.db.connection.raw(setPendingList('few'));
      await strapi.db.connection.raw(
        `select gin_clean_pending_list('${SEARCH_TABLE}_lexemes_idx'::regclass)`,
      );
      await strapi.db.connection.raw(`vacuum analyze ${SEARCH_TABLE}`);
      await strapi.db.connection.raw(`vacuum analyze ${TEXTS_TABLE}`);
      await strapi.db.connection.raw(`vacuum analyze ${PENDING_TABLE}`);
    },
  };
};

export type SearchIndexRepository = ReturnType<typeof createSearchIndexRepository>;
