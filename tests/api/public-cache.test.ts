import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { creditCodeCheck } from '../../src/shared/credit-code';
import { databaseUrl } from '../support/databases';
import { startApp, type App } from './support/app';

const NODE = path.resolve(__dirname, '../../dist/tests/api/support/public-node.js');
const NOTICE = 'api::notice.notice';
const ORGANIZATION = 'api::organization.organization';
const FUND = 'api::fund.fund';
const INQUIRY = 'api::inquiry.inquiry';

const creditCode = (serial: number): string => {
  const body = `11000000${String(serial).padStart(9, '0')}`;
  return body + creditCodeCheck(body);
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

describe('cache of the content API on two nodes', () => {
  let app: App;
  let other: ChildProcess;
  /** Addresses of both nodes: the one in this process first. */
  let nodes: [string, string];
  let sql: Client;
  let organization: string;

  const get = async (
    address: string,
    node = 0,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${nodes[node]}/api/${address}`, { headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  /** The same answer of both nodes. */
  const both = async (address: string): Promise<Answer> => {
    const [one, two] = await Promise.all([get(address, 0), get(address, 1)]);
    expect(two.text).toBe(one.text);
    expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
    return one;
  };
  /** Statements that this process's node sends to the database while the work is done. */
  const statements = async (work: () => Promise<unknown>): Promise<string[]> => {
    const seen: string[] = [];
    const watch = (query: { sql: string }): void => {
      if (query.sql.includes('json_build_object')) seen.push(query.sql);
    };
    const db = app.strapi.db.connection;
    db.on('query', watch);
    try {
      await work();
    } finally {
      db.removeListener('query', watch);
    }
    return seen;
  };

  let serial = 0;
  const notice = async (more: Record<string, unknown> = {}): Promise<string> => {
    serial += 1;
    const { documentId } = await app.strapi.documents(NOTICE).create({
      data: {
        title: `第${serial}号公告`,
        slug: `gong-gao-${serial}`,
        kind: 'announcement',
        issuedOn: '2017-03-01',
        body: '正文',
        summary: '摘要',
        issuer: { documentId: organization },
        ...more,
      } as never,
    });
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };

  beforeAll(async () => {
    app = await startApp();
    await new Promise<void>((resolve) => {
      app.strapi.server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    other = fork(NODE, {
      env: { ...process.env, DATABASE_URL: app.databaseUrl },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [message] = (await once(other, 'message')) as [{ port: number }];
    nodes = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${message.port}`];
    sql = new Client({ connectionString: app.databaseUrl });
    await sql.connect();
    const created = await app.strapi.documents(ORGANIZATION).create({
      data: {
        name: '区民政局',
        code: creditCode(1),
        slug: 'min-zheng',
        kind: 'organ',
        state: 'active',
      },
    });
    organization = created.documentId;
    await notice();
  });
  afterAll(async () => {
    await sql.end();
    const gone = once(other, 'exit');
    other.kill('SIGKILL');
    await gone;
    await app.stop();
  });

  describe('an answer', () => {
    it('should come from memory the second time, whatever the order of its parameters', async () => {
      const first = await get('notices?sort=title&fields=title&pagination[pageSize]=3');
      const seen = await statements(async () => {
        for (const address of [
          'notices?sort=title&fields=title&pagination[pageSize]=3',
          'notices?pagination%5BpageSize%5D=3&fields=title&sort=title',
        ]) {
          const again = await get(address);
          expect(again.text).toBe(first.text);
          expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
        }
      });
      expect(seen).toEqual([]);
    });

    it('should be of its own for each order in which parameters have a meaning', async () => {
      await notice({ title: '甲', summary: 'order', kind: 'news', issuedOn: '2017-01-01' });
      await notice({ title: '乙', summary: 'order', kind: 'announcement', issuedOn: '2017-01-02' });
      await notice({ title: '丙', summary: 'order', kind: 'news', issuedOn: '2017-01-03' });
      const titles = async (sort: string): Promise<string[]> => {
        const { text } = await get(`notices?filters[summary]=order&fields=title&${sort}`);
        const { data } = JSON.parse(text) as { data: { title: string }[] };
        return data.map(({ title }) => title);
      };
      // Each once made and once kept.
      for (let time = 0; time < 2; time += 1) {
        expect(await titles('sort[kind]=asc&sort[issuedOn]=desc')).toEqual(['乙', '丙', '甲']);
        expect(await titles('sort[issuedOn]=desc&sort[kind]=asc')).toEqual(['丙', '乙', '甲']);
        expect(await titles('sort=kind&sort[0]=title:desc')).toEqual(['乙', '甲', '丙']);
        expect(await titles('sort[0]=title:desc&sort=kind')).toEqual(['甲', '乙', '丙']);
      }
      // Nothing is read of a query but its first thousand parameters.
      const filtered = 'filters[summary]=order&fields=title';
      const cut = await get(`notices?${'&'.repeat(1_000)}${filtered}`);
      expect((await get(`notices?${filtered}`)).text).not.toBe(cut.text);
    });

    it('should be made once for all who ask at the same time', async () => {
      const address = 'notices?filters[title][$ne]=together&fields=title';
      const seen = await statements(() =>
        Promise.all(Array.from({ length: 20 }, () => get(address))),
      );
      expect(seen).toHaveLength(1);
    });

    it('should be made once for all who come in at the same moment', async () => {
      const { hostname, port } = new URL(nodes[0]);
      const socket = net.connect(Number(port), hostname);
      await once(socket, 'connect');
      const readers = 20;
      const ask = (more = '') =>
        `GET /api/notices?filters[title][$ne]=moment&fields=title HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
      // In one piece: the server has read all of them before it looks at what changed.
      const seen = await statements(async () => {
        socket.write(ask().repeat(readers - 1) + ask('Connection: close\r\n'));
        expect((await textOf(socket)).split('HTTP/1.1 200 OK')).toHaveLength(readers + 1);
      });
      expect(seen).toHaveLength(1);
    });

    it('should carry a strong tag, and be 304 to who has it', async () => {
      const plain = await get('notices', 0, { 'accept-encoding': 'identity' });
      const tag = plain.headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]{20,}"$/);
      expect(plain.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
      for (const value of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const same = await get('notices', 0, { 'if-none-match': value });
        expect([same.status, same.text]).toEqual([304, '']);
        expect(same.headers.get('content-length')).toBeNull();
      }
      expect((await get('notices', 0, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it('should be compressed on request, each encoding under a tag of its own', async () => {
      for (let index = 0; index < 12; index += 1) await notice();
      const tags = new Set<string | null>();
      const texts = new Set<string>();
      for (const encoding of ['identity', 'gzip', 'br', 'br;q=0, gzip', 'gzip']) {
        const answer = await get('notices', 0, { 'accept-encoding': encoding });
        const expected = encoding === 'identity' ? null : encoding.includes('gzip') ? 'gzip' : 'br';
        expect(answer.headers.get('content-encoding')).toBe(expected);
        expect(answer.headers.get('vary')).toContain('Accept-Encoding');
        tags.add(answer.headers.get('etag'));
        texts.add(answer.text);
      }
      expect([tags.size, texts.size]).toEqual([3, 1]);
    });

    it('should have the same headers from memory and fresh, and none of another visitor', async () => {
      const address = 'notices?filters[title][$ne]=headers';
      const visit = async (origin: string) => {
        const { headers } = await get(address, 0, { origin });
        const list = [...headers].filter(([name]) => name !== 'date');
        return Object.fromEntries(list);
      };
      const [one, two] = [await visit('https://one.example'), await visit('https://two.example')];
      expect(one).toEqual({ ...two, 'access-control-allow-origin': 'https://one.example' });
      expect(two).toMatchObject({
        'access-control-allow-origin': 'https://two.example',
        'x-content-type-options': 'nosniff',
      });
      expect(two['vary']).toContain('Origin');
    });

    it('should answer HEAD like GET without the body', async () => {
      for (const address of ['notices?filters[title][$ne]=head', 'notices']) {
        const url = `${nodes[0]}/api/${address}`;
        const head = await fetch(url, { method: 'HEAD' });
        const whole = await fetch(url);
        expect(head.status).toBe(200);
        expect(await head.text()).toBe('');
        expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
      }
    });

    it('should not be kept when it is a refusal', async () => {
      expect((await get('notices/later')).status).toBe(404);
      await notice({ slug: 'later' });
      expect((await both('notices/later')).status).toBe(200);
      expect((await get('notices?unknown=1')).headers.get('etag')).toBeNull();
    });
  });

  describe('a change', () => {
    const title = async (address: string): Promise<unknown> =>
      (JSON.parse((await both(address)).text) as { data: unknown }).data;

    it.each<[string, () => Promise<unknown>, () => string]>([
      [
        'the name of an issuer, by SQL',
        () => sql.query(`update organizations set name = name || '改' where slug = 'min-zheng'`),
        () => 'notices?populate=issuer&pagination[pageSize]=1',
      ],
      [
        'the issuer becoming classified',
        () => sql.query(`update organizations set is_classified = true where slug = 'min-zheng'`),
        () => 'notices?pagination[pageSize]=1',
      ],
      [
        'the issuer no longer classified',
        () => sql.query(`update organizations set is_classified = false where slug = 'min-zheng'`),
        () => 'notices?pagination[pageSize]=1',
      ],
      [
        'a link table',
        () => sql.query('delete from notices_issuer_lnk'),
        () => 'notices?populate=issuer&pagination[pageSize]=1',
      ],
      [
        'a statement in a session that skips ordinary triggers',
        async () => {
          await sql.query('set session_replication_role = replica');
          await sql.query(`update organizations set phone = '12345'`);
          await sql.query('set session_replication_role = origin');
        },
        () => 'organizations?fields=phone',
      ],
      [
        'a truncated table',
        () => sql.query('truncate organizations cascade'),
        () => 'organizations?fields=name',
      ],
    ])('should show at once on both nodes: %s', async (_, change, address) => {
      const before = await both(address());
      await change();
      const after = await both(address());
      expect(after.text).not.toBe(before.text);
    });

    it('should show at once on both nodes: rows by COPY, under a fund published later', async () => {
      const address = 'fund-beneficiaries?fields=community';
      expect(await title(address)).toEqual([]);
      const department = await app.strapi.documents(ORGANIZATION).create({
        data: {
          name: '区财政局',
          code: creditCode(2),
          slug: 'cai-zheng',
          kind: 'organ',
          state: 'active',
        },
      });
      const fund = await app.strapi.documents(FUND).create({
        data: {
          code: '2017-01',
          year: 2017,
          name: '低保资金',
          slug: 'di-bao',
          category: 'minimum-living',
          department: { documentId: department.documentId },
          sources: { central: '1.00', province: '0', city: '0', district: '0' },
          totalAmount: '1.00',
          standards: '每人每月 670 元',
          policies: [{ title: '低保办法', docNumber: '武政规〔2017〕1号' }],
          reachesIndividuals: true,
          asOf: '2017-12-19',
        } as never,
      });
      await both(address);
      const stream = sql.query(
        copyFrom(`copy fund_beneficiaries (document_id, fund_code, allocation_code, name, street,
          community, amount, period, persons, households, updated_at) from stdin`),
      );
      stream.end('row1\t2017-01\ta\t王\t街\t社区\t1\t2017\t1\t1\t2017-01-01\n');
      await once(stream, 'finish');
      await sleep(20);
      expect(await title(address)).toEqual([]);
      await app.strapi.documents(FUND).publish({ documentId: fund.documentId });
      expect(await title(address)).toEqual([{ documentId: 'row1', community: '社区' }]);
      await app.strapi.documents(FUND).unpublish({ documentId: fund.documentId });
      expect(await title(address)).toEqual([]);
    });

    it('should show at once on both nodes: a letter that is answered in public', async () => {
      const { documentId } = await app.strapi.documents(INQUIRY).create({
        data: {
          kind: 'consultation',
          title: '低保申请',
          content: '请问怎样申请低保？',
          trackingCode: 'TRACKING',
          receivedOn: '2017-03-01',
          state: 'received',
          isValid: true,
          isPublic: false,
        },
      });
      expect(await title('inquiries?fields=title')).toEqual([]);
      await app.strapi.documents(INQUIRY).update({
        documentId,
        data: {
          state: 'replied',
          reply: '请到社区申请。',
          repliedOn: '2017-03-02',
          isPublic: true,
        },
      });
      expect(await title('inquiries?fields=title')).toEqual([{ documentId, title: '低保申请' }]);
    });

    it('should not show before it is committed, and leave the rest of the cache alone', async () => {
      const documentId = await notice({ issuer: null });
      await get('funds');
      const before = await both(`notices/${documentId}`);
      await sql.query('begin');
      await sql.query(`update notices set title = '未提交' where document_id = $1`, [documentId]);
      expect((await both(`notices/${documentId}`)).text).toBe(before.text);
      await sql.query('commit');
      expect((await both(`notices/${documentId}`)).text).toContain('未提交');
      expect(await statements(() => get('funds'))).toEqual([]);
    });

    it('should count for every table that an answer is read from', async () => {
      const seen = await statements(async () => {
        for (const model of app.strapi.plugin('public-api').service('types').catalogue().values())
          await get(`${model.path}?populate=*&filters[documentId][$ne]=tables`);
      });
      expect(seen.length).toBeGreaterThan(9);
      const tables = new Set(
        seen.flatMap((text) =>
          [...text.matchAll(/(?:from|join) "(\w+)"/g)].map(([, name]) => name),
        ),
      );
      expect(tables).toContain('files');
      const { rows } = await sql.query<{ name: string }>(
        `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
         where t.tgname = 'public_api_touch' and t.tgenabled = 'A'`,
      );
      const counted = new Set(rows.map(({ name }) => name));
      expect([...tables].filter((name) => !counted.has(name ?? ''))).toEqual([]);
    });
  });

  describe('under concurrency', () => {
    /**
     * Three writers change records through the Document Service and by SQL; readers on both nodes
     * ask all the while. An answer must be at least as new as what was committed when it was asked.
     */
    const run = async (seconds: number, disturb: () => Promise<void>): Promise<number> => {
      const documentId = await notice({ title: '第0次', issuer: null });
      const toggled = await notice({ issuer: null });
      let committed = 0;
      let committedPoint = 0;
      // While it doesn't change: whether the second notice is public.
      let shown: { isPublic: boolean } | null = { isPublic: true };
      serial += 1;
      const counted = `counter-${serial}`;
      await sql.query(
        `insert into query_points (document_id, name, is_active, updated_at) values ($1, $1, true, now())`,
        [counted],
      );
      let isOver = false;
      const problems: string[] = [];
      let answers = 0;

      const publisher = async (): Promise<void> => {
        for (let count = 1; !isOver; count += 1) {
          await app.strapi
            .documents(NOTICE)
            .update({ documentId, data: { title: `第${count}次` } });
          await app.strapi.documents(NOTICE).publish({ documentId });
          committed = count;
          await sleep(Math.random() * 20);
        }
      };
      const toggler = async (): Promise<void> => {
        while (!isOver) {
          shown = null;
          await app.strapi.documents(NOTICE).unpublish({ documentId: toggled });
          shown = { isPublic: false };
          await sleep(Math.random() * 40);
          shown = null;
          await app.strapi.documents(NOTICE).publish({ documentId: toggled });
          shown = { isPublic: true };
          await sleep(Math.random() * 40);
        }
      };
      const sqlWriter = async (): Promise<void> => {
        for (let count = 1; !isOver; count += 1) {
          await sql.query('update query_points set address = $1 where document_id = $2', [
            String(count),
            counted,
          ]);
          committedPoint = count;
          await sleep(Math.random() * 10);
        }
      };
      const numberIn = (text: string, pattern: RegExp): number =>
        Number(pattern.exec(text)?.[1] ?? -1);
      const reader = async (node: number): Promise<void> => {
        while (!isOver) {
          const [least, leastPoint, state] = [committed, committedPoint, shown];
          const one = await get(`notices/${documentId}`, node);
          const list = await get('notices?sort=title&pagination[pageSize]=100', node);
          const point = await get(`query-points/${counted}`, node);
          const second = await get(`notices/${toggled}`, node);
          answers += 4;
          if (numberIn(one.text, /第(\d+)次/) < least) problems.push(`detail older than ${least}`);
          if (numberIn(list.text, /第(\d+)次/) < least) problems.push(`list older than ${least}`);
          if (leastPoint > 0 && numberIn(point.text, /"address":"(\d+)"/) < leastPoint)
            problems.push(`point older than ${leastPoint}: ${point.status} ${point.text}`);
          if (state && state === shown && (second.status === 200) !== state.isPublic)
            problems.push(`withdrawn state ${second.status}`);
        }
      };
      const working = [publisher(), toggler(), sqlWriter(), ...[0, 1, 0, 1].map(reader)];
      const end = Date.now() + seconds * 1000;
      // However slow the machine is, something must have been committed.
      while (Date.now() < end || committed <= 5) await disturb();
      isOver = true;
      await Promise.all(working);
      expect([...new Set(problems)].slice(0, 5)).toEqual([]);
      expect(committed).toBeGreaterThan(5);
      return answers;
    };

    it('should never answer older than what was committed before the request', async () => {
      expect(await run(8, () => sleep(100))).toBeGreaterThan(100);
    });

    it('should never do so while connections are torn down', async () => {
      const admin = new Client({ connectionString: databaseUrl('postgres') });
      await admin.connect();
      try {
        await run(6, async () => {
          await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where application_name = 'gongkai-public-api' and datname = $1`,
            [new URL(app.databaseUrl).pathname.slice(1)],
          );
          await sleep(120);
        });
      } finally {
        await admin.end();
      }
    });
  });

  it('should serve uncached while revisions cannot be read, and from memory again afterwards', async () => {
    const documentId = await notice({ issuer: null });
    const address = `notices/${documentId}`;
    const name = new URL(app.databaseUrl).pathname.slice(1);
    const admin = new Client({ connectionString: databaseUrl('postgres') });
    await admin.connect();
    await get(address);
    try {
      await admin.query(`alter database ${name} with allow_connections false`);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'gongkai-public-api' and datname = $1`,
        [name],
      );
      await sleep(300);
      const uncached = await statements(async () => {
        for (let count = 0; count < 3; count += 1) {
          await sql.query('update notices set title = $1 where document_id = $2', [
            `断线${count}`,
            documentId,
          ]);
          const answer = await get(address);
          expect(answer.text).toContain(`断线${count}`);
          expect(answer.headers.get('etag')).not.toBeNull();
          expect((await get(address)).text).toBe(answer.text);
        }
      });
      expect(uncached).toHaveLength(6);
    } finally {
      await admin.query(`alter database ${name} with allow_connections true`);
      await admin.end();
    }
    let last = 1;
    for (let attempt = 0; attempt < 40 && last > 0; attempt += 1) {
      await sleep(100);
      last = (await statements(() => get(address))).length;
    }
    expect(last).toBe(0);
    await sql.query('update notices set title = $1 where document_id = $2', ['重连', documentId]);
    expect((await get(address)).text).toContain('重连');
  });
});
