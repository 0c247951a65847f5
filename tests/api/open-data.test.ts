import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { Workbook, type Row } from 'exceljs';

import { creditCodeCheck } from '../../src/shared/credit-code';
import { startApp, type App } from './support/app';
import { readCsv } from './support/csv';

const MARK = '\ufeff';
const FORMULAS = [
  '=1+1',
  '+1',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠1',
  ' =1+1',
  '\u3000＝1',
  '\u200b=1',
  '﹦1',
  '-1+1',
];
/** Look like formulas, but are none. */
const PLAIN = ['-5', '-5.50', 'a=1'];

interface Page {
  readonly id: string;
  readonly url: string;
  readonly lastChange: string | null;
  readonly rows: number | null;
  readonly key: string[];
  readonly columns: {
    name: string;
    type: string;
    label: { zh: string; en: string };
    values: { value: string; label: { zh: string } }[];
  }[];
  readonly files: { format: string; url: string; bytes: number | null; sha256: string | null }[];
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

describe('open data', () => {
  let app: App;
  let port: number;

  const open = (path: string, method = 'GET', from?: string): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      http
        .request({ port, path, method, agent: false, localAddress: from }, resolve)
        .on('error', reject)
        .end();
    });
  const fetchAll = async (path: string, method = 'GET', from?: string): Promise<Answer> => {
    const response = await open(path, method, from);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks),
    };
  };
  const json = async <T>(path: string): Promise<T> => {
    const { status, body } = await fetchAll(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${body.toString('utf8')}`);
    return JSON.parse(body.toString('utf8')) as T;
  };
  const page = async (id: string): Promise<Page> =>
    (await json<{ data: Page }>(`/api/open-data/${id}`)).data;
  const csv = async (id: string): Promise<(string | null)[][]> => {
    const { body } = await fetchAll(`/api/open-data/${id}/data.csv`);
    return readCsv(body.toString('utf8').slice(MARK.length));
  };
  const jsonl = async (id: string): Promise<Record<string, unknown>[]> => {
    const { body } = await fetchAll(`/api/open-data/${id}/data.jsonl`);
    return body
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  /** The rows of a workbook, as Excel's reader has them, and the texts of its first sheet. */
  const workbook = async (id: string) => {
    const { status, body } = await fetchAll(`/api/open-data/${id}/data.xlsx`);
    if (status !== 200) throw new Error(`${id}: ${status}`);
    const book = new Workbook();
    await book.xlsx.load(body as unknown as ArrayBuffer);
    const [facts, sheet] = book.worksheets;
    const valuesOf = (row: Row): unknown[] =>
      Array.from({ length: sheet?.columnCount ?? 0 }, (_, index) => row.getCell(index + 1).value);
    const [head = [], ...rows] = sheet?.getRows(1, sheet.rowCount)?.map(valuesOf) ?? [];
    const about = facts?.getRows(1, facts.rowCount)?.map((row) => row.getCell(1).value);
    return { head, rows, about };
  };
  const all = async (path: string): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    for (let number = 1; ; number += 1) {
      const { data } = await json<{ data: Record<string, unknown>[] }>(
        `/api/${path}${path.includes('?') ? '&' : '?'}pagination[pageSize]=100&pagination[page]=${number}`,
      );
      found.push(...data);
      if (data.length < 100) return found;
    }
  };
  const connections = async (): Promise<number> => {
    const { rows } = await app.strapi.db.connection.raw<{ rows: { total: number }[] }>(
      `select count(*)::int as total from pg_stat_activity where application_name = 'gongkai-open-data'`,
    );
    return rows[0]?.total ?? -1;
  };
  const settled = async (): Promise<number> => {
    for (let tries = 0; tries < 100 && (await connections()) > 0; tries += 1) await sleep(100);
    return connections();
  };

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: 'https://open.example' } });
    // Enough to be under way for a while: no buffer between here and there holds all of it.
    await app.strapi.db.connection.raw(
      `insert into fund_beneficiaries (document_id, fund_code, allocation_code, public_name, street,
         community, amount, period, persons, households, created_at, updated_at)
       select 'many' || number, '2017-01', '2017-01-01', '张*', '大智街', '天津社区', 4320.00,
         '2017年', 1, 1, now(), now() from generate_series(1, 150000) number`,
    );
    await new Promise<void>((resolve) => app.strapi.server.httpServer.listen(0, resolve));
    port = (app.strapi.server.httpServer.address() as AddressInfo).port;
  });
  afterAll(() => app.stop());

  it('should list the data sets that the record consists of', async () => {
    const { data } = await json<{ data: Page[] }>('/api/open-data');
    expect(data.map(({ id }) => id)).toEqual([
      'funds',
      'fund-policies',
      'fund-allocations',
      'fund-beneficiaries',
      'department-budgets',
      'three-public-expenses',
      'establishment-records',
      'establishment-quotas',
      'staff-members',
      'figures',
    ]);
  });

  it('should hold what the content API shows, value by value', async () => {
    const names = ['code', 'year', 'name', 'category', 'totalAmount', 'asOf', 'isSensitive'];
    const rest = await all('funds?populate=department,sources');
    const lines = await jsonl('funds');
    const pick = (row: Record<string, unknown>) => names.map((name) => row[name]);
    expect(lines.map(pick)).toEqual(rest.map(pick));
    expect(lines.map(({ department }) => department)).toEqual(
      rest.map(({ department }) => (department as { name: string }).name),
    );
    expect(lines.map(({ cityAmount }) => cityAmount)).toEqual(
      rest.map(({ sources }) => (sources as { city: string }).city),
    );
    const [head, ...rows] = await csv('funds');
    expect(head).toEqual(Object.keys(lines[0] ?? {}));
    expect(rows).toEqual(
      lines.map((line) =>
        Object.values(line).map((value) =>
          value === null ? null : String(value as string | number | boolean),
        ),
      ),
    );
  });

  it('should be a workbook that Excel reads: words, numbers and days', async () => {
    const { data } = await json<{ data: Page[] }>('/api/open-data');
    for (const set of data.filter(({ id }) => id !== 'fund-beneficiaries')) {
      const { head, rows, about } = await workbook(set.id);
      expect(head).toEqual(set.columns.map(({ label }) => label.zh));
      expect({ id: set.id, rows: rows.length }).toEqual({
        id: set.id,
        rows: (await jsonl(set.id)).length,
      });
      expect(about).toEqual(expect.arrayContaining(['名称', '使用许可', ...head]));
    }
    const { head, rows } = await workbook('funds');
    const lines = await jsonl('funds');
    const column = (title: string) => rows.map((row) => row[head.indexOf(title)]);
    expect(column('资金总额')).toEqual(lines.map(({ totalAmount }) => Number(totalAmount)));
    expect(column('数据截止日期')).toEqual(
      lines.map(({ asOf }) => new Date(`${asOf as string}T00:00:00Z`)),
    );
    expect(column('资金类别')).toContain('最低生活保障');
    expect(column('到人到户')).toContain('是');
  });

  it('should have a Data Package that fits its file, fiscal where it is', async () => {
    for (const id of ['funds', 'staff-members', 'department-budgets']) {
      const described = await json<{
        profile: string;
        resources: {
          bytes: number;
          hash: string;
          schema: { fields: { name: string; columnType?: string }[]; primaryKey: string[] };
        }[];
      }>(`/api/open-data/${id}/datapackage.json`);
      const { body } = await fetchAll(`/api/open-data/${id}/data.csv`);
      const [resource] = described.resources;
      const [head] = await csv(id);
      expect(resource?.schema.fields.map(({ name }) => name)).toEqual(head);
      expect(resource?.bytes).toBe(body.length);
      expect(resource?.hash).toBe(`sha256:${sha256(body)}`);
      const types = resource?.schema.fields.flatMap(({ columnType }) => columnType ?? []) ?? [];
      expect(described.profile).toBe(
        id === 'staff-members' ? 'tabular-data-package' : 'fiscal-data-package',
      );
      if (id !== 'staff-members') expect(types).toContain('value');
    }
  });

  it('should be harvested as DCAT', async () => {
    const catalogue = await json<{
      '@type': string;
      'dcat:dataset': {
        'dct:identifier': string;
        'dct:license'?: unknown;
        'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[];
      }[];
    }>('/api/open-data/catalog.jsonld');
    expect(catalogue['@type']).toBe('dcat:Catalog');
    const urls = catalogue['dcat:dataset'].flatMap((set) =>
      set['dcat:distribution'].map((one) => one['dcat:downloadURL']['@id']),
    );
    expect(urls).toHaveLength(30);
    for (const url of urls.filter((one) => !one.includes('fund-beneficiaries'))) {
      const { status } = await fetchAll(url.replace('https://open.example', ''), 'HEAD');
      expect({ url, status }).toEqual({ url, status: 200 });
    }
  });

  it('should make a row of every entry of a component', async () => {
    const records = await all('establishment-records?populate[quotas]=true&fields=asOf');
    const total = records.reduce((sum, { quotas }) => sum + (quotas as unknown[]).length, 0);
    expect(await jsonl('establishment-quotas')).toHaveLength(total);
  });

  it('should keep the list of a fund that publishes totals only out of every file', async () => {
    const sensitive = (await all('funds')).filter(({ isSensitive }) => isSensitive === true);
    expect(sensitive.length).toBeGreaterThan(0);
    const codes = new Set((await jsonl('fund-beneficiaries')).map(({ fundCode }) => fundCode));
    expect(codes.size).toBeGreaterThan(1);
    for (const { code } of sensitive) expect(codes.has(code)).toBe(false);
  });

  it('should tell rows, size and checksum of what it sends, and the same next time', async () => {
    const { data } = await json<{ data: Page[] }>('/api/open-data');
    for (const { id } of data) {
      const told = await page(id);
      for (const { format, bytes, sha256: sum } of told.files) {
        if (id === 'fund-beneficiaries' && format === 'xlsx') continue;
        const { headers, body } = await fetchAll(`/api/open-data/${id}/data.${format}`);
        expect({ id, format, bytes: body.length, sum: sha256(body) }).toEqual({
          id,
          format,
          bytes,
          sum,
        });
        // What is computed anew every few seconds is told with the file only within these.
        if (id === 'figures' && headers['x-row-count'] === undefined) continue;
        expect(headers['x-row-count']).toBe(String(told.rows));
        expect(headers['repr-digest']).toBe(
          `sha-256=:${Buffer.from(sum ?? '', 'hex').toString('base64')}:`,
        );
      }
      expect((await csv(id)).length - 1).toBe(told.rows);
    }
  });

  it('should have the checksums in the catalogue, and lead to that of a very large set', async () => {
    const listed = async () => (await json<{ data: Page[] }>('/api/open-data')).data;
    const sums = ({ files }: Page) => files.map((file) => file.sha256);
    await app.strapi.db.connection('fund_beneficiaries').where({ document_id: 'many1' }).update({
      street: '另一条街',
    });
    for (const set of await listed()) {
      if (set.id === 'fund-beneficiaries') {
        expect(sums(set)).toEqual([null, null, null]);
        continue;
      }
      const told = await page(set.id);
      expect(sums(set)).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
      expect(sums(set)).toEqual(sums(told));
      expect(set.rows).toBe(told.rows);
    }
    const large = (await listed()).find(({ id }) => id === 'fund-beneficiaries');
    const own = await json<{ data: Page }>(large?.url.replace('https://open.example', '') ?? '');
    expect(own.data.files.map((file) => file.sha256)).toEqual([
      expect.any(String),
      expect.any(String),
      null,
    ]);
    const again = (await listed()).find(({ id }) => id === 'fund-beneficiaries');
    expect(again && sums(again)).toEqual(sums(own.data));
    const catalogue = await json<{
      'dcat:dataset': { 'dcat:distribution': { 'spdx:checksum'?: unknown }[] }[];
    }>('/api/open-data/catalog.jsonld');
    const distributions = catalogue['dcat:dataset'].flatMap((set) => set['dcat:distribution']);
    expect(distributions.filter((one) => one['spdx:checksum'] === undefined)).toHaveLength(1);
  });

  it('should open in Excel: UTF-8 with its mark, as an attachment', async () => {
    const { headers, body } = await fetchAll('/api/open-data/funds/data.csv');
    expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="funds.csv"');
  });

  it('should answer HEAD without reading anything', async () => {
    const { status, headers, body } = await fetchAll('/api/open-data/funds/data.csv', 'HEAD');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body).toHaveLength(0);
  });

  it('should explain every column and every value', async () => {
    const { data } = await json<{ data: Page[] }>('/api/open-data');
    for (const set of data) {
      for (const { name, type, label, values } of set.columns) {
        expect({ set: set.id, name, zh: /\p{Script=Han}/u.test(label.zh) }).toEqual({
          set: set.id,
          name,
          zh: true,
        });
        if (type === 'enumeration') expect(values.length).toBeGreaterThan(1);
        for (const { value, label: text } of values) expect(text.zh).not.toBe(value);
      }
    }
  });

  it('should put no formula into a spreadsheet, but leave JSON as it is', async () => {
    const table = app.strapi.db.connection('fund_allocations');
    const texts = [...FORMULAS, ...PLAIN];
    const rows = (await table.clone().select('id').limit(texts.length)) as { id: number }[];
    for (const [index, { id }] of rows.entries())
      await table.clone().where({ id }).update({ receiver: texts[index] });
    const [head = [], ...cells] = await csv('fund-allocations');
    const receivers = cells.map((row) => row[head.indexOf('receiver')]);
    for (const formula of FORMULAS) {
      expect(receivers).toContain(`'${formula}`);
      expect(receivers).not.toContain(formula);
    }
    for (const text of PLAIN) expect(receivers).toContain(text);
    const sheet = await workbook('fund-allocations');
    const inSheet = sheet.rows.map((row) => row[head.indexOf('receiver')]);
    for (const formula of FORMULAS) {
      expect(inSheet).toContain(`'${formula}`);
      expect(inSheet).not.toContain(formula);
    }
    const plain = (await jsonl('fund-allocations')).map(({ receiver }) => receiver);
    for (const formula of FORMULAS) expect(plain).toContain(formula);
  });

  it('should have another checksum after a publication', async () => {
    const before = await page('funds');
    const funds = app.strapi.documents('api::fund.fund');
    const [first] = await funds.findMany({ status: 'published', limit: 1 });
    if (!first) throw new Error('no fund');
    await funds.unpublish({ documentId: first.documentId });
    const after = await page('funds');
    expect(after.rows).toBe((before.rows ?? 0) - 1);
    expect(after.files[0]?.sha256).not.toBe(before.files[0]?.sha256);
    await funds.publish({ documentId: first.documentId });
    expect((await page('funds')).rows).toBe(before.rows);
  });

  it('should tell its last change: publications, withdrawals, and what its columns lead to', async () => {
    const since = async (id: string): Promise<string> => {
      const { data } = await json<{ data: Page[] }>('/api/open-data');
      return data.find((set) => set.id === id)?.lastChange ?? '';
    };
    const documents = (uid: 'fund' | 'organization') =>
      app.strapi.documents(`api::${uid}.${uid}` as 'api::fund.fund');
    const newestEntry = async (): Promise<string> => {
      const { rows } = await app.strapi.db.connection.raw<{ rows: { at: string }[] }>(
        `select to_char(max(occurred_at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from publication_ledger_entries`,
      );
      return rows[0]?.at ?? '';
    };
    const sets = ['funds', 'fund-beneficiaries', 'figures'];
    const expectAll = async (at: string): Promise<void> => {
      for (const id of sets) expect({ id, at: await since(id) }).toEqual({ id, at });
    };
    const [fund] = await documents('fund').findMany({
      status: 'published',
      filters: { code: '2017-01' },
      populate: ['department'],
    });
    if (!fund?.department) throw new Error('no fund');

    // Its 150,000 payments were loaded long before: no row of theirs is newer than the withdrawal.
    await app.strapi.db.connection.raw(`update fund_beneficiaries set updated_at = '2017-01-01'`);
    await documents('fund').unpublish({ documentId: fund.documentId });
    const withdrawn = await newestEntry();
    await expectAll(withdrawn);
    await documents('fund').publish({ documentId: fund.documentId });
    const published = await since('fund-beneficiaries');
    expect(published > withdrawn).toBe(true);
    expect(published).toBe(await newestEntry());

    await documents('organization').update({
      documentId: fund.department.documentId,
      data: { name: '新名称局' } as never,
    });
    expect((await csv('funds')).flat()).toContain('新名称局');
    const renamed = await since('funds');
    expect(renamed > published).toBe(true);
    const catalogue = await json<{ 'dcat:dataset': Record<string, unknown>[] }>(
      '/api/open-data/catalog.jsonld',
    );
    expect(
      catalogue['dcat:dataset'].find((set) => set['dct:identifier'] === 'funds')?.['dct:modified'],
    ).toEqual({ '@type': 'xsd:dateTime', '@value': renamed });

    // What never was public leaves no trace, though the ledger tells of every deletion.
    const before = await since('figures');
    const body = '11000000999999999';
    const { documentId } = await documents('organization').create({
      data: {
        name: '涉密机构',
        code: body + creditCodeCheck(body),
        slug: 'secret-organ',
        kind: 'organ',
        state: 'active',
        isClassified: true,
      } as never,
    });
    await documents('organization').delete({ documentId });
    expect((await newestEntry()) > before).toBe(true);
    expect(await since('figures')).toBe(before);
    expect(await since('funds')).toBe(renamed);
  });

  it('should let go of everything when the reader goes away', async () => {
    for (let round = 0; round < 5; round += 1) {
      const response = await open('/api/open-data/fund-beneficiaries/data.jsonl');
      await new Promise((resolve) => response.once('data', resolve));
      response.destroy();
    }
    expect(await settled()).toBe(0);
    const { status } = await fetchAll('/api/open-data/fund-beneficiaries/data.csv');
    expect(status).toBe(200);
  });

  it('should send a few files at once and ask the others to come back', async () => {
    const [address, small] = [
      '/api/open-data/fund-beneficiaries/data.jsonl',
      '/api/open-data/funds/data.csv',
    ];
    const slow = [await open(address), await open(address)];
    const expectRefusal = async (status: number, from?: string): Promise<void> => {
      const refused = await fetchAll(small, 'GET', from);
      expect(refused.status).toBe(status);
      expect(refused.headers['retry-after']).toBe('10');
      expect(refused.headers['content-disposition']).toBeUndefined();
    };
    await expectRefusal(429);
    // One sender alone shuts nobody else out.
    expect((await fetchAll(small, 'GET', '127.0.0.2')).status).toBe(200);
    slow.push(await open(address, 'GET', '127.0.0.2'), await open(address, 'GET', '127.0.0.3'));
    await expectRefusal(503, '127.0.0.2');
    await expectRefusal(503, '127.0.0.4');
    for (const response of slow) response.destroy();
    expect(await settled()).toBe(0);
    expect((await fetchAll('/api/open-data/funds/data.csv')).status).toBe(200);
  });

  it.each([
    ['/api/open-data?x=1', 400],
    ['/api/open-data/funds?filters[year]=2017', 400],
    ['/api/open-data/funds/data.csv?year=2017', 400],
    ['/api/open-data/nothing', 404],
    ['/api/open-data/nothing/data.csv', 404],
    ['/api/open-data/funds/data.exe', 404],
    ['/api/open-data/constructor', 404],
    ['/api/open-data/funds/data.constructor', 404],
  ])('should refuse %s with %i', async (path, status) => {
    expect((await fetchAll(path)).status).toBe(status);
  });
});
