import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { LinkSource } from '../../../../shared/contracts/publication-rate-inspection';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import type { PeriodBindings } from '../domain/period';
import { bindNamed } from './named-bindings';

const TABLE = 'publication_rate_links';

/** How each link answered last. `failures`: in a row. */
const INSTALL = `
create table if not exists ${TABLE} (
  url text primary key,
  failures integer not null default 0,
  is_refused boolean not null default false,
  http_status integer,
  problem text,
  failing_since timestamptz,
  checked_at timestamptz,
  next_check_at timestamptz not null default clock_timestamp()
);
create index if not exists ${TABLE}_next_idx on ${TABLE} (next_check_at);`;

/** Bytes of the longest address that is looked at; longer ones don't fit an index. */
const MAX_URL = 2000;

/** What a check found out, to be entered. */
export interface CheckedLink {
  readonly url: string;
  readonly failures: number;
  readonly isRefused: boolean;
  readonly status: number | null;
  readonly problem: string | null;
  readonly pauseMs: number;
}

export interface BrokenLink {
  readonly label: string;
  readonly url: string;
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly organization: string | null;
  readonly since: string | null;
  readonly problem: string;
  readonly standing: 'warning' | 'failing';
}

export interface LinkSums {
  readonly watched: number;
  readonly unchecked: number;
  readonly warning: number;
  readonly failing: number;
}

interface Row extends LinkSums {
  label: string | null;
  url: string;
  uid: string | null;
  document_id: string | null;
  organization: string | null;
  since: string | null;
  problem: string | null;
  standing: BrokenLink['standing'];
}

interface Source {
  readonly publicAt: string;
  readonly links: readonly LinkSource[];
  readonly period: PeriodBindings;
}

const COLUMNS = 'label, uid, document_id, organization_id, organization, url';

const linkedRows = ({ publicAt, links, period }: Source) =>
  bindNamed(
    `with public_at as not materialized (${publicAt}),
     linked as materialized (${links
       .map(({ sql }, index) => `select ${COLUMNS} from (${sql}) source_${index}`)
       .join(' union all ')})`,
    { ...period },
  );

/** All SQL of links. */
export const createLinksRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  return {
    async install(): Promise<void> {
      await db().raw(INSTALL);
    },

    /** Makes the table name exactly the links that the records have now. */
    async keep(trx: Knex.Transaction, source: Source): Promise<void> {
      const head = linkedRows(source);
      await db()
        .raw(
          `${head.sql},
           wanted as (select distinct url from linked where octet_length(url) <= ${MAX_URL}),
           gone as (
             delete from ${TABLE} l where not exists (select from wanted w where w.url = l.url)
           )
           insert into ${TABLE} (url) select url from wanted on conflict do nothing`,
          head.bindings as Knex.RawBinding[],
        )
        .transacting(trx);
    },

    /**
     * Takes links that are due, for as long as `leaseMs`: whoever else looks meanwhile gets others,
     * and what a dead process had taken comes back.
     */
    async claim(limit: number, leaseMs: number): Promise<{ url: string; failures: number }[]> {
      const { rows } = await db().raw<{ rows: { url: string; failures: number }[] }>(
        `update ${TABLE} set next_check_at = clock_timestamp() + ? * interval '1 millisecond'
         where url in (
           select url from ${TABLE} where next_check_at <= clock_timestamp()
           order by next_check_at limit ? for update skip locked
         )
         returning url, failures`,
        [leaseMs, limit],
      );
      return rows;
    },

    /** Some of the links that worked when they were tried last, the latest first. */
    async working(limit: number): Promise<string[]> {
      const { rows } = await db().raw<{ rows: { url: string }[] }>(
        `select url from ${TABLE}
         where failures = 0 and not is_refused and checked_at is not null
         order by checked_at desc, url limit ?`,
        [limit],
      );
      return rows.map(({ url }) => url);
    },

    /** Enters what checks found out. */
    async record(links: readonly CheckedLink[]): Promise<void> {
      await db().raw(
        `update ${TABLE} l set failures = given.failures, is_refused = given."isRefused",
           http_status = given.status, problem = given.problem, checked_at = clock_timestamp(),
           failing_since = case when given.problem is not null
             then coalesce(l.failing_since, clock_timestamp()) end,
           next_check_at = clock_timestamp() + given."pauseMs" * interval '1 millisecond'
         from jsonb_to_recordset(?::jsonb) as given (url text, failures integer,
           "isRefused" boolean, status integer, problem text, "pauseMs" bigint)
         where l.url = given.url`,
        [JSON.stringify(links)],
      );
    },

    /** Makes links due at once that don't work, or were never tried. */
    async hurry(): Promise<void> {
      await db().raw(
        `update ${TABLE} set next_check_at = clock_timestamp()
         where failures > 0 or is_refused or checked_at is null`,
      );
    },

    /** How the links of the records stand: their number, and the ones that don't work. */
    async standing(
      trx: Knex.Transaction,
      source: Source,
      filter: { brokenAfter: number; organizationIds: OrganizationScope; limit: number },
    ): Promise<{ links: BrokenLink[]; sums: LinkSums }> {
      const head = linkedRows(source);
      const { rows } = await db()
        .raw<{ rows: Row[] }>(
          `${head.sql},
           judged as materialized (
             select linked.*, l.problem, l.failing_since, l.checked_at,
               case when l.is_refused or l.failures >= ? then 'failing'
                 when l.failures > 0 then 'warning' end as standing
             from linked left join ${TABLE} l on l.url = linked.url
             where ?::text[] is null or organization_id is null or organization_id = any(?::text[])
           ),
           sums as (
             select count(*)::integer as watched,
               (count(*) filter (where checked_at is null))::integer as unchecked,
               (count(*) filter (where standing = 'warning'))::integer as warning,
               (count(*) filter (where standing = 'failing'))::integer as failing
             from judged
           ),
           worst as (
             select *, row_number() over (
               order by standing, failing_since, label, url, document_id
             ) as place
             from judged where standing is not null order by place limit ?
           )
           select sums.*, worst.label, worst.url, worst.uid, worst.document_id, worst.organization,
             to_char(worst.failing_since at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since,
             worst.problem, worst.standing
           from sums left join worst on true order by worst.place`,
          [
            ...head.bindings,
            filter.brokenAfter,
            filter.organizationIds,
            filter.organizationIds,
            filter.limit,
          ] as Knex.RawBinding[],
        )
        .transacting(trx);
      const [sums] = rows as [Row, ...Row[]];
      return {
        sums: {
          watched: sums.watched,
          unchecked: sums.unchecked,
          warning: sums.warning,
          failing: sums.failing,
        },
        links: rows
          .filter((row) => row.label !== null)
          .map((row) => ({
            label: row.label as string,
            url: row.url,
            uid: row.uid,
            documentId: row.document_id,
            organization: row.organization,
            since: row.since,
            problem: row.problem ?? '',
            standing: row.standing,
          })),
      };
    },
  };
};
