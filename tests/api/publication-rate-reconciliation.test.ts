import fc from 'fast-check';

import type {
  FindingKind,
  FundReconciliation,
  PlausibilityFinding,
  ReconciliationNode,
  ReconciliationRow,
} from '../../src/plugins/publication-rate/shared/contracts/reports';
import type { FigureItem } from '../../src/shared/contracts/publication-rate';
import { fromFen } from '../../src/shared/money';
import { PLANTED } from '../data/gaps/planted';
import { administratorWithoutRights } from './support/administrators';
import { startApp, type App } from './support/app';

const LIST = '/publication-rate/reconciliations';
const FINDINGS = '/publication-rate/findings';

const client = (app: App, token: () => string) => {
  const get = (url: string) => app.agent.get(url).set('Authorization', `Bearer ${token()}`);
  const ok = async <T>(url: string): Promise<T> => {
    const response = await get(url);
    expect([url, response.status]).toEqual([url, 200]);
    return response.body as T;
  };
  return {
    get,
    list: async (query = '') =>
      (await ok<{ data: FundReconciliation[] }>(`${LIST}?year=2017${query}`)).data,
    detail: (documentId: string, query = '') =>
      ok<{
        data: ReconciliationNode[];
        meta: { pagination: { total: number } };
      }>(`${LIST}/${documentId}?year=2017${query}`),
    rows: (documentId: string, node: string, query = '') =>
      ok<{ data: ReconciliationRow[]; meta: { pagination: { total: number } } }>(
        `${LIST}/${documentId}/rows?year=2017&node=${encodeURIComponent(node)}${query}`,
      ),
    findings: (query = '') =>
      ok<{
        data: PlausibilityFinding[];
        meta: { kinds: FindingKind[]; pagination: { total: number } };
      }>(`${FINDINGS}?year=2017${query}`),
    items: async (figure: string) =>
      (
        await ok<{ data: FigureItem[] }>(
          `/publication-rate/figures/${figure}/items?year=2017&pageSize=100`,
        )
      ).data,
  };
};

