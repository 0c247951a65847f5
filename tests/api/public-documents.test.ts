import { Client } from 'pg';

import { offlineAt } from '../../src/plugins/public-api/server/domain/retention';
import { creditCodeCheck } from '../../src/shared/credit-code';
import { startApp, type App } from './support/app';

const NOTICE = 'api::notice.notice';
const ORGANIZATION = 'api::organization.organization';
const FUND = 'api::fund.fund';

const creditCode = (serial: number): string => {
  const body = `11000000${String(serial).padStart(9, '0')}`;
  return body + creditCodeCheck(body);
};

interface Item {
  readonly documentId: string;
  readonly [key: string]: unknown;
}

describe('documents of the content API', () => {
  let app: App;
  let sql: Client;
  const organs: Record<string, string> = {};

  const get = async (path: string) => {
    const { status, body, text } = await app.agent.get(`/api/${path}`);
    return {
      status,
      text,
      items: body.data as Item[],
      meta: body.meta as {
        pagination: { next: string | null; total?: number };
        correctedAt?: string;
      },
      error: body.error as { name: string; message: string; details: Record<string, string> },
    };
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
        issuer: { documentId: organs['civil'] },
        ...more,
      } as never,
    });
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };
  const withdraw = (documentId: string) => app.strapi.documents(NOTICE).unpublish({ documentId });

  beforeAll(async () => {
    app = await startApp({ env: { PERSON_RETENTION_DAYS: '400' } });
    sql = new Client({ connectionString: app.databaseUrl });
    await sql.connect();
    for (const [index, [key, isClassified]] of (
      [
        ['civil', false],
        ['later', false],
        ['secret', true],
      ] as const
    ).entries()) {
      const { documentId } = await app.strapi.documents(ORGANIZATION).create({
        data: {
          name: `机构${index}`,
          code: creditCode(index + 1),
          slug: key,
          kind: 'organ',
          state: 'active',
          isClassified,
        },
      });
      organs[key] = documentId;
    }
  });
  afterAll(async () => {
    await sql.end();
    await app.stop();
  });

  describe('withdrawn', () => {
    it('should be told of by title and day alone, by documentId and by slug', async () => {
      const documentId = await notice({ title: '撤回的公告', slug: 'che-hui', body: 'CANARY' });
      expect((await get(`notices/${documentId}`)).status).toBe(200);
      await withdraw(documentId);
      for (const address of [documentId, 'che-hui', 'che-hui?populate=*']) {
        const { status, error, text } = await get(`notices/${address}`);
        expect(status).toBe(410);
        expect(error).toEqual({
          status: 410,
          name: 'GoneError',
          message: expect.stringMatching(/^该信息已于 \d{4}-\d\d-\d\d 撤回$/),
          details: { title: '撤回的公告', withdrawnOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        });
        expect(text).not.toContain('CANARY');
      }
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect((await get('notices/che-hui')).status).toBe(200);
    });

    it('should be told of when it was deleted, but not when it never was public', async () => {
      const deleted = await notice({ slug: 'shan-chu' });
      await app.strapi.documents(NOTICE).delete({ documentId: deleted });
      expect((await get('notices/shan-chu')).status).toBe(410);
      const draft = await app.strapi.documents(NOTICE).create({
        data: {
          title: '草稿',
          slug: 'cao-gao',
          kind: 'news',
          issuedOn: '2017-03-01',
          issuer: { documentId: organs['civil'] },
        } as never,
      });
      for (const address of [draft.documentId, 'cao-gao'])
        expect((await get(`notices/${address}`)).status).toBe(404);
    });

    it('should not be told of under a classified organ, whenever it became so', async () => {
      const unknown = (await get('notices/unknown')).text;
      const ofLater = await notice({ slug: 'later', issuer: { documentId: organs['later'] } });
      const visibleOnly = await notice({
        slug: 'later-2',
        issuer: { documentId: organs['later'] },
      });
      await withdraw(ofLater);
      expect((await get('notices/later')).status).toBe(410);
      await app.strapi
        .documents(ORGANIZATION)
        .update({ documentId: organs['later'] as string, data: { isClassified: true } });
      for (const address of ['later', ofLater, 'later-2', visibleOnly]) {
        const { status, text } = await get(`notices/${address}`);
        expect([status, text]).toEqual([404, unknown]);
      }
      const moved = await notice({ slug: 'moved' });
      await app.strapi.documents(NOTICE).update({
        documentId: moved,
        data: { issuer: { documentId: organs['secret'] } } as never,
      });
      await withdraw(moved);
      expect((await get('notices/moved')).status).toBe(404);
      await sql.query('delete from organizations where slug = $1', ['later']);
      expect((await get('notices/later')).status).toBe(404);
    });

    it('should be told of by day alone where it is a letter, a query point or an organ', async () => {
      const documents = (uid: string) => app.strapi.documents(uid as typeof NOTICE);
      const make = async (uid: string, data: object): Promise<string> =>
        (await documents(uid).create({ data: data as never })).documentId;
      const letter = await make('api::inquiry.inquiry', {
        kind: 'consultation',
        title: 'CANARY 的来信',
        content: '请问怎样申请低保？',
        name: '张某',
        contact: '13800000000',
        trackingCode: 'CANARY',
        receivedOn: '2017-03-01',
        state: 'replied',
        reply: '请到街道办理。',
        repliedOn: '2017-03-02',
        isPublic: true,
        isValid: true,
        organization: { documentId: organs['civil'] },
      });
      const point = await make('api::query-point.query-point', {
        name: 'CANARY 查询点',
        street: '大智街',
        address: '大智路1号',
        isActive: true,
      });
      const organ = await make(ORGANIZATION, {
        name: 'CANARY 局',
        code: creditCode(70),
        slug: 'che-xiao',
        kind: 'organ',
        state: 'active',
      });
      const addresses = [
        `inquiries/${letter}`,
        `query-points/${point}`,
        `organizations/${organ}`,
        'organizations/che-xiao',
      ];
      for (const address of addresses) expect((await get(address)).status).toBe(200);
      await documents('api::inquiry.inquiry').update({
        documentId: letter,
        data: { isPublic: false } as never,
      });
      await documents('api::query-point.query-point').update({
        documentId: point,
        data: { isActive: false } as never,
      });
      await documents(ORGANIZATION).delete({ documentId: organ });
      for (const address of addresses) {
        const { status, text, error } = await get(address);
        expect({ address, status, details: error.details }).toEqual({
          address,
          status: 410,
          details: { withdrawnOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        });
        expect(text).not.toContain('CANARY');
      }
    });

    it('should not be told of an organ that has become classified, nor of its letters', async () => {
      const { documentId: organ } = await app.strapi.documents(ORGANIZATION).create({
        data: {
          name: '将涉密',
          code: creditCode(71),
          slug: 'jiang-she-mi',
          kind: 'organ',
          state: 'active',
        },
      });
      const { documentId: letter } = await app.strapi
        .documents('api::inquiry.inquiry' as typeof NOTICE)
        .create({
          data: {
            kind: 'consultation',
            title: '来信',
            content: '请问怎样申请低保？',
            name: '张某',
            contact: '13800000000',
            trackingCode: 'CODE71',
            receivedOn: '2017-03-01',
            state: 'replied',
            reply: '请到街道办理。',
            repliedOn: '2017-03-02',
            isPublic: true,
            isValid: true,
            organization: { documentId: organ },
          } as never,
        });
      const addresses = [
        `organizations/${organ}`,
        'organizations/jiang-she-mi',
        `inquiries/${letter}`,
      ];
      for (const address of addresses) expect((await get(address)).status).toBe(200);
      const expectUnknown = async (): Promise<void> => {
        for (const address of addresses) {
          const unknown = await get(`${address.split('/')[0]}/unknown`);
          const { status, text } = await get(address);
          expect({ address, status, text }).toEqual({ address, status: 404, text: unknown.text });
        }
      };
      const organizations = app.strapi.documents(ORGANIZATION);
      await organizations.update({ documentId: organ, data: { isClassified: true } });
      await expectUnknown();
      await app.strapi
        .documents('api::inquiry.inquiry' as typeof NOTICE)
        .delete({ documentId: letter });
      await organizations.delete({ documentId: organ });
      await expectUnknown();
    });

    it('should give its slug to whoever bears it now', async () => {
      const first = await notice({ slug: 'shared', title: '先' });
      await withdraw(first);
      await app.strapi.documents(NOTICE).update({ documentId: first, data: { slug: 'first' } });
      await notice({ slug: 'shared', title: '后' });
      expect((await get('notices/shared')).text).toContain('后');
      expect((await get(`notices/${first}`)).status).toBe(410);
    });
  });

  describe('corrected', () => {
    it('should say when, and nothing where nothing was changed', async () => {
      const documentId = await notice();
      expect((await get(`notices/${documentId}`)).meta.correctedAt).toBeNull();
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect((await get(`notices/${documentId}`)).meta.correctedAt).toBeNull();
      const before = Date.now();
      await app.strapi.documents(NOTICE).update({ documentId, data: { body: '更正' } });
      await app.strapi.documents(NOTICE).publish({ documentId });
      const corrected = (await get(`notices/${documentId}`)).meta.correctedAt ?? '';
      expect(Date.parse(corrected)).toBeGreaterThanOrEqual(before - 5);
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect((await get(`notices/${documentId}`)).meta.correctedAt).toBe(corrected);
    });

    it('should say so of what was changed while it was withdrawn, in the catalogue too', async () => {
      const documentId = await notice({ issuedOn: '2017-03-02' });
      const told = async () => {
        const { meta } = await get(`notices/${documentId}`);
        const { items } = await get('catalogue?kind=announcement&pageSize=100');
        const entry = items.find((item) => item.documentId === documentId);
        expect(entry?.['correctedAt']).toBe(meta.correctedAt);
        return meta.correctedAt;
      };
      await withdraw(documentId);
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect(await told()).toBeNull();
      await withdraw(documentId);
      const before = Date.now();
      await app.strapi.documents(NOTICE).update({ documentId, data: { body: '更正' } });
      await app.strapi.documents(NOTICE).publish({ documentId });
      const corrected = (await told()) ?? '';
      expect(Date.parse(corrected)).toBeGreaterThanOrEqual(before - 5);
      await withdraw(documentId);
      await app.strapi.documents(NOTICE).publish({ documentId });
      expect(await told()).toBe(corrected);
    });

    it('should show what is repealed', async () => {
      const documentId = await notice({ validity: 'repealed' });
      const { items } = await get(`notices?filters[documentId]=${documentId}`);
      expect(items[0]?.['validity']).toBe('repealed');
    });
  });

  describe('lists of persons', () => {
    it('should go offline when their fund has been public for the retention, the fund staying', async () => {
      const fund = async (code: string, since: string): Promise<void> => {
        const { documentId } = await app.strapi.documents(FUND).create({
          data: {
            code,
            year: 2017,
            name: `资金${code}`,
            slug: `fund-${code}`,
            category: 'minimum-living',
            department: { documentId: organs['civil'] },
            sources: { central: '1.00', province: '0', city: '0', district: '0' },
            totalAmount: '1.00',
            standards: '每人每月 670 元',
            policies: [{ title: '低保办法', docNumber: '武政规〔2017〕1号' }],
            reachesIndividuals: true,
            asOf: '2017-12-19',
          } as never,
        });
        await app.strapi.documents(FUND).publish({ documentId });
        // The ledger refuses changes; the test needs a publication of long ago.
        await sql.query('set session_replication_role = replica');
        await sql.query(
          `update publication_ledger_entries set occurred_at = (now() at time zone 'UTC') - $1::interval
           where subject_document_id = $2`,
          [since, documentId],
        );
        await sql.query('set session_replication_role = origin');
        await sql.query(
          `insert into fund_beneficiaries (document_id, fund_code, allocation_code, name, street, amount, period,
             persons, households, updated_at) values ($1, $1, 'a', '王', '街', 1, '2017', 1, 1, now())`,
          [code],
        );
      };
      await fund('2017-11', '390 days');
      await fund('2017-12', '410 days');
      const codes = async (path: string, field: string) =>
        (await get(path)).items.map((item) => item[field]);
      expect(await codes('fund-beneficiaries', 'fundCode')).toEqual(['2017-11']);
      expect(await codes('fund-beneficiaries?filters[fundCode]=2017-12', 'fundCode')).toEqual([]);
      expect((await get('fund-beneficiaries/2017-12')).status).toBe(404);
      expect(await codes('funds?fields=code', 'code')).toEqual(['2017-11', '2017-12']);
      expect((await app.agent.get('/api/changes?limit=1')).body.meta.personRetentionDays).toBe(400);

      // The end of the retention is a change too, the last where nothing else changed since.
      await sql.query('set session_replication_role = replica');
      await sql.query(
        `update publication_ledger_entries set occurred_at = occurred_at - interval '1000 days'
         where subject_type <> $1`,
        [FUND],
      );
      await sql.query('set session_replication_role = origin');
      await sql.query(`update fund_beneficiaries set updated_at = '2017-01-01'`);
      const { body } = await app.agent.get('/api/open-data/fund-beneficiaries');
      const shown = await sql.query<{ at: Date }>(
        `select occurred_at at time zone 'UTC' as at from publication_ledger_entries e
         join funds f on f.document_id = e.subject_document_id and f.code = '2017-12'
         limit 1`,
      );
      const [since] = shown.rows;
      if (!since) throw new Error('no entry');
      expect(body.data.lastChange).toBe(offlineAt(since.at, 400).toISOString());
      await sql.query('truncate fund_beneficiaries');
    });
  });

  describe('pages by cursor', () => {
    const walk = async (path: string, pageSize: number): Promise<string[]> => {
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 100; pages += 1) {
        const { status, items, meta, text } = await get(
          `${path}&pagination[after]=${after}&pagination[pageSize]=${pageSize}`,
        );
        if (status !== 200) throw new Error(text);
        expect(items.length).toBeLessThanOrEqual(pageSize);
        seen.push(...items.map(({ documentId }) => documentId));
        if (meta.pagination.next === null) return seen;
        expect(items).toHaveLength(pageSize);
        after = meta.pagination.next;
      }
      throw new Error('no end');
    };

    beforeAll(async () => {
      await sql.query(`insert into query_points (document_id, name, street, phone, latitude, maintained_on, is_active, updated_at)
        select 'point' || n, 'point ' || n, 'street ' || n % 3, case when n % 4 > 0 then 'p' || n % 5 end,
          case when n % 7 > 0 then 30 + (n % 3)::numeric / 10 end, case when n % 2 > 0 then date '2017-01-01' + n % 4 end,
          true, timestamp '2017-01-01' + n % 6 * interval '1 microsecond'
        from generate_series(1, 60) n`);
    });

    it.each([
      'sort=name',
      'sort=name:desc',
      'sort=phone',
      'sort=phone:desc',
      'sort=latitude:desc,phone:asc',
      'sort=maintainedOn,latitude:desc,phone',
      'sort=updatedAt',
      'sort=updatedAt:desc,name:desc',
      'filters[street]=street 1&sort=street,phone',
      'filters[street]=street 1&filters[phone]=p1&sort=street,phone:desc',
      'sort=hasGuide',
    ])('should show every row once and in the same order as by number: %s', async (query) => {
      const { items } = await get(`query-points?${query}&pagination[pageSize]=100`);
      expect(items.length).toBeGreaterThan(1);
      const expected = items.map(({ documentId }) => documentId);
      for (const pageSize of [1, 7, 60, 100])
        expect(await walk(`query-points?${query}`, pageSize)).toEqual(expected);
    });

    it('should go on where it was though rows come and go before it', async () => {
      const { items, meta } = await get(
        'query-points?sort=name&pagination[after]=&pagination[limit]=10',
      );
      await sql.query(`delete from query_points where document_id = $1`, [items[3]?.documentId]);
      const on = await get(`query-points?sort=name&pagination[after]=${meta.pagination.next}`);
      const whole = await get('query-points?sort=name&pagination[pageSize]=100');
      expect(on.items[0]).toEqual(whole.items[9]);
    });

    it('should count only on request', async () => {
      const address = 'query-points?pagination[after]=&pagination[pageSize]=5';
      expect((await get(address)).meta.pagination).toEqual({
        pageSize: 5,
        next: expect.any(String),
      });
      expect((await get(`${address}&pagination[withCount]=true`)).meta.pagination.total).toBe(59);
    });

    it('should refuse what is no place of this list', async () => {
      const cursor = async (query: string) =>
        (await get(`query-points?${query}&pagination[after]=&pagination[pageSize]=1`)).meta
          .pagination.next;
      const byName = await cursor('sort=name');
      const made = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
      for (const query of [
        `sort=name:desc&pagination[after]=${byName}`,
        `pagination[after]=${byName}&pagination[page]=2`,
        `pagination[after]=${byName}&pagination[start]=2`,
        'pagination[after]=x',
        'pagination[after]=%00',
        `sort=name&pagination[after]=${made({ s: 'name', v: [1], i: '1' })}`,
        `sort=name&pagination[after]=${made({ s: 'name', v: ['a', 'b'], i: '1' })}`,
        `sort=name&pagination[after]=${made({ s: 'name', v: ['a\u0000'], i: '1' })}`,
        `sort=name&pagination[after]=${made({ s: 'name', v: ['a'], i: '1 or true' })}`,
        `sort=name&pagination[after]=${made({ s: 'name', v: ['a'], i: '1', x: 1 })}`,
        `sort=latitude&pagination[after]=${made({ s: 'latitude', v: ['x'], i: '1' })}`,
        `sort=maintainedOn&pagination[after]=${made({ s: 'maintainedOn', v: ['2017-02-30'], i: '1' })}`,
        `sort=updatedAt&pagination[after]=${made({ s: 'updatedAt', v: ['2017-02-30 00:00:00'], i: '1' })}`,
        `sort=name&pagination[after]=${made({ s: 'name', v: ['a'], i: '9999999999' })}`,
      ]) {
        const { status, error } = await get(`query-points?${query}`);
        expect([query, status]).toEqual([query, 400]);
        expect(error.message).toMatch(/[\u4e00-\u9fff]/);
      }
      expect((await get('notices?sort=issuer.name&pagination[after]=')).status).toBe(400);
    });
  });
});
