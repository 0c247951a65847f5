import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../database/embedded-postgres';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { channelEnvironment, eventually } from './support/cross-post';

const DIST = path.resolve(__dirname, '../../dist/tests');
const SETTLED_MS = 120_000;

/** A server of its own: the run's is shared. */
describe('cross-post across a restart of PostgreSQL in mid-delivery', () => {
  const dir = path.join(process.env['TEST_DATA_DIR'] as string, 'restart');
  let server: EmbeddedPostgres;
  let wechat: WechatEmulator;
  let weibo: WeiboEmulator;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    server = await startEmbeddedPostgres(dir);
    const made = spawnSync(process.execPath, [path.join(DIST, 'support', 'create-schema.js')], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: server.url },
    });
    if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`);
    wechat = await startWechatEmulator({ publishDelayMs: 100 });
    weibo = await startWeiboEmulator();
    const env = await channelEnvironment({ wechat: wechat.url, weibo: weibo.url });
    child = fork(path.join(DIST, 'api', 'support', 'cross-post-process.js'), {
      env: { ...process.env, ...env, DATABASE_URL: server.url },
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
    await wechat.close();
    await weibo.close();
    server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const deliveries = async (): Promise<{ channel_kind: string; state: string }[]> => {
    const client = new Client({ connectionString: server.url });
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
      const before = {
        submit: wechat.state.traffic.calls['/cgi-bin/freepublish/submit'] ?? 0,
        share: weibo.state.traffic.calls['/2/statuses/share.json'] ?? 0,
      };
      const posted = Object.keys(wechat.publishedBySource()).length;
      wechat.faults.add({ endpoint: '/cgi-bin/freepublish/submit', kind: 'slow', delayMs: 2000 });
      weibo.faults.add({ endpoint: '/2/statuses/share.json', kind: 'slow', delayMs: 2000 });
      child?.send('publish');
      await eventually(() => {
        expect(wechat.state.traffic.calls['/cgi-bin/freepublish/submit']).toBe(before.submit + 1);
        expect(weibo.state.traffic.calls['/2/statuses/share.json']).toBe(before.share + 1);
      }, 30_000);
      server.stop();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = await startEmbeddedPostgres(dir);

      await eventually(async () => {
        const states = (await deliveries()).map(({ state }) => state);
        expect(states).toHaveLength(2 * (posted + 1));
        expect(new Set(states)).toEqual(new Set(['published']));
      }, SETTLED_MS);
      expect(Object.values(wechat.publishedBySource())).toEqual(Array(posted + 1).fill(1));
      expect(Object.values(weibo.publishedByText())).toEqual(Array(posted + 1).fill(1));
      expect(child?.exitCode).toBeNull();
    },
    SETTLED_MS + 60_000,
  );
});
