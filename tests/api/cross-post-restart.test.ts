import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';

import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { channelEnvironment, eventually } from './support/cross-post';

const DIST = path.resolve(__dirname, '../../dist/tests');
const SETTLED_MS = 120_000;

/** Runs a program to its end. @returns what it printed. */
const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string => {
  const file = path.join(DIST, 'support', program);
  const result = spawnSync(process.execPath, [file, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (result.status !== 0) throw new Error(`${program}: ${result.stdout}${result.stderr}`);
  return result.stdout;
};

/** A server of its own: the run's is shared. */
describe('cross-post across a restart of PostgreSQL in mid-delivery', () => {
  const dir = path.join(process.env['TEST_DATA_DIR'] as string, 'restart');
  let url: string;
  let wechat: WechatEmulator | undefined;
  let weibo: WeiboEmulator | undefined;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    fs.mkdirSync(dir, { recursive: true });
    url = run('postgres.js', ['start', dir]);
    // The server's first database: an embedded one is created when the application starts.
    url = url.replace('/gongkai?', '/postgres?');
    wechat = await startWechatEmulator({ publishDelayMs: 100 });
    weibo = await startWeiboEmulator();
    const env = await channelEnvironment({ wechat: wechat.url, weibo: weibo.url });
    child = fork(path.join(DIST, 'api', 'support', 'cross-post-process.js'), {
      env: { ...process.env, ...env, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
  }, 300_000);
  afterAll(async () => {
    if (child?.exitCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await wechat?.close();
    await weibo?.close();
    run('postgres.js', ['stop', dir]);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const deliveries = async (): Promise<{ channel_kind: string; state: string }[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ channel_kind: string; state: string }>(
      'select channel_kind, state from cross_post_deliveries order by source_document_id, channel_kind',
    );
    await client.end();
    return rows;
  };

  it.each([
    ['at once', 0],
    ['after the answers have come, which can’t be kept', 4000],
  ])(
    'should post once when the server comes back %s',
    async (_name, downMs) => {
      if (!wechat || !weibo || !child) throw new Error('not set up');
      const [articles, posts, application] = [wechat, weibo, child];
      const before = {
        submit: articles.state.traffic.calls['/cgi-bin/freepublish/submit'] ?? 0,
        share: posts.state.traffic.calls['/2/statuses/share.json'] ?? 0,
      };
      const posted = Object.keys(articles.publishedBySource()).length;
      articles.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'slow', delayMs: 2000 });
      posts.faults.add({ endpoint: '/2/statuses/share.json', kind: 'slow', delayMs: 2000 });
      application.send('publish');
      await eventually(() => {
        expect(articles.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(before.submit + 1);
        expect(posts.state.traffic.calls['/2/statuses/share.json']).toBe(before.share + 1);
      }, 30_000);
      run('postgres.js', ['stop', dir]);
      await new Promise((resolve) => setTimeout(resolve, downMs));
      run('postgres.js', ['start', dir]);

      await eventually(async () => {
        const states = (await deliveries()).map(({ state }) => state);
        expect(states).toHaveLength(2 * (posted + 1));
        expect(new Set(states)).toEqual(new Set(['published']));
      }, SETTLED_MS);
      expect(Object.values(articles.publishedBySource())).toEqual(Array(posted + 1).fill(1));
      expect(Object.values(posts.publishedByText())).toEqual(Array(posted + 1).fill(1));
      expect(application.exitCode).toBeNull();
    },
    SETTLED_MS + 60_000,
  );
});
