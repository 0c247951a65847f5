import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';

import { Client } from 'pg';

import type { Fault } from '../emulators/faults';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';
import { channelEnvironment, eventually } from './support/cross-post';

const PROGRAM = path.resolve(__dirname, '../../dist/tests/api/support/cross-post-process.js');
/** A killed process's job is taken over when its heartbeat is missed and its lease has ended. */
const RECOVERY_MS = 90_000;

const until = async (
  what: string,
  isTrue: () => boolean,
  timeoutMs = RECOVERY_MS,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

interface Scene {
  readonly wechat: WechatEmulator;
  readonly weibo: WeiboEmulator;
  /** The application in a process of its own. */
  readonly start: () => Promise<ChildProcess>;
  readonly kill: () => Promise<void>;
  /** Waits until no delivery and no job is left that could lead to a second copy. */
  readonly atRest: () => Promise<void>;
}

/** Platforms and a database for one case alone: the cases wait side by side. */
const withScene = async (work: (scene: Scene) => Promise<void>): Promise<void> => {
  const wechat = await startWechatEmulator();
  const weibo = await startWeiboEmulator();
  const database = `test_${randomBytes(6).toString('hex')}`;
  await createDatabase(database, await templateOf('empty'));
  const env = {
    ...process.env,
    ...(await channelEnvironment({ wechat: wechat.url, weibo: weibo.url })),
    DATABASE_URL: databaseUrl(database),
  };
  let child: ChildProcess | null = null;
  const start = async (): Promise<ChildProcess> => {
    const started = fork(PROGRAM, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child = started;
    await once(started, 'message');
    return started;
  };
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const sql = new Client({ connectionString: env.DATABASE_URL });
  await sql.connect();
  const atRest = (): Promise<void> =>
    eventually(async () => {
      const { rows } = await sql.query(
        `select document_id as id, state from cross_post_deliveries where state <> 'published'
         union all select data ->> 'delivery', state::text from pgboss.job
         where name = 'cross-post.deliver' and state < 'completed'`,
      );
      expect(rows).toEqual([]);
    }, RECOVERY_MS);
  try {
    await work({ wechat, weibo, start, kill, atRest });
  } finally {
    await sql.end();
    await kill();
    await dropDatabase(database);
    await wechat.close();
    await weibo.close();
  }
};

const calls = (emulator: WechatEmulator | WeiboEmulator, endpoint: string): number =>
  emulator.state.traffic.calls[endpoint] ?? 0;

describe('cross-post across kill -9', () => {
  it.concurrent.each<[string, 'wechat' | 'weibo', Fault]>([
    // The count of submissions is read between the draft and its submission.
    [
      'between draft and submission',
      'wechat',
      { endpoint: '/cgi-bin/openapi/quota/get', kind: 'slow', delayMs: 4000 },
    ],
    [
      'with the draft made, its answer under way',
      'wechat',
      { endpoint: '/cgi-bin/draft/add', kind: 'slow', delayMs: 4000 },
    ],
    [
      'with the submission taken, its answer under way',
      'wechat',
      { endpoint: '/cgi-bin/freepublish/submit', kind: 'slow', delayMs: 4000 },
    ],
    [
      'with the post made, its answer under way',
      'weibo',
      { endpoint: '/2/statuses/share.json', kind: 'slow', delayMs: 4000 },
    ],
    [
      'with the post still to arrive',
      'weibo',
      { endpoint: '/2/statuses/share.json', kind: 'late-accept', delayMs: 1500 },
    ],
  ])(
    'should post exactly once when killed %s',
    (_, channel, fault) =>
      withScene(async ({ wechat, weibo, start, kill, atRest }) => {
        const articles = (): number[] => Object.values(wechat.publishedBySource());
        const weiboPosts = (): number[] => Object.values(weibo.publishedByText());
        const emulator = channel === 'wechat' ? wechat : weibo;
        emulator.faults.add(fault);
        (await start()).send('publish');
        await until(`a call of ${fault.endpoint}`, () => calls(emulator, fault.endpoint) === 1);
        await kill();

        await start();
        await until('both posts', () => articles().length > 0 && weiboPosts().length > 0);
        await atRest();
        expect(articles()).toEqual([1]);
        expect(weiboPosts()).toEqual([1]);
      }),
    180_000,
  );
});
