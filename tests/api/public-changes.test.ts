import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import type { PublicationLedgerService } from '../../src/shared/contracts/publication-ledger';
import { startApp, type App } from './support/app';
import { createMirror, listed, type ChangesAnswer } from './support/mirror';

const ORGANIZATION = 'api::organization.organization';
const ESTABLISHMENT = 'api::establishment.establishment-record';
const STAFF = 'api::establishment.staff-member';
const FUND = 'api::fund.fund';
const ALLOCATION = 'api::fund.fund-allocation';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const NOTICE = 'api::notice.notice';
const INQUIRY = 'api::inquiry.inquiry';
const POINT = 'api::query-point.query-point';

/** Public types: path, relations, and whatever else can be populated. */
const TYPES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['organizations', ['parent'], []],
  ['funds', ['department'], ['sources', 'policies']],
  ['department-budgets', ['organization'], ['threePublic', 'tables']],
  ['establishment-records', ['organization'], ['offices', 'quotas']],
  ['notices', ['issuer'], ['cover', 'attachments']],
  ['query-points', [], []],
  ['inquiries', ['organization'], []],
  // Rows under a parent, as the parts' links give them.
  ['fund-allocations', [], []],
  ['fund-beneficiaries', [], []],
  ['staff-members', [], []],
];

/** Numbers that are the same in every run. */
const createRandom = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return {
    next,
    pick: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T,
    chance: (share: number): boolean => next() < share,
  };
};

