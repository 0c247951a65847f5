import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';
import { PgBoss } from 'pg-boss';

import {
  channelEnvironment,
  LIFT_LOOK_LIMIT,
  PUBLIC_URL,
  WECHAT_ACCOUNT,
  WEIBO_ACCOUNT,
} from '../api/support/cross-post';
import type { BareJob } from './bare';
import { round } from './measure';
import type { PostsOrder } from './posts-process';

const PROGRAMS = path.resolve(__dirname, '..', '..', '..', 'dist', 'tests');
const PLENTY = 1_000_000;
const PREFIX = 'bench';
/**
 * Posts carried before the clock starts: every process has compiled its code by then, and each
 * platform has been asked how many calls it grants the account beyond the usual number of a day.
 */
const WARM_UP = 960;
const DEADLINE_MS = 120_000;
/** What autovacuum does within a minute; here all is over by then. */
const ANALYZE = 'analyze';

/** Calls that make up a post, by platform. */
const PATHS = {
  weibo: ['/2/statuses/share.json'],
  wechat: [
    '/cgi-bin/draft/add',
    '/cgi-bin/openapi/quota/get',
    '/cgi-bin/freepublish/submit',
    '/cgi-bin/freepublish/get',
  ],
} as const;

interface Snapshot {
  readonly traffic: { readonly calls: Readonly<Record<string, number>> };
  /** WeChat's articles by their canonical address. */
  readonly publishedBySource?: Readonly<Record<string, number>>;
  readonly posts?: readonly { readonly text: string; readonly deleted: boolean }[];
}

interface Platforms {
  readonly weibo: string;
  readonly wechat: string;
  stop(): Promise<void>;
}

const control = async (url: string, operation: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${url}/__emulator/${operation}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
};

