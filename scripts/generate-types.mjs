// Writes types/generated from the compiled schemas: `npm run types`, after a schema changed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from './build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
ensureBuilt({ admin: false });
const result = spawnSync(
  path.join(root, 'node_modules', '.bin', 'strapi'),
  ['ts:generate-types', '--silent'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      DATABASE_URL: 'postgresql://unused@localhost/unused',
      STRAPI_TELEMETRY_DISABLED: 'true',
    },
  },
);
process.exit(result.status ?? 1);
