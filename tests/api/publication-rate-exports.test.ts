import { Readable } from 'node:stream';

import ExcelJS from 'exceljs';
import type { Response } from 'supertest';

import { administratorWithoutRights } from './support/administrators';
import { startApp, type App } from './support/app';

const PATH = '/publication-rate';

const binary = (
  response: NodeJS.ReadableStream,
  done: (error: Error | null, body: Buffer) => void,
): void => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

const client = (app: App, token: () => string) => {
  const file = async (url: string): Promise<Response> => {
    const response = await app.agent
      .get(`${PATH}${encodeURI(url)}`)
      .set('Authorization', `Bearer ${token()}`)
      .buffer(true)
      .parse(binary as never);
    return response;
  };
  const bytes = async (url: string): Promise<Buffer> => {
    const response = await file(url);
    expect([url, response.status]).toEqual([url, 200]);
    return response.body as Buffer;
  };
  return { file, bytes };
};

/** A file read back by somebody else's reader: facts, headings, rows. */
interface Sheet {
  readonly facts: ReadonlyMap<string, unknown>;
  readonly headings: readonly unknown[];
  readonly rows: readonly (readonly unknown[])[];
}

const tableOf = (facts: readonly (readonly unknown[])[], table: unknown[][]): Sheet => ({
  facts: new Map(facts.map(([label, value]) => [String(label), value])),
  headings: table[0] ?? [],
  rows: table.slice(1),
});

const valuesOf = (sheet: ExcelJS.Worksheet | undefined): unknown[][] => {
  const found: unknown[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    found.push((row.values as unknown[]).slice(1));
  });
  return found;
};

const readCsv = async (body: Buffer): Promise<Sheet> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = await workbook.csv.read(Readable.from([body]), {
    map: (value: unknown) => value,
    parserOptions: { ignoreEmpty: false },
  });
  const rows = valuesOf(sheet);
  const empty = rows.findIndex((row) => row.every((value) => value === '' || value === undefined));
  return tableOf(rows.slice(0, empty), rows.slice(empty + 1));
};

const readXlsx = async (body: Buffer): Promise<Sheet> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(body).buffer);
  const [facts, table] = workbook.worksheets;
  expect(facts?.name).toBe('说明');
  return tableOf(valuesOf(facts), valuesOf(table));
};

