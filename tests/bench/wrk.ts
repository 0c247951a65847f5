import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

import type { Hits, Shot } from './fire';

const MILLISECONDS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** wrk leaves the server nearly a whole core of two, where autocannon needs one for itself. */
export const hasWrk = (): boolean => spawnSync('wrk', ['--version']).error === undefined;

const quantileOf = (output: string, percent: number): number => {
  const found = new RegExp(`^\\s+${percent}%\\s+([\\d.]+)(us|ms|s|m)\\s*$`, 'm').exec(output);
  if (!found) throw new Error(`wrk told no ${percent}%:\n${output}`);
  return Number(found[1]) * (MILLISECONDS[found[2] as string] as number);
};

const countOf = (output: string, pattern: RegExp): number =>
  (pattern.exec(output)?.slice(1) ?? []).reduce((sum, part) => sum + Number(part), 0);

const probe = async ({ url, path, headers }: Shot): Promise<number> => {
  const response = await fetch(`${url}${path}`, { headers: { ...headers } });
  await response.arrayBuffer();
  return response.status;
};

/**
 * Fires at one address with wrk. It counts refusals, but tells successes no further apart: one
 * request before and one after say with which status the address answers.
 */
export const fireWrk = async (shot: Shot): Promise<Hits> => {
  const before = await probe(shot);
  const { stdout } = await promisify(execFile)('wrk', [
    '--threads=1',
    `--connections=${shot.connections}`,
    `--duration=${shot.seconds}s`,
    '--latency',
    ...Object.entries(shot.headers ?? {}).flatMap(([name, value]) => [
      '--header',
      `${name}: ${value}`,
    ]),
    `${shot.url}${shot.path}`,
  ]);
  const after = await probe(shot);
  const requests = countOf(stdout, /(\d+) requests in/);
  const refused = countOf(stdout, /Non-2xx or 3xx responses: (\d+)/);
  return {
    requestsPerSecond: countOf(stdout, /Requests\/sec:\s+([\d.]+)/),
    p50Ms: quantileOf(stdout, 50),
    p99Ms: quantileOf(stdout, 99),
    statuses: {
      [before]: requests - refused,
      ...(after === before ? {} : { [after]: 1 }),
      ...(refused > 0 ? { refused } : {}),
    },
    errors: countOf(stdout, /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/),
  };
};
