import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  LedgerAction,
  LedgerChangeChoice,
  LedgerEntry,
  LedgerWithdrawal,
} from '../../../../shared/contracts/publication-ledger';
import { ENTRY_TABLE, PUBLIC_ACTIONS } from '../constants';

/** What a caller gives; position, digest and hashes are the database's own. */
export interface NewEntry {
  readonly subjectType: string;
  readonly subjectDocumentId: string;
  readonly subjectLocale: string;
  readonly action: LedgerAction;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly content: Record<string, unknown> | null;
}

interface EntryRow {
  position: string;
  subject_type: string;
  subject_document_id: string;
  subject_locale: string;
  action: LedgerAction;
  actor_id: string | null;
  actor_name: string;
  occurred_at: string;
  content: string | Record<string, unknown> | null;
  digest: string;
  previous_hash: string;
  hash: string;
}

/** As they are returned: whoever orders by position must name the table, or compares text. */
const COLUMNS = `position::text as position, subject_type, subject_document_id, subject_locale, action,
  actor_id, actor_name, to_char(occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as occurred_at,
  content, digest, previous_hash, hash`;

const toEntry = (row: EntryRow): LedgerEntry => ({
  position: row.position,
  subjectType: row.subject_type,
  subjectDocumentId: row.subject_document_id,
  subjectLocale: row.subject_locale,
  action: row.action,
  actorId: row.actor_id,
  actorName: row.actor_name,
  occurredAt: row.occurred_at,
  content:
    typeof row.content === 'string'
      ? (JSON.parse(row.content) as Record<string, unknown>)
      : row.content,
  digest: row.digest,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/**
 * The text whose sha256 is an entry's hash: every column that carries meaning, each with its
 * length, so that no two rows share a text. `e` is the row.
 */
const HASHED = [
  'previous_hash',
  'position::text',
  'subject_type',
  'subject_document_id',
  'subject_locale',
  'action',
  `coalesce(e.actor_id, '')`,
  'actor_name',
  `to_char(e.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  'digest',
];
const hashExpression = (row: string): string => {
  const parts = HASHED.map((part) =>
    part.includes('e.') ? part.replaceAll('e.', `${row}.`) : `${row}.${part}`,
  );
  const text = parts.map((part) => `octet_length(${part}) || ':' || ${part}`).join(` || '|' || `);
  return `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
};
const digestExpression = (row: string): string =>
  `encode(sha256(convert_to(coalesce(${row}.content::text, ''), 'UTF8')), 'hex')`;

/** Key of the transaction lock that puts appends in commit order. */
const CHAIN_LOCK = 7_114_920;

/**
 * Functions and triggers that make the table a ledger: on insert the database itself gives
 * position, digest and hashes under a lock held until commit (so positions are in commit order and
 * have no gaps); update, delete and truncate are refused for everybody.
 */
const INSTALL = `
create or replace function publication_ledger_chain() returns trigger language plpgsql as $body$
declare
  last record;
begin
  perform pg_advisory_xact_lock(${CHAIN_LOCK});
  select position, hash into last from ${ENTRY_TABLE} order by position desc limit 1;
  new.position := coalesce(last.position, 0) + 1;
  new.previous_hash := coalesce(last.hash, repeat('0', 64));
  new.occurred_at := coalesce(new.occurred_at, clock_timestamp() at time zone 'UTC');
  new.created_at := coalesce(new.created_at, clock_timestamp() at time zone 'UTC');
  new.updated_at := new.created_at;
  new.published_at := new.created_at;
  new.document_id := coalesce(new.document_id, 'ledger' || lpad(new.position::text, 18, '0'));
  new.digest := ${digestExpression('new')};
  new.hash := ${hashExpression('new')};
  return new;
end $body$;

create or replace function publication_ledger_refuse() returns trigger language plpgsql as $body$
begin
  raise exception '公开台账只能追加 / the publication ledger is append-only' using errcode = 'restrict_violation';
end $body$;

create index if not exists publication_ledger_slug_idx
  on ${ENTRY_TABLE} (subject_type, (content ->> 'slug')) where content ->> 'slug' is not null;

create or replace trigger publication_ledger_chain before insert on ${ENTRY_TABLE}
  for each row execute function publication_ledger_chain();
create or replace trigger publication_ledger_append_only before update or delete on ${ENTRY_TABLE}
  for each row execute function publication_ledger_refuse();
create or replace trigger publication_ledger_no_truncate before truncate on ${ENTRY_TABLE}
  for each statement execute function publication_ledger_refuse();
`;

const PUBLIC_LIST = PUBLIC_ACTIONS.map((action) => `'${action}'`).join(', ');

/** All SQL of the ledger. Strapi's instants are `timestamp without time zone` in UTC. */
export const createEntriesRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;
  const rows = async (
    sql: string,
    bindings: Knex.RawBinding[],
    trx?: Knex.Transaction,
  ): Promise<EntryRow[]> => {
    const query = db().raw<{ rows: EntryRow[] }>(sql, bindings);
    return (await (trx ? query.transacting(trx) : query)).rows;
  };

  return {
    /** Creates or renews the triggers; does nothing to the rows. */
    async install(): Promise<void> {
      await db().raw(INSTALL);
    },

    /** Appends one entry in the caller's transaction and returns it as stored. */
    async append(entry: NewEntry, trx: Knex.Transaction): Promise<LedgerEntry> {
      const [row] = await rows(
        `insert into ${ENTRY_TABLE} (subject_type, subject_document_id, subject_locale, action, actor_id, actor_name, content)
         values (?, ?, ?, ?, ?, ?, ?::jsonb) returning ${COLUMNS}`,
        [
          entry.subjectType,
          entry.subjectDocumentId,
          entry.subjectLocale,
          entry.action,
          entry.actorId,
          entry.actorName,
          entry.content === null ? null : JSON.stringify(entry.content),
        ],
        trx,
      );
      return toEntry(row as EntryRow);
    },

    /** Holds back other appends until the transaction ends, so that what was read of the state stays true. */
    async lock(trx: Knex.Transaction): Promise<void> {
      await trx.raw('select pg_advisory_xact_lock(?)', [CHAIN_LOCK]);
    },

    /** Holds back other changes of the document's public state until the transaction ends. */
    async lockDocument(
      subjectType: string,
      documentId: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await trx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [
        CHAIN_LOCK,
        `${subjectType} ${documentId}`,
      ]);
    },

    /** Those of the documents that have entries in the ledger. */
    async known(
      subjectType: string,
      documentIds: readonly string[],
      trx: Knex.Transaction,
    ): Promise<Set<string>> {
      const found = await trx.raw<{ rows: { id: string }[] }>(
        `select distinct subject_document_id as id from ${ENTRY_TABLE}
         where subject_type = ? and subject_document_id = any(?)`,
        [subjectType, [...documentIds]],
      );
      return new Set(found.rows.map(({ id }) => id));
    },

    /** The record's newest entry, or null. */
    async last(
      subjectType: string,
      documentId: string,
      locale: string,
      trx: Knex.Transaction,
    ): Promise<LedgerEntry | null> {
      const [row] = await rows(
        `select ${COLUMNS} from ${ENTRY_TABLE} e
         where subject_type = ? and subject_document_id = ? and subject_locale = ? order by e.position desc limit 1`,
        [subjectType, documentId, locale],
        trx,
      );
      return row ? toEntry(row) : null;
    },

    /** All entries of a record, oldest first. */
    async history(subjectType: string, documentId: string): Promise<LedgerEntry[]> {
      const found = await rows(
        `select ${COLUMNS} from ${ENTRY_TABLE} e where subject_type = ? and subject_document_id = ? order by e.position`,
        [subjectType, documentId],
      );
      return found.map(toEntry);
    },

    /** See `PublicationLedgerService.withdrawal`. */
    async withdrawal(subjectType: string, idOrSlug: string): Promise<LedgerWithdrawal | null> {
      const result = await db().raw<{
        rows: {
          id: string;
          withdrawn_at: string;
          was_deleted: boolean;
          content: string | Record<string, unknown>;
        }[];
      }>(
        `select known.id, to_char(newest.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as withdrawn_at,
                newest.action = 'delete' and newest.before in (${PUBLIC_LIST}) as was_deleted, shown.content
         from (
           select distinct subject_document_id as id from ${ENTRY_TABLE}
           where subject_type = :type and subject_document_id = :key
           union
           select distinct subject_document_id from ${ENTRY_TABLE}
           where subject_type = :type and content ->> 'slug' = :key
         ) known
         cross join lateral (
           select action, occurred_at, position, lead(action) over (order by position desc) as before
           from ${ENTRY_TABLE}
           where subject_type = :type and subject_document_id = known.id
           order by position desc limit 1
         ) newest
         cross join lateral (
           select content from ${ENTRY_TABLE}
           where subject_type = :type and subject_document_id = known.id and content is not null
           order by position desc limit 1
         ) shown
         where newest.action not in (${PUBLIC_LIST})
           and (known.id = :key or shown.content ->> 'slug' = :key)
         order by (known.id = :key) desc, newest.position desc limit 1`,
        { type: subjectType, key: idOrSlug },
      );
      const [row] = result.rows;
      if (!row) return null;
      const content =
        typeof row.content === 'string'
          ? (JSON.parse(row.content) as Record<string, unknown>)
          : row.content;
      return {
        documentId: row.id,
        withdrawnAt: row.withdrawn_at,
        wasDeleted: row.was_deleted,
        content,
      };
    },

    /** Position of the newest entry, '0' for none. */
    async head(): Promise<string> {
      const result = await db().raw<{ rows: { head: string }[] }>(
        `select coalesce(max(position), 0)::text as head from ${ENTRY_TABLE}`,
      );
      return result.rows[0]?.head ?? '0';
    },

    /** When the first entry was made, or null for an empty ledger. */
    async firstEntryAt(): Promise<string | null> {
      const result = await db().raw<{ rows: { at: string | null }[] }>(
        `select to_char(min(occurred_at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from ${ENTRY_TABLE}`,
      );
      return result.rows[0]?.at ?? null;
    },

    /** Recomputes digest, hash and chain of every entry; the first position that doesn't fit. */
    async verify(): Promise<{ entries: string; brokenAt: string | null }> {
      const result = await db().raw<{ rows: { entries: string; broken_at: string | null }[] }>(
        `select count(*)::text as entries,
                (min(place) filter (where not fits))::text as broken_at
         from (
           select e.position as place,
             e.position = row_number() over chain
             and e.previous_hash = coalesce(lag(e.hash) over chain, repeat('0', 64))
             and e.digest = ${digestExpression('e')}
             and e.hash = ${hashExpression('e')} as fits
           from ${ENTRY_TABLE} e window chain as (order by e.position)
         ) checked`,
      );
      const [row] = result.rows;
      return { entries: row?.entries ?? '0', brokenAt: row?.broken_at ?? null };
    },
  };
};

