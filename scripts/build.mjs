// Builds what is out of date: the server (tsc, 5 s) and the admin panel (vite, 45 s) each have a
// stamp, the hash of all they are made of. `node scripts/build.mjs [--server-only] [--force]`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');

const isTest = (file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx');
const isAdmin = (file) => /^src\/(admin|plugins\/[^/]+\/admin)\//.test(file);

/** Files below the given places, relative to the checkout, in a stable order. */
const list = (...places) =>
  places
    .flatMap((place) => {
      const full = path.join(root, place);
      if (!fs.existsSync(full)) return [];
      if (fs.statSync(full).isFile()) return [place];
      return fs
        .readdirSync(full, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    })
    .filter((file) => !isTest(file))
    .sort();

const sources = list('config', 'database', 'scripts', 'src', 'tests', 'types');
const shared = ['package-lock.json', 'tsconfig.json'];
const parts = {
  server: {
    files: () => [
      ...shared,
      ...sources.filter((file) => !isAdmin(file) && !file.startsWith('tests/e2e/')),
    ],
    output: path.join(dist, 'src', 'index.js'),
    label: '编译服务端 / compiling the server',
    command: ['tsc', '-p', 'tsconfig.json'],
  },
  admin: {
    files: () => [
      ...shared,
      ...sources.filter(
        (file) => isAdmin(file) || file.startsWith('src/shared/') || file.endsWith('/labels.ts'),
      ),
      ...list('config/plugins.ts', 'config/admin.ts'),
    ],
    output: path.join(dist, 'build', 'index.html'),
    label: '构建管理后台，约一分钟 / building the admin panel, about a minute',
    command: ['strapi', 'build'],
  },
};

const hash = (files) => {
  const digest = createHash('sha256');
  for (const file of files)
    digest
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  return digest.digest('hex');
};

const build = (name, force) => {
  const part = parts[name];
  const stamp = path.join(dist, `.${name}-stamp`);
  const wanted = hash(part.files());
  const isFresh =
    !force &&
    fs.existsSync(part.output) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === wanted;
  if (isFresh) return;
  process.stdout.write(`… ${part.label}\n`);
  const started = Date.now();
  const result = spawnSync(part.command[0], part.command.slice(1), {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      STRAPI_TELEMETRY_DISABLED: 'true',
      PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  });
  if (result.status !== 0) {
    process.stderr.write(
      `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`,
    );
    process.stderr.write(`✗ 构建失败 / build of the ${name} failed\n`);
    process.exit(1);
  }
  fs.writeFileSync(stamp, wanted);
  process.stdout.write(`✓ ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
};

const refuseWithoutPackages = () => {
  if (fs.existsSync(path.join(root, 'node_modules', '.bin', 'strapi'))) return;
  process.stderr.write(
    '✗ 尚未安装依赖，请先运行 npm ci / Packages are not installed: run "npm ci" first\n',
  );
  process.exit(1);
};

/** Brings `dist/` up to date. */
export const ensureBuilt = ({ admin = true, force = false } = {}) => {
  refuseWithoutPackages();
  // strapi build compiles the server too; it comes first so that the server's stamp is the last word.
  if (admin) build('admin', force);
  build('server', force);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureBuilt({
    admin: !process.argv.includes('--server-only'),
    force: process.argv.includes('--force'),
  });
}
