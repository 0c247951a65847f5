import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Core } from '@strapi/strapi';

import { fillBeneficiaries } from './beneficiaries';
import type { Hits, Shot } from './fire';
import { quantile, round, time } from './measure';
import { fillNotices, NOTICES } from './notices';
import { fireWrk, hasWrk } from './wrk';

const FIRE = path.resolve(__dirname, 'fire.js');
const CONNECTIONS = 50;
/** For requests that are all the same; autocannon fires those that differ. */
const WITH_WRK = hasWrk();
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const AFTER_CHANGE_RUNS = 40;
/** So often a notice changes while the list is asked for: no answer is good for longer. */
const CHANGE_EVERY_MS = 25;

const PAGE = 'sort=issuedOn:desc&pagination[pageSize]=25';
/** Some of the fields in an order of chance: a query that nobody has asked before. */
const FIELDS = 'fields={title|slug|kind|docNumber|issuedOn|summary|body|validity|indexNumber}';
const LAST_PAGE = Math.floor(NOTICES / 25);
const ONE = 'benchnotice0000000000077';
const ANY = `benchnotice{${'1'.padStart(13, '0')}-${NOTICES}}`;

const fire = async (shot: Omit<Shot, 'connections' | 'seconds'>): Promise<Hits> => {
  const options: Shot = { ...shot, connections: CONNECTIONS, seconds: SECONDS };
  if (WITH_WRK && !shot.path.includes('{')) return fireWrk(options);
  const { stdout } = await promisify(execFile)(process.execPath, [FIRE, JSON.stringify(options)]);
  return JSON.parse(stdout) as Hits;
};

const statementsOf = async (strapi: Core.Strapi, url: string): Promise<number> => {
  let statements = 0;
  const count = (query: { sql: string }): void => {
    if (/\b(notices|json_build)/.test(query.sql)) statements += 1;
  };
  const knex = strapi.db.connection;
  knex.on('query', count);
  await (await fetch(url)).text();
  knex.removeListener('query', count);
  return statements;
};

const latency = async (url: string, before: () => Promise<unknown>): Promise<number> => {
  const values: number[] = [];
  for (let run = 0; run < AFTER_CHANGE_RUNS; run += 1) {
    await before();
    values.push(await time(async () => (await fetch(url)).text()));
  }
  return quantile(values, 0.5);
};

interface Measured extends Hits {
  readonly timesStock: number;
}

/**
 * The public list and detail of 20,000 notices against Strapi's own core controller on the same
 * rows in the same run: from memory, by conditional request, and asked for the first time.
 */
