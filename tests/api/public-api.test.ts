import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { LANES } from '../../src/plugins/public-api/server/constants';
import { creditCodeCheck } from '../../src/shared/credit-code';
import { idNumberCheck } from '../../src/shared/id-number';
import { maskName } from '../../src/shared/personal-data';
import { startApp, type App } from './support/app';

const ORGANIZATION = 'api::organization.organization';
const ESTABLISHMENT = 'api::establishment.establishment-record';
const STAFF = 'api::establishment.staff-member';
const FUND = 'api::fund.fund';
const ALLOCATION = 'api::fund.fund-allocation';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const BUDGET = 'api::budget.department-budget';
const NOTICE = 'api::notice.notice';
const INQUIRY = 'api::inquiry.inquiry';
const REQUEST = 'api::disclosure-request.disclosure-request';
const POINT = 'api::query-point.query-point';

const PATHS: Readonly<Record<string, string>> = {
  [ORGANIZATION]: 'organizations',
  [ESTABLISHMENT]: 'establishment-records',
  [STAFF]: 'staff-members',
  [FUND]: 'funds',
  [ALLOCATION]: 'fund-allocations',
  [BENEFICIARY]: 'fund-beneficiaries',
  [BUDGET]: 'department-budgets',
  [NOTICE]: 'notices',
  [INQUIRY]: 'inquiries',
  [POINT]: 'query-points',
};

/** Texts that stand in what isn't public, and nowhere else. */
const CANARIES = [
  'CANARY',
  '涉密单位',
  '密名字',
  '6222021234567890123',
  '13900001111',
  '卡号0001',
  'enc1:',
];
/** Names that no answer may have as a key; a refusal may repeat them. */
const HIDDEN_KEYS = [
  'createdBy',
  'idHash',
  'idNumber',
  'cardNumber',
  'isClassified',
  'trackingCode',
  'provider',
  'createdAt',
];

const idNumber = (serial: string): string => {
  const body = `00000019800515${serial}`;
  return body + idNumberCheck(body);
};
const creditCode = (serial: number, kind = 'organ'): string => {
  const body = `${kind === 'organ' ? '11' : '12'}000000${String(serial).padStart(9, '0')}`;
  return body + creditCodeCheck(body);
};

interface Item {
  readonly documentId: string;
  readonly [key: string]: unknown;
}
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly items: Item[];
  readonly item: Item;
  readonly pagination: Record<string, number>;
  readonly error: { name: string; message: string; details: Record<string, string> };
}

