import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

import type { Core } from '@strapi/strapi';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import { quantile, round, time } from './measure';

/** Rows that a large city's lists may have. */
const ROWS = 1_300_000;
const RUNS = 3;

const COLUMNS =
  'fund_code, allocation_code, public_name, street, community, amount, period, persons, households';

/** The rows that the public may see, by hand. */
const PUBLIC_ROWS = `select ${COLUMNS} from fund_beneficiaries where fund_code in
  (select code from funds where published_at is not null and is_sensitive is not true)`;

/** Makes the lists as long as a large city's. */
const multiply = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ total: string }>(
    'select count(*) as total from fund_beneficiaries',
  );
  const times = Math.ceil(ROWS / Number(rows[0]?.total)) - 1;
  if (times > 0)
    await client.query(
      `insert into fund_beneficiaries (document_id, ${COLUMNS}, created_at, updated_at)
       select 'bench' || time || '-' || id, ${COLUMNS}, created_at, updated_at
       from fund_beneficiaries, generate_series(1, $1) time`,
      [times],
    );
  await client.query('vacuum analyze fund_beneficiaries');
};

const plainCopy = async (client: Client): Promise<{ bytes: number; rows: number }> => {
  const stream = client.query(copyTo(`copy (${PUBLIC_ROWS}) to stdout (format csv)`));
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  return { bytes, rows: stream.rowCount };
};

/** Highest resident memory while the work goes on, in megabytes above where it began. */
const growth = async (work: () => Promise<unknown>): Promise<number> => {
  const megabytes = () => process.memoryUsage().rss / 1_048_576;
  const before = megabytes();
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, megabytes())), 50);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return highest - before;
};

/** 1.3 million beneficiaries as files over HTTP, against COPY TO of the same rows. */
export const benchOpenData = async (strapi: Core.Strapi, databaseUrl: string) => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await multiply(client);
    const { port } = strapi.server.httpServer.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/api/open-data/fund-beneficiaries/data`;
    // A reader of its own, so that only the sending is measured here.
    const fetchFile = async (format: string): Promise<number> => {
      const { stdout } = await promisify(execFile)('curl', [
        '-fsS',
        '-o',
        '/dev/null',
        '-w',
        '%{size_download}',
        `${address}.${format}`,
      ]);
      return Number(stdout);
    };
    const copyMs: number[] = [];
    const csvMs: number[] = [];
    let plain = { bytes: 0, rows: 0 };
    let csvBytes = 0;
    let csvGrowth = 0;
    for (let run = 0; run < RUNS; run += 1) {
      copyMs.push(await time(async () => (plain = await plainCopy(client))));
      csvGrowth = await growth(async () => {
        csvMs.push(await time(async () => (csvBytes = await fetchFile('csv'))));
      });
    }
    if (csvBytes < plain.bytes) throw new Error('the file has fewer rows than the table');
    const [copy, csv] = [quantile(copyMs, 0.5), quantile(csvMs, 0.5)];
    const jsonlMs = await time(() => fetchFile('jsonl'));
    let xlsxMs = 0;
    const xlsxGrowth = await growth(async () => {
      xlsxMs = await time(() => fetchFile('xlsx'));
    });
    return {
      rows: plain.rows,
      megabytes: round(csvBytes / 1_048_576),
      copySeconds: round(copy / 1000),
      csvSeconds: round(csv / 1000),
      csvShareOfCopySpeed: round(copy / csv),
      csvMemoryGrowthMb: round(csvGrowth),
      jsonlSeconds: round(jsonlMs / 1000),
      xlsxSeconds: round(xlsxMs / 1000),
      xlsxMemoryGrowthMb: round(xlsxGrowth),
    };
  } finally {
    await client.end();
  }
};