const benchNotices = async (strapi: Core.Strapi, url: string) => {
  await fillNotices(strapi);
  const expect = (name: string, hits: Hits, status: string): Hits => {
    const others = Object.keys(hits.statuses).filter((key) => key !== status);
    if (others.length > 0 || hits.errors > 0)
      throw new Error(`${name}: ${JSON.stringify(hits.statuses)}, ${hits.errors} errors`);
    return {
      ...hits,
      requestsPerSecond: round(hits.requestsPerSecond),
      p50Ms: round(hits.p50Ms),
      p99Ms: round(hits.p99Ms),
    };
  };
  const measure = async (name: string, address: string, more: Partial<Shot> = {}): Promise<Hits> =>
    expect(
      name,
      await fire({ url, path: `/api/${address}`, ...more }),
      more.headers?.['If-None-Match'] ? '304' : '200',
    );
  const tagOf = async (address: string): Promise<string> =>
    (
      await fetch(`${url}/api/${address}`, { headers: { 'accept-encoding': 'identity' } })
    ).headers.get('etag') ?? '';
  const against = (hits: Hits, other: Hits): Measured => ({
    ...hits,
    timesStock: round(hits.requestsPerSecond / other.requestsPerSecond),
  });

  const kinds = {
    list: {
      path: `notices?${PAGE}`,
      fresh: `notices?${PAGE}&pagination[page]={1-${LAST_PAGE}}&${FIELDS}`,
    },
    detail: { path: `notices/${ONE}`, fresh: `notices/${ANY}?${FIELDS}` },
  };
  const results: Record<string, unknown> = {
    notices: NOTICES,
    connections: CONNECTIONS,
    generators: { sameRequests: WITH_WRK ? 'wrk' : 'autocannon', others: 'autocannon' },
  };
  const change = () =>
    strapi.db.connection.raw(`update notices set updated_at = now() where document_id = ?`, [ONE]);
  // While nothing else is asked: what is fired leaves work behind when the time is over.
  const statements: Record<string, number> = {};
  for (const [name, { path: address }] of Object.entries(kinds)) {
    await change();
    statements[name] = await statementsOf(strapi, `${url}/api/${address}`);
  }
  for (const [name, { path: address, fresh }] of Object.entries(kinds)) {
    const stock = await measure(`stock ${name}`, `stock-${address}`);
    const cached = await measure(`cached ${name}`, address);
    const zipped = await measure(`cached ${name}`, address, {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    const tag = await tagOf(address);
    const unchanged = await measure(`304 ${name}`, address, { headers: { 'If-None-Match': tag } });
    const uncached = await measure(`fresh ${name}`, fresh);
    const stockFresh = await measure(`stock fresh ${name}`, `stock-${fresh}`);
    results[name] = {
      stock,
      cached: against(cached, stock),
      cachedCompressed: against(zipped, stock),
      notModified: {
        ...against(unchanged, stock),
        timesCached: round(unchanged.requestsPerSecond / cached.requestsPerSecond),
      },
      stockFresh,
      // One more statement reads the revision, for all requests of a turn of the event loop.
      uncached: { ...against(uncached, stockFresh), sqlStatements: statements[name] },
    };
  }
  const amidChanges = async (name: string, address: string): Promise<Hits> => {
    const timer = setInterval(() => void change(), CHANGE_EVERY_MS);
    try {
      return await measure(name, address);
    } finally {
      clearInterval(timer);
    }
  };
  const stockAmid = await amidChanges('stock list amid changes', `stock-${kinds.list.path}`);
  const oursAmid = await amidChanges('list amid changes', kinds.list.path);
  results['listAmidChanges'] = {
    everyMs: CHANGE_EVERY_MS,
    stock: stockAmid,
    ours: against(oursAmid, stockAmid),
  };
  const stockMs = await latency(`${url}/api/stock-notices?${PAGE}`, change);
  const oursMs = await latency(`${url}/api/notices?${PAGE}`, change);
  results['firstListAfterAChange'] = {
    stockMs: round(stockMs),
    oursMs: round(oursMs),
    timesStock: round(stockMs / oursMs),
  };
  return results;
};

const CURSOR_RUNS = 30;

/** What a page costs at the beginning and 500,000 rows on, by cursor and by number. */
const benchPages = async (strapi: Core.Strapi, url: string) => {
  await fillBeneficiaries(strapi);
  const db = strapi.db.connection;
  const place = async (where: string, order: string, offset: number): Promise<string> => {
    const { rows } = await db.raw<{ rows: { id: number; fund_code: string }[] }>(
      `select id, fund_code from fund_beneficiaries ${where} order by ${order} offset ${offset} limit 1`,
    );
    const [row] = rows;
    return Buffer.from(
      JSON.stringify({ s: 'fundCode', v: [row?.fund_code], i: String(row?.id) }),
    ).toString('base64url');
  };
  const address = `${url}/api/fund-beneficiaries?pagination[pageSize]=25`;
  const milliseconds = async (query: string): Promise<number> => {
    const touch = () => db.raw('update funds set updated_at = now() where false');
    const values: number[] = [];
    for (let run = 0; run < CURSOR_RUNS; run += 1) {
      // A statement that changes nothing counts as a change all the same: nothing is kept.
      await touch();
      values.push(
        await time(async () => {
          const response = await fetch(`${address}&${query}`);
          if (!response.ok) throw new Error(`${query}: ${await response.text()}`);
          await response.text();
        }),
      );
    }
    return round(quantile(values, 0.5));
  };
  const street = encodeURIComponent('上海街道');
  const lists = {
    all: { filter: '', where: '', order: 'fund_code, id', offset: 500_000 },
    fund: {
      filter: '&filters[fundCode]=bench-007',
      where: `where fund_code = 'bench-007'`,
      order: 'id',
      offset: 25_000,
    },
    street: {
      filter: `&filters[street]=${street}`,
      where: `where street = '上海街道'`,
      order: 'fund_code, id',
      offset: 250_000,
    },
  };
  const results: Record<string, unknown> = {};
  for (const [name, { filter, where, order, offset }] of Object.entries(lists)) {
    const firstMs = await milliseconds(`pagination[after]=${filter}`);
    const after = await place(where, order, offset);
    const deepMs = await milliseconds(`pagination[after]=${after}${filter}`);
    results[name] = { offset, firstMs, deepMs, timesFirst: round(deepMs / firstMs) };
  }
  results['byNumberMs'] = await milliseconds('pagination[page]=20000&pagination[withCount]=false');
  return results;
};

/** The content API on a database of its own; `mountStock` must have been called before `listen`. */
export const benchContentApi = async (strapi: Core.Strapi) => {
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { ...(await benchNotices(strapi, url)), beneficiaries: await benchPages(strapi, url) };
};
