import fs from 'node:fs';
import path from 'node:path';

import { benchContentApi } from './content-api';
import { ROOT, runBench, say } from './environment';
import { benchFigures } from './figures';
import { benchLoad } from './load';
import { benchOpenData } from './open-data';
import { benchPublish } from './publish';
import { mountStock } from './stock';

/** What is measured; `npm run bench -- contentApi` measures only that. */
const PARTS = ['figures', 'publish', 'openData', 'contentApi'] as const;
type Part = (typeof PARTS)[number];

const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);

/** Runs the benchmarks on an embedded server of their own and writes the results as JSON. */
runBench(async ({ createDatabase, boot }) => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !isPart(name));
  if (unknown) throw new Error(`${unknown}: measured are ${PARTS.join(', ')}`);
  const wanted = new Set<string>(named.length > 0 ? named : PARTS);
  const results: Record<string, unknown> = { node: process.version, cpus: 2 };

  if ([...wanted].some((part) => part !== 'contentApi')) {
    say('… load against plain COPY');
    const loadedUrl = await createDatabase('bench_loaded');
    const copyUrl = await createDatabase('bench_copy');
    results['load'] = await benchLoad(loadedUrl, copyUrl);

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
  }

  if (wanted.has('contentApi')) {
    say('… content API against stock Strapi');
    const open = await boot(await createDatabase('bench_api'));
    mountStock(open);
    await open.listen();
    results['contentApi'] = await benchContentApi(open);
    await open.destroy();
  }

  const file = process.env['BENCH_OUTPUT'] ?? path.join(ROOT, 'bench-results.json');
  fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  say(JSON.stringify(results, null, 2));
  say(`✓ ${path.relative(ROOT, file)}`);
});
