import { startEmbeddedPostgres } from '../../database/embedded-postgres';

/**
 * `start <directory>` starts an embedded server, which outlives this process, and prints its
 * address; `stop <directory>` stops it. For tests in Jest, where its package can't be imported.
 */
const main = async (): Promise<void> => {
  const [command, dir] = process.argv.slice(2);
  const server = await startEmbeddedPostgres(dir as string);
  if (command === 'stop') server.stop();
  else process.stdout.write(server.url);
};

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
