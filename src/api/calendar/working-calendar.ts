import type { Core } from '@strapi/strapi';

import type { WorkingCalendar } from '../../shared/contracts/publication-rate';
import { addDays } from '../../shared/legal-days';
import { workingDayAfter } from '../../shared/working-day-sql';
import { workingDay } from '../../shared/working-days';

/** What the table reaches: every year that records may speak of, and the limits that begin in it. */
export const CALENDAR_START = '2000-01-01';
export const CALENDAR_END = '2101-12-31';

/**
 * One row a day: whether people work on it, and how many working and how many provisional days
 * there were up to and including it, so that a due day is found by number instead of by walking.
 * `published_*`: as published; the rest with the office's changes.
 */
const TABLE = `
create table if not exists working_calendar (
  day date primary key,
  published_working boolean not null,
  published_provisional boolean not null,
  is_working boolean not null,
  number integer not null,
  provisional_number integer not null
);
create index if not exists working_calendar_number_idx
  on working_calendar (number) include (day, provisional_number) where is_working`;

/** Numbers the days anew; writes only the rows that change. */
const RENUMBER = `
  update working_calendar c
  set is_working = n.is_working, number = n.number, provisional_number = n.provisional_number
  from (
    select day, is_working,
      count(*) filter (where is_working) over up_to_it as number,
      count(*) filter (where is_provisional) over up_to_it as provisional_number
    from (
      select w.day, coalesce(o.is_working_day, w.published_working) as is_working,
        w.published_provisional and o.day is null and not exists (
          select from calendar_days y where y.completes_year
            and extract(year from y.day) = extract(year from w.day)
        ) as is_provisional
      from working_calendar w
      left join calendar_days o on o.day = w.day
    ) days
    window up_to_it as (order by day)
  ) n
  where n.day = c.day
    and (c.is_working, c.number, c.provisional_number)
      is distinct from (n.is_working, n.number, n.provisional_number)`;

/**
 * The office's changes count at once, in the transaction that makes them. Whoever changes something
 * at the same time waits: numbered from what each sees alone, one change would undo the other's.
 */
const TRIGGER = `
create or replace function working_calendar_renumber() returns trigger language plpgsql as $body$
begin
  lock table working_calendar in share row exclusive mode;
  ${RENUMBER};
  return null;
end $body$;
create or replace trigger working_calendar_changed
  after insert or update or delete or truncate on calendar_days
  for each statement execute function working_calendar_renumber()`;

/** A character a day from CALENDAR_START: 1 for a working day, 2 more for a provisional one. */
const publishedDays = (): string => {
  const flags: number[] = [];
  for (let day = CALENDAR_START; day <= CALENDAR_END; day = addDays(day, 1)) {
    const { isWorkingDay, provisional } = workingDay(day);
    flags.push((isWorkingDay ? 1 : 0) + (provisional ? 2 : 0));
  }
  return flags.join('');
};

/**
 * Creates the table of working days and fills it with the published calendar; a no-op where it is
 * up to date. To be called when the content types have their tables and before figures are tried.
 */
export const installWorkingCalendar = async (strapi: Core.Strapi): Promise<void> => {
  await strapi.db.connection.transaction(async (trx) => {
    // Several nodes one after another, and nobody's changes meanwhile.
    await trx.raw('lock table calendar_days in share row exclusive mode');
    await trx.raw(TABLE);
    await trx.raw(TRIGGER);
    const { rows } = await trx.raw<{ rows: { day: string }[] }>(
      `insert into working_calendar as c
       select ?::date + place::integer - 1, (flags & 1) = 1, (flags & 2) = 2, (flags & 1) = 1, 0, 0
       from (
         select flag::integer as flags, place
         from unnest(string_to_array(?, null)) with ordinality as f (flag, place)
       ) days
       on conflict (day) do update set
         published_working = excluded.published_working,
         published_provisional = excluded.published_provisional
       where (c.published_working, c.published_provisional)
         is distinct from (excluded.published_working, excluded.published_provisional)
       returning day::text as day`,
      [CALENDAR_START, publishedDays()],
    );
    if (rows.length > 0) await trx.raw(RENUMBER);
  });
};

/** The office's calendar, with its changes. */
export const createWorkingCalendar = (strapi: Core.Strapi): WorkingCalendar => ({
  async addWorkingDays(day, count) {
    const { rows } = await strapi.db.connection.raw<{ rows: { day: string | null }[] }>(
      `select ${workingDayAfter('?::date', '?::integer')}::text as day`,
      [count, day],
    );
    const found = rows[0]?.day;
    if (!found) throw new RangeError(`no ${count} working days after ${day} in the calendar`);
    return found;
  },
});