describe('feed of changes', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: 'https://open.example' } });
  });
  afterAll(() => app.stop());

  const changes = async (query: Record<string, string | number> = {}) => {
    const response = await app.agent.get('/api/changes').query(query);
    return { response, body: response.body as ChangesAnswer };
  };
  const head = async (): Promise<number> => (await changes({ since: 9e14 })).body.meta.next;
  const documents = (uid: string) => app.strapi.documents(uid as typeof NOTICE);
  const idOf = async (uid: string, where: object): Promise<string> =>
    ((await app.strapi.db.query(uid).findOne({ where })) as { documentId: string }).documentId;
  const issue = async (title: string, data: object = {}): Promise<string> => {
    const { documentId } = await documents(NOTICE).create({
      data: { title, kind: 'news', issuedOn: '2017-05-02', body: '正文', ...data } as never,
    });
    await documents(NOTICE).publish({ documentId });
    return documentId;
  };
  const since = async (position: number) => (await changes({ since: position })).body;

  describe('one change', () => {
    it('should tell of a publication with the document, its address and its time', async () => {
      const before = await head();
      const issuer = await idOf(ORGANIZATION, { isClassified: { $not: true }, parent: null });
      const documentId = await issue('江岸区召开政务公开推进会', {
        issuer: { documentId: issuer },
      });
      const { data, meta } = await since(before);
      expect(data).toEqual([
        {
          position: before + 1,
          kind: 'publish',
          type: 'notices',
          documentId,
          url: `https://open.example/api/notices/${documentId}`,
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          document: expect.objectContaining({
            documentId,
            title: '江岸区召开政务公开推进会',
            issuer: { documentId: issuer },
            attachments: [],
          }),
          parts: [],
        },
      ]);
      expect(meta).toEqual({ next: before + 1, hasMore: false, personRetentionDays: null });
    });

    it('should tell of a document once, by its newest entry, and of a withdrawal without its name', async () => {
      const before = await head();
      const documentId = await issue('将被修改和撤回的公告');
      await documents(NOTICE).update({ documentId, data: { summary: '摘要' } as never });
      await documents(NOTICE).publish({ documentId });
      expect((await since(before)).data).toMatchObject([
        { position: before + 2, kind: 'change', documentId, document: { summary: '摘要' } },
      ]);
      await documents(NOTICE).unpublish({ documentId });
      const { response, body } = await changes({ since: before });
      expect(body.data).toMatchObject([
        { position: before + 3, kind: 'withdraw', documentId, document: null, parts: [] },
      ]);
      expect(response.text).not.toContain('公告');
      // Its deletion changes nothing more for the public.
      await documents(NOTICE).delete({ documentId });
      expect((await since(before + 3)).data).toEqual([]);
      expect((await since(before)).data).toHaveLength(1);
    });

    it('should say nothing of drafts and of what never was public', async () => {
      const before = await head();
      const { documentId } = await documents(NOTICE).create({
        data: { title: '草稿', kind: 'news', issuedOn: '2017-05-02' } as never,
      });
      await documents(NOTICE).delete({ documentId });
      expect((await since(before)).data).toEqual([]);
      const organ = await idOf(ORGANIZATION, { isClassified: true });
      const hidden = await issue('涉密单位的动态', { issuer: { documentId: organ } });
      await documents(ORGANIZATION).update({
        documentId: organ,
        data: { phone: '027-1' } as never,
      });
      await documents(NOTICE).delete({ documentId: hidden });
      const { data } = (await changes({ since: before })).body;
      expect(data).toEqual([]);
      expect(JSON.stringify(await since(0))).not.toContain(organ);
    });

    it('should withdraw what an organ issued when it becomes classified, without names', async () => {
      const organ = await idOf(ORGANIZATION, { name: '武汉市江岸区社会救助中心' });
      const notice = await issue('救助中心工作动态', { issuer: { documentId: organ } });
      const before = await head();
      const classify = (isClassified: boolean) =>
        documents(ORGANIZATION).update({ documentId: organ, data: { isClassified } as never });
      await classify(true);
      const { response, body } = await changes({ since: before });
      expect(body.data).toHaveLength(2);
      expect(body.data.every(({ kind, document }) => kind === 'withdraw' && !document)).toBe(true);
      expect(body.data.map(({ documentId }) => documentId).sort()).toEqual([organ, notice].sort());
      expect(response.text).not.toContain('救助');
      expect((await changes({ since: 0, limit: 100 })).response.text).not.toContain('救助中心');
      await classify(false);
      expect((await since(before)).data).toHaveLength(2);
      expect((await since(before)).data.every(({ document }) => document !== null)).toBe(true);
    });

    it('should tell of an organ whose superior became classified, and again when it is back', async () => {
      const superior = await idOf(ORGANIZATION, { name: '武汉市江岸区社会救助中心' });
      const inferior = await idOf(ORGANIZATION, { name: { $contains: '疾病预防' } });
      await documents(ORGANIZATION).update({
        documentId: inferior,
        data: { parent: { documentId: superior } } as never,
      });
      const parentAfter = async (isClassified: boolean): Promise<unknown> => {
        const before = await head();
        await documents(ORGANIZATION).update({
          documentId: superior,
          data: { isClassified } as never,
        });
        const { data } = await since(before);
        return data.find(({ documentId }) => documentId === inferior)?.document;
      };
      expect(await parentAfter(true)).toMatchObject({ parent: null });
      expect(await parentAfter(false)).toMatchObject({ parent: { documentId: superior } });
    });

    it('should tell of rows under a fund as a change of the fund', async () => {
      const before = await head();
      const fundCode = '2017-01';
      const fund = await idOf(FUND, { code: fundCode });
      const allocation = await idOf(ALLOCATION, { fundCode });
      const links = async (position: number) => {
        const { data } = await since(position);
        return data.map(({ kind, type, documentId, parts }) => ({
          kind,
          type,
          documentId,
          parts: parts.map(({ url }) => url),
        }));
      };
      const expected = {
        kind: 'change',
        type: 'funds',
        documentId: fund,
        parts: ['https://open.example/api/fund-allocations?filters%5BfundCode%5D=2017-01'],
      };
      // It was public under its fund, and had no entry of its own.
      await documents(ALLOCATION).update({
        documentId: allocation,
        data: { receiver: '江岸区民政局（更正）' } as never,
      });
      expect(await links(before)).toEqual([expected]);
      const created = await documents(ALLOCATION).create({
        data: {
          code: '2017-01-99',
          fundCode,
          tier: 'project',
          receiver: '试点项目',
          amount: '1.00',
        } as never,
      });
      const middle = await head();
      await documents(ALLOCATION).delete({ documentId: created.documentId });
      expect(await links(middle)).toEqual([expected]);
      // Nothing of a fund that isn't public.
      const hidden = await idOf(ALLOCATION, { fundCode: '2017-05' });
      const last = await head();
      await documents(ALLOCATION).update({
        documentId: hidden,
        data: { receiver: '尚未公开' } as never,
      });
      expect(await links(last)).toEqual([]);
    });

    it('should tell of a deleted row of a data set that has no entry of its own', async () => {
      const before = await head();
      const row = await idOf(BENEFICIARY, { fundCode: '2017-01' });
      await documents(BENEFICIARY).delete({ documentId: row });
      expect((await since(before)).data).toMatchObject([
        { kind: 'change', type: 'funds', parts: [{ type: 'fund-beneficiaries' }] },
      ]);
      // The ledger has recorded what it was before it went.
      const ledger = app.strapi
        .plugin('publication-ledger')
        .service<PublicationLedgerService>('ledger');
      const history = await ledger.history(BENEFICIARY, row);
      expect(history.map(({ action }) => action)).toEqual(['create', 'delete']);
      expect(history[0]?.content).toMatchObject({ fundCode: '2017-01' });
    });
  });

  describe('its question', () => {
    it('should give pages without gap or overlap, and types by choice', async () => {
      const all = (await changes({ limit: 100 })).body;
      expect(all.meta.hasMore).toBe(false);
      const positions: number[] = [];
      let position = 0;
      for (let hasMore = true; hasMore;) {
        const { data, meta } = (await changes({ since: position, limit: 3 })).body;
        positions.push(...data.map((change) => change.position));
        expect(meta.next).toBeGreaterThan(position);
        ({ next: position, hasMore } = meta);
      }
      expect(positions).toEqual([...positions].sort((one, other) => one - other));
      // A page tells of a document once: larger pages leave out more, but never the newest.
      const told = all.data.map((change) => change.position);
      expect(told.filter((one) => !positions.includes(one))).toEqual([]);
      expect(position).toBe(all.meta.next);
      const some = (await changes({ type: 'funds,notices', limit: 100 })).body.data;
      expect(new Set(some.map(({ type }) => type))).toEqual(new Set(['funds', 'notices']));
      expect(some).toEqual(all.data.filter(({ type }) => type === 'funds' || type === 'notices'));
    });

    it.each([
      ['since=-1', 'since'],
      ['since=1.5', 'since'],
      ['since=1e3', 'since'],
      ['since=9999999999999999', 'since'],
      ['since=1&since=2', 'since'],
      ['since[$gt]=1', 'since'],
      ['since=', 'since'],
      ['limit=0', 'limit'],
      ['limit=all', 'limit'],
      ['type=', 'type'],
      ['type=users', 'type'],
      ['type=fund-allocations', 'type'],
      ['type=notices,', 'type'],
      ['type[]=notices', 'type'],
      ['until=7', 'until'],
      ['filters[title]=a', 'filters'],
    ])('should refuse ?%s in Chinese', async (query, key) => {
      const response = await app.agent.get(`/api/changes?${query}`);
      expect(response.status).toBe(400);
      expect(response.body.error.details).toMatchObject({ key, source: 'query' });
      expect(response.body.error.message).toMatch(/^参数“\S+”(的值不正确：应为|不可用)/);
    });

    it('should answer 304 until something changes', async () => {
      const address = '/api/changes?limit=5';
      const first = await app.agent.get(address);
      const again = () =>
        app.agent.get(address).set('If-None-Match', String(first.headers['etag']));
      expect((await again()).status).toBe(304);
      await issue('使清单变化的公告');
      // The first five are as they were; only the answer of the last page differs.
      const last = `/api/changes?since=${(await head()) - 1}`;
      const before = await app.agent.get(last);
      await issue('又一则公告');
      const after = await app.agent.get(last);
      expect(after.headers['etag']).not.toBe(before.headers['etag']);
      expect(after.body.data.length).toBe(before.body.data.length + 1);
    });

    it('should tell whoever is ahead of the ledger where it ends', async () => {
      const { body } = await changes({ since: 1_000_000 });
      expect(body).toEqual({
        data: [],
        meta: { next: await head(), hasMore: false, personRetentionDays: null },
      });
      expect(body.meta.next).toBeLessThan(1_000_000);
    });
  });

  describe('under concurrent transactions', () => {
    const insert = `insert into publication_ledger_entries
      (subject_type, subject_document_id, subject_locale, action, actor_name, content)
      values ('${NOTICE}', $1, '', 'publish', '系统', '{}') returning position::text`;

    it('should never show a position before all below it are there', async () => {
      const [slow, quick] = [0, 1].map(() => new Client({ connectionString: app.databaseUrl })) as [
        Client,
        Client,
      ];
      await Promise.all([slow.connect(), quick.connect()]);
      try {
        const before = await head();
        await slow.query('begin');
        const { rows } = await slow.query<{ position: string }>(insert, ['slow1']);
        expect(Number(rows[0]?.position)).toBe(before + 1);
        // Began later, would commit earlier: it has to wait for its position.
        let isDone = false;
        const second = quick.query<{ position: string }>(insert, ['quick1']).then((result) => {
          isDone = true;
          return Number(result.rows[0]?.position);
        });
        await sleep(300);
        expect(isDone).toBe(false);
        expect((await since(before)).meta.next).toBe(before);
        await slow.query('commit');
        expect(await second).toBe(before + 2);
        const { data, meta } = await since(before);
        expect(data.map(({ position }) => position)).toEqual([before + 1, before + 2]);
        expect(meta.next).toBe(before + 2);
        // One that is undone leaves no gap.
        await slow.query('begin');
        await slow.query(insert, ['undone1']);
        await slow.query('rollback');
        await quick.query(insert, ['quick2']);
        expect((await since(before)).meta.next).toBe(before + 3);
      } finally {
        await Promise.all([slow.end(), quick.end()]);
      }
    });

    it('should reach a reader who polls while many publish, each position once and in order', async () => {
      const before = await head();
      const seen: number[] = [];
      let isPublishing = true;
      const poll = async (): Promise<void> => {
        let position = before;
        for (let wasPublishing = true; wasPublishing;) {
          wasPublishing = isPublishing;
          const { data, meta } = (await changes({ since: position, limit: 4 })).body;
          seen.push(...data.map((change) => change.position));
          position = meta.next;
          if (meta.hasMore) wasPublishing = true;
        }
      };
      const polling = poll();
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          await sleep((index * 37) % 50);
          await issue(`同时公开的第${index}则`);
        }),
      );
      isPublishing = false;
      await polling;
      expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => before + 1 + index));
    });
  });

  describe('a copy kept by it', () => {
    const compare = async (mirror: ReturnType<typeof createMirror>): Promise<void> => {
      for (const [type, relations, others] of TYPES) {
        expect({ type, rows: mirror.of(type) }).toEqual({
          type,
          rows: await listed(app, type, relations, others),
        });
      }
    };

    it('should be what the lists have, from the start', async () => {
      const mirror = createMirror(app, 7);
      await mirror.sync();
      await compare(mirror);
      expect(mirror.of('fund-beneficiaries').length).toBeGreaterThan(5);
      expect(mirror.of('staff-members').length).toBeGreaterThan(5);
    });

    it.each([1, 2, 3])('should stay so whatever happens (history %i)', async (seed) => {
      const random = createRandom(seed);
      const done = new Map<string, number>();
      const refused: string[] = [];
      const anyOf = async (uid: string): Promise<string> => {
        const rows = (await app.strapi.db
          .query(uid)
          .findMany({ select: ['documentId'], orderBy: { documentId: 'asc' } })) as {
          documentId: string;
        }[];
        return random.pick([...new Set(rows.map(({ documentId }) => documentId))]);
      };
      const codes = ['2017-01', '2017-02', '2017-03', '2017-04', '2017-05'];
      const update = (uid: string, documentId: string, data: object) =>
        documents(uid).update({ documentId, data: data as never });
      const serial = (): string => `${seed}-${Math.floor(random.next() * 1e9)}`;

      const deeds: Readonly<Record<string, () => Promise<unknown>>> = {
        issue: async () =>
          issue(`第${serial()}号公告`, { issuer: { documentId: await anyOf(ORGANIZATION) } }),
        correct: async () => {
          const documentId = await anyOf(NOTICE);
          await update(NOTICE, documentId, { summary: `更正${serial()}` });
          await documents(NOTICE).publish({ documentId });
        },
        withdraw: async () => documents(NOTICE).unpublish({ documentId: await anyOf(NOTICE) }),
        withdrawFund: async () => documents(FUND).unpublish({ documentId: await anyOf(FUND) }),
        publishFund: async () => documents(FUND).publish({ documentId: await anyOf(FUND) }),
        sensitive: async () => {
          const documentId = await anyOf(FUND);
          await update(FUND, documentId, { isSensitive: random.chance(0.5) });
          await documents(FUND).publish({ documentId });
        },
        publishEstablishment: async () =>
          documents(ESTABLISHMENT).publish({ documentId: await anyOf(ESTABLISHMENT) }),
        withdrawEstablishment: async () =>
          documents(ESTABLISHMENT).unpublish({ documentId: await anyOf(ESTABLISHMENT) }),
        remove: async () => documents(NOTICE).delete({ documentId: await anyOf(NOTICE) }),
        classify: async () =>
          update(ORGANIZATION, await anyOf(ORGANIZATION), { isClassified: random.chance(0.4) }),
        subordinate: async () =>
          update(ORGANIZATION, await anyOf(ORGANIZATION), {
            parent: { documentId: await anyOf(ORGANIZATION) },
          }),
        rename: async () =>
          update(ORGANIZATION, await anyOf(ORGANIZATION), { duties: `职责${serial()}` }),
        allocation: async () =>
          update(ALLOCATION, await anyOf(ALLOCATION), { receiver: `单位${serial()}` }),
        newAllocation: async () =>
          documents(ALLOCATION).create({
            data: {
              code: `n-${serial()}`,
              fundCode: random.pick(codes),
              tier: 'project',
              receiver: '项目',
              amount: '1.00',
            } as never,
          }),
        moveAllocation: async () =>
          update(ALLOCATION, await anyOf(ALLOCATION), {
            fundCode: random.pick(codes),
            parentCode: null,
          }),
        removeAllocation: async () =>
          documents(ALLOCATION).delete({ documentId: await anyOf(ALLOCATION) }),
        beneficiary: async () =>
          update(BENEFICIARY, await anyOf(BENEFICIARY), { community: `社区${serial()}` }),
        removeBeneficiary: async () =>
          documents(BENEFICIARY).delete({ documentId: await anyOf(BENEFICIARY) }),
        staff: async () =>
          update(STAFF, await anyOf(STAFF), {
            leftOn: random.chance(0.5) ? '2017-11-30' : null,
          }),
        moveStaff: async () =>
          update(STAFF, await anyOf(STAFF), {
            organization: { documentId: await anyOf(ORGANIZATION) },
          }),
        inquiry: async () =>
          update(INQUIRY, await anyOf(INQUIRY), { isPublic: random.chance(0.5) }),
        point: async () => update(POINT, await anyOf(POINT), { isActive: random.chance(0.5) }),
      };
      const act = async (): Promise<void> => {
        const name = random.pick(Object.keys(deeds));
        try {
          await deeds[name]?.();
          done.set(name, (done.get(name) ?? 0) + 1);
        } catch (error) {
          // The office's own rules refuse some of it.
          refused.push(`${name}: ${(error as Error).message}`);
        }
      };

      const mirror = createMirror(app, 5);
      for (let round = 0; round < 40; round += 1) {
        const readers = random.chance(0.5) ? [mirror.sync()] : [];
        await Promise.all([...readers, ...Array.from({ length: 3 }, act)]);
      }
      await mirror.sync();
      await compare(mirror);
      const deedsDone = [...done.values()].reduce((sum, count) => sum + count, 0);
      expect({ isEnough: deedsDone > 60, kinds: done.size > 15, refused }).toMatchObject({
        isEnough: true,
        kinds: true,
      });
      // And one that begins only now comes to the same.
      const late = createMirror(app, 100);
      await late.sync();
      await compare(late);
    });
  });
});