describe('content API', () => {
  let app: App;
  const answers: string[] = [];
  const ids: Record<string, string> = {};

  const get = async (path: string): Promise<Answer> => {
    const response = await app.agent.get(`/api/${path}`);
    answers.push(`${path} ${response.text}`);
    const { data, meta, error } = response.body;
    return {
      status: response.status,
      text: response.text,
      items: data,
      item: data,
      pagination: meta?.pagination,
      error,
    };
  };
  const names = async (path: string, field: string): Promise<unknown[]> => {
    const { status, items, text } = await get(path);
    if (status !== 200) throw new Error(`${path}: ${text}`);
    return items.map((item) => item[field]);
  };

  type Uid = Parameters<App['strapi']['documents']>[0];
  const create = async (uid: string, data: Record<string, unknown>): Promise<string> => {
    const created = await app.strapi.documents(uid as Uid).create({ data: data as never });
    return created.documentId;
  };
  type Published = typeof NOTICE | typeof FUND | typeof ESTABLISHMENT | typeof BUDGET;
  const publish = async (uid: Published, data: Record<string, unknown>): Promise<string> => {
    const documentId = await create(uid, data);
    await app.strapi.documents(uid).publish({ documentId });
    return documentId;
  };
  const to = (name: string) => ({ documentId: ids[name] });

  const organization = async (
    key: string,
    serial: number,
    data: Record<string, unknown>,
  ): Promise<void> => {
    const kind = data['kind'] === 'institution' ? 'institution' : 'organ';
    ids[key] = await create(ORGANIZATION, {
      code: creditCode(serial, kind),
      slug: key,
      ...data,
      kind,
    });
  };
  const file = async (name: string): Promise<number> => {
    const created = await app.strapi.db.query('plugin::upload.file').create({
      data: {
        name,
        url: `/uploads/${name}`,
        hash: 'CANARY-HASH',
        provider: 'CANARY-PROVIDER',
        mime: 'image/png',
        size: 12.5,
        width: 640,
        height: 480,
        folderPath: '/CANARY-FOLDER',
      },
    });
    return created.id as number;
  };

  const makeOrganizations = async (): Promise<void> => {
    await organization('secret', 1, {
      name: '涉密单位',
      isClassified: true,
      duties: 'CANARY-DUTIES',
    });
    await organization('civil', 2, { name: '区民政局', isFirstLevel: true, phone: '027-82738000' });
    await organization('under-secret', 3, {
      name: '区档案馆',
      kind: 'institution',
      parent: to('secret'),
    });
    await organization('under-civil', 4, {
      name: '区福利院',
      kind: 'institution',
      parent: to('civil'),
    });
    await organization('finance', 5, { name: '区财政局', isFirstLevel: true });
  };
  const makeEstablishments = async (): Promise<void> => {
    const record = (organ: string, title: string) => ({
      title,
      slug: `establishment-${organ}`,
      organization: to(organ),
      asOf: '2017-12-19',
      quotas: [{ kind: 'administrative', authorized: 30, onRoll: 29 }],
      offices: [{ name: '办公室', headcount: 5 }],
    });
    ids['establishment'] = await publish(ESTABLISHMENT, record('civil', '区民政局机构编制'));
    await publish(ESTABLISHMENT, record('secret', 'CANARY-SECRET-ESTABLISHMENT'));
    await create(ESTABLISHMENT, record('finance', 'CANARY-DRAFT-ESTABLISHMENT'));
    const person = (organ: string, name: string, serial: string, more = {}) =>
      create(STAFF, {
        organization: to(organ),
        name,
        gender: 'male',
        establishmentKind: 'administrative',
        joinedOn: '2005-07-01',
        idNumber: idNumber(serial),
        cardNumber: '卡号0001',
        birthMonth: '1980-05',
        ...more,
      });
    await person('civil', '李建国', '001', { position: '科长' });
    await person('civil', 'CANARY-LEFT', '003', { leftOn: '2017-06-30' });
    await person('secret', 'CANARY-SECRET-STAFF', '005');
    await person('finance', 'CANARY-UNPUBLISHED-STAFF', '007');
  };
  const makeFunds = async (): Promise<void> => {
    const fund = (code: string, name: string, department: string, more = {}) => ({
      code,
      year: 2017,
      name,
      slug: `fund-${code}`,
      category: 'minimum-living',
      department: to(department),
      sources: { central: '4779610000.00', province: '0', city: '0', district: '0' },
      totalAmount: '4779610000.00',
      standards: '每人每月 670 元',
      policies: [{ title: '低保办法', docNumber: '武政规〔2017〕1号' }],
      reachesIndividuals: true,
      asOf: '2017-12-19',
      ...more,
    });
    ids['fund'] = await publish(FUND, fund('2017-01', '城市低保资金', 'civil'));
    await create(FUND, fund('2017-02', 'CANARY-DRAFT-FUND', 'civil'));
    await publish(FUND, fund('2017-03', '特别扶助资金', 'civil', { isSensitive: true }));
    await publish(FUND, fund('2017-04', 'CANARY-SECRET-FUND', 'secret'));
    for (const code of ['2017-01', '2017-02', '2017-03', '2017-04']) {
      const isOpen = code === '2017-01' || code === '2017-03';
      await create(ALLOCATION, {
        code: `${code}-S01`,
        fundCode: code,
        tier: 'street',
        receiver: isOpen ? '上海街道' : 'CANARY-RECEIVER',
        street: '上海街道',
        amount: '4779610000.00',
        allocatedOn: '2017-06-30',
      });
      const name = '王密名字强';
      await create(BENEFICIARY, {
        fundCode: code,
        allocationCode: `${code}-S01`,
        name,
        publicName: maskName(name),
        idNumber: idNumber('001'),
        account: '6222021234567890123',
        street: '上海街道',
        community: code === '2017-01' ? '南京路社区' : 'CANARY-COMMUNITY',
        amount: '0.01',
        period: '2017-06',
        persons: 1,
        households: 1,
      });
    }
  };
  const makeNotices = async (): Promise<void> => {
    const notice = (title: string, issuedOn: string, more = {}) => ({
      title,
      slug: title.toLowerCase(),
      kind: 'news',
      issuedOn,
      summary: `${title}的摘要`,
      body: '正文',
      issuer: to('civil'),
      ...more,
    });
    const [cover, first, second] = [
      await file('cover.png'),
      await file('first.png'),
      await file('second.png'),
    ];
    ids['notice'] = await publish(
      NOTICE,
      notice('关于100%公开的通知', '2017-03-01', {
        slug: 'gong-kai',
        kind: 'document',
        docNumber: '岸政〔2017〕1号',
        cover,
        attachments: [first, second],
      }),
    );
    await publish(NOTICE, notice('甲动态', '2017-05-01'));
    await publish(NOTICE, notice('乙动态', '2017-05-01', { issuer: to('finance') }));
    await publish(NOTICE, notice('无发布机构', '2017-07-01', { issuer: null }));
    await create(NOTICE, notice('CANARY-DRAFT', '2017-08-01'));
    await publish(NOTICE, notice('CANARY-SECRET-NOTICE', '2017-08-02', { issuer: to('secret') }));
    const edited = await publish(NOTICE, notice('改前', '2017-01-01'));
    await app.strapi
      .documents(NOTICE)
      .update({ documentId: edited, data: { title: 'CANARY-EDITED' } });
    const withdrawn = await publish(
      NOTICE,
      notice('已撤回的通知', '2017-02-01', { body: 'CANARY-WITHDRAWN', slug: 'withdrawn' }),
    );
    await app.strapi.documents(NOTICE).unpublish({ documentId: withdrawn });
    ids['withdrawn'] = withdrawn;
  };
  const makeBudgets = async (): Promise<void> => {
    const budget = (organ: string, title: string) => ({
      title,
      slug: `budget-${organ}`,
      organization: to(organ),
      year: 2017,
      stage: 'budget',
      approvedOn: '2017-01-10',
      totalRevenue: '9999999999.99',
      totalExpenditure: '9999999999.99',
      threePublic: {
        overseas: '0.01',
        reception: '10.10',
        vehiclePurchase: '0',
        vehicleOperation: '0',
      },
    });
    await publish(BUDGET, {
      ...budget('civil', '区民政局2017年部门预算'),
      tables: [{ name: '收支总表', file: await file('table.png') }],
    });
    await publish(BUDGET, budget('secret', 'CANARY-SECRET-BUDGET'));
  };
  const makeInquiries = async (): Promise<void> => {
    const inquiry = (title: string, code: string, more = {}) =>
      create(INQUIRY, {
        kind: 'consultation',
        title,
        content: '请问怎样申请低保？',
        trackingCode: `CANARY-TRACKING-${code}`,
        receivedOn: '2017-03-01',
        organization: to('civil'),
        state: 'replied',
        reply: '请到社区服务窗口申请。',
        repliedOn: '2017-03-03',
        isPublic: true,
        name: '王密名字强',
        contact: '13900001111',
        ...more,
      });
    await inquiry('低保申请', '1');
    await inquiry('CANARY-PRIVATE', '2', { isPublic: false });
    // The rules refuse to publish a letter without its reply: it is planted behind them.
    await app.strapi.db.query(INQUIRY).create({
      data: {
        kind: 'consultation',
        title: 'CANARY-OPEN',
        content: '请问怎样申请低保？',
        trackingCode: 'CANARY-TRACKING-3',
        receivedOn: '2017-03-01',
        state: 'received',
        isPublic: true,
      },
    });
    await inquiry('CANARY-SECRET', '4', { organization: to('secret') });
    await inquiry('CANARY-SPAM', '5', { isValid: false });
  };
  const makePoints = async (): Promise<void> => {
    const point = (name: string, isActive: boolean) =>
      create(POINT, {
        name,
        isActive,
        street: '上海街道',
        address: '南京路 1 号',
        latitude: '30.6',
        longitude: '114.310001',
      });
    await point('南京路查询点', true);
    await point('CANARY-CLOSED', false);
  };

  beforeAll(async () => {
    app = await startApp();
    await makeOrganizations();
    await makeEstablishments();
    await makeFunds();
    await makeNotices();
    await makeBudgets();
    await makeInquiries();
    await makePoints();
  });
  afterAll(() => app.stop());

  describe('lists and records', () => {
    it.each([
      ['organizations', 'name', ['区档案馆', '区民政局', '区福利院', '区财政局']],
      ['establishment-records', 'title', ['区民政局机构编制']],
      ['staff-members', 'name', ['李建国']],
      ['funds', 'name', ['城市低保资金', '特别扶助资金']],
      ['fund-allocations', 'code', ['2017-01-S01', '2017-03-S01']],
      ['fund-beneficiaries', 'fundCode', ['2017-01']],
      ['department-budgets', 'title', ['区民政局2017年部门预算']],
      ['inquiries', 'title', ['低保申请']],
      ['query-points', 'name', ['南京路查询点']],
      ['notices', 'title', ['无发布机构', '乙动态', '甲动态', '关于100%公开的通知', '改前']],
    ])('should list of %s what is public, in the default order', async (path, field, expected) => {
      const listed = await names(path, field);
      expect(path === 'notices' ? listed : [...listed].sort()).toEqual(
        path === 'notices' ? expected : [...expected].sort(),
      );
    });

    it('should answer a list in the form of Strapi', async () => {
      const { status, items, pagination } = await get(
        'funds?fields=name,totalAmount&filters[code]=2017-01',
      );
      expect(status).toBe(200);
      expect(items).toEqual([
        { documentId: ids['fund'], name: '城市低保资金', totalAmount: '4779610000.00' },
      ]);
      expect(pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 1 });
    });

    it('should answer a record by documentId and by slug alike', async () => {
      const byId = await get(`notices/${ids['notice']}?populate=*`);
      const bySlug = await get('notices/gong-kai?populate=*');
      expect(byId.status).toBe(200);
      expect(bySlug.text).toBe(byId.text);
      expect(byId.item).toEqual({
        documentId: ids['notice'],
        title: '关于100%公开的通知',
        slug: 'gong-kai',
        kind: 'document',
        indexNumber: null,
        docNumber: '岸政〔2017〕1号',
        issuedOn: '2017-03-01',
        formedOn: null,
        summary: '关于100%公开的通知的摘要',
        body: '正文',
        legalBasis: null,
        isSocialAssistance: false,
        validity: 'in-force',
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        publishedAt: expect.stringMatching(/Z$/),
        cover: {
          url: '/uploads/cover.png',
          name: 'cover.png',
          mime: 'image/png',
          size: 12.5,
          alternativeText: null,
          width: 640,
          height: 480,
        },
        attachments: [
          expect.objectContaining({ name: 'first.png' }),
          expect.objectContaining({ name: 'second.png' }),
        ],
        issuer: expect.objectContaining({ documentId: ids['civil'], name: '区民政局' }),
      });
    });

    it('should keep money and places exact', async () => {
      const budget = (await get('department-budgets?populate=*')).items[0];
      expect(budget).toMatchObject({
        totalRevenue: '9999999999.99',
        operatingCosts: null,
        threePublic: {
          overseas: '0.01',
          reception: '10.10',
          vehiclePurchase: '0.00',
          overseasGroups: null,
        },
        tables: [{ name: '收支总表', url: null, file: { url: '/uploads/table.png' } }],
        organization: { name: '区民政局' },
      });
      expect((await get('query-points')).items[0]).toMatchObject({
        latitude: '30.600000',
        longitude: '114.310001',
      });
      expect((await get('fund-beneficiaries')).items[0]).toMatchObject({ amount: '0.01' });
    });

    it('should show the version that was published, not the draft being edited', async () => {
      expect(await names('notices?filters[issuedOn]=2017-01-01', 'title')).toEqual(['改前']);
    });

    it.each(['filters[documentId]', 'detail'])(
      'should follow a publication and a withdrawal at once (%s)',
      async (way) => {
        const documentId = await publish(NOTICE, {
          title: `撤回试验${way}`,
          kind: 'news',
          issuedOn: '2017-04-01',
          slug: `withdraw-${way.length}`,
          body: '正文',
          summary: '摘要',
          issuer: to('civil'),
        });
        const isThere = async (): Promise<boolean> =>
          way === 'detail'
            ? (await get(`notices/${documentId}`)).status === 200
            : (await get(`notices?filters[documentId]=${documentId}`)).items.length === 1;
        expect(await isThere()).toBe(true);
        await app.strapi.documents(NOTICE).unpublish({ documentId });
        expect(await isThere()).toBe(false);
      },
    );

    it.each([
      () => 'notices/no-such-thing',
      () => `organizations/${ids['secret']}`,
      () => 'organizations/secret',
      () => 'funds/fund-2017-02',
      () => 'funds/fund-2017-04',
      () => 'department-budgets/budget-secret',
      () => 'fund-beneficiaries/1',
      () => 'query-points/nanjinglu',
      () => 'notices/%00',
      () => `notices/${'a'.repeat(500)}`,
    ])('should answer alike for what is unknown, unpublished or classified (%#)', async (path) => {
      const { status, text } = await get(path());
      expect(status).toBe(404);
      expect(text).toBe((await get('notices/nothing-at-all')).text);
    });
  });

  describe('queries', () => {
    it.each([
      ['filters[kind]=document', ['关于100%公开的通知']],
      ['filters[title][$contains]=100%25', ['关于100%公开的通知']],
      ['filters[title][$contains]=%25', ['关于100%公开的通知']],
      ['filters[title][$contains]=_', []],
      ['filters[title][$startsWith]=甲', ['甲动态']],
      ['filters[slug][$eqi]=GONG-KAI', ['关于100%公开的通知']],
      ['filters[slug][$containsi]=ONG-K', ['关于100%公开的通知']],
      ['filters[slug][$startsWithi]=GONG-', ['关于100%公开的通知']],
      ['filters[slug][$endsWith]=-kai', ['关于100%公开的通知']],
      ['filters[slug][$endsWith]=-KAI', []],
      ['filters[slug][$endsWithi]=-KAI', ['关于100%公开的通知']],
      ['filters[title][$endsWith]=%25', []],
      ['filters[slug][$nei]=GONG-KAI&filters[title][$notContains]=动态', ['无发布机构', '改前']],
      [
        'filters[slug][$notContainsi]=ONG-K&filters[title][$notContains]=动态',
        ['无发布机构', '改前'],
      ],
      ['filters[title][$in][0]=甲动态&filters[title][$in][1]=CANARY-DRAFT', ['甲动态']],
      [
        'filters[issuedOn][$between][0]=2017-03-01&filters[issuedOn][$between][1]=2017-05-01&filters[kind][$ne]=document',
        ['乙动态', '甲动态'],
      ],
      ['filters[issuedOn][$gt]=2017-05-01', ['无发布机构']],
      ['filters[docNumber][$null]=false', ['关于100%公开的通知']],
      ['filters[issuer][name]=区财政局', ['乙动态']],
      ['filters[issuer][name][$ne]=区民政局', ['乙动态']],
      ['filters[issuer][$null]=true', ['无发布机构']],
      [
        'filters[$or][0][title]=甲动态&filters[$or][1][$and][0][kind]=news&filters[$or][1][$and][1][issuer][name]=区财政局',
        ['乙动态', '甲动态'],
      ],
      ['filters[$not][issuedOn][$lt]=2017-07-01', ['无发布机构']],
      ['filters[title][$notIn][0]=甲动态&filters[issuedOn]=2017-05-01', ['乙动态']],
      [`filters[title]=${encodeURIComponent(`' or 1=1 --`)}`, []],
      [`filters[title]=${encodeURIComponent('甲动态?')}`, []],
      ['filters[publishedAt][$gt]=2100-01-01T00:00:00Z', []],
    ])('should filter by %s', async (query, expected) => {
      expect(await names(`notices?${query}`, 'title')).toEqual(expected);
    });

    it.each([
      ['sort=title', ['乙动态', '关于100%公开的通知', '改前', '无发布机构', '甲动态']],
      [
        'sort=kind,issuedOn:desc&filters[issuedOn][$ne]=2017-05-01',
        ['关于100%公开的通知', '无发布机构', '改前'],
      ],
      [
        'sort[0]=issuer.name:desc&sort[1]=title&filters[issuer][$notNull]=true',
        ['乙动态', '关于100%公开的通知', '改前', '甲动态'],
      ],
    ])('should sort by %s', async (query, expected) => {
      expect(await names(`notices?${query}`, 'title')).toEqual(expected);
    });

    it('should page through everything once', async () => {
      const everything = await names('notices?sort=issuedOn:desc', 'title');
      const pages = await Promise.all(
        [1, 2, 3].map((page) =>
          names(
            `notices?sort=issuedOn:desc&pagination[page]=${page}&pagination[pageSize]=2`,
            'title',
          ),
        ),
      );
      expect(pages.flat()).toEqual(everything);
      const { pagination } = await get('notices?pagination[page]=9&pagination[pageSize]=2');
      expect(pagination).toEqual({ page: 9, pageSize: 2, pageCount: 3, total: 5 });
    });

    it('should page by start and limit, and leave the count out on request', async () => {
      const { items, pagination } = await get(
        'notices?pagination[start]=1&pagination[limit]=2&pagination[withCount]=false',
      );
      expect(items).toHaveLength(2);
      expect(pagination).toEqual({ start: 1, limit: 2 });
      expect((await get('notices?pagination[withCount]=false')).pagination).toEqual({
        page: 1,
        pageSize: 25,
      });
    });

    it('should populate two levels and only the fields asked for', async () => {
      const { items } = await get(
        'organizations?filters[slug]=under-civil&fields=name&populate[parent][fields][0]=name&populate[parent][populate]=parent',
      );
      expect(items).toEqual([
        {
          documentId: ids['under-civil'],
          name: '区福利院',
          parent: { documentId: ids['civil'], name: '区民政局', parent: null },
        },
      ]);
    });

    it('should use one statement for a list or a record', async () => {
      const statements: string[] = [];
      const watch = ({ sql }: { sql: string }): void => void statements.push(sql);
      const db = app.strapi.db.connection;
      db.on('query', watch);
      try {
        for (const path of [
          'notices?populate=*',
          'department-budgets?populate=*&filters[organization][name]=x',
          'notices/gong-kai?populate=*',
        ]) {
          statements.length = 0;
          await get(path);
          expect(statements.filter((text) => text.includes('json_build_object'))).toHaveLength(1);
          expect(statements.length).toBeLessThanOrEqual(3);
        }
      } finally {
        db.removeListener('query', watch);
      }
    });
  });

  describe('refusals', () => {
    it.each([
      'status=draft',
      'publicationFilter=x',
      'locale=zh-Hans',
      '_q=a',
      'hasPublishedVersion=true',
      'unknown=1',
    ])('should refuse %s for lists and records', async (query) => {
      for (const path of ['notices', 'notices/gong-kai', 'organizations']) {
        const { status, error } = await get(`${path}?${query}`);
        expect(status).toBe(400);
        expect(error).toMatchObject({
          name: 'ValidationError',
          details: { key: query.split('=')[0], source: 'query' },
        });
        expect(error.message).toMatch(/^参数“.+”不可用/);
      }
    });

    it('should refuse a query that is too long', async () => {
      expect((await get(`notices?filters[title]=${'a'.repeat(9000)}`)).status).toBe(400);
    });

    it('should never answer 500 to a value of the wrong kind', async () => {
      for (const value of [
        'x',
        '',
        '-1',
        '99999999999999999999',
        '1e400',
        '0000-00-00',
        '%00',
        '%ff',
        'null',
        '{}',
        "'",
      ]) {
        for (const field of [
          'year',
          'totalAmount',
          'asOf',
          'isSensitive',
          'category',
          'updatedAt',
          'code',
        ]) {
          expect([200, 400]).toContain((await get(`funds?filters[${field}]=${value}`)).status);
        }
      }
    });

    it.each(Object.keys(PATHS))(
      'should answer alike whether a private value of %s fits or not',
      async (uid) => {
        const path = PATHS[uid] as string;
        const open = new Set(Object.keys((await get(`${path}?populate=*`)).items[0] ?? {}));
        const { attributes } = app.strapi.getModel(uid as Uid);
        const hidden = [
          ...Object.keys(attributes),
          'id',
          'createdAt',
          'createdBy',
          'updatedBy',
        ].filter((name) => !open.has(name));
        const stored = await app.strapi.db.query(uid).findMany({ limit: 3 });
        expect(hidden.length).toBeGreaterThan(1);
        const doors = (name: string, value: string): string[] => [
          `filters[${name}]=${value}`,
          `filters[${name}][$startsWith]=${value}`,
          `filters[${name}][$null]=${value === 'x' ? 'true' : 'false'}`,
          `filters[$or][0][${name}][$eq]=${value}`,
          `filters[$not][${name}]=${value}`,
          `filters[organization][${name}]=${value}`,
          `filters[issuer][${name}]=${value}`,
          `sort=${name}:${value === 'x' ? 'asc' : 'desc'}`,
          `fields=${name}`,
          `populate=${name}`,
          `populate[${name}][fields][0]=${value === 'x' ? 'id' : 'name'}`,
        ];
        for (const name of hidden) {
          const value = encodeURIComponent(String(stored[0]?.[name] ?? 'true'));
          const right = doors(name, value);
          const wrong = doors(name, 'x');
          for (const [index, query] of right.entries()) {
            const [one, other] = [
              await get(`${path}?${query}`),
              await get(`${path}?${wrong[index]}`),
            ];
            // A relation's own public field may bear the name; then both are ordinary filters.
            if (query.startsWith('filters[organization]') || query.startsWith('filters[issuer]')) {
              if (one.status === 200) continue;
            }
            expect([query, one.status]).toEqual([query, 400]);
            expect(one.text).toBe(other.text);
          }
        }
      },
    );

    it('should not tell by a filter whether a classified organ exists', async () => {
      const code = creditCode(1);
      for (const [path, relation] of [
        ['notices', 'issuer'],
        ['funds', 'department'],
        ['department-budgets', 'organization'],
        ['staff-members', 'organization'],
        ['organizations', 'parent'],
      ]) {
        for (const [field, value] of [
          ['code', code],
          ['name', '涉密单位'],
          ['slug', 'secret'],
          ['documentId', ids['secret']],
        ]) {
          const none = encodeURIComponent(value === code ? creditCode(999) : '没有这个');
          const query = (text: string, operator: string): string =>
            `${path}?filters[${relation}][${field}][${operator}]=${text}&fields=documentId`;
          for (const operator of ['$eq', '$ne', '$startsWith']) {
            const real = await get(query(encodeURIComponent(value ?? ''), operator));
            expect(real.status).toBe(200);
            expect(real.text).toBe((await get(query(none, operator))).text);
          }
        }
      }
    });

    it('should show nothing of a classified parent organ', async () => {
      const { item } = await get('organizations/under-secret?populate=parent');
      expect(item).toMatchObject({ name: '区档案馆', parent: null });
      expect(
        (await get('organizations?filters[slug]=under-secret&filters[parent][$notNull]=true'))
          .items,
      ).toEqual([]);
    });

    it.each([
      ['delete', 'notices/gong-kai', 405],
      ['put', 'notices/gong-kai', 405],
      ['patch', 'notices', 405],
      ['post', 'notices', 405],
      ['post', 'funds', 405],
      ['get', 'disclosure-requests', 404],
      ['get', 'publication-tallies', 404],
      ['get', 'personnel-changes', 404],
      ['get', 'fund-audit-findings', 404],
    ] as const)('should answer %s /api/%s with %d', async (method, path, status) => {
      const response = await app.agent[method](`/api/${path}`).send(
        method === 'get' ? undefined : { data: { title: 'x' } },
      );
      expect(response.status).toBe(status);
    });

    it.each([
      ['get', 'upload/files'],
      ['get', 'upload/files/1'],
      ['post', 'upload'],
      ['get', 'users'],
      ['get', 'users/me'],
      ['get', 'users-permissions/roles'],
      ['get', 'content-type-builder/content-types'],
      ['post', 'auth/local'],
      ['post', 'auth/local/register'],
      ['post', 'auth/forgot-password'],
    ] as const)('should keep the stock door closed: %s /api/%s', async (method, path) => {
      const response = await app.agent[method](`/api/${path}`);
      answers.push(`${path} ${response.text}`);
      expect([401, 403, 404]).toContain(response.status);
    });
  });

  describe('submissions', () => {
    const inquiry = {
      kind: 'complaint',
      title: '路灯不亮',
      content: '上海街道的路灯三天不亮。',
      name: '王密名字强',
      contact: '13900001111',
    };
    const request = {
      applicantKind: 'natural-person',
      name: '王密名字强',
      idNumber: idNumber('001'),
      contact: '13900001111',
      description: '2017 年城市低保资金分配表',
      deliveryForm: 'electronic',
    };
    const count = (uid: string) => app.strapi.db.query(uid).count();
    const post = async (path: string, body: unknown) => {
      const response = await app.agent.post(`/api/${path}`).send(body as object);
      answers.push(`${path} ${response.text}`);
      return response;
    };

    it('should take an inquiry and answer nothing but its codes', async () => {
      const response = await post('inquiries', { data: inquiry });
      expect(response.status).toBe(201);
      expect(response.body).toEqual({
        data: {
          trackingCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{20}$/),
          queryCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/),
        },
      });
      const stored = await app.strapi
        .documents(INQUIRY)
        .findFirst({ filters: { trackingCode: response.body.data.trackingCode } });
      expect(stored).toMatchObject({
        title: '路灯不亮',
        name: '王密名字强',
        state: 'received',
        isPublic: false,
      });
      expect((await get('inquiries?filters[title]=路灯不亮')).items).toEqual([]);
    });

    it('should take an application and answer nothing but its number and code', async () => {
      const response = await post('disclosure-requests', { data: request });
      expect(response.status).toBe(201);
      expect(response.body).toEqual({
        data: {
          number: expect.stringMatching(/^\d{8}-[0-9A-HJKMNP-TV-Z]{16}$/),
          queryCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/),
        },
      });
      const stored = await app.strapi
        .documents(REQUEST)
        .findFirst({ filters: { number: response.body.data.number } });
      expect(stored).toMatchObject({
        channel: 'online',
        state: 'submitted',
        receivedOn: null,
        name: '王密名字强',
      });
    });

    it.each([
      ['no data', {}],
      ['an unknown field', { data: { ...inquiry, isPublic: true } }],
      ['a reply of its own', { data: { ...inquiry, reply: 'x', state: 'replied' } }],
      ['a missing contact', { data: { ...inquiry, contact: undefined } }],
      ['an unknown kind', { data: { ...inquiry, kind: 'praise' } }],
      ['markup', { data: { ...inquiry, content: '<script>alert(1)</script>' } }],
      ['control characters', { data: { ...inquiry, content: 'a\u0000bcdef' } }],
      ['too much text', { data: { ...inquiry, content: '长'.repeat(5001) } }],
    ])('should refuse an inquiry with %s and store nothing', async (_, body) => {
      const before = await count(INQUIRY);
      const response = await post('inquiries', body);
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({
        data: null,
        error: { name: 'ValidationError', details: { source: 'body' } },
      });
      expect(response.body.error.message).toMatch(/[\u4e00-\u9fff]/);
      expect(await count(INQUIRY)).toBe(before);
    });

    it.each([
      ['a wrong ID number', { idNumber: '110105194912310021' }],
      ['a purpose', { purpose: '科研' }],
      ['a result', { outcome: 'granted' }],
      ['another channel', { channel: 'letter' }],
    ])('should refuse an application with %s and store nothing', async (_, part) => {
      const before = await count(REQUEST);
      expect((await post('disclosure-requests', { data: { ...request, ...part } })).status).toBe(
        400,
      );
      expect(await count(REQUEST)).toBe(before);
    });

    it('should refuse what is too large, no JSON, or has a query', async () => {
      const before = await count(INQUIRY);
      expect(
        (await post('inquiries', { data: { ...inquiry, content: 'a'.repeat(40_000) } })).status,
      ).toBe(413);
      const form = await app.agent.post('/api/inquiries').type('form').send({ 'data[title]': 'x' });
      expect(form.status).toBe(400);
      const broken = await app.agent.post('/api/inquiries').type('json').send('{"data":');
      expect(broken.status).toBe(400);
      const query = await app.agent.post('/api/inquiries?populate=*').send({ data: inquiry });
      expect(query.status).toBe(400);
      expect(await count(INQUIRY)).toBe(before);
    });

    it('should leave nothing behind when the record cannot be stored', async () => {
      const before = await count(INQUIRY);
      const db = app.strapi.db.connection;
      await db.raw(
        'alter table inquiries add constraint test_refuse check (title <> ?) not valid'.replace(
          '?',
          `'不能保存'`,
        ),
      );
      try {
        expect((await post('inquiries', { data: { ...inquiry, title: '不能保存' } })).status).toBe(
          500,
        );
      } finally {
        await db.raw('alter table inquiries drop constraint test_refuse');
      }
      expect(await count(INQUIRY)).toBe(before);
    });
  });

  describe('operation', () => {
    it('should say that it is ready', async () => {
      await app.strapi.plugin('job-queue').service('jobs').startWorkers?.();
      let health = await app.agent.get('/api/health/ready');
      for (let attempt = 0; attempt < 20 && health.status !== 200; attempt += 1) {
        await sleep(250);
        health = await app.agent.get('/api/health/ready');
      }
      expect([health.status, health.body]).toEqual([200, { database: 'up', queue: 'up' }]);
    });

    it('should let any site read, without credentials, and protect the pages', async () => {
      const { headers } = await app.agent
        .get('/api/notices')
        .set('Origin', 'https://portal.example');
      expect(headers['access-control-allow-origin']).toBe('https://portal.example');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("connect-src 'self';");
      expect(headers['content-security-policy']).toContain("img-src 'self' data: blob:;");
      expect(headers['x-powered-by']).toBeUndefined();
    });

    it('should keep registration closed and the public role empty, and restore both at a start', async () => {
      const store = app.strapi.store({
        type: 'plugin',
        name: 'users-permissions',
        key: 'advanced',
      });
      const role = await app.strapi.db
        .query('plugin::users-permissions.role')
        .findOne({ where: { type: 'public' } });
      const state = async () => ({
        register: ((await store.get({})) as { allow_register: boolean }).allow_register,
        actions: await app.strapi.db
          .query('plugin::users-permissions.permission')
          .count({ where: { role: role.id } }),
      });
      expect(await state()).toEqual({ register: false, actions: 0 });
      await store.set({ value: { ...((await store.get({})) as object), allow_register: true } });
      await app.strapi.db
        .query('plugin::users-permissions.permission')
        .create({ data: { action: 'plugin::upload.content-api.find', role: role.id } });
      await app.strapi.plugin('public-api').service('doors').close();
      expect(await state()).toEqual({ register: false, actions: 0 });
    });
  });

  describe('leaks', () => {
    it('should show none of the planted values in any answer, errors included', async () => {
      for (const path of Object.values(PATHS)) {
        const { items } = await get(`${path}?populate=*&pagination[pageSize]=100`);
        expect(items.length).toBeGreaterThan(0);
        for (const { documentId } of items)
          expect((await get(`${path}/${documentId}?populate=*`)).status).toBe(200);
      }
      await get('organizations?populate[parent][populate]=*');
      // What was asked stands before the answer, and may name a value itself.
      const bodies = answers.map((answer) => answer.slice(answer.indexOf(' {') + 1));
      for (const value of [...CANARIES, idNumber('001'), creditCode(1)]) {
        expect(bodies.filter((body) => body.includes(value))).toEqual([]);
      }
      const shown = bodies.filter(
        (body) =>
          !body.startsWith('{"data":null,"error"') && !body.startsWith('{"data":{"trackingCode"'),
      );
      for (const key of HIDDEN_KEYS)
        expect(shown.filter((body) => body.includes(`"${key}":`))).toEqual([]);
      expect(bodies.length).toBeGreaterThan(300);
    });
  });

  describe('lists that no index leads to', () => {
    it('should lead through fields that begin an index', async () => {
      const models = app.strapi.plugin('public-api').service('types').catalogue().values();
      const long = [...models].filter(({ indexed }) => indexed !== null);
      expect(long.map(({ uid }) => uid)).toEqual([BENEFICIARY]);
      for (const { uid, indexed } of long) {
        const { tableName, attributes } = app.strapi.db.metadata.get(uid);
        const columnOf = (name: string) =>
          (attributes[name] as { columnName?: string } | undefined)?.columnName;
        const { rows } = await app.strapi.db.connection.raw(
          `select a.attname as name from pg_index i
           join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
           where i.indrelid = ?::regclass and i.indpred is null`,
          [tableName],
        );
        const first = rows.map(({ name }: { name: string }) => name);
        for (const field of indexed) expect(first).toContain(columnOf(field));
      }
    });

    it('should leave the places of all others free', async () => {
      const sql = new Client({ connectionString: app.databaseUrl });
      await sql.connect();
      try {
        await sql.query('begin');
        await sql.query('lock table fund_beneficiaries in access exclusive mode');
        const scans = Array.from({ length: LANES.quick.places + 1 }, (_, index) =>
          get(`fund-beneficiaries?filters[community][$containsi]=${index}`),
        );
        await sleep(500);
        const began = Date.now();
        const { status } = await get('notices?pagination[pageSize]=13');
        expect({ status, isQuick: Date.now() - began < 1_500 }).toEqual({
          status: 200,
          isQuick: true,
        });
        await sql.query('rollback');
        expect(new Set((await Promise.all(scans)).map((scan) => scan.status))).toEqual(
          new Set([200]),
        );
      } finally {
        await sql.end();
      }
    });
  });

  describe('clients', () => {
    it('should read queries with encoded brackets, as qs and @strapi/client write them', async () => {
      const query = new URLSearchParams([
        ['filters[issuer][name][$eq]', '区民政局'],
        ['sort[0]', 'issuedOn:desc'],
        ['populate[issuer][fields][0]', 'name'],
        ['pagination[page]', '1'],
        ['pagination[pageSize]', '2'],
        ['status', 'published'],
      ]);
      const { status, items } = await get(`notices?${query.toString()}`);
      expect(status).toBe(200);
      expect(items.map(({ title }) => title)).toEqual(['甲动态', '关于100%公开的通知']);
      expect(items[0]?.['issuer']).toMatchObject({ name: '区民政局' });
    });
  });
});
