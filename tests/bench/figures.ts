import fs from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import { Client } from 'pg';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { quantile, round, time } from './measure';

const SQL_FILE = path.resolve(__dirname, '..', '..', '..', 'tests', 'bench', 'figures.sql');
const WARM_RUNS = 15;
const PAGE_RUNS = 9;

const median = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let run = 0; run < PAGE_RUNS; run += 1) times.push(await time(work));
  return quantile(times, 0.5);
};

interface Reports {
  heatmap(scope: { year: number }): Promise<unknown>;
  trend(scope: { year: number }): Promise<unknown>;
}

/** How many statements the work sends that read something. */
const statementsOf = async (strapi: Core.Strapi, work: () => Promise<unknown>): Promise<number> => {
  let statements = 0;
  const count = ({ sql }: { sql: string }): void => {
    if (/^\s*(select|with)\b/i.test(sql)) statements += 1;
  };
  const knex = strapi.db.connection;
  knex.on('query', count);
  await work();
  knex.removeListener('query', count);
  return statements;
};

/**
 * 50 rows as wide as those of a page, in the order of an index and with nothing to work out: 50 staff
 * with their organizations. It goes by the application's own pool, in one round trip.
 */
const LOOKUP = `
  select s.document_id as item_key, s.name as label, 'api::establishment.staff-member' as uid,
    s.document_id, o.name as organization, o.document_id as organization_id, 'counted' as state,
    null::text as reason, '1' as quantity, null::text as amount, null::text as due_on,
    false as due_is_provisional, s.joined_on::text as done_on
  from staff_members s
  join staff_members_organization_lnk l on l.staff_member_id = s.id
  join organizations o on o.id = l.organization_id
  order by s.id limit 50`;

interface PageTime {
  readonly id: string;
  /** The first time that the connection sees the statement: it is planned then. */
  readonly plannedMs: number;
  readonly firstMs: number;
  /** The last full page; the first one again where there is no other. */
  readonly lastMs: number;
}

/** Two pages of 50 rows of every figure. */
const pageTimes = async (figures: PublicationRateService): Promise<PageTime[]> => {
  const times: PageTime[] = [];
  for (const { id } of figures.describe()) {
    const show = (page: number) =>
      figures.drillDown({ id, year: 2017, state: 'all', search: '', page, pageSize: 50 });
    const plannedMs = await time(() => show(1));
    const { total } = (await show(1)).pagination;
    const firstMs = await median(() => show(1));
    const last = Math.max(1, Math.floor(total / 50));
    times.push({ id, plannedMs, firstMs, lastMs: await median(() => show(last)) });
  }
  return times;
};

/**
 * The pages of every figure against a lookup of 50 rows by an index: in plain SQL, and through the
 * Document Service, by which the other pages of the panel are read.
 */
const benchPages = async (strapi: Core.Strapi) => {
  const figures = strapi.plugin('publication-rate').service<PublicationRateService>('figures');
  const reports = strapi.plugin('publication-rate').service<Reports>('reports');
  const pages = await pageTimes(figures);
  const lookupMs = await median(() =>
    strapi
      .documents('api::establishment.staff-member')
      .findMany({ sort: 'id', limit: 50, populate: ['organization'] }),
  );
  const lookupSqlMs = await median(() => strapi.db.connection.raw(LOOKUP));
  const medianOf = (msOf: (page: PageTime) => number): number => quantile(pages.map(msOf), 0.5);
  const slowerOf = ({ firstMs, lastMs }: PageTime): number => Math.max(firstMs, lastMs);
  const slowest = pages.reduce((a, b) => (slowerOf(b) > slowerOf(a) ? b : a));
  const medianMs = medianOf(({ firstMs }) => firstMs);
  const slow = pages.filter((page) => slowerOf(page) >= 5 * lookupSqlMs);
  return {
    lookupMs: round(lookupMs),
    lookupSqlMs: round(lookupSqlMs),
    medianPlannedMs: round(medianOf(({ plannedMs }) => plannedMs)),
    medianMs: round(medianMs),
    medianTimesSqlLookup: round(medianMs / lookupSqlMs),
    slowest: slowest.id,
    slowestMs: round(slowerOf(slowest)),
    slowestTimesLookup: round(slowerOf(slowest) / lookupMs),
    slowestTimesSqlLookup: round(slowerOf(slowest) / lookupSqlMs),
    under5TimesSqlLookup: `${pages.length - slow.length} of ${pages.length}`,
    slowMs: Object.fromEntries(slow.map((page) => [page.id, round(slowerOf(page))])),
    heatmapStatements: await statementsOf(strapi, () => reports.heatmap({ year: 2017 })),
    heatmapMs: round(await median(() => reports.heatmap({ year: 2017 }))),
    trendMs: round(await median(() => reports.trend({ year: 2017 }))),
  };
};

/**
 * All figures of 2017, first (cold) and again (warm), against one hand-written statement that sums
 * the same records. Fails where the two disagree: then there is nothing to compare.
 */
export const benchFigures = async (strapi: Core.Strapi, databaseUrl: string) => {
  const figures = strapi.plugin('publication-rate').service<PublicationRateService>('figures');
  const sql = fs.readFileSync(SQL_FILE, 'utf8');
  const cold = new Client({ connectionString: databaseUrl });
  await cold.connect();
  // As the figures do: compiling costs more than these sums take.
  await cold.query('set jit = off');
  try {
    const coldMs = await time(() => figures.compute({ year: 2017 }));
    const coldSqlMs = await time(() => cold.query(sql));

    const { data } = await figures.compute({ year: 2017 });
    const { rows } = await cold.query<{ id: string; value: string }>(sql);
    const byHand = new Map(rows.map((row) => [row.id, Number(row.value)]));
    const differing = data.filter((figure) => Number(figure.value) !== byHand.get(figure.id));
    if (differing.length > 0) {
      throw new Error(
        `figures differ from the hand-written SQL: ${differing.map(({ id, value }) => `${id} ${value} / ${byHand.get(id)}`).join(', ')}`,
      );
    }

    const warm: number[] = [];
    const warmSql: number[] = [];
    for (let run = 0; run < WARM_RUNS; run += 1) {
      warm.push(await time(() => figures.compute({ year: 2017 })));
      warmSql.push(await time(() => cold.query(sql)));
    }
    const [warmMs, warmSqlMs] = [quantile(warm, 0.5), quantile(warmSql, 0.5)];
    return {
      figures: data.length,
      coldMs: round(coldMs),
      coldSqlMs: round(coldSqlMs),
      coldTimesSql: round(coldMs / coldSqlMs),
      warmMs: round(warmMs),
      warmSqlMs: round(warmSqlMs),
      warmTimesSql: round(warmMs / warmSqlMs),
      pages: await benchPages(strapi),
    };
  } finally {
    await cold.end();
  }
};
