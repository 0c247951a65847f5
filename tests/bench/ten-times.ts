import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import { Client } from 'pg';

import type { createExportsService } from '../../src/plugins/publication-rate/server/services/exports';
import type { createFindingsService } from '../../src/plugins/publication-rate/server/services/findings';
import type { createReconciliationsService } from '../../src/plugins/publication-rate/server/services/reconciliations';
import type { createReportsService } from '../../src/plugins/publication-rate/server/services/reports';
import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { csvOf } from '../../src/shared/spreadsheet/csv';
import { xlsxOf } from '../../src/shared/spreadsheet/xlsx';
import { round, time } from './measure';

const SQL_FILE = path.resolve(__dirname, '..', '..', '..', 'tests', 'bench', 'multiply.sql');
const PROCESS = path.resolve(__dirname, 'size-process.js');
const RUNS = 9;
const YEAR = { year: 2017 } as const;
const PAGE = { state: 'all', search: '', page: 1, pageSize: 50 } as const;
const MIB = 1024 * 1024;

/** Makes ten times the receivers and the staff of the year that is in the database. */
export const multiply = async (databaseUrl: string): Promise<{ seconds: number }> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ms = await time(() => client.query(fs.readFileSync(SQL_FILE, 'utf8')));
    return { seconds: round(ms / 1000) };
  } finally {
    await client.end();
  }
};

/** One thing that is measured, in the words of the result. */
type Work = Readonly<Record<string, () => Promise<unknown>>>;

const services = (strapi: Core.Strapi) => {
  const plugin = strapi.plugin('publication-rate');
  return {
    figures: plugin.service<PublicationRateService>('figures'),
    reports: plugin.service<ReturnType<typeof createReportsService>>('reports'),
    reconciliations:
      plugin.service<ReturnType<typeof createReconciliationsService>>('reconciliations'),
    findings: plugin.service<ReturnType<typeof createFindingsService>>('findings'),
    exports: plugin.service<ReturnType<typeof createExportsService>>('exports'),
  };
};

const pages = (strapi: Core.Strapi, fund: string, node: string): Work => {
  const { figures, reports, reconciliations, findings } = services(strapi);
  const drillDown = (id: string) => () => figures.drillDown({ id, ...YEAR, ...PAGE });
  return {
    figures: () => figures.compute(YEAR),
    heatmap: () => reports.heatmap(YEAR),
    trend: () => reports.trend(YEAR),
    reconciliations: () => reconciliations.list(YEAR),
    fundNodes: () =>
      reconciliations.nodes({ ...YEAR, ...PAGE, documentId: fund, isDifferent: false }),
    nodeRows: () => reconciliations.rows({ ...YEAR, ...PAGE, documentId: fund, node }),
    findings: () => findings.find({ ...YEAR, ...PAGE }),
    receiversPage: drillDown('fund.individual.persons'),
    staffPage: drillDown('establishment.institution.staff.count'),
  };
};

/** Takes every row of all receivers as a file, and watches what the process holds meanwhile. */
const exportAll = async (strapi: Core.Strapi, write: typeof csvOf | typeof xlsxOf) => {
  const { table, close } = await services(strapi).exports.reconciliations({
    ...YEAR,
    part: 'rows',
    documentId: '',
  });
  let [rows, bytes, heap, rss] = [0, 0, 0, 0];
  const counted = async function* () {
    for await (const batch of table.rows) {
      rows += batch.length;
      const used = process.memoryUsage();
      heap = Math.max(heap, used.heapUsed);
      rss = Math.max(rss, used.rss);
      yield batch;
    }
  };
  const before = process.memoryUsage().heapUsed;
  const ms = await time(async () => {
    for await (const chunk of write({ ...table, rows: counted() })) bytes += chunk.length;
  });
  await close();
  return {
    rows,
    megabytes: round(bytes / MIB),
    ms: round(ms),
    heapBeforeMb: round(before / MIB),
    heapPeakMb: round(heap / MIB),
    rssPeakMb: round(rss / MIB),
  };
};

/** The plugin's pages and files at the size of the database that it runs on. */
export const benchSize = async (strapi: Core.Strapi) => {
  const { figures, reconciliations } = services(strapi);
  const { data: funds } = await reconciliations.list(YEAR);
  const [fund] = [...funds].sort((a, b) => Number(b.persons) - Number(a.persons));
  if (!fund) throw new Error('there is no fund to reconcile');
  const different = funds.filter(({ state }) => state !== 'balanced');
  if (different.length > 0) throw new Error(`${different.length} funds don't add up`);
  const { found } = await reconciliations.nodes({
    ...YEAR,
    ...PAGE,
    documentId: fund.documentId,
    isDifferent: false,
  });
  const leaf = found.nodes.find(({ tier }) => tier === 'community');

  const ms: Record<string, number> = {};
  for (const [name, work] of Object.entries(pages(strapi, fund.documentId, leaf?.code ?? ''))) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await time(work));
    // The least: whatever else the machine does only adds.
    ms[name] = round(Math.min(...times));
  }
  const { data } = await figures.compute(YEAR);
  const valueOf = (id: string) => Number(data.find((figure) => figure.id === id)?.value);
  return {
    receivers: valueOf('fund.individual.persons'),
    staff:
      valueOf('establishment.organ.staff.count') + valueOf('establishment.institution.staff.count'),
    ms,
    csv: await exportAll(strapi, csvOf),
    xlsx: await exportAll(strapi, xlsxOf),
  };
};

type Size = Awaited<ReturnType<typeof benchSize>>;

/** `benchSize` of a database in a process of its own. */
export const sizeOf = async (databaseUrl: string): Promise<Size> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
  const child = fork(PROCESS, { env: { ...process.env, DATABASE_URL: databaseUrl } });
  const failed = once(child, 'exit').then(() => {
    throw new Error('the measuring process ended without a result');
  });
  const [size] = (await Promise.race([once(child, 'message'), failed])) as [Size];
  return size;
};

/** Ten times the data beside the year itself. Fails where the two don't hold the same things. */
export const compareSizes = (single: Size, tenfold: Size, seconds: number) => {
  for (const key of ['receivers', 'staff'] as const) {
    if (tenfold[key] !== single[key] * 10) {
      throw new Error(`${key}: ${tenfold[key]} is not ten times ${single[key]}`);
    }
  }
  for (const file of ['csv', 'xlsx'] as const) {
    if (tenfold[file].rows !== tenfold.receivers) {
      throw new Error(`${file}: ${tenfold[file].rows} rows of ${tenfold.receivers}`);
    }
  }
  const times = (of: (size: Size) => number) => round(of(tenfold) / of(single));
  return {
    multiplySeconds: seconds,
    single,
    tenfold,
    timesSingle: {
      ...Object.fromEntries(
        Object.keys(single.ms).map((name) => [name, times(({ ms }) => ms[name] ?? Number.NaN)]),
      ),
      csv: times(({ csv }) => csv.ms),
      xlsx: times(({ xlsx }) => xlsx.ms),
    },
    memoryTimesSingle: {
      csv: times(({ csv }) => csv.rssPeakMb),
      xlsx: times(({ xlsx }) => xlsx.rssPeakMb),
    },
  };
};
