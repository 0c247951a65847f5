import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  FigureDescription,
  FigureItem,
  FigureValue,
  ItemState,
} from '../../../../shared/contracts/publication-rate';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import type { SnapshotItemChange, SnapshotSummary } from '../../shared/contracts/reports';
import { FREEZE_TIMEOUT_MS } from '../constants';
import { appendOnly } from './append-only';
import { likePattern } from './like-pattern';
import { PAGE_ORDER, scopeOf, timely } from './statement';
import { bindNamed, type BindingValue, type BindingValues } from './named-bindings';

const SNAPSHOTS = 'publication_rate_snapshots';
const FIGURES = 'publication_rate_snapshot_figures';
const ITEMS = 'publication_rate_snapshot_items';

/**
 * A snapshot's header is written last, in the transaction of its rows: from then on nothing can be
 * added to it, and nothing be changed ever. `figures` of an item are the places of the figures that
 * it belongs to.
 */
const INSTALL = `
create table if not exists ${SNAPSHOTS} (
  id bigint primary key,
  document_id text not null unique,
  year integer not null,
  as_of date not null,
  frozen_at timestamptz not null,
  frozen_by text not null,
  frozen_by_id integer,
  reason text not null,
  figure_count integer not null,
  item_count bigint not null,
  digest text not null
);
create sequence if not exists ${SNAPSHOTS}_seq;

create table if not exists ${FIGURES} (
  snapshot_id bigint not null,
  place smallint not null,
  figure_id text collate "C" not null,
  universe_id text not null,
  description jsonb not null,
  value text not null,
  numerator text,
  denominator text,
  excluded text,
  primary key (snapshot_id, place),
  unique (snapshot_id, figure_id)
);

create table if not exists ${ITEMS} (
  snapshot_id bigint not null,
  universe_id text collate "C" not null,
  item_key text collate "C" not null,
  label text not null,
  uid text,
  document_id text,
  organization_id text,
  organization text,
  state text not null,
  reason text,
  quantity numeric not null,
  amount numeric(18, 2),
  due_on date,
  due_is_provisional boolean not null,
  done_on date,
  figures smallint[] not null,
  primary key (snapshot_id, universe_id, item_key)
);

create or replace function publication_rate_snapshot_closed() returns trigger language plpgsql as $body$
begin
  if exists (select from added join ${SNAPSHOTS} s on s.id = added.snapshot_id) then
    raise exception '快照建立后不能再增加内容 / nothing can be added to a snapshot'
      using errcode = 'restrict_violation';
  end if;
  return null;
end $body$;
create or replace trigger ${FIGURES}_closed after insert on ${FIGURES}
  referencing new table as added
  for each statement execute function publication_rate_snapshot_closed();
create or replace trigger ${ITEMS}_closed after insert on ${ITEMS}
  referencing new table as added
  for each statement execute function publication_rate_snapshot_closed();
${[SNAPSHOTS, FIGURES, ITEMS].map(appendOnly).join('')}`;

/** What is frozen of an item, in the order of the table's columns. */
const VALUES = [
  'label',
  'uid',
  'document_id',
  'organization_id',
  'organization',
  'state',
  'reason',
  'quantity',
  'amount',
  'due_on',
  'due_is_provisional',
  'done_on',
] as const;

/** The same in the types of the table, so that a frozen row and a live one compare. */
const TYPES: Readonly<Partial<Record<(typeof VALUES)[number], string>>> = {
  quantity: 'numeric',
  amount: 'numeric(18, 2)',
  due_on: 'date',
  due_is_provisional: 'boolean',
  done_on: 'date',
};

/** A row's text; no two different rows have the same one, whatever the session's settings. */
const itemText = `row(${VALUES.map((name) =>
  name.endsWith('_on') ? `to_char(${name}, 'YYYY-MM-DD')` : name,
).join(', ')}, figures)::text`;

const sha256 = (text: string): string => `sha256(convert_to(${text}, 'UTF8'))`;

/**
 * sha256 over header, figures and items of the snapshot `s`. Items are hashed one by one and their
 * hashes in the order of their keys, so that memory stays small.
 */
