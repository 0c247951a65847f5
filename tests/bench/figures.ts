import fs from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import { Client } from 'pg';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { quantile, round, time } from './measure';

const SQL_FILE = path.resolve(__dirname, '..', '..', '..', 'tests', 'bench', 'figures.sql');
const WARM_RUNS = 15;

/**
 * All figures of 2017, first (cold) and again (warm), against one hand-written statement that sums
 * the same records. Fails where the two disagree: then there is nothing to compare.
 */
export const benchFigures = async (strapi: Core.Strapi, databaseUrl: string) => {
  const figures = strapi.plugin('publication-rate').service<PublicationRateService>('figures');
  const sql = fs.readFileSync(SQL_FILE, 'utf8');
  const cold = new Client({ connectionString: databaseUrl });
  await cold.connect();
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
    };
  } finally {
    await cold.end();
  }
};
