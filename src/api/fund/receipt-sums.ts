import type { Core } from '@strapi/strapi';

/** Key of the transaction lock under which several nodes fill the table one after another. */
const FILL_LOCK = 7_114_931;

/**
 * What persons and households received, summed by the allocation that paid them: a fund has
 * hundreds of thousands of receivers, which every figure of it would otherwise read one by one.
 */
const TABLE = `
create table if not exists fund_receipts (
  fund_code text not null,
  allocation_code text not null,
  receivers bigint not null,
  persons bigint not null,
  households bigint not null,
  amount numeric(30, 2) not null,
  primary key (fund_code, allocation_code)
)`;

const summed = (from: string, sign: '' | '-'): string => `
  select coalesce(fund_code, '') as fund_code, coalesce(allocation_code, '') as allocation_code,
    ${sign}count(*) as receivers, ${sign}coalesce(sum(persons), 0) as persons,
    ${sign}coalesce(sum(households), 0) as households, ${sign}coalesce(sum(amount), 0) as amount
  from ${from} group by 1, 2`;

/** Adds the sums of changed rows; rows of the sums are written in one order, against deadlocks. */
const added = (changes: string): string => `
  insert into fund_receipts as r
    (fund_code, allocation_code, receivers, persons, households, amount)
  select fund_code, allocation_code, sum(receivers), sum(persons), sum(households), sum(amount)
  from (${changes}) changes group by fund_code, allocation_code
  having (sum(receivers), sum(persons), sum(households), sum(amount)) <> (0, 0, 0, 0)
  order by fund_code, allocation_code
  on conflict (fund_code, allocation_code) do update set
    receivers = r.receivers + excluded.receivers, persons = r.persons + excluded.persons,
    households = r.households + excluded.households, amount = r.amount + excluded.amount`;

const trigger = (event: string, tables: string): string => `
create or replace trigger fund_receipts_${event} after ${event} on fund_beneficiaries
  ${tables} for each statement execute function fund_receipts_${event}()`;

const triggerFunction = (event: string, body: string): string => `
create or replace function fund_receipts_${event}() returns trigger language plpgsql as $body$
begin
  ${body};
  return null;
end $body$`;

/** Every statement that changes receivers changes the sums, in its own transaction. */
const TRIGGERS = [
  triggerFunction('insert', added(summed('new_rows', ''))),
  triggerFunction('delete', added(summed('old_rows', '-'))),
  triggerFunction(
    'update',
    added(`${summed('new_rows', '')} union all ${summed('old_rows', '-')}`),
  ),
  triggerFunction('truncate', 'delete from fund_receipts'),
  trigger('insert', 'referencing new table as new_rows'),
  trigger('delete', 'referencing old table as old_rows'),
  trigger('update', 'referencing old table as old_rows new table as new_rows'),
  trigger('truncate', ''),
].join(';\n');

/** Sums that differ from the receivers, as the receivers say they are. */
const DIFFERING = `
  select coalesce(t.fund_code, r.fund_code) as fund_code,
    coalesce(t.allocation_code, r.allocation_code) as allocation_code,
    coalesce(t.receivers, 0) as receivers, coalesce(t.persons, 0) as persons,
    coalesce(t.households, 0) as households, coalesce(t.amount, 0) as amount
  from (${summed('fund_beneficiaries', '')}) t
  full join fund_receipts r using (fund_code, allocation_code)
  where (coalesce(t.receivers, 0), coalesce(t.persons, 0), coalesce(t.households, 0), coalesce(t.amount, 0))
    <> (coalesce(r.receivers, 0), coalesce(r.persons, 0), coalesce(r.households, 0), coalesce(r.amount, 0))`;

/**
 * Creates the table of sums with the triggers that keep it, and puts right what differs from the
 * receivers: all of it at first, nothing later, unless somebody wrote with triggers switched off.
 */
export const installReceiptSums = async (strapi: Core.Strapi): Promise<void> => {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [FILL_LOCK]);
    await trx.raw(`${TABLE};${TRIGGERS}`);
    await trx.raw('lock table fund_beneficiaries in share mode');
    const { rows } = await trx.raw<{ rows: { fund_code: string }[] }>(
      `insert into fund_receipts as r
         (fund_code, allocation_code, receivers, persons, households, amount) ${DIFFERING}
       on conflict (fund_code, allocation_code) do update set
         receivers = excluded.receivers, persons = excluded.persons,
         households = excluded.households, amount = excluded.amount
       returning fund_code`,
    );
    if (rows.length > 0) {
      strapi.log.info(`fund receipts: ${rows.length} sums put right from the receivers`);
    }
  });
};
