import type { Core } from '@strapi/strapi';

/** Key of the transaction lock under which several nodes fill the table one after another. */
const FILL_LOCK = 7_114_932;

/**
 * The clicks of each query point by month, with the last day on which any were entered: an entry is
 * made every day at every point, and figures of a year would otherwise read them one by one.
 */
const TABLE = `
create table if not exists query_point_clicks (
  query_point_id integer not null,
  month date not null,
  clicks bigint not null,
  last_day date not null,
  primary key (query_point_id, month)
);
create index if not exists query_point_clicks_month_idx on query_point_clicks (month)`;

/** The sums as the entries say they are. */
const truth = (condition: string): string => `
  select l.query_point_id, date_trunc('month', v.day::timestamp)::date as month,
    coalesce(sum(v.clicks), 0) as clicks, max(v.day) as last_day
  from query_point_visits_point_lnk l
  join query_point_visits v on v.id = l.query_point_visit_id
  where v.day is not null and ${condition}
  group by 1, 2`;

/** Puts the sums of the points that meet a condition right; writes only what changes. */
const renewed = (condition: string): string => `
  with truth as materialized (${truth(`l.${condition}`)}),
  gone as (
    delete from query_point_clicks c
    where c.${condition} and not exists (
      select from truth t where t.query_point_id = c.query_point_id and t.month = c.month
    )
  )
  insert into query_point_clicks as c (query_point_id, month, clicks, last_day)
  select query_point_id, month, clicks, last_day from truth
  on conflict (query_point_id, month) do update
    set clicks = excluded.clicks, last_day = excluded.last_day
    where (c.clicks, c.last_day) <> (excluded.clicks, excluded.last_day)`;

/**
 * Adds a point's entries up anew, whatever became of them and in whichever order. Who changes
 * entries of the same point waits, and then reads what the other has written.
 */
const RENEW = `
create or replace function query_point_clicks_renew(points integer[]) returns void
language plpgsql as $body$
begin
  perform from query_points where id = any(points) order by id for no key update;
  ${renewed('query_point_id = any(points)')};
end $body$`;

const trigger = (
  table: string,
  event: 'insert' | 'update' | 'delete' | 'truncate',
  tables: string,
  body: string,
): string => {
  const name = `${table === 'query_point_visits' ? 'query_point_clicks' : 'query_point_clicks_lnk'}_${event}`;
  return `
create or replace function ${name}() returns trigger language plpgsql as $body$
begin
  ${body};
  return null;
end $body$;
create or replace trigger ${name} after ${event} on ${table}
  ${tables} for each statement execute function ${name}()`;
};

const renewThe = (points: string): string =>
  `perform query_point_clicks_renew(array(select distinct query_point_id from (${points}) changed))`;

const LINKS = 'query_point_visits_point_lnk';

/**
 * An entry counts with its link to a point: it is linked after it was made, and deleting it deletes
 * the link.
 */
const TRIGGERS = [
  RENEW,
  trigger(
    'query_point_visits',
    'update',
    'referencing old table as old_rows new table as new_rows',
    renewThe(`
      select l.query_point_id
      from new_rows n
      join old_rows o on o.id = n.id
      join ${LINKS} l on l.query_point_visit_id = n.id
      where (n.clicks, n.day) is distinct from (o.clicks, o.day)`),
  ),
  trigger(
    LINKS,
    'insert',
    'referencing new table as new_rows',
    renewThe('select query_point_id from new_rows'),
  ),
  trigger(
    LINKS,
    'update',
    'referencing old table as old_rows new table as new_rows',
    renewThe('select query_point_id from new_rows union all select query_point_id from old_rows'),
  ),
  trigger(
    LINKS,
    'delete',
    'referencing old table as old_rows',
    renewThe('select query_point_id from old_rows'),
  ),
  trigger(LINKS, 'truncate', '', 'delete from query_point_clicks'),
].join(';\n');

/**
 * Creates the table of sums with the triggers that keep it, and puts right what differs from the
 * entries: all of it at first, nothing later, unless somebody wrote with triggers switched off.
 */
export const installClickSums = async (strapi: Core.Strapi): Promise<void> => {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [FILL_LOCK]);
    await trx.raw(`${TABLE};${TRIGGERS}`);
    await trx.raw(`lock table query_point_visits, ${LINKS} in share mode`);
    const { rows } = await trx.raw<{ rows: { query_point_id: number }[] }>(
      `${renewed('query_point_id is not null')} returning query_point_id`,
    );
    if (rows.length > 0) {
      strapi.log.info(`query points: clicks of ${rows.length} months put right from the entries`);
    }
  });
};
