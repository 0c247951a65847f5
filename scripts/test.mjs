// Entry of `npm test`: builds what is out of date (the browser tests need the admin panel), then Jest.
// Arguments are passed on: `npm test -- --selectProjects unit`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from './build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const projects = args.includes('--selectProjects')
  ? args.slice(args.indexOf('--selectProjects') + 1)
  : ['e2e'];
ensureBuilt({ admin: projects.includes('e2e') });

const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
// One more than the two cores that it is made for: many tests wait, for a platform, a browser or a
// process that was killed.
const result = spawnSync(process.execPath, [jest, '--maxWorkers=3', ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' },
});
process.exit(result.status ?? 1);
