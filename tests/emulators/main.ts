/**
 * Runs both emulators until SIGINT or SIGTERM and prints one JSON line with their addresses.
 *
 * WEIBO_PORT, WECHAT_PORT: ports; 0 or unset = any free one, where EMULATOR_STATE is set the one
 * of the last run if it is still free, so that links given out earlier go on working.
 * EMULATOR_STATE: directory that remembers posts, articles and tokens between runs.
 */
import { createStore, type Store } from './store';
import { startWechatEmulator } from './wechat';
import { startWeiboEmulator } from './weibo';

interface Ports {
  weibo: number;
  wechat: number;
}

function portOf(name: 'WEIBO_PORT' | 'WECHAT_PORT'): number {
  const text = process.env[name] ?? '0';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${name} is no port number: ${text}`);
  }
  return port;
}

function lastPorts(store: Store): Ports {
  const saved = store.load() as Ports | undefined;
  return { weibo: saved?.weibo ?? 0, wechat: saved?.wechat ?? 0 };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Starts on the wanted port; without one on the preferred port, or any if that is taken. */
async function startOn<T>(
  wanted: number,
  preferred: number,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(wanted === 0 ? preferred : wanted);
  } catch (error) {
    if (wanted === 0 && preferred !== 0 && isTaken(error)) {
      return start(0);
    }
    throw error;
  }
}

async function main(): Promise<void> {
  const stateDir = process.env.EMULATOR_STATE || null;
  const store = createStore(stateDir, 'ports');
  const last = lastPorts(store);
  const weibo = await startOn(portOf('WEIBO_PORT'), last.weibo, (port) =>
    startWeiboEmulator({ port, stateDir }),
  );
  const wechat = await startOn(portOf('WECHAT_PORT'), last.wechat, (port) =>
    startWechatEmulator({ port, stateDir }),
  );
  store.save({ weibo: weibo.port, wechat: wechat.port } satisfies Ports);
  process.stdout.write(
    `${JSON.stringify({ weibo: { url: weibo.url }, wechat: { url: wechat.url } })}\n`,
  );
  const stop = (): void => {
    void Promise.all([weibo.close(), wechat.close()]).then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
