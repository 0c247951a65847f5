import type { UID } from '@strapi/strapi';
import { Client } from 'pg';

import { creditCodeCheck } from '../../src/shared/credit-code';
import { idNumberCheck } from '../../src/shared/id-number';
import type { PublicationLedgerService } from '../../src/shared/contracts/publication-ledger';
import { startApp, type App } from './support/app';

type Row = Record<string, unknown>;

const ORGANIZATION = 'api::organization.organization';
const STAFF = 'api::establishment.staff-member';
const CHANGE = 'api::establishment.personnel-change';
const FUND = 'api::fund.fund';
const ALLOCATION = 'api::fund.fund-allocation';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const BUDGET = 'api::budget.department-budget';
const NOTICE = 'api::notice.notice';
const VISIT = 'api::query-point.query-point-visit';

const creditCode = (serial: number): string => {
  const body = `11420102${String(serial).padStart(9, '0')}`;
  return `${body}${creditCodeCheck(body)}`;
};

/** An ID number of a region that doesn't exist. */
const idNumber = (birth: string, serial: number): string => {
  const body = `990102${birth}${String(serial).padStart(3, '0')}`;
  return `${body}${idNumberCheck(body)}`;
};

let app: App;
let database: Client;
let serial = 0;

beforeAll(async () => {
  app = await startApp();
  database = new Client({ connectionString: app.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await app.stop();
});

const documents = (uid: string) => app.strapi.documents(uid as UID.ContentType);
const create = async (uid: string, data: Row): Promise<Row & { documentId: string }> =>
  await documents(uid).create({ data: data as never });
const update = async (uid: string, documentId: string, data: Row): Promise<Row> =>
  (await documents(uid).update({ documentId, data: data as never })) as unknown as Row;
const publish = (uid: typeof NOTICE | typeof FUND, documentId: string) =>
  app.strapi.documents(uid).publish({ documentId });
const sql = async (text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.query<Row>(text, values)).rows;
const rowCount = async (table: string): Promise<string> =>
  String((await sql(`select count(*)::text as n from ${table}`))[0]?.['n']);

interface Refusal {
  name?: string;
  message?: string;
  details?: { errors?: { path: string[]; message: string; name: string }[] };
}
/** The faults with which a call was refused: field path → message. */
const refusal = async (call: Promise<unknown>): Promise<Record<string, string>> => {
  const error: Refusal = await call.then(
    () => ({ name: 'not refused' }),
    (reason: Refusal) => reason,
  );
  expect(error.name).toBe('ValidationError');
  return Object.fromEntries(
    (error.details?.errors ?? []).map((one) => [one.path.join('.'), one.message]),
  );
};

const organization = (fields: Row = {}): Promise<Row & { documentId: string }> => {
  serial += 1;
  return create(ORGANIZATION, {
    code: creditCode(serial),
    name: `江岸区第${serial}测试局`,
    kind: 'organ',
    ...fields,
  });
};

const fundData = async (fields: Row = {}): Promise<Row> => {
  serial += 1;
  const department = await organization();
  return {
    code: `2017-${String(serial).padStart(3, '0')}`,
    year: 2017,
    name: `测试资金${serial}`,
    category: 'minimum-living',
    department: { documentId: department.documentId },
    sources: { central: 600, province: 300, city: 0, district: 100.5 },
    totalAmount: 1000.5,
    asOf: '2017-12-19',
    ...fields,
  };
};

const http = async (method: 'post' | 'put', path: string, body: Row) =>
  app.agent[method](`/content-manager/collection-types/${path}`)
    .set('Authorization', `Bearer ${await app.adminToken()}`)
    .send(body);

describe('refusal', () => {
  it('names the field, in Chinese, through the Document Service, and writes nothing', async () => {
    const before = await rowCount('organizations');
    const data = { code: '11341702486344515J', name: '校验位错的局', kind: 'organ' };
    expect(await refusal(create(ORGANIZATION, data))).toEqual({
      code: expect.stringContaining('统一社会信用代码不正确'),
    });
    expect(await rowCount('organizations')).toBe(before);
  });

  it('is a 400 with the path of the field at the admin’s own route, and writes nothing', async () => {
    const before = [await rowCount('funds'), await rowCount('components_fund_sources')];
    const data = await fundData({ code: '2016-01', totalAmount: 1000 });
    const response = await http('post', FUND, data);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('ValidationError');
    expect(response.body.error.message).toContain('有 2 处需要修改');
    expect(response.body.error.details.errors).toEqual([
      {
        path: ['code'],
        name: 'ValidationError',
        message: '资金编号应以年度 2017 开头，请核对年度和编号',
      },
      {
        path: ['totalAmount'],
        name: 'ValidationError',
        message:
          '资金总额与各级资金之和不符：总额 1000.00 元，中央、省、市、区合计 1000.50 元，请核对',
      },
    ]);
    expect([await rowCount('funds'), await rowCount('components_fund_sources')]).toEqual(before);
  });

  it('leaves a stored record as it was when a change is refused', async () => {
    const fund = await create(FUND, await fundData());
    const path = `${FUND}/${fund.documentId}`;
    const response = await http('put', path, { name: '改了的名称', totalAmount: 1 });
    expect(response.status).toBe(400);
    expect(response.body.error.details.errors[0].path).toEqual(['totalAmount']);
    const rows = await sql(
      'select name, total_amount::text as total from funds where document_id = $1',
      [fund.documentId],
    );
    expect(rows).toEqual([{ name: fund['name'], total: '1000.50' }]);
  });

  it('points into components', async () => {
    const data = await fundData({ sources: { central: -1 } });
    expect(await refusal(create(FUND, data))).toEqual({
      'sources.central': '中央资金不能小于 0，请核对金额',
    });
  });

  it('comes before half of a publication: the edit that was sent with it is undone too', async () => {
    const issuedOn = '2017-06-01';
    const notice = await create(NOTICE, {
      title: '关于低保的公告',
      kind: 'announcement',
      issuedOn,
    });
    const response = await http('post', `${NOTICE}/${notice.documentId}/actions/publish`, {
      title: '改了的标题',
      kind: 'announcement',
      issuedOn,
      body: '联系人身份证号11010519491231002X',
    });
    expect(response.status).toBe(400);
    expect(response.body.error.details.errors).toEqual([
      {
        path: ['body'],
        name: 'ValidationError',
        message: '正文中有身份证号码（110105**********2X），公开前请删除或遮盖',
      },
    ]);
    const rows = await sql('select title, published_at from notices where document_id = $1', [
      notice.documentId,
    ]);
    expect(rows).toEqual([{ title: '关于低保的公告', published_at: null }]);
  });
});

describe('the ledger', () => {
  it('records what was accepted, and nothing of what was refused', async () => {
    const ledger = app.strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger');
    const notice = await create(NOTICE, {
      title: '关于印发方案的通知',
      kind: 'document',
      issuedOn: '2017-03-01',
    });
    await refusal(publish(NOTICE, notice.documentId));
    expect(await ledger.history(NOTICE, notice.documentId)).toEqual([]);
    await update(NOTICE, notice.documentId, { docNumber: '岸政办[2017]9号' });
    await publish(NOTICE, notice.documentId);
    const entries = await ledger.history(NOTICE, notice.documentId);
    expect(entries.map(({ action }) => action)).toEqual(['publish']);
    expect(entries[0]?.content).toMatchObject({ title: '关于印发方案的通知' });
  });
});

describe('drafts', () => {
  it('may be incomplete, but not when they are published', async () => {
    const draft = await create(NOTICE, {
      title: '关于印发办法的通知',
      kind: 'normative-document',
      issuedOn: '2017-03-01',
    });
    expect(await refusal(publish(NOTICE, draft.documentId))).toEqual({
      docNumber: '请填写发文字号',
    });
    await update(NOTICE, draft.documentId, { docNumber: '岸政规（2017）1号' });
    await publish(NOTICE, draft.documentId);
    const rows = await sql(
      'select doc_number, published_at is not null as public from notices where document_id = $1 order by 2',
      [draft.documentId],
    );
    expect(rows).toEqual([
      { doc_number: '岸政规〔2017〕1号', public: false },
      { doc_number: '岸政规〔2017〕1号', public: true },
    ]);
  });

  it('never hold a wrong value', async () => {
    const data = { title: '通知', kind: 'news', issuedOn: '2017-03-01', formedOn: '2017-03-02' };
    expect(Object.keys(await refusal(create(NOTICE, data)))).toEqual(['issuedOn']);
    expect(
      Object.keys(await refusal(create(NOTICE, { ...data, formedOn: null, docNumber: '第一号' }))),
    ).toEqual(['docNumber']);
  });

  it('are checked with what is stored already', async () => {
    const fund = await create(FUND, await fundData());
    expect(Object.keys(await refusal(update(FUND, fund.documentId, { year: 2016 })))).toEqual([
      'code',
    ]);
    const [stored] = await sql(
      `select c.cmp_id as id from funds f join funds_cmps c on c.entity_id = f.id where f.document_id = $1 and c.field = 'sources'`,
      [fund.documentId],
    );
    const change = { sources: { id: stored?.['id'], central: 700 } };
    expect(Object.keys(await refusal(update(FUND, fund.documentId, change)))).toEqual([
      'totalAmount',
    ]);
    await update(FUND, fund.documentId, { ...change, totalAmount: 1100.5 });
  });
});

describe('what the system fills in', () => {
  it('makes slugs, and tells equal ones apart', async () => {
    const data = {
      title: '关于发放春节慰问金的公告',
      kind: 'announcement',
      issuedOn: '2017-01-10',
    };
    const slugs = [];
    for (let count = 0; count < 3; count += 1) slugs.push((await create(NOTICE, data))['slug']);
    const slug = 'guan-yu-fa-fang-chun-jie-wei-wen-jin-de-gong-gao';
    expect(slugs).toEqual([slug, `${slug}-2`, `${slug}-3`]);
    expect(await refusal(create(NOTICE, { ...data, slug }))).toEqual({
      slug: '网址别名已被其他内容使用，请换一个，或留空由系统生成',
    });
  });

  it('keeps a slug when the title changes and when it is published', async () => {
    const notice = await create(NOTICE, { title: '动态一', kind: 'news', issuedOn: '2017-01-10' });
    await update(NOTICE, notice.documentId, { title: '动态二' });
    await publish(NOTICE, notice.documentId);
    const rows = await sql('select distinct slug from notices where document_id = $1', [
      notice.documentId,
    ]);
    expect(rows).toEqual([{ slug: notice['slug'] }]);
  });

  it('titles a budget by its organization', async () => {
    const owner = await organization({ name: '江岸区水务局' });
    const budget = await create(BUDGET, {
      organization: { connect: [{ documentId: owner.documentId }] },
      year: 2017,
      stage: 'budget',
      approvedOn: '2017-01-20',
      totalRevenue: 1000,
      totalExpenditure: 1000,
      threePublic: { overseas: 0, reception: 1, vehiclePurchase: 0, vehicleOperation: 2 },
    });
    expect(budget['title']).toBe('江岸区水务局2017年部门预算');
    expect(budget['slug']).toBe('jiang-an-qu-shui-wu-ju-2017-nian-bu-men-yu-suan');
  });

  it('reads codes however they are typed', async () => {
    serial += 1;
    const typed = creditCode(serial).replace(/\d/g, (digit) =>
      String.fromCharCode(0xff10 + Number(digit)),
    );
    const row = await create(ORGANIZATION, {
      code: ` ${typed.toLowerCase()} `,
      name: `江岸区${serial}局 `,
      kind: 'organ',
    });
    expect(row['code']).toBe(creditCode(serial));
    expect(row['name']).toBe(`江岸区${serial}局`);
  });

  it('gives a copy its own address and refuses its code', async () => {
    const notice = await create(NOTICE, {
      title: '副本试验',
      kind: 'news',
      issuedOn: '2017-01-10',
    });
    const copy = (await documents(NOTICE).clone({
      documentId: notice.documentId,
      data: {} as never,
    })) as unknown as { documentId: string };
    const [row] = await sql('select slug from notices where document_id = $1', [copy.documentId]);
    expect(row).toEqual({ slug: `${String(notice['slug'])}-2` });

    const fund = await create(FUND, await fundData());
    const faults = await refusal(
      documents(FUND).clone({ documentId: fund.documentId, data: {} as never }),
    );
    expect(Object.keys(faults).sort()).toEqual(['code', 'name']);
  });
});

describe('references', () => {
  it('refuses codes that nothing has, and parents of another fund', async () => {
    const fund = await create(FUND, await fundData());
    const other = await create(FUND, await fundData());
    const base = { tier: 'street', receiver: '测试街道', amount: 10 };
    expect(
      await refusal(create(ALLOCATION, { ...base, code: 'A-0', fundCode: '2099-99' })),
    ).toEqual({
      fundCode: '没有这个资金编号的专项资金，请先建立专项资金，或核对编号',
    });
    await create(ALLOCATION, { ...base, code: 'A-1', fundCode: fund['code'] });
    const child = { ...base, tier: 'community', code: 'A-2', parentCode: 'A-1' };
    expect(await refusal(create(ALLOCATION, { ...child, fundCode: other['code'] }))).toEqual({
      parentCode: '上级拨付属于另一项资金，请填写同一资金编号下的上级',
    });
    await create(ALLOCATION, { ...child, fundCode: fund['code'] });
    const upside = { ...base, code: 'A-3', fundCode: fund['code'], parentCode: 'A-2' };
    expect(Object.keys(await refusal(create(ALLOCATION, upside)))).toEqual(['tier']);
  });
});

describe('what others refer to', () => {
  it('keeps its code and is not deleted', async () => {
    const fund = await create(FUND, await fundData());
    const code = String(fund['code']);
    const row = await create(ALLOCATION, {
      code: `${code}-00`,
      fundCode: code,
      tier: 'department',
      receiver: '江岸区民政局',
      amount: 10,
    });
    expect(await refusal(update(FUND, fund.documentId, { code: '2017-777' }))).toEqual({
      code: '已有“分级拨付”按原编码关联，编码不能修改，请改回原编码',
    });
    const remove = (uid: string, documentId: string) => documents(uid).delete({ documentId });
    await expect(remove(FUND, fund.documentId)).rejects.toThrow('不能删除：已有“分级拨付”关联');
    const [owner] = await sql(
      `select o.document_id as id from organizations o join funds_department_lnk l on l.organization_id = o.id
       join funds f on f.id = l.fund_id where f.document_id = $1`,
      [fund.documentId],
    );
    await expect(remove(ORGANIZATION, String(owner?.['id']))).rejects.toThrow('“专项资金”');
    await remove(ALLOCATION, row.documentId);
    await update(FUND, fund.documentId, { code: '2017-777' });
    await remove(FUND, fund.documentId);
    await remove(ORGANIZATION, String(owner?.['id']));
    expect(await sql('select id from funds where document_id = $1', [fund.documentId])).toEqual([]);
  });
});

describe('natural keys', () => {
  it('are unique across documents, not across a document’s own versions', async () => {
    const data = await fundData();
    const fund = await create(FUND, data);
    await publish(FUND, fund.documentId);
    await update(FUND, fund.documentId, { standards: '每人每月 500 元' });
    await publish(FUND, fund.documentId);
    const faults = await refusal(create(FUND, { ...data, code: '2017-999' }));
    expect(faults).toEqual({ name: '同一年度已有同名专项资金，请核对是否重复录入' });
    expect(await refusal(create(FUND, { ...data, name: '另一个' }))).toEqual({
      code: '资金编号已被另一项资金使用，请换一个编号',
    });
  });

  it('are compared through relations', async () => {
    const point = await create('api::query-point.query-point', {
      name: '大智街查询点',
      street: '大智街道',
      address: '大智路 1 号',
    });
    const data = { point: { documentId: point.documentId }, day: '2017-05-01', clicks: 3 };
    const visit = await create(VISIT, data);
    expect(Object.keys(await refusal(create(VISIT, data)))).toEqual(['day']);
    await update(VISIT, visit.documentId, { clicks: 4 });
    await create(VISIT, { ...data, day: '2017-05-02' });
    expect(
      Object.keys(await refusal(update(VISIT, visit.documentId, { day: '2017-05-02' }))),
    ).toEqual(['day']);
  });

  it('let one of two writers win that come at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const data = await fundData();
      const before = Number(await rowCount('funds'));
      const rivals = [1, 2, 3, 4].map((number) =>
        create(FUND, { ...data, code: `2017-${800 + round * 10 + number}` }),
      );
      const results = await Promise.allSettled(rivals);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected')
          expect((result.reason as Error).message).toContain('同一年度已有同名专项资金');
      }
      expect(Number(await rowCount('funds'))).toBe(before + 1);
    }
  });

  it('let equal titles written at the same moment have slugs of their own', async () => {
    const data = { title: '同时写的动态', kind: 'news', issuedOn: '2017-01-10' };
    const rows = await Promise.all([1, 2, 3, 4].map(() => create(NOTICE, data)));
    expect(new Set(rows.map((row) => row['slug'])).size).toBe(4);
  });
});

