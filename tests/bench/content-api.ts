import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Core } from '@strapi/strapi';

import { round } from './measure';

const AUTOCANNON = path.resolve(
  __dirname,
  '..',
  '..',
  '..',
  'node_modules',
  'autocannon',
  'autocannon.js',
);
const CONNECTIONS = 10;
const SECONDS = 8;

interface AutocannonResult {
  requests: { average: number };
  latency: { p50: number; p99: number };
  non2xx: number;
  errors: number;
}

const fire = async (url: string): Promise<AutocannonResult> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    AUTOCANNON,
    '--json',
    '--connections',
    String(CONNECTIONS),
    '--duration',
    String(SECONDS),
    url,
  ]);
  return JSON.parse(stdout) as AutocannonResult;
};

const statementsOf = async (strapi: Core.Strapi, url: string): Promise<number> => {
  let statements = 0;
  const count = () => (statements += 1);
  const knex = strapi.db.connection;
  knex.on('query', count);
  await fetch(url);
  knex.off('query', count);
  return statements;
};

/** Requests a second and SQL statements a request of the public list and detail of notices. */
export const benchContentApi = async (strapi: Core.Strapi) => {
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/api`;
  const first = (await (await fetch(`${base}/notices?pagination[pageSize]=1`)).json()) as {
    data: { documentId: string }[];
  };
  const targets = {
    list: `${base}/notices?sort=issuedOn:desc&pagination[pageSize]=25`,
    detail: `${base}/notices/${first.data[0]?.documentId}`,
    beneficiaries: `${base}/fund-beneficiaries?pagination[pageSize]=25`,
  };
  const results: Record<string, unknown> = { connections: CONNECTIONS };
  for (const [name, url] of Object.entries(targets)) {
    const sqlStatements = await statementsOf(strapi, url);
    const fired = await fire(url);
    if (fired.non2xx > 0 || fired.errors > 0)
      throw new Error(`${name}: ${fired.non2xx} refused, ${fired.errors} errors`);
    results[name] = {
      requestsPerSecond: round(fired.requests.average),
      p50Ms: fired.latency.p50,
      p99Ms: fired.latency.p99,
      sqlStatements,
    };
  }
  return results;
};
