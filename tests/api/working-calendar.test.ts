import { spawnSync } from 'node:child_process';
import path from 'node:path';

import calendar from 'chinese-days/dist/chinese-days.json';
import fc from 'fast-check';
import { Client } from 'pg';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { workingDayRow } from '../../src/shared/working-day-sql';
import { startApp, type App } from './support/app';

const ZONES = ['UTC', 'Asia/Shanghai'];
const DAYS = path.resolve(__dirname, '..', '..', 'dist', 'src', 'shared', 'working-days.js');
const DAY_MS = 86_400_000;

type Changes = Readonly<Record<string, boolean>>;

/** Days of a request that don't count. */
interface Pause {
  readonly reason: 'third-party-consultation' | 'other-organ-consultation' | 'correction';
  readonly startedOn: string;
  /** Null while it lasts. */
  readonly endedOn: string | null;
}

interface RequestClock {
  readonly receivedOn: string;
  readonly extendedUntil?: string | null;
  readonly pauses?: readonly Pause[];
}

const later = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Whether people work on a day, straight from the published lists. */
const isWorking = (day: string, changes: Changes): boolean => {
  if (day in changes) return changes[day] as boolean;
  if (day in (calendar.workdays as Record<string, string>)) return true;
  if (day in (calendar.holidays as Record<string, string>)) return false;
  return ![0, 6].includes(new Date(day).getUTCDay());
};

/** Walks from day to day. */
const walk = (
  start: string,
  count: number,
  changes: Changes,
  isPaused: (day: string) => boolean = () => false,
): string => {
  let day = start;
  for (let left = count; left > 0;) {
    day = later(day, 1);
    if (isWorking(day, changes) && !isPaused(day)) left -= 1;
  }
  return day;
};

const day = (first = '2016-01-01', last = '2026-06-30') =>
  fc
    .integer({ min: 0, max: (Date.parse(last) - Date.parse(first)) / DAY_MS })
    .map((offset) => later(first, offset));

/** Some days that the office changed. */
const overrides = fc
  .array(fc.tuple(day('2016-01-01', '2026-12-31'), fc.boolean()), { maxLength: 40 })
  .map((pairs): Changes => Object.fromEntries(pairs));

