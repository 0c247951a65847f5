import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { channelEnvironment, LIFT_LOOK_LIMIT, PUBLIC_URL } from '../api/support/cross-post';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { nameOf, scenariosOf, type Scenario } from './scenarios';

/** Compiled, also when this file itself runs in Jest. */
const PROGRAMS = path.join(__dirname.replace(/(?<!dist.)tests.kill$/, 'dist/tests/kill'));
/** Processes that are up at the same time: one dies, the others take over. */
const WORKERS = 3;
/** A boundary that isn't reached in this time (an earlier one took another way) is a random moment. */
const PATIENCE_MS = 4000;
const SETTLED_MS = 180_000;
const PLENTY = 1_000_000;
const NOTIFICATIONS = 'cross_post_kill';

interface Commit {
  readonly delivery: string;
  readonly kind: 'weibo' | 'wechat';
  readonly worker: string;
}

interface Counts {
  readonly notices: number;
  readonly deliveries: number;
  /** Public notices that are not on a channel in the end. */
  readonly lost: number;
  /** Copies too many, by the emulators' count. */
  readonly twice: number;
  /** Deliveries that are not published in the end: a person would have to look at them. */
  readonly unsettled: readonly Readonly<Record<string, unknown>>[];
}

export interface KillReport extends Counts {
  readonly kills: number;
  /** Kills whose boundary was reached, by boundary. */
  readonly moments: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Tells of every change of a delivery when it is committed, and who made it. */
const TRIGGER = `
  create or replace function cross_post_kill() returns trigger language plpgsql as $$
  begin
    perform pg_notify('${NOTIFICATIONS}', json_build_object('delivery', new.document_id,
      'kind', new.channel_kind, 'worker', current_setting('application_name'))::text);
    return null;
  end $$;
  create or replace trigger cross_post_kill after update on cross_post_deliveries
    for each row execute function cross_post_kill();`;

const withName = (databaseUrl: string, name: string): string => {
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  return url.toString();
};

/** Starts, loses and replaces workers. */
const createWorkers = (databaseUrl: string, env: NodeJS.ProcessEnv, program: string) => {
  const alive = new Map<string, ChildProcess>();
  const ready: string[] = [];
  let count = 0;
  let isOver = false;

  const start = (): void => {
    count += 1;
    const name = `kill-${count}`;
    const child = fork(program, {
      env: { ...process.env, ...env, DATABASE_URL: withName(databaseUrl, name) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    alive.set(name, child);
    child.once('message', () => ready.push(name));
    child.once('exit', (code, signal) => {
      alive.delete(name);
      if (ready.includes(name)) ready.splice(ready.indexOf(name), 1);
      if (!isOver && signal !== 'SIGKILL') throw new Error(`${name} ended by itself: ${code}`);
    });
  };

  return {
    start,
    /** Waits until so many are up. */
    async all(wanted: number): Promise<void> {
      while (ready.length < wanted) await sleep(20);
    },
    /** A worker that is up. */
    async any(): Promise<{ name: string; child: ChildProcess }> {
      for (;;) {
        const name = ready[0];
        const child = name === undefined ? undefined : alive.get(name);
        if (name !== undefined && child) return { name, child };
        await sleep(5);
      }
    },
    async kill(name: string): Promise<boolean> {
      const child = alive.get(name);
      if (!child) return false;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      return true;
    },
    async stop(): Promise<void> {
      isOver = true;
      for (const child of [...alive.values()]) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    },
  };
};

const settings = {
  dailyLimits: Object.fromEntries(
    [
      '/cgi-bin/freepublish/submit',
      '/cgi-bin/freepublish/get',
      '/cgi-bin/freepublish/batchget',
      '/cgi-bin/draft/batchget',
      '/cgi-bin/draft/add',
      '/cgi-bin/draft/get',
    ].map((endpoint) => [endpoint, PLENTY]),
  ),
};

/**
 * Publishes notices and kills the worker that carries them (kill -9), at every boundary and at
 * random moments; then lets the rest settle and counts on the platforms.
 */
export const runKills = async (options: {
  /** An empty database with the application's tables. */
  readonly databaseUrl: string;
  readonly runs: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}): Promise<KillReport> => {
  const started = Date.now();
  const { counts, moments } = await withWorkers(
    { ...options, notices: options.runs, publishDelayMs: 150, processes: WORKERS },
    async (field) => {
      const moments = await killAll({ ...options, ...field });
      await settled(field.listener);
      const counts = await count(field.listener, field.wechat, field.weibo);
      return { counts, moments };
    },
  );
  return {
    kills: options.runs,
    ...counts,
    moments,
    seconds: Math.round((Date.now() - started) / 1000),
  };
};

/** Lets several processes carry notices that are all due at once, none of them killed, and counts. */
export const runTogether = async (options: {
  /** An empty database with the application's tables. */
  readonly databaseUrl: string;
  readonly notices: number;
  readonly processes: number;
}): Promise<Counts & { readonly byProcess: Readonly<Record<string, number>> }> =>
  withWorkers({ ...options, publishDelayMs: 0 }, async ({ listener, workers, wechat, weibo }) => {
    const byProcess: Record<string, number> = {};
    listener.on('notification', ({ payload }) => {
      const { worker } = JSON.parse(payload ?? '{}') as Commit;
      byProcess[worker] = (byProcess[worker] ?? 0) + 1;
    });
    await workers.all(options.processes);
    await listener.query(
      `update cross_post_deliveries set next_attempt_at = (now() at time zone 'UTC') - interval '3 s'`,
    );
    await settled(listener);
    return { ...(await count(listener, wechat, weibo)), byProcess };
  });

interface Setting {
  readonly listener: Client;
  readonly workers: ReturnType<typeof createWorkers>;
  readonly wechat: WechatEmulator;
  readonly weibo: WeiboEmulator;
}

/** Publishes notices that wait, and starts workers for them. */
const withWorkers = async <T>(
  options: {
    readonly databaseUrl: string;
    readonly notices: number;
    readonly publishDelayMs: number;
    readonly processes: number;
    readonly say?: (line: string) => void;
  },
  work: (field: Setting) => Promise<T>,
): Promise<T> => {
  const wechat = await startWechatEmulator({
    publishDelayMs: options.publishDelayMs,
    ...settings,
  });
  const weibo = await startWeiboEmulator({
    limits: { callsPerUserDay: PLENTY, callsPerIpHour: PLENTY, postsPerUserHour: PLENTY },
  });
  const env = await channelEnvironment({ wechat: wechat.url, weibo: weibo.url });
  const listener = new Client({ connectionString: options.databaseUrl });
  await listener.connect();
  await listener.query(TRIGGER);
  await listener.query(`listen ${NOTIFICATIONS}`);
  const workers = createWorkers(options.databaseUrl, env, path.join(PROGRAMS, 'worker.js'));
  try {
    await prepare(options, env);
    options.say?.('notices are published');
    await listener.query(LIFT_LOOK_LIMIT);
    await listener.query(RELEASE);
    for (let index = 0; index < options.processes; index += 1) workers.start();
    return await work({ listener, workers, wechat, weibo });
  } finally {
    await workers.stop();
    await listener.end();
    await wechat.close();
    await weibo.close();
  }
};

/** The accounts are open; every delivery and its job wait for their turn. */
const RELEASE = `
  update cross_post_channels set is_paused = false, paused_by = null, paused_reason = null;
  update cross_post_deliveries set next_attempt_at = '2999-01-01', state = 'queued',
    lease_token = null, lease_until = null, error_code = null, error_message = null;
  delete from pgboss.job where name = 'cross-post.deliver';`;

/** Publishes so many notices. */
const prepare = async (
  { databaseUrl, notices }: { readonly databaseUrl: string; readonly notices: number },
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  const child = spawn(process.execPath, [path.join(PROGRAMS, 'prepare.js')], {
    env: { ...process.env, ...env, DATABASE_URL: databaseUrl, KILL_NOTICES: String(notices) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the notices were not published');
};

interface Field extends Setting {
  readonly runs: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/** One kill after the other. @returns how often each boundary was met. */
const killAll = async (field: Field): Promise<Record<string, number>> => {
  const moments: Record<string, number> = {};
  let done = 0;
  for (const scenario of scenariosOf(field.runs, field.seed)) {
    const { name: anybody } = await field.workers.any();
    const emulator = scenario.channel === 'weibo' ? field.weibo : field.wechat;
    const found = await victim(field, scenario, () => release(field.listener, done + 1));
    emulator.faults.clear();
    await field.workers.kill(found ?? anybody);
    field.workers.start();
    const name = found === null ? 'not reached' : nameOf(scenario);
    moments[name] = (moments[name] ?? 0) + 1;
    done += 1;
    if (done % 20 === 0) field.say?.(`${done} kills`);
  }
  return moments;
};

/** Makes both deliveries of a notice due: the next sweep of a worker takes them. */
const release = async (listener: Client, number: number): Promise<void> => {
  await listener.query(
    `update cross_post_deliveries set next_attempt_at = (now() at time zone 'UTC') - interval '3 s'
     where source_document_id = (select document_id from notices where slug = $1 limit 1)`,
    [`kill-${number}`],
  );
};

/** Lets something be published and waits for the moment. @returns who is to die; null: never met. */
const victim = async (
  { listener, wechat, weibo, workers }: Field,
  { channel, moment }: Scenario,
  publish: () => Promise<void>,
): Promise<string | null> => {
  if (moment.kind === 'random') {
    const { name } = await workers.any();
    await publish();
    await sleep(moment.afterMs);
    return name;
  }
  const commits = new Map<string, number>();
  let last: string | null = null;
  let reached: string | null = null;
  const onCommit = ({ payload }: { payload?: string | undefined }): void => {
    const commit = JSON.parse(payload ?? '{}') as Commit;
    if (commit.kind !== channel || !commit.worker.startsWith('kill-')) return;
    last = commit.worker;
    const number = (commits.get(commit.delivery) ?? 0) + 1;
    commits.set(commit.delivery, number);
    if (moment.kind === 'commit' && number === moment.number) reached ??= commit.worker;
  };
  const emulator = channel === 'weibo' ? weibo : wechat;
  if (moment.kind === 'call') emulator.faults.add(moment.fault);
  listener.on('notification', onCommit);
  try {
    await publish();
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if (reached !== null) return reached;
      if (moment.kind === 'call' && emulator.faults.fired()[moment.fault.kind]) {
        return last;
      }
      await sleep(1);
    }
    return null;
  } finally {
    listener.off('notification', onCommit);
  }
};

const ACTIVE = `state in ('queued', 'sending', 'submitted') or (state = 'uncertain' and next_attempt_at is not null)`;

/** Waits until nothing is under way any more. */
const settled = async (listener: Client): Promise<void> => {
  const deadline = Date.now() + SETTLED_MS;
  for (;;) {
    const { rows } = await listener.query<{ active: number }>(
      `select count(*)::int as active from cross_post_deliveries where ${ACTIVE}`,
    );
    if (rows[0]?.active === 0 || Date.now() > deadline) return;
    await sleep(200);
  }
};

const count = async (
  listener: Client,
  wechat: WechatEmulator,
  weibo: WeiboEmulator,
): Promise<Counts> => {
  const { rows: notices } = await listener.query<{ slug: string }>(
    `select slug from notices where published_at is not null`,
  );
  const { rows } = await listener.query<{ total: number }>(
    `select count(*)::int as total from cross_post_deliveries`,
  );
  const { rows: unsettled } = await listener.query<Record<string, unknown>>(
    `select channel_kind, title, state, step, error_code, error_message, intent_at, next_attempt_at,
       lease_until, attempts, reconciliations from cross_post_deliveries where state <> 'published'`,
  );
  const onWechat = wechat.publishedBySource();
  const onWeibo = new Map<string, number>();
  for (const { text, deleted } of weibo.state.posts) {
    const address = text.slice(text.lastIndexOf(' ') + 1);
    if (!deleted) onWeibo.set(address, (onWeibo.get(address) ?? 0) + 1);
  }
  let lost = 0;
  let twice = 0;
  for (const { slug } of notices) {
    const address = `${PUBLIC_URL}/notices/${slug}`;
    for (const copies of [onWechat[address] ?? 0, onWeibo.get(address) ?? 0]) {
      if (copies === 0) lost += 1;
      if (copies > 1) twice += copies - 1;
    }
  }
  return {
    notices: notices.length,
    deliveries: rows[0]?.total ?? 0,
    unsettled,
    lost,
    twice,
  };
};
