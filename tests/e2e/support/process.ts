import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..', '..');
/** On a fresh data directory it makes its tables first, beside two other workers. */
const START_TIMEOUT_MS = 100_000;

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

/** The production server as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it has written so far. */
  output(): string;
  /** Sends the signal and resolves to the exit code (null where the signal ended it). */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const launch = (env: Record<string, string | undefined>, port: number): ServerProcess => {
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'scripts', 'start.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
};

/** Starts the server and waits until it answers. */
export const startServer = async (
  env: Record<string, string | undefined>,
): Promise<ServerProcess> => {
  const server = launch(env, Number(env['PORT'] ?? (await freePort())));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.child.exitCode !== null) throw new Error(`the server ended:\n${server.output()}`);
    const answer = await fetch(`${server.url}/_health`).catch(() => null);
    if (answer?.status === 204) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await server.end('SIGKILL');
  throw new Error(`the server did not answer:\n${server.output()}`);
};

/** Starts the server where it must refuse to; resolves to what it said and its exit code. */
export const startRefused = async (
  env: Record<string, string | undefined>,
): Promise<{ code: number | null; lines: string[] }> => {
  const server = launch(env, Number(env['PORT'] ?? (await freePort())));
  await once(server.child, 'exit');
  return { code: server.child.exitCode, lines: server.output().trim().split('\n') };
};
