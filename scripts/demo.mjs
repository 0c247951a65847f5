// Entry of `npm run demo`: builds what is out of date, then runs the compiled demo in this process,
// so that signals reach it directly.
import { createRequire } from 'node:module';

import { ensureBuilt } from './build.mjs';

ensureBuilt();
createRequire(import.meta.url)('../dist/scripts/demo.js');