const digestOf = `encode(sha256(
    ${sha256(`row(s.document_id, s.year, to_char(s.as_of, 'YYYY-MM-DD'),
      to_char(s.frozen_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), s.frozen_by,
      s.frozen_by_id, s.reason, s.figure_count, s.item_count)::text`)}
    || coalesce((select string_agg(${sha256(`row(place, figure_id, universe_id, description::text,
      value, numerator, denominator, excluded)::text`)}, ''::bytea order by place)
      from ${FIGURES} where snapshot_id = s.id), ''::bytea)
    || coalesce((select sha256(string_agg(${sha256(`row(universe_id, item_key)::text || ${itemText}`)},
      ''::bytea order by universe_id, item_key)) from ${ITEMS} where snapshot_id = s.id), ''::bytea)
  ), 'hex')`;

interface SummaryRow {
  id: string;
  document_id: string;
  year: number;
  as_of: string;
  frozen_at: string;
  frozen_by: string;
  reason: string;
  figure_count: number;
  item_count: string;
  digest: string;
}

const SUMMARY = `id::text as id, document_id, year, to_char(as_of, 'YYYY-MM-DD') as as_of,
  to_char(frozen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as frozen_at, frozen_by,
  reason, figure_count, item_count::text as item_count, digest`;

/** A snapshot without what has to be computed to be known. */
export type StoredSnapshot = Omit<SnapshotSummary, 'isIntact'> & {
  /** The database's own number. */
  readonly id: string;
};

const toStored = (row: SummaryRow): StoredSnapshot => ({
  id: row.id,
  documentId: row.document_id,
  year: row.year,
  asOf: row.as_of,
  frozenAt: row.frozen_at,
  frozenBy: row.frozen_by,
  reason: row.reason,
  figures: row.figure_count,
  items: Number(row.item_count),
  digest: row.digest,
});

/** A figure as it was frozen. */
export interface FrozenFigure {
  /** Number of the figure in its snapshot; items name it by that. */
  readonly place: number;
  readonly universeId: string;
  readonly description: FigureDescription;
  readonly value: FigureValue;
}

interface FigureRow {
  place: number;
  universe_id: string;
  description: string | FigureDescription;
  value: string;
  numerator: string | null;
  denominator: string | null;
  excluded: string | null;
}

const toFrozen = (row: FigureRow): FrozenFigure => {
  const description =
    typeof row.description === 'string'
      ? (JSON.parse(row.description) as FigureDescription)
      : row.description;
  return {
    place: row.place,
    universeId: row.universe_id,
    description,
    value: {
      id: description.id,
      name: description.name,
      unit: description.unit,
      value: row.value,
      ...(row.numerator === null ? {} : { numerator: row.numerator }),
      ...(row.denominator === null ? {} : { denominator: row.denominator }),
      ...(row.excluded === null ? {} : { excluded: row.excluded }),
    },
  };
};

/** A live universe, and which of its rows each figure counts. */
export interface LiveUniverse {
  readonly id: string;
  /** The `with` of a statement that can read it, and the name under which. */
  readonly head: string;
  readonly name: string;
  readonly values: BindingValues;
  /** Whether its rows say if a due day is provisional. */
  readonly hasProvisional: boolean;
  /** What its rows are called where their label must not be kept; see `UniverseDefinition`. */
  readonly frozenName: string | null;
  readonly figures: readonly { readonly place: number; readonly where: string }[];
}

/** The other side of a comparison: records as they are, or another snapshot. */
export type Other =
  | LiveUniverse
  | {
      readonly snapshotId: string;
      readonly id: string;
      /** Place in that snapshot → place in the one it is compared with. */
      readonly places: ReadonlyMap<number, number>;
    };

interface Statement {
  readonly sql: string;
  readonly bindings: readonly BindingValue[];
}

/** Which figures a live row belongs to, ascending. */
const membership = (figures: LiveUniverse['figures']): string =>
  `array_remove(array[${[...figures]
    .sort((a, b) => a.place - b.place)
    .map(({ place, where }) => `case when (${where}) then ${place} end`)
    .join(', ')}]::smallint[], null)`;