describe('reconciliation of a year with gaps', () => {
  let app: App;
  let token: string;
  let api: ReturnType<typeof client>;
  const { funds } = PLANTED;
  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    token = await app.adminToken();
    api = client(app, () => token);
  });
  afterAll(() => app.stop());

  it('should find the one fen at the community that got too much, and nothing else', async () => {
    const all = await api.list();
    expect(all.map(({ code, state }) => [code, state])).toEqual([
      ['2017-02', 'different'],
      ['2017-01', 'balanced'],
      ['2017-03', 'balanced'],
      ['2017-04', 'balanced'],
      ['2017-05', 'balanced'],
      ['2017-06', 'balanced'],
    ]);
    expect(all[0]).toMatchObject({
      documentId: funds.unbalanced.documentId,
      total: '34431.81',
      sources: '34431.81',
      departmentAmount: '34431.81',
      streetAmount: '34431.81',
      leafAmount: '34431.81',
      statedRest: '0.00',
      beneficiaryAmount: '34431.80',
      differenceCount: 1,
      differences: [
        {
          rule: 'leaf-beneficiaries',
          nodeCode: funds.unbalanced.allocationCode,
          amount: `-${funds.unbalanced.difference}`,
          uid: 'api::fund.fund-allocation',
          message:
            '“天津社区”收到 11757.21 元，发放到人到户 11757.20 元，填报未拨付 0.00 元，相差 -0.01 元',
        },
      ],
    });
  });

  it('should agree with the figure that counts the funds without a difference', async () => {
    const states = new Map((await api.list()).map((fund) => [fund.documentId, fund]));
    const items = await api.items('fund.reconciled.count');
    expect(items).toHaveLength(states.size);
    for (const { documentId, state, reason } of items) {
      const fund = states.get(documentId as string) as FundReconciliation;
      expect([fund.code, state]).toEqual([
        fund.code,
        fund.isPublic && fund.state === 'balanced' ? 'counted' : 'missing',
      ]);
      if (fund.isPublic && state === 'missing') {
        expect(reason).toBe(fund.differences.map(({ message }) => message).join('；'));
      }
    }
  });

  it('should show the tree of a fund, what differs first, and the way to it', async () => {
    const { data } = await api.detail(funds.unbalanced.documentId);
    expect(data.map(({ code, isDifferentBelow }) => [code, isDifferentBelow])).toEqual([
      ['2017-02-01-001', false],
      ['2017-02-00', true],
      ['2017-02-01', true],
      ['2017-02-01-002', false],
      ['2017-02-13', false],
      ['2017-02-13-001', false],
    ]);
    expect(data[0]).toMatchObject({
      received: '11757.21',
      beneficiaries: '11757.20',
      persons: '3',
      personTimes: '3',
      childCount: 0,
    });
    expect(data[1]).toMatchObject({ children: '34431.81', beneficiaries: null, childCount: 2 });

    const top = await api.detail(funds.unbalanced.documentId, '&parent=');
    expect(top.data.map(({ code }) => code)).toEqual(['2017-02-00']);
    const below = await api.detail(funds.unbalanced.documentId, '&parent=2017-02-00&pageSize=1');
    expect(below.data.map(({ code }) => code)).toEqual(['2017-02-01']);
    expect(below.meta.pagination.total).toBe(2);
    const different = await api.detail(funds.unbalanced.documentId, '&different=true');
    expect(different.data.map(({ code }) => code)).toEqual(['2017-02-01-001']);
    const found = await api.detail(
      funds.unbalanced.documentId,
      `&q=${encodeURIComponent('花桥街')}`,
    );
    expect(found.data.map(({ code }) => code)).toEqual(['2017-02-13']);
  });

  it('should list the payments below a node, masked', async () => {
    const { documentId, allocationCode } = funds.unbalanced;
    const { data, meta } = await api.rows(documentId, allocationCode, '&pageSize=2');
    expect(data.map(({ amount }) => amount)).toEqual(['4618.90', '4618.90']);
    expect(meta.pagination.total).toBe(3);
    for (const row of data) {
      expect(row.label).toContain('*');
      expect(Object.keys(row).sort()).toEqual(
        'amount documentId households label nodeCode period persons place uid'.split(' '),
      );
    }
    expect((await api.rows(documentId, '2017-01-01-001')).data).toEqual([]);
  });

  it('should open the payments that name no node, or one that there is not', async () => {
    const db = app.strapi.db.connection;
    const { documentId } = funds.unbalanced;
    const { id: _, ...row } = (await db('fund_beneficiaries')
      .where({ fund_code: '2017-02' })
      .first()) as { id: number } & Record<string, unknown>;
    const planted = [
      ['no-code', null],
      ['empty-code', ''],
      ['unknown-code', '2017-02-99'],
    ] as const;
    await db('fund_beneficiaries').insert(
      planted.map(([id, code]) => ({
        ...row,
        document_id: id,
        id_hash: null,
        allocation_code: code,
        amount: '1.10',
      })),
    );

    const fund = (await api.list()).find((one) => one.documentId === documentId);
    const differences = fund?.differences.filter(({ rule }) => rule === 'unknown-allocation');
    expect(differences?.map(({ nodeCode, message }) => [nodeCode, message]).sort()).toEqual([
      ['', '到人到户明细没有填写拨付编号，涉及 2 行 2.20 元'],
      ['2017-02-99', '到人到户明细的拨付编号“2017-02-99”不在本项资金中，涉及 1 行 1.10 元'],
    ]);
    const opened = async (node: string) =>
      (await api.rows(documentId, node)).data.map((one) => [one.documentId, one.nodeCode]);
    expect(await opened('')).toEqual([
      ['no-code', ''],
      ['empty-code', ''],
    ]);
    expect(await opened('2017-02-99')).toEqual([['unknown-code', '2017-02-99']]);

    const amounts = async (query: string): Promise<number> => {
      const { text } = await api.get(
        `${LIST}/export?year=2017&format=csv&part=rows&fund=${documentId}${query}`,
      );
      return text.split('\n').filter((line) => /2017-02/.test(line) && /\d\.\d\d/.test(line))
        .length;
    };
    expect(await amounts('&node=')).toBe(2);
    expect(await amounts('&node=2017-02-99')).toBe(1);
    expect(await amounts('')).toBeGreaterThan(3);
    await db('fund_beneficiaries')
      .whereIn(
        'document_id',
        planted.map(([id]) => id),
      )
      .del();
  });

  it('should narrow to organizations', async () => {
    const [different] = await api.list();
    const own = await api.list(`&organization=${different?.organizationId}`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(6);
    expect(new Set(own.map(({ organizationId }) => organizationId))).toEqual(
      new Set([different?.organizationId]),
    );
    expect(await api.list('&organization=nobody')).toEqual([]);
    const other = (await api.list()).find(
      ({ organizationId }) => organizationId !== different?.organizationId,
    );
    const hidden = await api.get(
      `${LIST}/${different?.documentId}?year=2017&organization=${other?.organizationId}`,
    );
    expect(hidden.status).toBe(404);
  });

  it('should tell persons, households and person-times apart', async () => {
    const db = app.strapi.db.connection;
    const [fund] = (await api.list()).filter(({ code }) => code === '2017-01');
    expect(fund).toMatchObject({ persons: '9', households: '9', personTimes: '9' });
    const first = await db('fund_beneficiaries').where({ fund_code: '2017-01' }).first();
    const { id: _, ...row } = first as { id: number } & Record<string, unknown>;
    await db('fund_beneficiaries').insert({
      ...row,
      document_id: 'another-month',
      period: '2017-12',
      amount: '0.00',
    });
    const [paidTwice] = (await api.list()).filter(({ code }) => code === '2017-01');
    expect(paidTwice).toMatchObject({ persons: '9', households: '9', personTimes: '10' });
    await db('fund_beneficiaries').where({ document_id: 'another-month' }).del();
  });

  it.each([
    [`${LIST}`, '年度'],
    [`${LIST}?year=2017&asOf=2017-02-30`, '截止日期'],
    [`${LIST}?year=2017&state=all`, '不认识的参数'],
    [`${LIST}?year=2017&organization=a b`, '机构'],
    [`${LIST}/x?year=2017&different=1`, 'different'],
    [`${LIST}/x?year=2017&pageSize=1001`, '每页条数'],
    [`${LIST}/x/rows?year=2017`, '拨付编号'],
    [`${FINDINGS}?year=2017&kind=fund.nothing`, '没有“fund.nothing”这类疑点'],
    [`${FINDINGS}?year=2017&kind=A`, '疑点类别'],
    [`${FINDINGS}?year=2017&page=0`, '页码'],
  ])('should refuse %s with what to do', async (url, message) => {
    const response = await api.get(encodeURI(url));
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
  });

  it('should answer 404 for a fund that the year does not have', async () => {
    const { documentId } = funds.complete;
    for (const url of [`${LIST}/${documentId}?year=2016`, `${LIST}/x/rows?year=2017&node=a`]) {
      const response = await api.get(url);
      expect([url, response.status]).toEqual([url, 404]);
      expect(response.body.error.message).toContain('请核对年度');
    }
  });

  it('should open to nobody but those with the right', async () => {
    const outsider = await administratorWithoutRights(app);
    const { documentId } = funds.complete;
    for (const url of [
      `${LIST}?year=2017`,
      `${LIST}/${documentId}?year=2017`,
      `${LIST}/${documentId}/rows?year=2017&node=2017-01-00`,
      `${FINDINGS}?year=2017`,
    ]) {
      expect((await app.agent.get(url)).status).toBe(401);
      const refused = await app.agent.get(url).set('Authorization', `Bearer ${outsider}`);
      expect([url, refused.status]).toEqual([url, 403]);
    }
  });

  describe('findings', () => {
    const db = () => app.strapi.db.connection;
    const counts = async (): Promise<Record<string, number>> =>
      Object.fromEntries((await api.findings()).meta.kinds.map(({ kind, count }) => [kind, count]));

    it('should notice posts that equal the staff in every kind', async () => {
      const { data, meta } = await api.findings('&kind=establishment.quota-equals-staff');
      expect(meta.pagination.total).toBe(3);
      expect(data.map(({ label, reason }) => [label, reason]).sort()).toEqual([
        ['武汉市江岸区人民政府办公室', '行政编制 3 名，与在册人数完全相同'],
        ['武汉市江岸区卫生和计划生育委员会', '行政编制 2 名，与在册人数完全相同'],
        ['武汉市江岸区社会保险管理处', '全额事业编制 3 名，与在册人数完全相同'],
      ]);
      expect(await counts()).toEqual({
        'fund.duplicate-payee': 0,
        'fund.conflicting-payee': 0,
        'budget.child-above-parent': 0,
        'establishment.quota-equals-staff': 3,
        'establishment.staff-over-quota': 0,
      });
    });

    it('should notice more staff than posts, but tell nothing of a classified organ', async () => {
      const { classified } = PLANTED.organizations;
      for (const [name, authorized] of [
        ['武汉市江岸区社会保险管理处', 1],
        [classified.name, 0],
      ] as const) {
        await db().raw(
          `update components_establishment_quotas set authorized = ? where id in (
             select c.cmp_id from establishment_records_cmps c
             join establishment_records_organization_lnk l on l.establishment_record_id = c.entity_id
             join organizations o on o.id = l.organization_id
             where c.field = 'quotas' and o.name = ?)`,
          [authorized, name],
        );
      }
      const { data } = await api.findings('&kind=establishment.staff-over-quota');
      expect(data.map(({ label, reason }) => [label, reason])).toEqual([
        ['武汉市江岸区社会保险管理处 · 全额事业编制', '核定 1 名，在册 3 名，超出 2 名'],
      ]);
    });

    it('should notice the parts of 三公 that their whole does not hold (桂林市司法局 2015)', async () => {
      const [documentId] = PLANTED.budgets.complete;
      await db().raw(
        `update components_budget_three_publics set overseas = 0, reception = 17000,
           vehicle_purchase = 0, vehicle_operation = 326500, stated_vehicles = 0,
           stated_total = 343500
         where id in (
           select c.cmp_id from department_budgets_cmps c
           join department_budgets b on b.id = c.entity_id
           where c.field = 'threePublic' and b.document_id = ?)`,
        [documentId],
      );
      const { data } = await api.findings('&kind=budget.child-above-parent');
      expect(data).toMatchObject([
        {
          documentId,
          uid: 'api::budget.department-budget',
          reason: '公务用车购置及运行维护费填报 0.00 元，分项合计 326500.00 元',
          amount: '343500.00',
        },
      ]);

      // 江北区（重庆）2021: 39 + 323 + 4070 = 4432, 2648 + 1422 = 4070.
      await db().raw(
        `update components_budget_three_publics set overseas = 39, reception = 323,
           vehicle_purchase = 2648, vehicle_operation = 1422, stated_vehicles = 4070,
           stated_total = 4432
         where stated_total = 343500`,
      );
      expect((await api.findings('&kind=budget.child-above-parent')).data).toEqual([]);
    });

    it('should notice who is paid twice, or from funds that exclude each other', async () => {
      const copy = async (from: string, to: string, allocation: string, documentId: string) => {
        const row = (await db()('fund_beneficiaries').where({ fund_code: from }).first()) as {
          id: number;
          id_hash: string;
          period: string;
          amount: string;
        };
        const { id: _, ...rest } = row;
        await db()('fund_beneficiaries').insert({
          ...rest,
          document_id: documentId,
          fund_code: to,
          allocation_code: allocation,
        });
        return row;
      };
      const twice = await copy('2017-02', '2017-02', '2017-02-01-002', 'zzzz-twice');
      const both = await copy('2017-02', '2017-06', '2017-06-01-001', 'zzzz-both');
      const { data } = await api.findings('&q=zzzz');
      expect(data).toEqual([]);
      const duplicates = await api.findings('&kind=fund.duplicate-payee');
      expect(duplicates.data).toMatchObject([
        {
          uid: 'api::fund.fund-beneficiary',
          documentId: 'zzzz-twice',
          amount: '9237.80',
          reason: '本期间共 2 行，合计 9237.80 元',
        },
      ]);
      const conflicts = await api.findings('&kind=fund.conflicting-payee');
      expect(conflicts.data).toMatchObject([
        { documentId: 'zzzz-both', amount: '13856.70', label: expect.stringContaining('*') },
      ]);
      const all = JSON.stringify([duplicates, conflicts]);
      expect(all).not.toContain(twice.id_hash);
      expect(all).not.toContain(both.id_hash);
    });

    it('should name neither a classified organ nor its fund, in pages and files', async () => {
      const { classified } = PLANTED.organizations;
      const fund = (await db()('funds').where({ code: '2017-06' }).first()) as { name: string };
      const read = async (): Promise<string> =>
        JSON.stringify(await api.findings('&pageSize=100')) +
        (await api.get(`${FINDINGS}/export?year=2017&format=csv`)).text;
      expect(await read()).toContain(fund.name);
      const organ = (await db()('organizations')
        .where({ document_id: classified.documentId })
        .first()) as { id: number };
      await db()('funds_department_lnk')
        .whereIn('fund_id', db()('funds').select('id').where({ code: '2017-06' }))
        .update({ organization_id: organ.id });
      const text = await read();
      expect(text).toContain('本期间共 2 行');
      for (const secret of [classified.name, classified.documentId, fund.name, 'zzzz-both']) {
        expect(text).not.toContain(secret);
      }
    });
  });
});

