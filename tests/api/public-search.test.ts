import type { Knex } from 'knex';
import { Client } from 'pg';

import { creditCodeCheck } from '../../src/shared/credit-code';
import { CLASSIFIED_NAME } from '../data/gaps/organizations';
import { startApp, type App } from './support/app';
import { createJudge, routesOf, type OpenApiDocument } from './support/openapi';

const NOTICE = 'api::notice.notice';
const ORGANIZATION = 'api::organization.organization';
const FUND = 'api::fund.fund';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const INQUIRY = 'api::inquiry.inquiry';

const creditCode = (serial: number): string => {
  const body = `11000000${String(serial).padStart(9, '0')}`;
  return body + creditCodeCheck(body);
};

interface Item {
  readonly type: string;
  readonly documentId: string;
  readonly url: string;
  readonly title: string;
  readonly validity: { value: string; label: { zh: string; en: string } } | null;
  readonly date: string | null;
  readonly year: number | null;
  readonly organization: { documentId: string; name: string } | null;
  readonly highlight: { title: string; text: string | null };
}

interface Facet {
  readonly value: string | number;
  readonly count: number;
}

describe('search of the content API', () => {
  let app: App;
  let sql: Client;
  let serial = 0;

  const get = async (query: string) => {
    const { status, body, headers, text } = await app.agent.get(`/api/search?${query}`);
    return {
      status,
      text,
      etag: headers['etag'] as string,
      items: (body.data ?? []) as Item[],
      meta: body.meta as {
        pagination: { page: number; pageSize: number; pageCount: number; total: number };
        facets: {
          type: Facet[];
          year: Facet[];
          organization: { documentId: string; name: string; count: number }[];
        };
        isLoosened: boolean;
      },
      error: body.error as { message: string; details: { path: string } },
    };
  };
  const search = (q: string, more = '') => get(`q=${encodeURIComponent(q)}${more}`);
  const titles = async (q: string, more = ''): Promise<string[]> =>
    (await search(q, more)).items.map(({ title }) => title);
  const total = async (q: string, more = ''): Promise<number> =>
    (await search(q, more)).meta.pagination.total;

  const organ = async (name: string, more: object = {}): Promise<string> => {
    serial += 1;
    const { documentId } = await app.strapi.documents(ORGANIZATION).create({
      data: {
        name,
        code: creditCode(serial),
        slug: `organ-${serial}`,
        kind: 'organ',
        state: 'active',
        ...more,
      } as never,
    });
    return documentId;
  };
  const draft = async (title: string, issuer: string, more: object = {}): Promise<string> => {
    serial += 1;
    const { documentId } = await app.strapi.documents(NOTICE).create({
      data: {
        title,
        slug: `search-${serial}`,
        kind: 'announcement',
        issuedOn: '2017-03-01',
        summary: '摘要',
        body: '正文',
        issuer: { documentId: issuer },
        ...more,
      } as never,
    });
    return documentId;
  };
  const notice = async (title: string, issuer: string, more: object = {}): Promise<string> => {
    const documentId = await draft(title, issuer, more);
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };
  /** Rows of the index that hold the text anywhere. */
  const indexed = async (text: string): Promise<number> => {
    const { rows } = await sql.query<{ count: string }>(
      `select count(*) from public_api_search_texts t join public_api_search s using (id)
       where s::text like '%' || $1 || '%' or t::text like '%' || $1 || '%'`,
      [text],
    );
    return Number(rows[0]?.count);
  };

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: 'https://open.example' } });
    sql = new Client({ connectionString: app.databaseUrl });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await app.stop();
  });

  describe('what it finds', () => {
    let civil: string;
    let health: string;

    beforeAll(async () => {
      civil = await organ('江岸区蓝天局');
      health = await organ('江岸区碧水局');
      await notice('关于梧桐计划的旧公告', civil, { issuedOn: '2015-05-01' });
      await notice('关于梧桐计划的新公告', civil, { issuedOn: '2017-05-01' });
      await notice('年度工作要点', health, {
        issuedOn: '2017-12-01',
        body: `<p>${'前言。'.repeat(60)}继续实施<b>梧桐</b>计划 &amp; "其他" 任务。</p>`,
      });
      await notice('梧桐', health, { issuedOn: '2014-01-01' });
      await notice('ＷＴＯ规则２０１７年宣讲', health, { docNumber: '岸政〔2017〕188号' });
    });

    it.each(['notices', 'funds', 'department-budgets', 'organizations', 'inquiries'])(
      'should find every public record of %s by its title',
      async (path) => {
        const field = path === 'funds' || path === 'organizations' ? 'name' : 'title';
        const { body } = await app.agent.get(
          `/api/${path}?fields=${field}&pagination[pageSize]=100`,
        );
        expect(body.data.length).toBeGreaterThan(2);
        for (const record of body.data) {
          const { items } = await search(record[field].slice(0, 80), `&type=${path}&pageSize=100`);
          expect(items.map(({ documentId }) => documentId)).toContain(record.documentId);
        }
      },
    );

    it('should put titles before texts, and newer ones first', async () => {
      expect(await titles('梧桐')).toEqual([
        '梧桐',
        '关于梧桐计划的新公告',
        '关于梧桐计划的旧公告',
        '年度工作要点',
      ]);
    });

    it('should put titles that hold the text before those that hold its words, on every page', async () => {
      const day = (year: number) => ({ issuedOn: `${year}-05-01` });
      await notice('公告', civil, { ...day(2018), body: '蔷薇和花园。' });
      await notice('蔷薇与花园的公告', civil, day(2017));
      await notice('关于蔷薇花园的公告', civil, day(2012));
      await notice('《蔷薇花园》', civil, day(2013));
      await notice('蔷薇花园', civil, day(2011));
      const expected = [
        '蔷薇花园',
        '《蔷薇花园》',
        '关于蔷薇花园的公告',
        '蔷薇与花园的公告',
        '公告',
      ];
      expect(await titles('蔷薇 花园')).toEqual(expected);
      const paged: string[] = [];
      for (const page of [1, 2, 3, 4, 5])
        paged.push(...(await titles('蔷薇 花园', `&pageSize=1&page=${page}`)));
      expect(paged).toEqual(expected);
      expect(await titles('qiangwei')).toEqual([
        '蔷薇与花园的公告',
        '《蔷薇花园》',
        '关于蔷薇花园的公告',
        '蔷薇花园',
      ]);
    });

    it('should say which documents no longer hold', async () => {
      await notice('木槿办法（旧）', civil, { issuedOn: '2015-05-01', validity: 'repealed' });
      await notice('木槿办法（新）', civil, { issuedOn: '2017-05-01' });
      const { items } = await search('木槿办法');
      expect(items.map(({ validity }) => validity)).toEqual([
        { value: 'in-force', label: { zh: '有效', en: 'In force' } },
        { value: 'repealed', label: { zh: '已废止', en: 'Repealed' } },
      ]);
      const [found] = (await search('江岸区蓝天局', '&type=organizations')).items;
      expect(found?.validity).toBeNull();
    });

    it('should find words of two characters that no dictionary has, and one character', async () => {
      expect(await titles('桐计')).toHaveLength(3);
      expect((await titles('梧')).length).toBe(4);
    });

    it.each([
      ['wutong', 3],
      ['WuTong', 3],
      ['wtjh', 2],
      ['wu tong', 3],
      ['bishuiju', 1],
      ['bsj', 1],
      ['tongwu', 0],
    ])('should find titles by pinyin: %s', async (q, count) => {
      expect(await titles(q)).toHaveLength(count);
    });

    it('should not mind full width, case and spaces', async () => {
      for (const q of ['wto', 'ＷＴＯ', 'Wto 规则', '２０１７年宣讲', '岸政〔2017〕188号'])
        expect(await titles(q)).toContain('ＷＴＯ规则２０１７年宣讲');
    });

    it('should search word by word where nothing has the text as it was typed', async () => {
      const { items, meta } = await search('请问梧桐计划怎么宣传要点');
      expect({ items, isLoosened: meta.isLoosened }).toEqual({ items: [], isLoosened: false });
      const looser = await search('请问梧桐的工作要点是什么');
      expect(looser.meta.isLoosened).toBe(true);
      expect(looser.items.map(({ title }) => title)).toEqual(['年度工作要点']);
    });

    it('should mark what it found in escaped HTML', async () => {
      const { items } = await search('梧桐');
      expect(items[1]?.highlight.title).toBe('关于<mark>梧桐</mark>计划的新公告');
      const text = items[3]?.highlight.text ?? '';
      expect(text).toContain('继续实施<mark>梧桐</mark>计划 &amp; &quot;其他&quot; 任务。');
      expect(text.length).toBeLessThan(300);
      expect((await search('wtjh')).items[0]?.highlight.title).toBe(
        '关于<mark>梧桐计划</mark>的新公告',
      );
    });

    it('should let no markup of a record through', async () => {
      await notice('<img src=x onerror=alert(1)>丹枫', civil, {
        body: '<b onclick="x()">丹枫</b><svg/>',
      });
      const [item] = (await search('丹枫')).items;
      const html = `${item?.highlight.title}${item?.highlight.text}`;
      expect(html.replace(/<\/?mark>/g, '')).not.toContain('<');
    });

    it('should lead to what it found', async () => {
      const { items } = await search('江岸', '&pageSize=100');
      expect(items.length).toBeGreaterThan(10);
      for (const { url, documentId } of items.slice(0, 10)) {
        const { status, body } = await app.agent.get(url.slice('https://open.example'.length));
        expect({ status, id: body.data.documentId }).toEqual({ status: 200, id: documentId });
      }
    });

    it('should choose by type, year and organization, and count what choosing would give', async () => {
      const { meta } = await search('梧桐');
      expect(meta.facets.year).toEqual([
        { value: 2017, count: 2 },
        { value: 2015, count: 1 },
        { value: 2014, count: 1 },
      ]);
      expect(meta.facets.type).toMatchObject([{ value: 'notices', count: 4 }]);
      expect(new Set(meta.facets.organization.map(({ documentId }) => documentId))).toEqual(
        new Set([civil, health]),
      );
      expect(await titles('梧桐', '&year=2017')).toEqual(['关于梧桐计划的新公告', '年度工作要点']);
      expect(await total('梧桐', `&organization=${civil}`)).toBe(2);
      expect(await total('梧桐', '&type=funds,inquiries')).toBe(0);
      const chosen = (await search('梧桐', `&year=2017&organization=${health}`)).meta;
      expect(chosen.pagination.total).toBe(1);
      expect(chosen.facets.year).toEqual([
        { value: 2017, count: 1 },
        { value: 2014, count: 1 },
      ]);
      expect(chosen.facets.organization.map(({ count }) => count)).toEqual([1, 1]);
    });

    it('should page through everything once', async () => {
      const all = await titles('江岸', '&pageSize=100');
      const paged: string[] = [];
      const { meta } = await search('江岸', '&pageSize=7');
      for (let page = 1; page <= meta.pagination.pageCount; page += 1)
        paged.push(...(await titles('江岸', `&pageSize=7&page=${page}`)));
      expect(paged).toHaveLength(meta.pagination.total);
      expect(paged.slice(0, all.length)).toEqual(all);
      expect(await titles('江岸', '&page=99')).toEqual([]);
    });

    it('should find beneficiaries as lists by fund and place, never by person', async () => {
      const { body } = await app.agent.get('/api/fund-beneficiaries?pagination[pageSize]=1');
      const { street, community, publicName, fundCode } = body.data[0];
      const { items } = await search(`${community}`, '&type=beneficiary-lists');
      expect(items.length).toBeGreaterThan(0);
      expect(items[0]?.title).toContain(`${street} ${community}`);
      const list = await app.agent.get(items[0]?.url.slice('https://open.example'.length) ?? '');
      expect(list.status).toBe(200);
      expect(list.body.data.length).toBeGreaterThan(0);
      for (const row of list.body.data) expect(row).toMatchObject({ street, community });
      expect(list.body.data[0].fundCode.length).toBe(fundCode.length);
      expect(await indexed(publicName)).toBe(0);
      const { rows } = await sql.query<{ name: string }>('select name from fund_beneficiaries');
      for (const { name } of rows.slice(0, 20)) expect(await indexed(name)).toBe(0);
    });

    it('should count once for all pages and choices, until something changes', async () => {
      const seen: string[] = [];
      const watch = ({ sql: text }: { sql: string }): void => void seen.push(text);
      const counted = (): number => seen.filter((text) => text.includes('counted as')).length;
      app.strapi.db.connection.on('query', watch);
      const first = (await search('梧桐计', '&pageSize=2')).meta;
      const second = (await search('梧桐计', '&pageSize=2&page=2')).meta;
      const chosen = (await search('梧桐计', '&pageSize=2&year=2017')).meta;
      expect(counted()).toBe(1);
      expect(second).toEqual({ ...first, pagination: { ...first.pagination, page: 2 } });
      expect(chosen.pagination.total).toBe(2);
      expect(chosen.facets.year).toEqual(first.facets.year);
      await notice('又一则梧桐计划公告', civil, { issuedOn: '2013-01-01' });
      const later = (await search('梧桐计', '&pageSize=2&page=3')).meta;
      app.strapi.db.connection.removeListener('query', watch);
      expect(counted()).toBe(2);
      expect(later.pagination.total).toBe(first.pagination.total + 1);
      expect(later.facets.year).toContainEqual({ value: 2013, count: 1 });
    });

    it('should answer in few statements, and from memory the second time', async () => {
      const seen: string[] = [];
      const watch = ({ sql: text }: { sql: string }): void => void seen.push(text);
      app.strapi.db.connection.on('query', watch);
      const first = await search('梧桐', '&pageSize=11');
      const count = seen.length;
      const second = await search('梧桐', '&pageSize=11');
      app.strapi.db.connection.removeListener('query', watch);
      expect(count).toBeLessThanOrEqual(2);
      expect(seen.length).toBe(count);
      expect(second.etag).toBe(first.etag);
      const again = await app.agent
        .get(`/api/search?q=${encodeURIComponent('梧桐')}&pageSize=11`)
        .set('If-None-Match', first.etag);
      expect(again.status).toBe(304);
    });
  });

  describe('what changes', () => {
    let issuer: string;
    beforeAll(async () => {
      issuer = await organ('江岸区青山局');
    });

    it('should be found when it is published, changed when it is, and gone when it is withdrawn', async () => {
      const documentId = await draft('关于银杏大道的公告', issuer);
      expect(await total('银杏')).toBe(0);
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect(await titles('银杏')).toEqual(['关于银杏大道的公告']);
      await app.strapi
        .documents(NOTICE)
        .update({ documentId, data: { title: '关于水杉大道的公告' } as never });
      expect(await total('银杏')).toBe(1);
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect([await total('银杏'), await total('水杉')]).toEqual([0, 1]);
      await app.strapi.documents(NOTICE).unpublish({ documentId });
      expect(await total('水杉')).toBe(0);
      expect(await indexed('水杉')).toBe(0);
    });

    it('should be indexed in the transaction of the publication, and not without it', async () => {
      const documentId = await draft('关于雪松大道的公告', issuer);
      await app.strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
        await app.strapi.documents(NOTICE).publish({ documentId });
        const { rows } = await trx.raw<{ rows: { count: string }[] }>(
          `select count(*) from public_api_search_texts where title like '%雪松%'`,
        );
        expect(rows[0]?.count).toBe('1');
        expect(await total('雪松')).toBe(0);
      });
      expect(await total('雪松')).toBe(1);

      const other = await draft('关于香樟大道的公告', issuer);
      const broken = app.strapi.db.transaction(async () => {
        await app.strapi.documents(NOTICE).publish({ documentId: other });
        throw new Error('broken off');
      });
      await expect(broken).rejects.toThrow('broken off');
      expect(await total('香樟')).toBe(0);
      expect(await indexed('香樟')).toBe(0);
      const { rows } = await sql.query('select 1 from public_api_search_pending');
      expect(rows).toEqual([]);
    });

    it('should take away at once what SQL takes away, and find what it brings', async () => {
      const documentId = await notice('关于石榴花街的公告', issuer);
      await sql.query(`update notices set title = '关于海棠花街的公告' where document_id = $1`, [
        documentId,
      ]);
      expect([await total('石榴花街'), await total('海棠花街')]).toEqual([0, 1]);
      await sql.query('update notices set published_at = null where document_id = $1', [
        documentId,
      ]);
      expect(await total('海棠花街')).toBe(0);
      expect(await indexed('海棠花街')).toBe(0);
    });

    it('should hide all of an organ as soon as it is classified, and bring it back', async () => {
      const secret = await organ('江岸区紫荆局');
      await notice('关于紫荆工程的公告', secret);
      expect(await total('紫荆')).toBe(2);
      const classify = (isClassified: boolean) =>
        app.strapi
          .documents(ORGANIZATION)
          .update({ documentId: secret, data: { isClassified } as never });
      await classify(true);
      expect(await total('紫荆')).toBe(0);
      expect(await indexed('紫荆')).toBe(0);
      expect((await search('江岸', '&pageSize=100')).text).not.toContain('紫荆');
      await classify(false);
      expect(await total('紫荆')).toBe(2);
      await sql.query('update organizations set is_classified = true where document_id = $1', [
        secret,
      ]);
      expect(await total('紫荆')).toBe(0);
    });

    it('should show an inquiry only while an editor makes it public', async () => {
      const data = {
        kind: 'consultation',
        title: '请问凌霄花怎么养护',
        content: '想了解凌霄花的养护办法。',
        name: '牡丹',
        contact: '13800000000',
        trackingCode: 'SEARCHTRACKINGCODE01',
        receivedOn: '2017-03-01',
        isValid: true,
        isPublic: false,
        state: 'replied',
        reply: '已答复凌霄花养护。',
        repliedOn: '2017-03-05',
        organization: { documentId: issuer },
      };
      const { documentId } = await app.strapi.documents(INQUIRY).create({ data: data as never });
      expect(await total('凌霄')).toBe(0);
      const change = (isPublic: boolean) =>
        app.strapi.documents(INQUIRY).update({ documentId, data: { isPublic } as never });
      await change(true);
      expect(await total('凌霄')).toBe(1);
      expect(await total('牡丹')).toBe(0);
      expect(await total('SEARCHTRACKINGCODE01')).toBe(0);
      await change(false);
      expect(await total('凌霄')).toBe(0);
      expect(await indexed('凌霄')).toBe(0);
    });

    it('should know the lists of a fund only while it is public and not sensitive', async () => {
      const { rows } = await sql.query<{
        document_id: string;
        name: string;
        code: string;
        allocation_code: string;
      }>(
        `select f.document_id, f.name, f.code, b.allocation_code from funds f
         join fund_beneficiaries b on b.fund_code = f.code
         where f.published_at is not null and f.is_sensitive is not true limit 1`,
      );
      const [fund] = rows;
      const documentId = fund?.document_id ?? '';
      const lists = () => total(fund?.name ?? '', '&type=beneficiary-lists');
      const before = await lists();
      expect(before).toBeGreaterThan(0);

      const created = await app.strapi.documents(BENEFICIARY).create({
        data: {
          fundCode: fund?.code,
          allocationCode: fund?.allocation_code,
          name: '张三丰',
          street: '木兰街',
          community: '木兰社区',
          amount: '100.00',
          period: '2017-01',
        } as never,
      });
      expect(await titles('木兰社区')).toEqual([`${fund?.name} 木兰街 木兰社区`]);
      await app.strapi.documents(BENEFICIARY).delete({ documentId: created.documentId });
      expect(await total('木兰社区')).toBe(0);

      await app.strapi
        .documents(FUND)
        .update({ documentId, data: { isSensitive: true } as never, status: 'published' });
      expect(await lists()).toBe(0);
      await app.strapi
        .documents(FUND)
        .update({ documentId, data: { isSensitive: false } as never });
      await app.strapi.documents(FUND).publish({ documentId });
      expect(await lists()).toBe(before);
      await app.strapi.documents(FUND).unpublish({ documentId });
      expect([await lists(), await total(fund?.name ?? '', '&type=funds')]).toEqual([0, 0]);
      await app.strapi.documents(FUND).publish({ documentId });
    });

    it('should forget everything of a table that is emptied, and index it anew', async () => {
      await sql.query('begin');
      await sql.query('create temporary table kept on commit drop as select * from inquiries');
      await sql.query(
        'create temporary table links on commit drop as select * from inquiries_organization_lnk',
      );
      const before = await total('低保', '&type=inquiries');
      await sql.query('truncate inquiries cascade');
      await sql.query('savepoint emptied');
      await sql.query('insert into inquiries select * from kept');
      await sql.query('insert into inquiries_organization_lnk select * from links');
      await sql.query('commit');
      expect(before).toBeGreaterThan(0);
      expect(await total('低保', '&type=inquiries')).toBe(before);
    });
  });

  describe('what it never tells', () => {
    const PRIVATE: readonly (readonly [table: string, column: string, value: string])[] = [
      ['inquiries', 'name', '朱雀玄武'],
      ['inquiries', 'contact', '青龙白虎'],
      ['inquiries', 'tracking_code', 'QILINCANARY'],
      ['fund_beneficiaries', 'name', '麒麟凤凰'],
      ['fund_beneficiaries', 'public_name', '貔貅饕餮'],
      ['fund_beneficiaries', 'account', '622200CANARY'],
      ['staff_members', 'name', '鸿鹄鲲鹏'],
      ['staff_members', 'id_number', '420102CANARY'],
      ['disclosure_requests', 'description', '玉兔金蟾'],
      ['disclosure_requests', 'name', '嫦娥吴刚'],
    ];

    it('should not find, count or index what is private', async () => {
      for (const [table, column, value] of PRIVATE) {
        await sql.query(`update ${table} set ${column} = $1 || id`, [value]);
        const nothing = await search('不存在的词语');
        const { status, items, meta } = await search(value);
        expect({ column, status, items, meta }).toEqual({
          column,
          status: 200,
          items: [],
          meta: nothing.meta,
        });
        expect(await indexed(value)).toBe(0);
      }
    });

    it('should not know a classified organ, whatever is asked', async () => {
      const { rows } = await sql.query<{ document_id: string; slug: string; code: string }>(
        'select document_id, slug, code from organizations where is_classified',
      );
      const { document_id: id = '', slug = '', code = '' } = rows[0] ?? {};
      for (const q of [CLASSIFIED_NAME, code, id]) {
        const found = await search(q, '&pageSize=100');
        expect(found.text).not.toContain(CLASSIFIED_NAME);
        expect(found.text).not.toContain(code);
      }
      const nobody = await search('江岸', '&organization=nobody');
      for (const organization of [id, slug]) {
        const answer = await search('江岸', `&organization=${organization}`);
        expect(answer.text).toBe(nobody.text);
      }
      expect(await indexed(CLASSIFIED_NAME)).toBe(0);
    });

    it('should not know drafts', async () => {
      const { rows } = await sql.query<{ title: string }>(
        `select title from department_budgets d where published_at is null and not exists
           (select 1 from department_budgets p where p.document_id = d.document_id and p.published_at is not null)`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { title } of rows) expect(await titles(title)).not.toContain(title);
    });

    it.each([
      'fields=contact',
      'sort=name',
      'populate=*',
      '_q=x',
      'filters[name]=x',
      'status=draft',
    ])('should answer ?%s as any other parameter that there is not', async (query) => {
      const one = await get(`q=x&${query}`);
      const other = await get(`q=x&${query.replace(/^[^=[]+/, 'unknown')}`);
      expect([one.status, other.status]).toEqual([400, 400]);
      const name = (text: string) =>
        text.replaceAll(/unknown|fields|sort|populate|_q|filters|status/g, 'k');
      expect(name(one.text)).toBe(name(other.text));
    });
  });

  describe('what it refuses', () => {
    it.each([
      ['', 'q'],
      ['q=', 'q'],
      [`q=${'x'.repeat(101)}`, 'q'],
      [`q=${'a%20'.repeat(1)}${[...'bcdefghijkl'].join('%20')}`, 'q'],
      ['q=a&q=b', 'q'],
      ['q[$ne]=a', 'q'],
      ['q=a%00b', 'q'],
      ['q=a&type=secrets', 'type'],
      ['q=a&type=notices,', 'type'],
      ['q=a&year=17', 'year'],
      ['q=a&year[]=2017', 'year'],
      ['q=a&organization=', 'organization'],
      ['q=a&page=0', 'page'],
      ['q=a&page=1e3', 'page'],
      ['q=a&page=101&pageSize=100', 'page'],
      ['q=a&pageSize=-1', 'pageSize'],
    ])('should refuse ?%s in Chinese', async (query, path) => {
      const { status, error } = await get(query);
      expect({ status, path: error?.details.path }).toEqual({ status: 400, path });
      expect(error.message).toMatch(/^参数“\w+”的值不正确：应为.+/);
    });

    it.each([
      `' or 1=1 --`,
      `'); drop table notices; --`,
      `a' & '!b`,
      `:* | !x <-> y`,
      `\\ \\' \\x00`,
      '%_%',
      '?? $1 ?::tsquery',
      '<script>alert(1)</script>',
      '，。！？',
      '(((',
      '𠮷'.repeat(40),
      '的'.repeat(100),
      'a'.repeat(100),
    ])('should search for %j as for any text', async (q) => {
      const { status, items, meta } = await search(q);
      expect(status).toBe(200);
      expect(items.length).toBe(Math.min(25, meta.pagination.total));
    });

    it('should give up on a search that takes too long', async () => {
      await sql.query('begin');
      await sql.query('lock table public_api_search in access exclusive mode');
      const { status, error } = await search('江岸', '&pageSize=31');
      await sql.query('rollback');
      expect({ status, message: error.message }).toEqual({
        status: 503,
        message: '服务繁忙，请稍后再试',
      });
      expect((await search('江岸', '&pageSize=31')).status).toBe(200);
    });
  });

  it('should be told of in the OpenAPI document as it is', async () => {
    const document = (await app.agent.get('/api/openapi.json')).body as OpenApiDocument;
    const route = routesOf(document).find(({ path }) => path === '/api/search');
    if (!route) throw new Error('the document lacks the search');
    const judge = createJudge(document);
    for (const query of [
      'q=江岸&pageSize=100',
      'q=低保',
      'q=zzzz',
      'q=',
      'q=a&x=1',
      'q=社区&year=2017',
    ]) {
      const { status, text, headers } = await app.agent.get(`/api/search?${encodeURI(query)}`);
      const verdict = judge.verdict(route, { status, text, type: headers['content-type'] ?? '' });
      expect({ query, verdict }).toEqual({ query, verdict: null });
    }
  });

  it('should index everything anew when what is searched has changed', async () => {
    const before = (await search('江岸', '&pageSize=100')).text;
    await sql.query(`update public_api_search set lexemes = ''`);
    await sql.query(`update public_api_search_texts set title = 'x'`);
    await sql.query(
      `update public_api_search_versions set version = 'old' where name <> 'triggers'`,
    );
    const index = app.strapi
      .plugin('public-api')
      .service<{ open(): Promise<void> }>('search-index');
    await index.open();
    const after = await search('江岸', '&pageSize=100');
    expect(after.meta.pagination.total).toBe(JSON.parse(before).meta.pagination.total);
    expect(after.text).toBe(before);
  });
});