/** What is frozen as a value of a live row. */
const frozenValue = (
  name: (typeof VALUES)[number],
  { hasProvisional, frozenName }: LiveUniverse,
): string => {
  if (name === 'due_is_provisional') return hasProvisional ? `coalesce(${name}, false)` : 'false';
  if (name === 'label' && frozenName !== null) return `'${frozenName} ' || item_key`;
  return name;
};

/** Rows of a universe with the columns of the table. */
const liveRows = (universe: LiveUniverse): Statement => {
  const columns = VALUES.map(
    (name) => `(${frozenValue(name, universe)})::${TYPES[name] ?? 'text'} as ${name}`,
  );
  return bindNamed(
    `${universe.head}
     select item_key::text as item_key, ${columns.join(', ')},
       ${membership(universe.figures)} as figures
     from ${universe.name}`,
    universe.values,
  );
};

/** Rows of a universe in another snapshot, with the places of the one it is compared with. */
const otherRows = (other: Exclude<Other, LiveUniverse>): Statement => {
  const highest = Math.max(0, ...other.places.keys());
  const map = Array.from({ length: highest }, (_, index) => other.places.get(index + 1) ?? null);
  return {
    sql: `select item_key, ${VALUES.join(', ')},
        (select coalesce(array_agg(mapped order by mapped), '{}')
         from unnest(figures) place
         cross join lateral (select (array[${map.map((place) => place ?? 'null').join(', ')}]::smallint[])[place] as mapped) m
         where mapped is not null) as figures
      from ${ITEMS} where snapshot_id = ?::bigint and universe_id = ?`,
    bindings: [other.snapshotId, other.id],
  };
};

const itemJson = (row: string): string => `case when ${row}.item_key is not null then
  jsonb_build_object('key', ${row}.item_key, 'label', ${row}.label, 'uid', ${row}.uid,
    'documentId', ${row}.document_id, 'organization', ${row}.organization,
    'organizationId', ${row}.organization_id, 'state', ${row}.state,
    'reason', ${row}.reason, 'quantity', trim_scale(${row}.quantity)::text,
    'amount', ${row}.amount::text, 'dueOn', to_char(${row}.due_on, 'YYYY-MM-DD'),
    'dueIsProvisional', ${row}.due_is_provisional,
    'doneOn', to_char(${row}.done_on, 'YYYY-MM-DD')) end`;

/** Whose rows may be shown. */
export interface Visible {
  readonly organizationIds: OrganizationScope;
  /** Organizations that are classified now, though a snapshot may have them by name. */
  readonly classifiedIds: readonly string[];
}

/** Condition that keeps the rows that may be shown. */
const shownOf = ({ organizationIds }: Visible): string => `
  ${scopeOf({ organizations: organizationIds ?? undefined })}
  and (organization_id is null or organization_id <> all(:classified))
  and (document_id is null or document_id <> all(:classified))`;

const shownBindings = ({ organizationIds, classifiedIds }: Visible) => ({
  classified: classifiedIds,
  ...(organizationIds ? { organizations: organizationIds } : {}),
});

/**
 * The as-of day of either side, where rows are compared as timeliness sees them. What is kept of a
 * row is what its universe says of it; a figure of timeliness reads its state from the kept days.
 */
export interface TimelyDays {
  readonly frozen: string;
  readonly current: string;
}

/** Rows with their columns as kept, or as timeliness sees them on a day. */
const seenOn = (rows: string, day: string | undefined): Statement =>
  day === undefined
    ? { sql: `select item_key, ${VALUES.join(', ')}, figures from ${rows}`, bindings: [] }
    : bindNamed(`select item_key, ${VALUES.map(timely).join(', ')}, figures from ${rows}`, {
        asOfDay: day,
      });