/** A node with its rest, what hangs below it and who was paid, in fen. */
interface Node {
  readonly rest: number;
  readonly children: readonly Node[];
  readonly rows: readonly number[];
}

const fen = fc.integer({ min: 1, max: 2_000_000_000 });
const rest = fc.oneof(fc.constant(0), fen);
const rows = fc.array(fen, { maxLength: 3 });
const community = fc.record({ rest, children: fc.constant([]), rows });
const street = fc.record({ rest, children: fc.array(community, { maxLength: 3 }), rows });
const department = fc.record({
  rest,
  children: fc.array(street, { maxLength: 3 }),
  rows: fc.constant<number[]>([]),
});
const tree = fc.array(department, { minLength: 1, maxLength: 2 });

interface AllocationRow {
  code: string;
  parent_code: string | null;
  tier: string;
  amount: bigint;
  undisbursed_amount: bigint;
}

interface PaidRow {
  document_id: string;
  allocation_code: string;
  amount: bigint;
}

interface Fund {
  total: bigint;
  sources: bigint[];
  readonly nodes: AllocationRow[];
  readonly paid: PaidRow[];
}

const CODE = '2017-90';
const TIERS = ['department', 'street', 'community'];

/** A fund in which everything adds up. */
const fundOf = (departments: readonly Node[]): Fund => {
  const nodes: AllocationRow[] = [];
  const paid: PaidRow[] = [];
  const add = (node: Node, parent: string | null, place: number): bigint => {
    const code = `${parent ?? CODE}-${place}`;
    const row: AllocationRow = {
      code,
      parent_code: parent,
      tier: TIERS[code.split('-').length - 3] as string,
      amount: 0n,
      undisbursed_amount: BigInt(node.rest),
    };
    nodes.push(row);
    const below = node.children.reduce((sum, child, index) => sum + add(child, code, index), 0n);
    for (const [index, amount] of node.rows.entries()) {
      paid.push({
        document_id: `${code}-p${index}`,
        allocation_code: code,
        amount: BigInt(amount),
      });
    }
    row.amount =
      below + node.rows.reduce((sum, amount) => sum + BigInt(amount), 0n) + BigInt(node.rest);
    return row.amount;
  };
  const total = departments.reduce((sum, node, index) => sum + add(node, null, index), 0n);
  return {
    total,
    sources: [total / 3n, total / 5n, 0n, total - total / 3n - total / 5n],
    nodes,
    paid,
  };
};

