// Entry of `npm run test:kill`: compiles what is out of date, then kills workers of the queue, 200
// times (KILL_RUNS, KILL_SEED), and counts what the platforms got.
import { createRequire } from 'node:module';

import { ensureBuilt } from './build.mjs';

ensureBuilt({ admin: false });
createRequire(import.meta.url)('../dist/tests/kill/main.js');
