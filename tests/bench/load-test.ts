import { execFile } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Core } from '@strapi/strapi';

import { BENEFICIARIES, fillBeneficiaries } from './beneficiaries';
import { ROOT, runBench, say } from './environment';
import type { Hits, Shot } from './fire';
import { quantile, round, time } from './measure';
import { fillNotices, NOTICES } from './notices';

const NOTICE = 'api::notice.notice';
const FIRE = path.resolve(__dirname, 'fire.js');

/** Seconds at full speed. */
const SECONDS = Number(process.argv[2] ?? 300);
const PUBLISH_EVERY_MS = 250;
const SEARCH_EVERY_MS = 100;

const ANY = `benchnotice{${'1'.padStart(13, '0')}-${NOTICES}}`;
const FIELDS = 'fields={title|slug|kind|docNumber|issuedOn|summary|body|validity|indexNumber}';
const PAGES = Math.floor(NOTICES / 25);

/** Readers at full speed: connections, and what they ask. */
const READERS: readonly { readonly connections: number; readonly path: string }[] = [
  { connections: 15, path: '/api/notices?sort=issuedOn:desc&pagination[pageSize]=25' },
  { connections: 15, path: `/api/notices/${ANY}` },
  {
    connections: 10,
    path: `/api/notices?sort=issuedOn:desc&pagination[pageSize]=25&pagination[page]={1-${PAGES}}&${FIELDS}`,
  },
  {
    connections: 5,
    path: '/api/fund-beneficiaries?pagination[after]=&filters[fundCode]=bench-0{10-40}',
  },
  { connections: 5, path: '/api/catalogue?year=2017&page={1-100}' },
];

/** Searches, one after the other. */
const SEARCHES = [
  '资金',
  '公示',
  '专项资金 分配',
  '第7局',
  'zijin',
  '低保',
  '不存在的词',
  '公',
].map((words) => `/api/search?q=${encodeURIComponent(words)}`);

const EXPORTS = ['csv', 'jsonl'].map(
  (format) => `/api/open-data/fund-beneficiaries/data.${format}`,
);

interface Tally {
  done: number;
  readonly milliseconds: number[];
  readonly errors: string[];
}

const createTally = (): Tally => ({ done: 0, milliseconds: [], errors: [] });

const summary = ({ done, milliseconds, errors }: Tally) => ({
  done,
  p50Ms: round(quantile(milliseconds, 0.5)),
  p95Ms: round(quantile(milliseconds, 0.95)),
  errors: errors.length,
  firstErrors: errors.slice(0, 5),
});

/** Does the work again and again until the time is over, at most every so many milliseconds. */
const repeat = async (
  until: number,
  everyMs: number,
  tally: Tally,
  work: (round: number) => Promise<void>,
): Promise<void> => {
  for (let index = 0; Date.now() < until; index += 1) {
    const began = Date.now();
    try {
      tally.milliseconds.push(await time(() => work(index)));
      tally.done += 1;
    } catch (error) {
      tally.errors.push(error instanceof Error ? error.message : String(error));
    }
    await sleep(Math.max(0, began + everyMs - Date.now()));
  }
};

const fire = async (url: string, reader: (typeof READERS)[number]): Promise<Hits> => {
  const shot: Shot = { url, ...reader, seconds: SECONDS };
  const { stdout } = await promisify(execFile)(process.execPath, [FIRE, JSON.stringify(shot)], {
    maxBuffer: 16 * 1_048_576,
  });
  return JSON.parse(stdout) as Hits;
};

/** Publishes, corrects and withdraws; the very next answer must know of it. */
const createPublisher = (strapi: Core.Strapi, url: string) => {
  const notices = strapi.documents(NOTICE);
  const published: string[] = [];

  const look = async (documentId: string, status: number, title?: string): Promise<void> => {
    const response = await fetch(`${url}/api/notices/${documentId}`);
    const body = (await response.json()) as { data: { title: string } | null };
    if (response.status !== status)
      throw new Error(`${documentId}: ${response.status} instead of ${status}`);
    if (title !== undefined && body.data?.title !== title)
      throw new Error(`${documentId}: “${body.data?.title}” instead of “${title}”`);
  };

  const publish = async (round: number): Promise<void> => {
    const title = `第${round}号公告`;
    const data = { title, kind: 'announcement' as const, issuedOn: '2026-11-02', body: title };
    const { documentId } = await notices.create({ data });
    await notices.publish({ documentId });
    published.push(documentId);
    await look(documentId, 200, title);
  };

  const correct = async (round: number): Promise<void> => {
    const documentId = published[round % published.length] ?? '';
    const title = `第${round}号公告（更正）`;
    await notices.update({ documentId, data: { title } });
    await notices.publish({ documentId });
    await look(documentId, 200, title);
  };

  const withdraw = async (): Promise<void> => {
    const documentId = published.shift() ?? '';
    await notices.unpublish({ documentId });
    await look(documentId, 410);
  };

  return async (round: number): Promise<void> => {
    if (round < 3 || round % 3 === 0) return publish(round);
    return round % 3 === 1 ? correct(round) : withdraw();
  };
};