/** A change of one fen (or of one reference) with the differences that it must make. */
interface Change {
  readonly apply: (fund: Fund) => void;
  readonly expected: readonly (readonly [node: string, fen: bigint])[];
}

const changesOf = (fund: Fund, by: bigint): Change[] => [
  {
    apply: (changed) => {
      changed.total += by;
    },
    expected: [
      ['', -by],
      ['', -by],
    ],
  },
  ...fund.sources.map((_, index): Change => ({
    apply: (changed) => {
      changed.sources[index] = (changed.sources[index] as bigint) + by;
    },
    expected: [['', by]],
  })),
  ...fund.nodes.flatMap(({ code, parent_code: parent, amount }, index): Change[] => {
    const node = (changed: Fund) => changed.nodes[index] as AllocationRow;
    return [
      {
        apply: (changed) => {
          node(changed).amount += by;
        },
        expected: [
          [code, -by],
          [parent ?? '', by],
        ],
      },
      {
        apply: (changed) => {
          node(changed).undisbursed_amount += by;
        },
        expected: [[code, by]],
      },
      ...(parent === null
        ? []
        : [
            {
              apply: (changed: Fund) => {
                node(changed).parent_code = 'nowhere';
              },
              expected: [
                [code, amount],
                ...(amount === 0n ? [] : [[parent, -amount] as const]),
              ] as const,
            },
          ]),
    ];
  }),
  ...fund.paid.flatMap(({ allocation_code: code, amount }, index): Change[] => {
    const row = (changed: Fund) => changed.paid[index] as PaidRow;
    return [
      {
        apply: (changed) => {
          row(changed).amount += by;
        },
        expected: [[code, by]],
      },
      {
        apply: (changed) => {
          row(changed).allocation_code = 'nowhere';
        },
        expected: [
          ['nowhere', amount],
          [code, -amount],
        ],
      },
    ];
  }),
];