describe('money', () => {
  it.each([
    ['4779610000.00', 4779610000, 4779610000],
    ['0.01', 0.01, 0.01],
    ['9999999999999.99', 9999999999999.99, 9999999999999.99],
  ])('%s yuan goes through the form, the table and back unchanged', async (text, sent, read) => {
    const data = await fundData({ totalAmount: sent, sources: { district: sent } });
    const response = await http('post', FUND, data);
    expect(response.body.error).toBeUndefined();
    expect(response.status).toBe(201);
    const { documentId } = response.body.data as { documentId: string };
    const rows = await sql(
      `select f.total_amount::text as total, s.district::text as district
       from funds f join funds_cmps c on c.entity_id = f.id and c.field = 'sources'
       join components_fund_sources s on s.id = c.cmp_id where f.document_id = $1`,
      [documentId],
    );
    expect(rows).toEqual([{ total: text, district: text }]);
    const back = await app.agent
      .get(`/content-manager/collection-types/${FUND}/${documentId}`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(back.body.data.totalAmount).toBe(read);
  });

  it('refuses a third decimal instead of rounding it', async () => {
    const response = await http('post', FUND, await fundData({ totalAmount: 0.005 }));
    expect(response.status).toBe(400);
    expect(response.body.error.details.errors[0]).toMatchObject({
      path: ['totalAmount'],
      message: '资金总额不是有效金额，请填写以元为单位、最多两位小数的数字',
    });
  });
});

describe('personal data', () => {
  const plain = idNumber('19800512', 11);
  const mask = `${plain.slice(0, 6)}**********${plain.slice(-2)}`;
  const account = '6222020200112233446';
  const accountMask = '***************3446';

  const staff = async (fields: Row = {}): Promise<Row & { documentId: string }> => {
    const owner = await organization();
    return create(STAFF, {
      organization: { documentId: owner.documentId },
      name: '张小明',
      gender: 'male',
      establishmentKind: 'administrative',
      idNumber: plain,
      ...fields,
    });
  };
  const stored = async (documentId: string): Promise<Row> =>
    (
      await sql(
        'select id_number, id_hash, birth_month, position from staff_members where document_id = $1',
        [documentId],
      )
    )[0] as Row;

  it('is encrypted in the table, and masked for whoever reads', async () => {
    const member = await staff();
    expect(member['idNumber']).toBe(mask);
    const row = await stored(member.documentId);
    expect(row['id_number']).toMatch(/^enc1:/);
    expect(row['id_hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(row['birth_month']).toBe('1980-05');
    expect(JSON.stringify(row)).not.toContain(plain);

    const { documentId } = member;
    expect(await documents(STAFF).findOne({ documentId })).toMatchObject({ idNumber: mask });
    expect(await documents(STAFF).findFirst({ filters: { documentId } as never })).toMatchObject({
      idNumber: mask,
    });
    expect(await documents(STAFF).findMany({ filters: { documentId } as never })).toMatchObject([
      { idNumber: mask },
    ]);
    const back = await app.agent
      .get(`/content-manager/collection-types/${STAFF}/${documentId}`)
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(back.body.data.idNumber).toBe(mask);
    expect(back.text).not.toContain('enc1:');
  });

  it('is masked where another record shows it', async () => {
    const member = await staff();
    const change = await create(CHANGE, {
      staff: { documentId: member.documentId },
      kind: 'recruit',
      happenedOn: '2017-03-01',
      recordedOn: '2017-03-02',
    });
    expect(change['personName']).toBe('张小明');
    const read = await documents(CHANGE).findOne({
      documentId: change.documentId,
      populate: { staff: true } as never,
    });
    expect(read).toMatchObject({ staff: { idNumber: mask } });
  });

  it('stays as it is when its mask is saved', async () => {
    const member = await staff();
    const before = await stored(member.documentId);
    const response = await http('put', `${STAFF}/${member.documentId}`, {
      idNumber: mask,
      position: '科员',
    });
    expect(response.status).toBe(200);
    expect(response.body.data.idNumber).toBe(mask);
    expect(await stored(member.documentId)).toEqual({ ...before, position: '科员' });
  });

  it('changes with its hash, and goes with it', async () => {
    const member = await staff();
    const before = await stored(member.documentId);
    const other = idNumber('19800513', 33);
    await update(STAFF, member.documentId, { idNumber: ` ${other.toLowerCase()}` });
    const after = await stored(member.documentId);
    expect(after['id_number']).not.toBe(before['id_number']);
    expect(after['id_hash']).not.toBe(before['id_hash']);
    await update(STAFF, member.documentId, { idNumber: null, idHash: 'f'.repeat(64) });
    expect(await stored(member.documentId)).toMatchObject({ id_number: null, id_hash: null });
  });

  it('is checked in plain text', async () => {
    expect(await refusal(staff({ gender: 'female' }))).toEqual({
      gender: '性别与身份证号码第 17 位不符（单数为男，双数为女），请核对性别和身份证号码',
    });
    expect(Object.keys(await refusal(staff({ idNumber: `${plain.slice(0, 16)}99` })))).toEqual([
      'idNumber',
    ]);
    expect(await refusal(staff({ idNumber: mask.replace('99', '98') }))).toMatchObject({
      idNumber: expect.stringContaining('星号'),
    });
    const member = await staff();
    // What is stored is read in plain text for the check.
    expect(
      Object.keys(await refusal(update(STAFF, member.documentId, { gender: 'female' }))),
    ).toEqual(['gender']);
  });

  it('is never told in a refusal', async () => {
    const wrong = `${plain.slice(0, 17)}${plain.endsWith('0') ? '1' : '0'}`;
    const response = await http('post', STAFF, { name: '张小明', gender: 'male', idNumber: wrong });
    expect(response.status).toBe(400);
    expect(response.text).not.toContain(wrong);
  });

  it('finds the same person twice in one organization', async () => {
    const owner = await organization();
    const data = { organization: { documentId: owner.documentId } };
    await staff(data);
    expect(await refusal(staff({ ...data, name: '张晓明' }))).toEqual({
      idNumber: '该机构已登记同一身份证号码的人员，请核对是否重复录入',
    });
  });

  it('of a beneficiary is kept so, with a public name', async () => {
    const fund = await create(FUND, await fundData());
    await create(ALLOCATION, {
      code: 'B-1',
      fundCode: fund['code'],
      tier: 'community',
      receiver: '测试社区',
      amount: 10,
    });
    const row = await create(BENEFICIARY, {
      fundCode: fund['code'],
      allocationCode: 'B-1',
      street: '大智街道',
      amount: 10,
      period: '2017-06',
      name: '欧阳修文',
      idNumber: plain,
      account,
    });
    expect(row).toMatchObject({ publicName: '欧阳**', idNumber: mask, account: accountMask });
    await update(BENEFICIARY, row.documentId, { name: '欧阳修', account: accountMask });
    const [after] = await sql(
      'select public_name, account from fund_beneficiaries where document_id = $1',
      [row.documentId],
    );
    expect(after).toEqual({ public_name: '欧阳*', account: expect.stringMatching(/^enc1:/) });
    expect(await documents(BENEFICIARY).findOne({ documentId: row.documentId })).toMatchObject({
      account: accountMask,
    });
  });
});
