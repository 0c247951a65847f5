import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { SetupError } from '../../database/embedded-postgres';

/** Environment variables that hold secrets; made up on first start where unset. */
const SECRETS = {
  APP_KEYS: () => Array.from({ length: 4 }, () => randomBytes(24).toString('base64')).join(','),
  API_TOKEN_SALT: () => randomBytes(24).toString('base64'),
  ADMIN_JWT_SECRET: () => randomBytes(32).toString('base64'),
  TRANSFER_TOKEN_SALT: () => randomBytes(24).toString('base64'),
  JWT_SECRET: () => randomBytes(32).toString('base64'),
  ENCRYPTION_KEY: () => randomBytes(32).toString('hex'),
} as const;

type SecretName = keyof typeof SECRETS;
const SECRET_NAMES = Object.keys(SECRETS) as SecretName[];

/** Opens (and creates) the data directory; `DATA_DIR`, default `.data` of the checkout. */
export const openDataDir = (root: string): string => {
  const dataDir = path.resolve(root, process.env['DATA_DIR'] ?? '.data');
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    const probe = path.join(dataDir, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw new SetupError(
      `数据目录不可写，请更换 DATA_DIR 或修改权限 / DATA_DIR is not writable: ${dataDir} (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
    );
  }
  return dataDir;
};

/** Ticks since boot at which the process started: tells a process from a later one of the same id. */
const processStart = (pid: number): string | null => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const isAlive = (pid: number, start: string | null): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return start === null || processStart(pid) === null || processStart(pid) === start;
};

const holderOf = (file: string): { pid: number; start: string | null } | null => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as { pid: number; start: string | null };
  } catch {
    return null;
  }
};

const refuseLiving = (dataDir: string, file: string): void => {
  const holder = holderOf(file);
  if (!holder || !isAlive(holder.pid, holder.start)) return;
  throw new SetupError(
    `数据目录正被另一个进程使用 (进程号 ${holder.pid})，请先停止它或另设 DATA_DIR / ${dataDir} is in use by process ${holder.pid}: stop it, or set another DATA_DIR`,
  );
};

/** Removes a dead process's lock, unless another starter has put a living one there meanwhile. */
const takeAway = (file: string): void => {
  const stale = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, stale);
  } catch {
    return; // Another starter was faster.
  }
  const holder = holderOf(stale);
  if (holder && isAlive(holder.pid, holder.start)) fs.linkSync(stale, file);
  fs.rmSync(stale, { force: true });
};

/**
 * Claims the data directory for this process, so that two servers never share one embedded
 * database unknowingly. The claim of a killed process is taken over.
 *
 * @returns a function that gives the claim up.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  const file = path.join(dataDir, 'lock');
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify({ pid: process.pid, start: processStart(process.pid) }), {
    mode: 0o600,
  });
  try {
    for (;;) {
      try {
        // A link appears whole or not at all: nobody reads a half-written lock.
        fs.linkSync(draft, file);
        return () => fs.rmSync(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      refuseLiving(dataDir, file);
      takeAway(file);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
};

/**
 * Fills `process.env` with the secrets: those set by the operator stay, the others are read from
 * `secrets.json` of the data directory (mode 600), which is completed with fresh ones.
 *
 * @throws SetupError when the file can't be used.
 */
export const loadSecrets = (dataDir: string): void => {
  const file = path.join(dataDir, 'secrets.json');
  let stored: Partial<Record<SecretName, string>> = {};
  if (fs.existsSync(file)) {
    try {
      stored = JSON.parse(fs.readFileSync(file, 'utf8')) as typeof stored;
    } catch {
      throw new SetupError(
        `密钥文件已损坏，请从备份恢复 / ${file} is not valid JSON: restore it from your backup`,
      );
    }
  }
  const missing = SECRET_NAMES.filter((name) => !process.env[name] && !stored[name]);
  if (missing.length > 0) {
    for (const name of missing) stored[name] = SECRETS[name]();
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  for (const name of SECRET_NAMES) process.env[name] ||= stored[name];
  const key = process.env['ENCRYPTION_KEY'] ?? '';
  if (key.length < 32) {
    throw new SetupError(
      'ENCRYPTION_KEY 太短，至少需要 32 个字符 / ENCRYPTION_KEY is too short: it needs at least 32 characters',
    );
  }
};