/**
 * See `PublicationLedgerService.publicAtSql`. A record's periods are counted by its withdrawals, so
 * that `public_since` is the start of the one it is in.
 */
export const PUBLIC_AT_SQL = `
  select subject_type, subject_document_id, content, occurred_at, public_since
  from (
    select distinct on (subject_type, subject_document_id)
      subject_type, subject_document_id, action, content, occurred_at,
      min(occurred_at) filter (where action in (${PUBLIC_LIST}))
        over (partition by subject_type, subject_document_id, period) as public_since
    from (
      select e.*, count(*) filter (where action not in (${PUBLIC_LIST}))
        over (partition by subject_type, subject_document_id order by position) as period
      from ${ENTRY_TABLE} e
      where occurred_at < (:asOfEnd::timestamptz at time zone 'UTC')
    ) entries
    order by subject_type, subject_document_id, position desc
  ) latest
  where action in (${PUBLIC_LIST})`;

/** Names come from schemas and from the caller's own SQL; nothing else may stand in them. */
const typeName = (uid: string): string => {
  if (!/^[a-z0-9:._-]+$/.test(uid)) throw new Error(`publication-ledger: ${uid} is no name`);
  return `'${uid}'`;
};

const subjectIs = (row: string, uid: string, documentIdColumn: string): string => {
  if (!/^[a-z0-9_."]+$/.test(documentIdColumn))
    throw new Error(`publication-ledger: ${documentIdColumn} is no name`);
  return `${row}.subject_type = ${typeName(uid)} and ${row}.subject_document_id = ${documentIdColumn}`;
};

/** See `PublicationLedgerService.publicSinceSql`. */
export const publicSinceSql = (uid: string, documentIdColumn: string): string => `(
  select min(e.occurred_at) from ${ENTRY_TABLE} e
  where ${subjectIs('e', uid, documentIdColumn)} and e.position > coalesce((
    select max(w.position) from ${ENTRY_TABLE} w
    where ${subjectIs('w', uid, documentIdColumn)} and w.action not in (${PUBLIC_LIST})), 0))`;

/** See `PublicationLedgerService.correctedAtSql`. */
export const correctedAtSql = (uid: string, documentIdColumn: string): string => `(
  select max(shown.occurred_at) from (
    select e.occurred_at, e.digest, lag(e.digest) over (order by e.position) as before
    from ${ENTRY_TABLE} e
    where ${subjectIs('e', uid, documentIdColumn)} and e.action in (${PUBLIC_LIST})
  ) shown where shown.digest <> shown.before)`;

/** See `PublicationLedgerService.lastChangeSql`. */
export const lastChangeSql = (uids: readonly string[]): string => `(
  select max(e.occurred_at) from ${ENTRY_TABLE} e
  where e.subject_type in (${uids.map(typeName).join(', ')}) and (e.action in (${PUBLIC_LIST}) or (
    select p.action from ${ENTRY_TABLE} p
    where p.subject_type = e.subject_type and p.subject_document_id = e.subject_document_id
      and p.subject_locale = e.subject_locale and p.position < e.position
    order by p.position desc limit 1) in (${PUBLIC_LIST})))`;

/** See `PublicationLedgerService.changesSql`. */
export const changesSql = ({
  since,
  limit,
  uids,
  each,
  withContent,
}: LedgerChangeChoice): { text: string; bindings: (string | number)[] } => {
  const isOneOf = `e.subject_type = any(string_to_array(?, ','))`;
  const list = (names: readonly string[]): string => names.join(',');
  return {
    text: `select head.position::text as head, found.position::text as position, found.uid,
        found.document_id as "documentId", found.action, found.occurred_at as "occurredAt",
        found.content, found.content_before as "contentBefore"
      from (select coalesce(max(position), 0) as position from ${ENTRY_TABLE}) head
      left join lateral (
        select e.position, e.subject_type as uid, e.subject_document_id as document_id, e.action,
          to_char(e.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as occurred_at,
          case when ${isOneOf} then e.content::text end as content,
          case when ${isOneOf} then before.content::text end as content_before
        from ${ENTRY_TABLE} e
        left join lateral (
          select p.action, p.content from ${ENTRY_TABLE} p
          where p.subject_type = e.subject_type and p.subject_document_id = e.subject_document_id
            and p.subject_locale = e.subject_locale and p.position < e.position
          order by p.position desc limit 1
        ) before on true
        where e.position > ?::bigint and e.position <= head.position and ${isOneOf}
          and (e.action in (${PUBLIC_LIST}) or before.action in (${PUBLIC_LIST}))
          and (${isOneOf} or not exists (
            select 1 from ${ENTRY_TABLE} l
            where l.subject_type = e.subject_type and l.subject_document_id = e.subject_document_id
              and l.subject_locale = e.subject_locale and l.position > e.position
              and (l.action in (${PUBLIC_LIST}) or e.action in (${PUBLIC_LIST}))))
        order by e.position limit ?
      ) found on true
      order by found.position`,
    bindings: [list(withContent), list(withContent), since, list(uids), list(each), limit],
  };
};