const request = fc
  .record({
    receivedOn: day('2016-01-01', '2026-02-28'),
    extension: fc.option(fc.integer({ min: 1, max: 80 })),
    pauses: fc.array(
      fc.record({
        reason: fc.constantFrom<Pause['reason']>(
          'third-party-consultation',
          'other-organ-consultation',
          'correction',
        ),
        gap: fc.integer({ min: 0, max: 15 }),
        length: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 8 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ receivedOn, extension, pauses }): RequestClock => {
    let last = receivedOn;
    const listed: Pause[] = [];
    for (const { reason, gap, length } of pauses) {
      const startedOn = later(last, gap);
      const endedOn = length === null ? null : later(startedOn, length);
      listed.push({ reason, startedOn, endedOn });
      if (endedOn === null) break;
      last = endedOn;
    }
    return {
      receivedOn,
      extendedUntil: extension === null ? null : later(receivedOn, extension),
      pauses: listed,
    };
  });

/** The last day to reply, by walking. */
const dueByWalking = (clock: RequestClock, asOf: string, changes: Changes): string | null => {
  const pauses = clock.pauses ?? [];
  const corrections = pauses.filter(({ reason }) => reason === 'correction');
  if (corrections.some(({ endedOn }) => endedOn === null)) return null;
  const start = [clock.receivedOn, ...corrections.map(({ endedOn }) => endedOn as string)]
    .sort()
    .at(-1) as string;
  const isPaused = (one: string): boolean =>
    pauses.some(
      ({ reason, startedOn, endedOn }) =>
        reason !== 'correction' && one > startedOn && one <= (endedOn ?? asOf),
    );
  const limit = clock.receivedOn < '2019-05-15' ? 15 : 20;
  const due = walk(start, limit, changes, isPaused);
  let granted = 0;
  for (let one = later(due, 1); one <= (clock.extendedUntil ?? ''); one = later(one, 1)) {
    if (isWorking(one, changes)) granted += 1;
  }
  return walk(start, limit + Math.min(granted, limit), changes, isPaused);
};

describe('the calendar of working days', () => {
  let app: App;
  const clients: Client[] = [];

  beforeAll(async () => {
    app = await startApp();
    for (const zone of ZONES) {
      const client = new Client({
        connectionString: app.databaseUrl,
        options: `-c TimeZone=${zone}`,
      });
      await client.connect();
      clients.push(client);
    }
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await app.stop();
  });

  const change = async (changes: Changes): Promise<void> => {
    const table = app.strapi.db.connection;
    await table('calendar_days').delete();
    const rows = Object.entries(changes).map(([changed, isWorkingDay], index) => ({
      document_id: `calendar-day-${index}`,
      day: changed,
      is_working_day: isWorkingDay,
    }));
    if (rows.length > 0) await table('calendar_days').insert(rows);
  };

  it('should find in SQL the day that walking finds, whatever the zone and the changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        overrides,
        fc.array(fc.tuple(day(), fc.integer({ min: 1, max: 40 })), {
          minLength: 30,
          maxLength: 30,
        }),
        async (changes, cases) => {
          await change(changes);
          for (const client of clients) {
            const { rows } = await client.query<{ due_on: string }>(
              `select due.due_on::text as due_on
               from unnest($1::date[], $2::integer[]) with ordinality as c (start, count, place)
               left join lateral (${workingDayRow('c.start', 'c.count')}) due on true
               order by c.place`,
              [cases.map(([start]) => start), cases.map(([, count]) => count)],
            );
            expect(rows.map(({ due_on }) => due_on)).toEqual(
              cases.map(([start, count]) => walk(start, count, changes)),
            );
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('should count in TypeScript as walking does, in processes of either zone', () => {
    const samples = fc.sample(fc.tuple(overrides, day(), fc.integer({ min: 1, max: 40 })), 400);
    const script = `
      const { addWorkingDays } = require(process.argv[1]);
      const samples = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify(
        samples.map(([days, start, count]) => addWorkingDays(start, count, { days }).day),
      ));`;
    for (const zone of ZONES) {
      const { stdout } = spawnSync(process.execPath, ['-e', script, DAYS], {
        input: JSON.stringify(samples),
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(JSON.parse(stdout)).toEqual(
        samples.map(([changes, start, count]) => walk(start, count, changes)),
      );
    }
  });

  interface Due {
    readonly day: string | null;
    readonly isProvisional: boolean;
  }

  /** Enters the requests, and finds what the figure says of each. */
  const dueInSql = async (requests: readonly RequestClock[], asOf: string): Promise<Due[]> => {
    const { db } = app.strapi;
    await db.connection('disclosure_requests').delete();
    for (const [index, { receivedOn, extendedUntil, pauses }] of requests.entries()) {
      const [row] = await db
        .connection('disclosure_requests')
        .insert({
          document_id: `request-${index}`,
          number: String(index),
          received_on: receivedOn,
          extended_until: extendedUntil,
          channel: 'online',
        })
        .returning<{ id: number }[]>('id');
      for (const [place, { reason, startedOn, endedOn }] of (pauses ?? []).entries()) {
        const [pause] = await db
          .connection('components_disclosure_request_pauses')
          .insert({ reason, started_on: startedOn, ended_on: endedOn })
          .returning<{ id: number }[]>('id');
        await db.connection('disclosure_requests_cmps').insert({
          entity_id: row?.id,
          cmp_id: pause?.id,
          component_type: 'disclosure-request.pause',
          field: 'pauses',
          order: place,
        });
      }
    }
    const figures = app.strapi
      .plugin('publication-rate')
      .service<PublicationRateService>('figures');
    const found = new Map<string, Due>();
    for (let year = 2016; year <= 2026; year += 1) {
      const { items } = await figures.drillDown({
        ...{ id: 'request.timely-rate', year, asOf, search: '', page: 1, pageSize: 1000 },
        state: 'all',
      });
      for (const { label, dueOn, dueIsProvisional } of items) {
        found.set(label, { day: dueOn, isProvisional: dueIsProvisional });
      }
    }
    expect(found.size).toBe(requests.length);
    return requests.map((_, index) => found.get(String(index)) as Due);
  };

  it('should find the last day to reply that walking finds', async () => {
    const asOf = '2026-06-30';
    const [changes] = fc.sample(overrides, 1) as [Changes];
    const requests = fc.sample(request, 120);
    await change(changes);
    expect((await dueInSql(requests, asOf)).map((due) => due.day)).toEqual(
      requests.map((one) => dueByWalking(one, asOf, changes)),
    );
  });

  // Received, last day, last day with the longest extension.
  const LAST_DAYS = [
    ['2017-01-20', '2017-02-15', '2017-03-08'],
    ['2017-09-25', '2017-10-20', '2017-11-10'],
    ['2017-12-20', '2018-01-11', '2018-02-01'],
    ['2019-05-15', '2019-06-13', '2019-07-11'],
    ['2025-01-20', '2025-02-21', '2025-03-21'],
    ['2026-02-09', '2026-03-13', '2026-04-13'],
  ] as const;

  it('should give a request its days, extended as far as the Regulation allows', async () => {
    await change({});
    const found = await dueInSql(
      LAST_DAYS.flatMap(([receivedOn, , longest]) => [
        { receivedOn },
        { receivedOn, extendedUntil: longest },
        { receivedOn, extendedUntil: '2027-06-30' },
      ]),
      '2027-12-31',
    );
    expect(found).toEqual(
      LAST_DAYS.flatMap(([, due, longest]) =>
        [due, longest, longest].map((day) => ({ day, isProvisional: false })),
      ),
    );
    const receivedOn = '2026-11-23';
    expect(
      await dueInSql([{ receivedOn }, { receivedOn, extendedUntil: '2027-03-01' }], '2027-12-31'),
    ).toEqual([
      { day: '2026-12-21', isProvisional: false },
      { day: '2027-01-18', isProvisional: true },
    ]);
  });

  it('should stop the clock for consultations and start it anew with a correction', async () => {
    await change({});
    const pause = (reason: Pause['reason'], startedOn: string, endedOn: string | null): Pause => ({
      reason,
      startedOn,
      endedOn,
    });
    const consulted = (startedOn: string, endedOn: string | null): RequestClock => ({
      receivedOn: '2017-10-16',
      pauses: [pause('third-party-consultation', startedOn, endedOn)],
    });
    const corrected = (endedOn: string | null): RequestClock => ({
      receivedOn: '2025-10-09',
      pauses: [pause('correction', '2025-10-10', endedOn)],
    });
    const days = async (requests: readonly RequestClock[], asOf: string) =>
      (await dueInSql(requests, asOf)).map((due) => due.day);
    expect(
      await days(
        [
          { receivedOn: '2017-10-16' },
          // 19, 20, 23 to 27 October: seven working days.
          consulted('2017-10-18', '2017-10-27'),
          // After the last day it changes nothing.
          consulted('2017-11-20', '2017-11-24'),
          corrected(null),
          corrected('2025-10-20'),
        ],
        '2027-12-31',
      ),
    ).toEqual(['2017-11-06', '2017-11-15', '2017-11-06', null, '2025-11-17']);
    // While it lasts it ends today.
    expect(await days([consulted('2017-10-18', null)], '2017-10-27')).toEqual(['2017-11-15']);
    expect(await days([corrected('2025-10-20')], '2025-10-15')).toEqual([null]);
  });

  it('should be provisional in a year without data until the office has entered it', async () => {
    await change({});
    const provisional = async (): Promise<boolean | undefined> => {
      const { rows } = await (clients[0] as Client).query<{ due_is_provisional: boolean }>(
        workingDayRow(`date '2026-12-20'`, '15'),
      );
      return rows[0]?.due_is_provisional;
    };
    const documents = app.strapi.documents('api::calendar.calendar-day');
    expect(await provisional()).toBe(true);
    const { documentId } = await documents.create({
      data: { day: '2027-01-01', isWorkingDay: false, completesYear: false },
    });
    expect(await provisional()).toBe(true);
    await documents.update({ documentId, data: { completesYear: true } });
    expect(await provisional()).toBe(false);
    await documents.delete({ documentId });
    expect(await provisional()).toBe(true);
  });

  it('should keep both of two changes that are made at once', async () => {
    await change({});
    const [one, other] = clients as [Client, Client];
    const enter = (client: Client, changed: string) =>
      client.query(
        `insert into calendar_days (document_id, day, is_working_day) values ($1, $2, true)`,
        [`at-once-${changed}`, changed],
      );
    const days = ['2026-10-02', '2026-10-03'] as const;
    const { rows: backends } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    await one.query('begin');
    await enter(one, days[0]);
    const waiting = enter(other, days[1]);
    for (let isWaiting = false; !isWaiting;) {
      const { rows } = await one.query<{ waits: boolean }>(
        `select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1`,
        [backends[0]?.pid],
      );
      isWaiting = rows[0]?.waits === true;
    }
    await one.query('commit');
    await waiting;
    const { rows } = await one.query<{ working: string; wrong: string }>(
      `select (count(*) filter (where day = any($1::date[]) and is_working))::text as working,
         (count(*) filter (where number <> counted))::text as wrong
       from (
         select *, count(*) filter (where is_working) over (order by day) as counted
         from working_calendar
       ) days`,
      [days],
    );
    expect(rows).toEqual([{ working: '2', wrong: '0' }]);
    await change({});
  });

  it('should say in Chinese what is wrong with a day', async () => {
    const documents = app.strapi.documents('api::calendar.calendar-day');
    const data = { day: '2026-05-05', isWorkingDay: true };
    await documents.create({ data });
    await expect(documents.create({ data })).rejects.toThrow('这一天已经登记过');
    await expect(documents.create({ data: { ...data, day: '1999-01-01' } })).rejects.toThrow(
      '日期应在',
    );
  });
});