/** Rows of both sides that aren't the same; `f` frozen, `c` current. */
const differing = (
  snapshotId: string,
  other: Other,
  visible: Visible,
  days: TimelyDays | undefined,
) => {
  const current = 'snapshotId' in other ? otherRows(other) : liveRows(other);
  const shown = bindNamed(shownOf(visible), shownBindings(visible));
  const frozenSeen = seenOn(ITEMS, days?.frozen);
  const currentSeen = seenOn('rows', days?.current);
  const values = (row: string) =>
    `row(${[...VALUES, 'figures'].map((name) => `${row}.${name}`).join(', ')})`;
  return {
    sql: `current as materialized (
        with rows as (${current.sql}) ${currentSeen.sql} where ${shown.sql}
      ),
      frozen as (
        ${frozenSeen.sql}
        where snapshot_id = ?::bigint and universe_id = ? and ${shown.sql}
      ),
      differing as (
        select coalesce(f.item_key, c.item_key) as item_key, coalesce(c.label, f.label) as label,
          coalesce(f.figures, '{}') as frozen_figures, coalesce(c.figures, '{}') as current_figures,
          f.item_key is not null and c.item_key is not null
            and row(${VALUES.map((name) => `f.${name}`).join(', ')})
              is distinct from row(${VALUES.map((name) => `c.${name}`).join(', ')}) as is_changed,
          ${itemJson('f')} as frozen, ${itemJson('c')} as current
        from frozen f full join current c on c.item_key = f.item_key
        where f.item_key is null or c.item_key is null
          or ${values('f')} is distinct from ${values('c')}
      )`,
    bindings: [
      ...current.bindings,
      ...currentSeen.bindings,
      ...shown.bindings,
      ...frozenSeen.bindings,
      snapshotId,
      other.id,
      ...shown.bindings,
    ] as Knex.RawBinding[],
  };
};

interface FrozenRow {
  total: string;
  frozen: string | FigureItem | null;
}

interface ChangeRow {
  total: string;
  item_key: string | null;
  change: SnapshotItemChange['change'];
  frozen: string | FigureItem | null;
  current: string | FigureItem | null;
}

const toItem = (value: string | FigureItem | null): FigureItem | null =>
  typeof value === 'string' ? (JSON.parse(value) as FigureItem) : value;

