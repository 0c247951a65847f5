import { spawn } from 'node:child_process';
import path from 'node:path';

import { fail, openEnvironment, ROOT } from './lib/environment';

/** Development server with reload: `npm run develop`. The environment outlives Strapi's restarts. */
const main = async (): Promise<void> => {
  process.env['NODE_ENV'] ??= 'development';
  await openEnvironment();
  // From here on the child ends first, then this process, then (on exit) the environment.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);

  const child = spawn(
    path.join(ROOT, 'node_modules', '.bin', 'strapi'),
    ['develop', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: process.env,
    },
  );
  // A terminal sends Ctrl-C to both; SIGTERM reaches this process alone and is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 0));
};

main().catch(fail);