describe('files of a year with gaps', () => {
  let app: App;
  let token: string;
  let api: ReturnType<typeof client>;
  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    token = await app.adminToken();
    api = client(app, () => token);
  });
  afterAll(() => app.stop());

  it.each([
    ['csv', readCsv],
    ['xlsx', readXlsx],
  ] as const)(
    'should tell in %s what a figure is made of, and all its rows',
    async (format, read) => {
      const { facts, headings, rows } = await read(
        await api.bytes(`/figures/fund.rate/export?format=${format}&year=2017`),
      );
      expect(Object.fromEntries(facts)).toMatchObject({
        名称: '专项资金公开率',
        统计年度: '2017',
        数值: '66.66%',
        分子: '4',
        分母: '6',
        不计入: '0',
        取舍: '舍去两位小数以后的部分',
      });
      for (const label of ['定义', '依据', '截止日期', '计算时间']) {
        expect([label, facts.get(label)]).toEqual([label, expect.stringMatching(/.{8,}/)]);
      }
      expect(headings.slice(0, 6)).toEqual([
        '事项',
        '责任单位',
        '状态',
        '原因',
        '数量',
        '金额（元）',
      ]);
      expect(rows).toHaveLength(6);
      expect(rows.map(([, , state]) => state)).toEqual([
        ...Array<string>(2).fill('未完成'),
        ...Array<string>(4).fill('已完成'),
      ]);
      const [first] = rows as [unknown[]];
      expect(first.slice(3, 6)).toEqual(
        format === 'csv' ? ['未公开', '1', '114254.20'] : ['未公开', 1, 114254.2],
      );
      expect(rows.at(-1)?.[7]).toEqual(
        format === 'csv' ? expect.stringMatching(/^2017-12-/) : expect.any(Date),
      );
    },
  );

  it('should keep to the state and the words that are asked for', async () => {
    const missing = await readCsv(
      await api.bytes('/figures/fund.rate/export?format=csv&year=2017&state=missing'),
    );
    expect(missing.rows).toHaveLength(2);
    expect(missing.facts.get('只列状态')).toBe('未完成');
    const found = await readCsv(
      await api.bytes('/figures/fund.rate/export?format=csv&year=2017&q=高龄'),
    );
    expect(found.rows.map(([label]) => label)).toEqual(['高龄老年人津贴']);
    expect(found.facts.get('数值')).toBe('66.66%');
  });

  it('should call what a rate of timeliness misses late, done or not', async () => {
    const url = '/figures/request.timely-rate/export?format=csv&year=2017&asOf=2017-12-31';
    const all = await readCsv(await api.bytes(url));
    const late = all.rows.filter(([, , state]) => String(state).startsWith('逾期'));
    expect(late.map(([, , state, , , , , doneOn]) => [state, doneOn !== ''])).toEqual([
      ['逾期完成', true],
      ['逾期未完成', false],
    ]);
    expect(all.rows.map(([, , state]) => state)).toContain('按时完成');
    expect(all.facts.get('逾期数量')).toBe('2');
    const missing = await readCsv(await api.bytes(`${url}&state=missing`));
    expect(missing.rows).toEqual(late);
    expect(missing.facts.get('只列状态')).toBe('逾期');
  });

  it('should name the file in Chinese', async () => {
    const response = await api.file(
      '/figures/fund.amount-rate/export?format=xlsx&year=2017&asOf=2017-12-31',
    );
    const name = encodeURIComponent('专项资金公开率(按金额)_2017年_截至2017-12-31')
      .replace('(', '%28')
      .replace(')', '%29');
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="export.xlsx"; filename*=UTF-8''${name}.xlsx`,
    );
    expect(response.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers['cache-control']).toBe('private, no-store');
  });

  it('should have the reconciliations as funds, differences, nodes and payments', async () => {
    const read = async (query: string) =>
      readXlsx(await api.bytes(`/reconciliations/export?format=xlsx&year=2017${query}`));
    const funds = await read('');
    expect(funds.rows.map(([code, , , , state]) => [code, state])).toContainEqual([
      '2017-02',
      '有差额',
    ]);
    expect(funds.rows).toHaveLength(6);
    const differences = await read('&part=differences');
    expect(differences.rows).toEqual([
      [
        '2017-02',
        '灵活就业人员社会保险补贴',
        '武汉市江岸区人力资源局',
        '2017-02-01-001',
        '天津社区',
        -0.01,
        expect.stringContaining('相差 -0.01 元'),
      ],
    ]);
    const nodes = await read('&part=nodes');
    expect(nodes.rows).toHaveLength(36);
    const payments = await read('&part=rows&fund=hd57b0paz91jrb4q3mb2bqfq&node=2017-02-01-001');
    expect(payments.rows).toHaveLength(3);
    expect((await read('&part=rows')).rows).toHaveLength(46);
    expect(funds.facts.get('定义')).toEqual(expect.stringContaining('精确到分'));
  });

  it('should have the findings', async () => {
    const { rows } = await readCsv(await api.bytes('/findings/export?format=csv&year=2017'));
    expect(rows.map(([kind]) => kind)).toEqual(Array(3).fill('编制数与在册人数完全相同'));
    const one = await readCsv(
      await api.bytes('/findings/export?format=csv&year=2017&kind=fund.duplicate-payee'),
    );
    expect(one.rows).toEqual([]);
    expect(one.facts.get('名称')).toBe('同一资金同一期间重复领取');
  });

  it('should hold nothing that a spreadsheet takes for a formula', async () => {
    const db = app.strapi.db.connection;
    const names = ['=1+1', '＝cmd|1', '+1+1', '－1+1', '＠SUM(A1)', '\t=1'];
    const rows = (await db('fund_beneficiaries').where({ fund_code: '2017-01' }).orderBy('id')) as {
      id: number;
    }[];
    for (const [index, name] of names.entries()) {
      const id = rows[index]?.id;
      await db('fund_beneficiaries').where({ id }).update({ public_name: name });
    }
    for (const [format, read] of [
      ['csv', readCsv],
      ['xlsx', readXlsx],
    ] as const) {
      const file = await read(
        await api.bytes(`/reconciliations/export?format=${format}&year=2017&part=rows`),
      );
      const labels = file.rows.map((row) => row[4]);
      for (const name of names) {
        // The reader of CSV trims what stands outside quotes; ours are inside.
        expect([format, labels]).toEqual([format, expect.arrayContaining([`'${name}`])]);
      }
    }
  });

  it('should not name a classified organ, nor show a number of a person', async () => {
    const [organ] = await app.strapi
      .documents('api::organization.organization')
      .findMany({ filters: { isClassified: true } });
    const db = app.strapi.db.connection;
    const hashes = (await db('fund_beneficiaries')
      .distinct('id_hash')
      .pluck('id_hash')) as string[];
    const { body } = await app.agent
      .get('/publication-rate/figures?year=2017')
      .set('Authorization', `Bearer ${token}`);
    const urls = [
      ...(body.data as { id: string }[]).map(({ id }) => `/figures/${id}/export?`),
      ...['funds', 'differences', 'nodes', 'rows'].map(
        (part) => `/reconciliations/export?part=${part}&`,
      ),
      '/findings/export?',
    ];
    for (const url of urls) {
      const text = (await api.bytes(`${url}format=csv&year=2017`)).toString('utf8');
      expect([url, text.includes(organ?.name as string)]).toEqual([url, false]);
      expect([url, hashes.some((hash) => text.includes(hash))]).toEqual([url, false]);
    }
  });

  it.each([
    ['/figures/fund.rate/export?year=2017', '格式 format'],
    ['/figures/fund.rate/export?year=2017&format=pdf', '格式 format'],
    ['/figures/fund.rate/export?format=csv', '年度'],
    ['/figures/fund.rate/export?year=2017&format=csv&page=2', '不认识的参数'],
    ['/reconciliations/export?year=2017&format=csv&part=all', '内容 part'],
    ['/findings/export?year=2017&format=csv&kind=fund.nothing', '没有“fund.nothing”这类疑点'],
  ])('should refuse %s with what to do', async (url, message) => {
    const response = await app.agent.get(`${PATH}${url}`).set('Authorization', `Bearer ${token}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
  });

  it('should be open to nobody but those with the right', async () => {
    const outsider = await administratorWithoutRights(app);
    for (const url of [
      '/figures/fund.rate/export?year=2017&format=csv',
      '/reconciliations/export?year=2017&format=csv',
      '/findings/export?year=2017&format=csv',
    ]) {
      expect((await app.agent.get(`${PATH}${url}`)).status).toBe(401);
      const refused = await app.agent
        .get(`${PATH}${url}`)
        .set('Authorization', `Bearer ${outsider}`);
      expect(refused.status).toBe(403);
    }
    const unknown = await app.agent
      .get(`${PATH}/figures/fund.nothing/export?year=2017&format=csv`)
      .set('Authorization', `Bearer ${token}`);
    expect(unknown.status).toBe(404);
  });

  it('should give back its connections, whatever becomes of the reader', async () => {
    const { pool } = app.strapi.db.connection.client as { pool: { numUsed(): number } };
    for (let count = 0; count < 12; count += 1) {
      await api.file(`/figures/fund.nothing/export?format=csv&year=2017`);
      await api.bytes(`/findings/export?format=csv&year=2017`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(pool.numUsed()).toBe(0);
  });
});

describe('files of the year 2017', () => {
  let app: App;
  let token: string;
  let api: ReturnType<typeof client>;
  beforeAll(async () => {
    app = await startApp({ dataSet: 'year-2017' });
    token = await app.adminToken();
    api = client(app, () => token);
  });
  afterAll(() => app.stop());

  it('should hold every one of 133,209 payments as CSV', async () => {
    const body = await api.bytes('/reconciliations/export?format=csv&year=2017&part=rows');
    const lines = body.toString('utf8').split('\r\n');
    const first = lines.findIndex((line) => line === '') + 2;
    const rows = lines.slice(first, -1);
    expect(rows).toHaveLength(133_209);
    const sum = rows.reduce((fen, line) => {
      const [whole = '', decimals = ''] = (line.split(',').at(-3) as string).split('.');
      return fen + BigInt(whole + decimals);
    }, 0n);
    expect(sum).toBe(37_417_154_800n);
  });

  it('should hold them all as a workbook', async () => {
    const body = await api.bytes('/reconciliations/export?format=xlsx&year=2017&part=rows');
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([body]), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'ignore',
    });
    const counts: number[] = [];
    let fen = 0;
    for await (const sheet of reader) {
      let count = 0;
      for await (const row of sheet) {
        count += 1;
        const amount = row.getCell(7).value;
        if (typeof amount === 'number') fen += Math.round(amount * 100);
      }
      counts.push(count);
    }
    expect(counts[1]).toBe(133_210);
    expect(counts).toHaveLength(2);
    expect(fen).toBe(37_417_154_800);
  });

  it('should let go of its connection when the reader goes away', async () => {
    const { pool } = app.strapi.db.connection.client as { pool: { numUsed(): number } };
    const address = app.strapi.server.httpServer;
    await new Promise<void>((resolve) => {
      if (address.listening) resolve();
      else address.listen(0, () => resolve());
    });
    const { port } = address.address() as { port: number };
    const controller = new AbortController();
    const response = await fetch(
      `http://127.0.0.1:${port}${PATH}/reconciliations/export?format=csv&year=2017&part=rows`,
      { headers: { Authorization: `Bearer ${token}` }, signal: controller.signal },
    );
    const reader = response.body?.getReader();
    await reader?.read();
    expect(pool.numUsed()).toBe(1);
    controller.abort();
    const deadline = Date.now() + 5000;
    while (pool.numUsed() > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(pool.numUsed()).toBe(0);
  });

  it('should find what the year holds that should be looked at', async () => {
    const response = await app.agent
      .get('/publication-rate/findings?year=2017')
      .set('Authorization', `Bearer ${token}`);
    const kinds = response.body.meta.kinds as { kind: string; count: number }[];
    expect(Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))).toMatchObject({
      'fund.duplicate-payee': 0,
      'budget.child-above-parent': 0,
      'establishment.staff-over-quota': 0,
    });
  });
});
