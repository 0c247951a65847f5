// Entry of `npm run bench`: compiles what is out of date, then measures; writes bench-results.json
// (or BENCH_OUTPUT). All comparisons are ratios within the run.
import { createRequire } from 'node:module';

import { ensureBuilt } from './build.mjs';

ensureBuilt({ admin: false });
createRequire(import.meta.url)('../dist/tests/bench/main.js');
