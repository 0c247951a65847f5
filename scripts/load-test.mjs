// Entry of `npm run load-test [-- <seconds>]`: compiles what is out of date, then runs the server at
// full speed for so long (300 s) with publishes, searches and exports. Fails on any error, any answer
// that is older than it may be, and memory that grows; writes load-test-results.json.
import { createRequire } from 'node:module';

import { ensureBuilt } from './build.mjs';

ensureBuilt({ admin: false });
createRequire(import.meta.url)('../dist/tests/bench/load-test.js');