const get = async (address: string): Promise<void> => {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${address} ${text}`);
};

/** A reader of its own: what it reads is none of the server's memory. */
const download = async (address: string): Promise<void> => {
  const { stdout } = await promisify(execFile)('bash', [
    '-c',
    'set -o pipefail; curl -fsS "$0" | wc -l',
    address,
  ]);
  const lines = Number(stdout);
  if (lines < BENEFICIARIES) throw new Error(`${address}: ${lines} lines`);
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MEGABYTE = 1_048_576;

/** What is in use once the rubbish is gone. */
const used = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
};

/** Least resident memory in a part of the series: what isn't given back. */
const least = (series: readonly number[], from: number, to: number): number =>
  Math.min(...series.slice(Math.floor(from * series.length), Math.ceil(to * series.length)));

runBench(async ({ createDatabase, boot }) => {
  const strapi = await boot(await createDatabase('load_test'));
  say('… notices and beneficiaries');
  await fillNotices(strapi);
  await fillBeneficiaries(strapi);
  await strapi.listen();
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const hasSearch = (await fetch(url + SEARCHES[0])).status !== 404;

  say(`… ${SECONDS} s at full speed`);
  const until = Date.now() + SECONDS * 1_000;
  const [publishes, searches, exports] = [createTally(), createTally(), createTally()];
  const resident: number[] = [];
  const inUse: number[] = [];
  const watch = setInterval(() => resident.push(process.memoryUsage().rss / MEGABYTE), 500);
  const weigh = setInterval(() => inUse.push(used()), (SECONDS * 1_000) / 20);
  const [hits] = await Promise.all([
    Promise.all(READERS.map((reader) => fire(url, reader))),
    repeat(until, PUBLISH_EVERY_MS, publishes, createPublisher(strapi, url)),
    hasSearch
      ? repeat(until, SEARCH_EVERY_MS, searches, (index) =>
          get(url + SEARCHES[index % SEARCHES.length]),
        )
      : Promise.resolve(),
    repeat(until, 0, exports, (index) => download(url + EXPORTS[index % EXPORTS.length])),
  ]);
  clearInterval(watch);
  clearInterval(weigh);

  // The first quarter fills the cache; after it nothing may grow for good.
  const memory = {
    residentEarlyMb: round(least(resident, 0.25, 0.5)),
    residentLateMb: round(least(resident, 0.75, 1)),
    residentHighestMb: round(Math.max(...resident)),
    inUseEarlyMb: round(least(inUse, 0.25, 0.5)),
    inUseLateMb: round(least(inUse, 0.75, 1)),
  };
  const readers = READERS.map(({ path: address }, index) => ({ path: address, ...hits[index] }));
  const results = {
    seconds: SECONDS,
    readers,
    publishes: summary(publishes),
    searches: hasSearch ? summary(searches) : 'no /api/search here',
    exports: summary(exports),
    memory,
  };
  const failures = [
    ...readers
      .filter(
        ({ errors, statuses }) => errors || Object.keys(statuses ?? {}).some((s) => s !== '200'),
      )
      .map((reader) => JSON.stringify(reader)),
    ...[publishes, searches, exports].flatMap(({ errors }) => errors.slice(0, 5)),
    ...(memory.inUseLateMb > memory.inUseEarlyMb * 1.15 + 8 ? ['memory in use grows'] : []),
    ...(memory.residentLateMb > memory.residentEarlyMb * 1.15 + 32
      ? ['resident memory grows']
      : []),
  ];
  const file = process.env['LOAD_TEST_OUTPUT'] ?? path.join(ROOT, 'load-test-results.json');
  fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  say(JSON.stringify(results, null, 2));
  await strapi.destroy();
  if (failures.length > 0) throw new Error(failures.join('\n'));
  say(`✓ ${path.relative(ROOT, file)}`);
});