/** Changes of one figure's rows. */
export interface ChangeCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** All SQL of snapshots. */
export const createSnapshotsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;
  const run = async <Row>(
    trx: Knex.Transaction,
    sql: string,
    bindings: readonly Knex.RawBinding[],
  ): Promise<Row[]> => {
    const { rows } = await db()
      .raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
      .transacting(trx);
    return rows;
  };

  return {
    async install(): Promise<void> {
      await db().raw(INSTALL);
    },

    /** A transaction that reads one moment of the database and may write what it read. */
    async transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
      return db().transaction(
        async (trx) => {
          await trx.raw(`set local jit = off; set local statement_timeout = ${FREEZE_TIMEOUT_MS}`);
          return work(trx);
        },
        { isolationLevel: 'repeatable read' },
      );
    },

    /** A number for a new snapshot. */
    async nextId(trx: Knex.Transaction): Promise<string> {
      const [row] = await run<{ id: string }>(
        trx,
        `select nextval('${SNAPSHOTS}_seq')::text as id`,
        [],
      );
      return (row as { id: string }).id;
    },

    /** Copies a universe's rows into the snapshot, without taking one of them out of the database. */
    async freezeItems(trx: Knex.Transaction, id: string, universe: LiveUniverse): Promise<void> {
      const rows = liveRows(universe);
      await run(
        trx,
        `insert into ${ITEMS} (snapshot_id, universe_id, item_key, ${VALUES.join(', ')}, figures)
         select ?::bigint, ?::text, item_key, ${VALUES.join(', ')}, figures from (${rows.sql}) rows`,
        [id, universe.id, ...rows.bindings],
      );
    },

    async freezeFigures(
      trx: Knex.Transaction,
      id: string,
      figures: readonly FrozenFigure[],
    ): Promise<void> {
      await run(
        trx,
        `insert into ${FIGURES}
           (snapshot_id, place, figure_id, universe_id, description, value, numerator, denominator, excluded)
         select ?::bigint, place, figure_id, universe_id, description, value, numerator, denominator, excluded
         from jsonb_to_recordset(?::jsonb) as given (place smallint, figure_id text, universe_id text,
           description jsonb, value text, numerator text, denominator text, excluded text)`,
        [
          id,
          JSON.stringify(
            figures.map(({ place, universeId, description, value }) => ({
              place,
              figure_id: description.id,
              universe_id: universeId,
              description,
              value: value.value,
              numerator: value.numerator,
              denominator: value.denominator,
              excluded: value.excluded,
            })),
          ),
        ],
      );
    },

    /** Writes the header with counts and digest, after which the snapshot is closed. */
    async close(
      trx: Knex.Transaction,
      header: {
        id: string;
        documentId: string;
        year: number;
        asOf: string;
        frozenBy: string;
        frozenById: number | null;
        reason: string;
      },
    ): Promise<StoredSnapshot> {
      const [row] = await run<SummaryRow>(
        trx,
        `insert into ${SNAPSHOTS} (id, document_id, year, as_of, frozen_at, frozen_by, frozen_by_id,
           reason, figure_count, item_count, digest)
         select s.*, ${digestOf}
         from (
           select ?::bigint as id, ?::text as document_id, ?::integer as year, ?::date as as_of,
             clock_timestamp() as frozen_at, ?::text as frozen_by, ?::integer as frozen_by_id,
             ?::text as reason,
             (select count(*) from ${FIGURES} where snapshot_id = ?::bigint)::integer as figure_count,
             (select count(*) from ${ITEMS} where snapshot_id = ?::bigint) as item_count
         ) s
         returning ${SUMMARY}`,
        [
          header.id,
          header.documentId,
          header.year,
          header.asOf,
          header.frozenBy,
          header.frozenById as number,
          header.reason,
          header.id,
          header.id,
        ],
      );
      return toStored(row as SummaryRow);
    },

    /** All snapshots, newest first; of one year if given. */
    async list(year: number | undefined): Promise<StoredSnapshot[]> {
      const { rows } = await db().raw<{ rows: SummaryRow[] }>(
        `select ${SUMMARY} from ${SNAPSHOTS} where ?::integer is null or year = ?::integer
         order by ${SNAPSHOTS}.frozen_at desc, ${SNAPSHOTS}.id desc`,
        [year ?? null, year ?? null] as Knex.RawBinding[],
      );
      return rows.map(toStored);
    },

    async find(documentId: string): Promise<StoredSnapshot | null> {
      const { rows } = await db().raw<{ rows: SummaryRow[] }>(
        `select ${SUMMARY} from ${SNAPSHOTS} where document_id = ?`,
        [documentId],
      );
      return rows[0] ? toStored(rows[0]) : null;
    },

    /** Whether header, figures and items still have the digest that they were closed with. */
    async isIntact(id: string): Promise<boolean> {
      const { rows } = await db().raw<{ rows: { intact: boolean }[] }>(
        `select s.digest = ${digestOf} as intact from ${SNAPSHOTS} s where s.id = ?::bigint`,
        [id],
      );
      return rows[0]?.intact === true;
    },

    async figures(trx: Knex.Transaction, id: string): Promise<FrozenFigure[]> {
      const rows = await run<FigureRow>(
        trx,
        `select place, universe_id, description, value, numerator, denominator, excluded
         from ${FIGURES} where snapshot_id = ?::bigint order by place`,
        [id],
      );
      return rows.map(toFrozen);
    },

    /** How many rows of each figure (by place) were added, removed and changed. */
    async changes(
      trx: Knex.Transaction,
      snapshotId: string,
      other: Other,
      visible: Visible,
      days?: TimelyDays,
    ): Promise<Map<number, ChangeCounts>> {
      const rows = differing(snapshotId, other, visible, days);
      const found = await run<{ place: number; added: number; removed: number; changed: number }>(
        trx,
        `with ${rows.sql}
         select place,
           (count(*) filter (where place <> all(frozen_figures)))::integer as added,
           (count(*) filter (where place <> all(current_figures)))::integer as removed,
           (count(*) filter (where is_changed and place = any(frozen_figures)
             and place = any(current_figures)))::integer as changed
         from differing
         cross join lateral (
           select unnest(frozen_figures) as place union select unnest(current_figures)
         ) places
         group by place`,
        rows.bindings,
      );
      return new Map(found.map(({ place, ...counts }) => [place, counts]));
    },

    /**
     * A page of the rows that were frozen behind a figure, in the order of a figure's own pages; as
     * timeliness saw them on `timelyDay`, if given.
     */
    async frozenItems(
      trx: Knex.Transaction,
      snapshotId: string,
      filter: {
        place: number;
        state: ItemState | 'all';
        search: string;
        limit: number;
        offset: number;
      },
      visible: Visible,
      timelyDay?: string,
    ): Promise<{ items: FigureItem[]; total: number }> {
      const isTimely = timelyDay !== undefined;
      const bound = bindNamed(
        `with behind as (
           select item_key, ${(isTimely ? VALUES.map(timely) : VALUES).join(', ')} from ${ITEMS}
           where snapshot_id = :snapshotId and :place = any(figures)
             and universe_id = (select universe_id from ${FIGURES}
               where snapshot_id = :snapshotId and place = :place)
             and ${shownOf(visible)}
         ),
         matching as materialized (
           select * from behind
           where (:state = 'all' or state = :state)
             and (:search = '%%' or label ilike :search or organization ilike :search
               or reason ilike :search)
         ),
         page as (
           select *, row_number() over (order by ${PAGE_ORDER}) as position
           from matching order by position limit :limit offset :offset
         )
         select total.total, ${itemJson('page')} as frozen
         from (select count(*)::text as total from matching) total left join page on true
         order by page.position`,
        {
          snapshotId,
          ...filter,
          ...shownBindings(visible),
          ...(isTimely ? { asOfDay: timelyDay } : {}),
          search: likePattern(filter.search),
        },
      );
      const rows = await run<FrozenRow>(trx, bound.sql, bound.bindings as Knex.RawBinding[]);
      return {
        total: Number(rows[0]?.total ?? 0),
        items: rows.flatMap(({ frozen }) => toItem(frozen) ?? []),
      };
    },

    /** A page of the rows of one figure that differ. */
    async changedItems(
      trx: Knex.Transaction,
      snapshotId: string,
      other: Other,
      filter: {
        place: number;
        change: SnapshotItemChange['change'] | 'all';
        limit: number;
        offset: number;
      },
      visible: Visible,
      days?: TimelyDays,
    ): Promise<{ items: SnapshotItemChange[]; total: number }> {
      const rows = differing(snapshotId, other, visible, days);
      const found = await run<ChangeRow>(
        trx,
        `with ${rows.sql},
         told as (
           select item_key, label, frozen, current,
             case when ?::smallint <> all(frozen_figures) then 'added'
               when ?::smallint <> all(current_figures) then 'removed'
               when is_changed then 'changed' end as change
           from differing
           where ?::smallint = any(frozen_figures) or ?::smallint = any(current_figures)
         ),
         matching as materialized (
           select * from told where change is not null and (?::text = 'all' or change = ?::text)
         ),
         page as (
           select *, row_number() over (
             order by array_position(array['removed', 'changed', 'added'], change), label, item_key
           ) as position
           from matching order by position limit ?::integer offset ?::integer
         )
         select total.total, page.item_key, page.change,
           case when page.change <> 'added' then page.frozen end as frozen,
           case when page.change <> 'removed' then page.current end as current
         from (select count(*)::text as total from matching) total left join page on true
         order by page.position`,
        [
          ...rows.bindings,
          filter.place,
          filter.place,
          filter.place,
          filter.place,
          filter.change,
          filter.change,
          filter.limit,
          filter.offset,
        ],
      );
      return {
        total: Number(found[0]?.total ?? 0),
        items: found
          .filter((row) => row.item_key !== null)
          .map((row) => ({
            key: row.item_key as string,
            change: row.change,
            frozen: toItem(row.frozen),
            current: toItem(row.current),
          })),
      };
    },
  };
};

/** Rows of a snapshot's universe as a universe of their own, for sums over part of them. */
export const frozenUniverseSql = (snapshotId: string, universeId: string): string =>
  `select item_key, ${VALUES.join(', ')}, figures from ${ITEMS}
   where snapshot_id = ${BigInt(snapshotId)} and universe_id = '${universeId.replaceAll("'", "''")}'`;