/** Both emulators, without latency and limits, in a process of their own. */
const startPlatforms = async (): Promise<Platforms> => {
  const child = spawn(process.execPath, [path.join(PROGRAMS, 'emulators', 'main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const urls = JSON.parse(line.toString()) as Record<'weibo' | 'wechat', { url: string }>;
  const platforms = { weibo: urls.weibo.url, wechat: urls.wechat.url };
  await control(platforms.weibo, 'configure', {
    limits: { callsPerUserDay: PLENTY, callsPerIpHour: PLENTY, postsPerUserHour: PLENTY },
  });
  await control(platforms.wechat, 'configure', {
    publishDelayMs: 0,
    dailyLimits: Object.fromEntries(PATHS.wechat.map((endpoint) => [endpoint, PLENTY])),
  });
  return {
    ...platforms,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};

const look = async (url: string): Promise<Snapshot> => (await control(url, 'state')) as Snapshot;

const callsOf = ({ traffic }: Snapshot, paths: readonly string[]): number =>
  paths.reduce((total, each) => total + (traffic.calls[each] ?? 0), 0);

/** Calls for posts that both platforms have had. */
const postCalls = async ({ weibo, wechat }: Platforms): Promise<number> =>
  callsOf(await look(weibo), PATHS.weibo) + callsOf(await look(wechat), PATHS.wechat);

const addressOf = (number: number): string => `${PUBLIC_URL}/notices/${PREFIX}-${number}`;

/** How often each notice is on each platform, by the platforms' own count. */
const copies = async (platforms: Platforms, notices: number): Promise<number[]> => {
  const onWechat = (await look(platforms.wechat)).publishedBySource ?? {};
  const onWeibo = new Map<string, number>();
  for (const { text, deleted } of (await look(platforms.weibo)).posts ?? []) {
    const address = text.slice(text.lastIndexOf(' ') + 1);
    if (!deleted) onWeibo.set(address, (onWeibo.get(address) ?? 0) + 1);
  }
  return Array.from({ length: notices }, (_, index) => addressOf(index + 1)).flatMap((address) => [
    onWechat[address] ?? 0,
    onWeibo.get(address) ?? 0,
  ]);
};

const start = async (program: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> => {
  const child = fork(path.join(PROGRAMS, 'bench', program), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
};

const order = async (child: ChildProcess, wanted: PostsOrder): Promise<void> => {
  const done = once(child, 'message');
  child.send(wanted);
  await done;
};

const end = async (children: readonly ChildProcess[]): Promise<void> => {
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
};

const until = async (isOver: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await isOver())) {
    if (Date.now() > deadline) throw new Error('the posts did not come to their end in time');
    await sleep(100);
  }
};

interface Drained {
  readonly seconds: number;
  readonly calls: number;
}

/** So many application processes carry posts that are all due at the same moment. */
const drainPosts = async (
  options: { readonly databaseUrl: string; readonly posts: number; readonly processes: number },
  platforms: Platforms,
): Promise<Drained & { readonly missing: number; readonly twice: number }> => {
  const notices = options.posts / 2;
  const env = {
    ...(await channelEnvironment({ wechat: platforms.wechat, weibo: platforms.weibo })),
    DATABASE_URL: options.databaseUrl,
  };
  const client = new Client({ connectionString: options.databaseUrl });
  await client.connect();
  const children: ChildProcess[] = [];
  try {
    const first = await start('posts-process.js', env);
    children.push(first);
    const drained = () =>
      until(async () => {
        const { rows } = await client.query<{ left: number }>(
          `select count(*)::int as left from cross_post_deliveries where state <> 'published'`,
        );
        return rows[0]?.left === 0;
      });
    while (children.length < options.processes) children.push(await start('posts-process.js', env));
    await client.query(LIFT_LOOK_LIMIT);
    // One after the other at first, as on any day: so the accounts' first looks are learned.
    await order(first, { kind: 'publish', count: WARM_UP / 4, prefix: 'day' });
    await order(first, { kind: 'pause' });
    await order(first, { kind: 'publish', count: WARM_UP / 4, prefix: 'warm-up' });
    await order(first, { kind: 'resume' });
    await drained();
    await order(first, { kind: 'pause' });
    await order(first, { kind: 'publish', count: notices, prefix: PREFIX });
    await client.query(ANALYZE);
    const before = await postCalls(platforms);
    const started = Date.now();
    await order(first, { kind: 'resume' });
    await drained();
    const seconds = (Date.now() - started) / 1000;
    const counted = await copies(platforms, notices);
    return {
      seconds,
      calls: (await postCalls(platforms)) - before,
      missing: counted.filter((number) => number === 0).length,
      twice: counted.filter((number) => number > 1).length,
    };
  } finally {
    await end(children);
    await client.end();
  }
};

const wechatToken = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/cgi-bin/stable_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credential',
      appid: WECHAT_ACCOUNT.appId,
      secret: WECHAT_ACCOUNT.appSecret,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
};

/** The same calls by pg-boss alone, in as many processes. */
const drainBare = async (
  options: { readonly databaseUrl: string; readonly posts: number; readonly processes: number },
  platforms: Platforms,
): Promise<Drained> => {
  const env = {
    DATABASE_URL: options.databaseUrl,
    BARE_PLATFORMS: JSON.stringify({
      weibo: platforms.weibo,
      wechat: platforms.wechat,
      wechatToken: await wechatToken(platforms.wechat),
      weiboToken: WEIBO_ACCOUNT.accessToken,
    }),
  };
  const boss = new PgBoss({ connectionString: options.databaseUrl, max: 2, supervise: false });
  await boss.start();
  await boss.createQueue('bare', { notify: true, heartbeatSeconds: 10, retryLimit: 0 });
  const children: ChildProcess[] = [];
  try {
    while (children.length < options.processes) children.push(await start('bare-process.js', env));
    const carry = async (from: number, count: number): Promise<void> => {
      const jobs = Array.from({ length: count }, (_, index): { data: BareJob } => ({
        data: { kind: index % 2 === 0 ? 'weibo' : 'wechat', number: from + index },
      }));
      await boss.insert('bare', jobs);
      await until(async () => {
        const { rows } = await boss
          .getDb()
          .executeSql(
            `select count(*)::int as left from pgboss.job where name = 'bare' and state <> 'completed'`,
          );
        return (rows as { left: number }[])[0]?.left === 0;
      });
    };
    for (const child of children) child.send('work');
    await carry(0, WARM_UP);
    await boss.getDb().executeSql(ANALYZE);
    const before = await postCalls(platforms);
    const started = Date.now();
    await carry(WARM_UP, options.posts);
    const seconds = (Date.now() - started) / 1000;
    return { seconds, calls: (await postCalls(platforms)) - before };
  } finally {
    await end(children);
    await boss.stop({ graceful: false });
  }
};

/**
 * Posts that are due at once, carried by several processes on one database, against bare pg-boss
 * with the same number of HTTP calls; and that each of them is on its platform once.
 *
 * @param options.databaseUrl of an empty database with the application's tables.
 * @param options.bareUrl of another empty database.
 */
export const benchPosts = async (options: {
  readonly databaseUrl: string;
  readonly bareUrl: string;
  readonly posts: number;
  readonly processes: number;
}) => {
  const platforms = await startPlatforms();
  try {
    const { seconds, calls, missing, twice } = await drainPosts(options, platforms);
    const bare = await drainBare({ ...options, databaseUrl: options.bareUrl }, platforms);
    return {
      posts: options.posts,
      processes: options.processes,
      missing,
      twice,
      calls,
      postsPerSecond: round(options.posts / seconds),
      bareCalls: bare.calls,
      barePostsPerSecond: round(options.posts / bare.seconds),
      ratio: round(bare.seconds / seconds),
    };
  } finally {
    await platforms.stop();
  }
};
