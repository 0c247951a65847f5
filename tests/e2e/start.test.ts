import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { once } from 'node:events';

import { Client } from 'pg';

import { createDatabase, databaseUrl, dropDatabase, EMPTY_TEMPLATE } from '../support/databases';
import { freePort, startRefused, startServer } from './support/process';

const dataDir = (name: string): string => path.join(process.env['TEST_DATA_DIR'] as string, name);
/** The run's own settings would hide what the start does by itself. */
const UNSET = {
  DATABASE_URL: undefined,
  APP_KEYS: undefined,
  API_TOKEN_SALT: undefined,
  ADMIN_JWT_SECRET: undefined,
  TRANSFER_TOKEN_SALT: undefined,
  JWT_SECRET: undefined,
  ENCRYPTION_KEY: undefined,
};

const postmaster = (dir: string): number | null => {
  const file = path.join(dir, 'postgres', 'data', 'postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : null;
};

describe('npm start on the embedded server', () => {
  const dir = dataDir('start');

  it('should create its secrets, answer, and stop with its database on SIGTERM', async () => {
    const server = await startServer({ ...UNSET, DATA_DIR: dir });
    expect((await fetch(`${server.url}/admin`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);
    expect(fs.statSync(path.join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(postmaster(dir)).not.toBeNull();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(postmaster(dir)).toBeNull();
    expect(fs.existsSync(path.join(dir, 'lock'))).toBe(false);
  });

  it('should offer the first-admin page and no demo account', async () => {
    const server = await startServer({ ...UNSET, DATA_DIR: dir });
    const init = (await (await fetch(`${server.url}/admin/init`)).json()) as {
      data: { hasAdmin: boolean };
    };
    expect(init.data.hasAdmin).toBe(false);
    expect(await server.end('SIGINT')).toBe(0);
  });

  it('should recover by itself after kill -9 of the application', async () => {
    const killed = await startServer({ ...UNSET, DATA_DIR: dir });
    await killed.end('SIGKILL');
    expect(postmaster(dir)).not.toBeNull();
    const server = await startServer({ ...UNSET, DATA_DIR: dir });
    expect(await server.end()).toBe(0);
    expect(postmaster(dir)).toBeNull();
  });

  it('should recover by itself after kill -9 of the database and the application', async () => {
    const killed = await startServer({ ...UNSET, DATA_DIR: dir });
    process.kill(postmaster(dir) as number, 'SIGKILL');
    await killed.end('SIGKILL');
    const server = await startServer({ ...UNSET, DATA_DIR: dir });
    expect(await server.end()).toBe(0);
  });

  it('should refuse a second server on the same data directory', async () => {
    const server = await startServer({ ...UNSET, DATA_DIR: dir });
    const refused = await startRefused({ ...UNSET, DATA_DIR: dir });
    expect(refused.code).toBe(1);
    expect(refused.lines).toHaveLength(1);
    expect(refused.lines[0]).toContain('DATA_DIR');
    expect(await server.end()).toBe(0);
  });
});

describe('npm start with a wrong setting', () => {
  const name = 'start_refusals';
  beforeAll(() => createDatabase(name, EMPTY_TEMPLATE));
  afterAll(() => dropDatabase(name));

  const refusal = async (env: Record<string, string | undefined>): Promise<string> => {
    const refused = await startRefused({
      DATABASE_URL: databaseUrl(name),
      DATA_DIR: dataDir('refusals'),
      ...env,
    });
    expect(refused.code).toBe(1);
    expect(refused.lines).toHaveLength(1);
    return refused.lines[0] as string;
  };

  it('should end with one line when the database does not answer', async () => {
    const port = await freePort();
    expect(await refusal({ DATABASE_URL: `postgresql://a:secret@127.0.0.1:${port}/b` })).toMatch(
      /无法连接数据库.*ECONNREFUSED/,
    );
  });

  it('should not tell the password of DATABASE_URL', async () => {
    const port = await freePort();
    expect(
      await refusal({ DATABASE_URL: `postgresql://a:hidden-word@127.0.0.1:${port}/b` }),
    ).not.toContain('hidden-word');
  });

  it.each(['not a url', 'mysql://a:b@localhost/c'])(
    'should end with one line for DATABASE_URL "%s"',
    async (url) => {
      expect(await refusal({ DATABASE_URL: url })).toContain('DATABASE_URL');
    },
  );

  it('should end with one line when the database does not exist', async () => {
    expect(await refusal({ DATABASE_URL: databaseUrl('no_such_database') })).toContain(
      'no_such_database',
    );
  });

  it('should end with one line when the port is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    expect(await refusal({ PORT: String(port) })).toContain(String(port));
    other.close();
  });

  it('should end with one line when the port is no port', async () => {
    expect(await refusal({ PORT: 'http' })).toContain('PORT');
  });

  it('should end with one line when the data directory can not be written', async () => {
    expect(await refusal({ DATA_DIR: '/dev/null/data' })).toContain('DATA_DIR');
  });

  it('should end with one line when the secrets are damaged', async () => {
    const dir = dataDir('damaged');
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(dir, 'secrets.json'), '{"APP_KEYS": ');
    expect(await refusal({ DATA_DIR: dir })).toContain('secrets.json');
  });

  it('should end with one line when the encryption key is too short or another one', async () => {
    expect(await refusal({ ENCRYPTION_KEY: 'short' })).toContain('ENCRYPTION_KEY');
    const server = await startServer({
      DATABASE_URL: databaseUrl(name),
      DATA_DIR: dataDir('refusals'),
    });
    await server.end();
    expect(await refusal({ ENCRYPTION_KEY: 'x'.repeat(40) })).toContain('ENCRYPTION_KEY');
    const client = new Client({ connectionString: databaseUrl(name) });
    await client.connect();
    const { rows } = await client.query(
      `select value from strapi_core_store_settings where key like '%fingerprint'`,
    );
    await client.end();
    expect(JSON.stringify(rows)).not.toContain('test-encryption-key');
  });
});