describe('reconciliation of any fund', () => {
  let app: App;
  let token: string;
  let api: ReturnType<typeof client>;
  beforeAll(async () => {
    app = await startApp();
    token = await app.adminToken();
    api = client(app, () => token);
  });
  afterAll(() => app.stop());

  /** Puts a fund into the tables in place of the one that is there. */
  const store = async ({ total, sources, nodes, paid }: Fund): Promise<void> => {
    await app.strapi.db.connection.transaction(async (trx) => {
      for (const table of [
        'fund_beneficiaries',
        'fund_allocations',
        'funds_cmps',
        'components_fund_sources',
        'funds',
      ]) {
        await trx(table).del();
      }
      const [fund] = await trx('funds')
        .insert({
          document_id: 'fund',
          code: CODE,
          year: 2017,
          name: '试验资金',
          total_amount: fromFen(total),
          reaches_individuals: true,
        })
        .returning<{ id: number }[]>('id');
      const [central, province, city, district] = sources.map(fromFen);
      const [component] = await trx('components_fund_sources')
        .insert({ central, province, city, district })
        .returning<{ id: number }[]>('id');
      await trx('funds_cmps').insert({
        entity_id: fund?.id,
        cmp_id: component?.id,
        component_type: 'fund.sources',
        field: 'sources',
        order: 1,
      });
      await trx('fund_allocations').insert(
        nodes.map((node) => ({
          ...node,
          document_id: `n-${node.code}`,
          fund_code: CODE,
          receiver: node.code,
          amount: fromFen(node.amount),
          undisbursed_amount: fromFen(node.undisbursed_amount),
          undisbursed_reason: '结余',
        })),
      );
      if (paid.length === 0) return;
      await trx('fund_beneficiaries').insert(
        paid.map((row) => ({
          ...row,
          amount: fromFen(row.amount),
          fund_code: CODE,
          street: '街',
          period: '2017',
          persons: 1,
          households: 0,
          name: '某',
        })),
      );
    });
  };

  const differences = async (): Promise<(readonly [string, string])[]> => {
    const [fund] = await api.list();
    const found = (fund as FundReconciliation).differences.map(
      ({ nodeCode, amount }) => [nodeCode, amount] as const,
    );
    expect(fund?.differenceCount).toBe(found.length);
    return found.sort();
  };

  it('should balance, and find any one fen at its node with its sign', async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.constantFrom(1n, -1n),
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        async (departments, by, picks) => {
          await store(fundOf(departments));
          expect(await differences()).toEqual([]);
          const changes = changesOf(fundOf(departments), by);
          for (const pick of picks) {
            const { apply, expected } = changes[pick % changes.length] as Change;
            const changed = fundOf(departments);
            apply(changed);
            await store(changed);
            expect(await differences()).toEqual(
              expected.map(([node, amount]) => [node, fromFen(amount)] as const).sort(),
            );
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('should not count a rest without its reason, nor pass over a circle', async () => {
    const fund = fundOf([
      { rest: 0, rows: [], children: [{ rest: 5, rows: [100], children: [] }] },
    ]);
    await store(fund);
    const db = app.strapi.db.connection;
    await db('fund_allocations').update({ undisbursed_reason: ' ' });
    expect(await differences()).toEqual([['2017-90-0-0', '-0.05']]);
    const [listed] = await api.list();
    expect(listed?.differences[0]).toMatchObject({ rule: 'rest-not-stated' });
    expect(listed?.differences[0]?.message).toContain('没有填写原因，不计入');

    await store(fundOf([{ rest: 0, rows: [], children: [] }]));
    await db('fund_allocations').insert(
      ['a', 'b'].map((code, index) => ({
        document_id: `n-${code}`,
        code,
        parent_code: 'ba'[index],
        fund_code: CODE,
        tier: 'street',
        receiver: code,
        amount: '1.00',
        undisbursed_amount: '0.00',
      })),
    );
    expect(await differences()).toEqual([
      ['a', '1.00'],
      ['b', '1.00'],
    ]);
  });
});
