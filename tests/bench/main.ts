import fs from 'node:fs';
import path from 'node:path';

import { benchContentApi } from './content-api';
import { ROOT, runBench, say } from './environment';
import { benchFigures } from './figures';
import { judge, tableOf } from './goals';
import { benchLoad } from './load';
import { benchOpenData } from './open-data';
import { benchPosts } from './posts';
import { benchPublish } from './publish';
import { benchSearch } from './search';
import { mountStock } from './stock';
import { compareSizes, multiply, sizeOf } from './ten-times';

/** What is measured; `npm run bench -- contentApi` measures only that. */
const PARTS = [
  'figures',
  'tenTimes',
  'publish',
  'openData',
  'posts',
  'contentApi',
  'search',
] as const;
type Part = (typeof PARTS)[number];

/** Those that need the records of 2017. */
const OF_THE_YEAR: readonly Part[] = ['figures', 'tenTimes', 'publish', 'openData'];

const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);

/** Makes the run fail where a goal isn't met. */
const STRICT = '--strict';

/** Runs the benchmarks on an embedded server of their own and writes the results as JSON. */
runBench(async ({ createDatabase, boot }) => {
  const named = process.argv.slice(2).filter((name) => name !== STRICT);
  const unknown = named.find((name) => !isPart(name));
  if (unknown) throw new Error(`${unknown}: measured are ${PARTS.join(', ')}`);
  const wanted = new Set<string>(named.length > 0 ? named : PARTS);
  const results: Record<string, unknown> = { node: process.version, cpus: 2 };

  if (OF_THE_YEAR.some((part) => wanted.has(part))) {
    say('… load against plain COPY');
    const loadedUrl = await createDatabase('bench_loaded');
    const copyUrl = await createDatabase('bench_copy');
    results['load'] = await benchLoad(loadedUrl, copyUrl);

    const sizeUrls = wanted.has('tenTimes')
      ? {
          single: await createDatabase('bench_single', 'bench_loaded'),
          tenfold: await createDatabase('bench_tenfold', 'bench_loaded'),
        }
      : null;

    const strapi = await boot(loadedUrl);
    await strapi.listen();
    const measure = async (part: Part, label: string, work: () => Promise<unknown>) => {
      if (!wanted.has(part)) return;
      say(`… ${label}`);
      results[part] = await work();
    };
    await measure('figures', 'figures against hand-written SQL', () =>
      benchFigures(strapi, loadedUrl),
    );
    await measure('publish', 'publish to receipt', () => benchPublish(strapi));
    await measure('openData', 'open data against COPY TO', () => benchOpenData(strapi, loadedUrl));
    await strapi.destroy();

    if (sizeUrls) {
      say('… ten times the receivers and the staff');
      const single = await sizeOf(sizeUrls.single);
      const { seconds } = await multiply(sizeUrls.tenfold);
      results['tenTimes'] = compareSizes(single, await sizeOf(sizeUrls.tenfold), seconds);
    }
  }

  if (wanted.has('posts')) {
    say('… posts in four processes against bare pg-boss');
    results['posts'] = await benchPosts({
      databaseUrl: await createDatabase('bench_posts'),
      bareUrl: await createDatabase('bench_bare', 'template1'),
      posts: 1000,
      processes: 4,
    });
  }

  if (wanted.has('contentApi')) {
    say('… content API against stock Strapi');
    const open = await boot(await createDatabase('bench_api'));
    mountStock(open);
    await open.listen();
    results['contentApi'] = await benchContentApi(open);
    await open.destroy();
  }

  if (wanted.has('search')) {
    say('… search against ILIKE');
    const searched = await boot(await createDatabase('bench_search'));
    await searched.listen();
    results['search'] = await benchSearch(searched);
    await searched.destroy();
  }

  const goals = judge(results);
  results['goals'] = goals;
  const file = process.env['BENCH_OUTPUT'] ?? path.join(ROOT, 'bench-results.json');
  fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  say(JSON.stringify(results, null, 2));
  say(`✓ ${path.relative(ROOT, file)}`);
  say(tableOf(goals));
  if (process.argv.includes(STRICT) && goals.some(({ met }) => !met)) process.exitCode = 1;
});
