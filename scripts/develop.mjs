// Entry of `npm run develop`: the compiled launcher opens the environment and runs `strapi develop`.
import { createRequire } from 'node:module';

import { ensureBuilt } from './build.mjs';

ensureBuilt({ admin: false });
createRequire(import.meta.url)('../dist/scripts/develop.js');
