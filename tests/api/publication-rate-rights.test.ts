import type { SnapshotSummary } from '../../src/plugins/publication-rate/shared/contracts/reports';
import { PLANTED } from '../data/gaps/planted';
import { startApp, type App } from './support/app';

const ORGANIZATION = 'api::organization.organization';
const READ = 'plugin::publication-rate.read';
const READ_OWN = 'plugin::publication-rate.read-own';
const FREEZE = 'plugin::publication-rate.freeze';
const CONFIGURE = 'plugin::publication-rate.configure';

type Method = 'get' | 'post' | 'put';
/** Roles that come with the system: 录入员, 审核员, 公开办. */
const SHIPPED = ['gongkai-editor', 'gongkai-reviewer', 'gongkai-office'];
/** What a route asks for. */
type Right = 'see' | 'freeze' | 'configure';

interface Route {
  readonly method: Method;
  readonly path: string;
  readonly right: Right;
  readonly body?: object;
  readonly ok?: number;
  /** Takes `organization`. */
  readonly isScoped?: boolean;
}

const see = (path: string, isScoped = true): Route => ({
  method: 'get',
  path,
  right: 'see',
  isScoped,
});

/** Every admin route of the plugin; `:snapshot` and `:fund` stand for records that there are. */
const ROUTES: readonly Route[] = [
  see('/me', false),
  see('/years', false),
  see('/figures?year=2017'),
  see('/figures/fund.rate/items?year=2017&pageSize=100'),
  see('/figures/fund.rate/export?year=2017&format=csv'),
  see('/heatmap?year=2017'),
  see('/trend?year=2017'),
  see('/my-work?asOf=2017-12-31'),
  see('/reconciliations?year=2017'),
  see('/reconciliations/export?year=2017&format=csv&part=rows'),
  see('/reconciliations/:fund?year=2017'),
  see('/reconciliations/:fund/rows?year=2017&node='),
  see('/findings?year=2017&pageSize=100'),
  see('/findings/export?year=2017&format=csv'),
  see('/inspection'),
  see('/snapshots', false),
  see('/snapshots/:snapshot'),
  see('/snapshots/:snapshot/figures/fund.rate/items?pageSize=100'),
  see('/snapshots/:snapshot/comparison?asOf=2016-12-31'),
  see('/snapshots/:snapshot/comparison/fund.rate/items?asOf=2016-12-31&pageSize=100'),
  {
    method: 'post',
    path: '/snapshots',
    right: 'freeze',
    body: { year: 2017, reason: '授权测试' },
    ok: 201,
  },
  { method: 'post', path: '/inspection/links', right: 'configure', body: {}, ok: 202 },
  { method: 'get', path: '/settings', right: 'configure' },
  { method: 'put', path: '/settings', right: 'configure', body: { limits: {} } },
  { method: 'get', path: '/editors', right: 'configure' },
  {
    method: 'put',
    path: '/editors/:user',
    right: 'configure',
    body: { organizations: ':own' },
  },
];

describe('rights of the figures', () => {
  let app: App;
  let superToken: string;
  let token: string;
  let userId: number;
  let own: { documentId: string; name: string };
  let other: { documentId: string; name: string };
  const roles = new Map<string, number>();
  const places: Record<string, string> = {};

  const addressOf = ({ path }: Route): string =>
    `/publication-rate${path}`.replace(
      /:(snapshot|fund|user)/g,
      (_, name: string) => places[name] as string,
    );
  const ask = (route: Route, withToken: string | null, query = '') => {
    const address = addressOf(route);
    const url = query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
    const request = app.agent[route.method](url);
    if (withToken) request.set('Authorization', `Bearer ${withToken}`);
    if (route.body === undefined) return request;
    return request.send(
      JSON.parse(JSON.stringify(route.body).replace('":own"', `["${own.documentId}"]`)) as object,
    );
  };
  const become = (...names: string[]) =>
    app.strapi.db.query('admin::user').update({
      where: { id: userId },
      data: { roles: names.map((name) => roles.get(name)) },
    });
  const edit = (organizations: readonly string[]) =>
    app.agent
      .put(`/publication-rate/editors/${userId}`)
      .set('Authorization', `Bearer ${superToken}`)
      .send({ organizations });
  const statuses = async (withToken: string | null): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const route of ROUTES) {
      found[`${route.method} ${route.path}`] = (await ask(route, withToken)).status;
    }
    return found;
  };
  const expected = (rights: readonly Right[]): Record<string, number> =>
    Object.fromEntries(
      ROUTES.map(({ method, path, right, ok = 200 }) => [
        `${method} ${path}`,
        rights.includes(right) ? ok : 403,
      ]),
    );

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { LINK_CHECK_MINUTES: '0' } });
    superToken = await app.adminToken();
    for (const [name, actions] of Object.entries({
      none: [],
      own: [READ_OWN],
      all: [READ],
      freeze: [FREEZE],
      configure: [CONFIGURE],
    })) {
      const role = await app.strapi.service('admin::role').create({ name, description: '' });
      await app.strapi.service('admin::role').assignPermissions(
        role.id,
        actions.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
      );
      roles.set(name, role.id as number);
    }
    for (const code of SHIPPED) {
      const role = await app.strapi.db.query('admin::role').findOne({ where: { code } });
      roles.set(code, (role as { id: number }).id);
    }
    const password = 'Aa1-rights-of-figures';
    const user = await app.strapi.service('admin::user').create({
      email: 'clerk@test.local',
      firstname: '科员',
      password,
      isActive: true,
      roles: [roles.get('none')],
    });
    userId = user.id as number;
    const login = await app.agent
      .post('/admin/login')
      .send({ email: 'clerk@test.local', password });
    token = login.body.data.token as string;

    const funds = await app.strapi.documents('api::fund.fund').findMany({
      filters: { year: 2017 },
      status: 'published',
      populate: ['department'],
      sort: 'code',
    });
    const [first] = funds;
    own = first?.department as unknown as typeof own;
    other = funds
      .map(({ department }) => department)
      .find(
        (department) => department && department.documentId !== own.documentId,
      ) as unknown as typeof other;
    const frozen = await app.agent
      .post('/publication-rate/snapshots')
      .set('Authorization', `Bearer ${superToken}`)
      .send({ year: 2017, reason: '授权测试以前' });
    Object.assign(places, {
      fund: first?.documentId,
      snapshot: (frozen.body.data as SnapshotSummary).documentId,
      user: String(userId),
    });
    expect([own.name, other.name, frozen.status]).toEqual([
      expect.any(String),
      expect.any(String),
      201,
    ]);
  });
  afterAll(() => app.stop());

  it('should know every admin route of the plugin', () => {
    const bare = (path: string): string =>
      path.replace(/\?.*/, '').replace(/:\w+/g, ':').replace('/fund.rate/', '/:/');
    const opened = (app.strapi.server.listRoutes() as { methods: string[]; path: string }[])
      .filter(({ path }) => path.startsWith('/publication-rate/'))
      .flatMap(({ methods, path }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method.toLowerCase()} ${bare(path)}`),
      );
    expect([...new Set(opened)].sort()).toEqual(
      ROUTES.map(({ method, path }) => `${method} /publication-rate${bare(path)}`).sort(),
    );
  });

  it('should open nothing to whoever is not signed in', async () => {
    const found = await statuses(null);
    expect([...new Set(Object.values(found))]).toEqual([401]);
  });

  it.each<[string[], Right[]]>([
    [['none'], []],
    [['all'], ['see']],
    [['freeze'], ['freeze']],
    [['configure'], ['configure']],
    [['gongkai-reviewer'], ['see']],
    [['gongkai-office'], ['see', 'freeze', 'configure']],
    [
      ['all', 'freeze', 'configure'],
      ['see', 'freeze', 'configure'],
    ],
  ])('should open to a role with %j what it is for, and nothing else', async (names, rights) => {
    await become(...names);
    expect(await statuses(token)).toEqual(expected(rights));
  });

  it.each(['own', 'gongkai-editor'])('should open what there is to see as %s', async (role) => {
    await edit([own.documentId]);
    await become(role);
    expect(await statuses(token)).toEqual(expected(['see']));
    const me = await ask(see('/me', false), token);
    expect(me.body.data).toEqual({
      organizations: [{ documentId: own.documentId, name: own.name }],
    });
  });

  it('should tell an editor of no organization what to do', async () => {
    await edit([]);
    await become('own');
    const answers = await Promise.all(
      ROUTES.filter(({ right }) => right === 'see').map((route) => ask(route, token)),
    );
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([403]);
    const told = answers.map(({ body }) => (body as { error: { message: string } }).error.message);
    expect([...new Set(told)]).toEqual([
      '您还没有对应的单位，看不到公开率；请联系公开办把您设为本单位的责任编辑',
    ]);
  });

  const scoped = ROUTES.filter(({ isScoped }) => isScoped);

  it.each(scoped)('should refuse another organization at $path', async (route) => {
    await edit([own.documentId]);
    await become('own');
    for (const asked of [other.documentId, `${own.documentId},${other.documentId}`]) {
      const refused = await ask(route, token, `organization=${asked}`);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('只能查看本单位');
    }
    expect((await ask(route, token, `organization=${own.documentId}`)).status).toBe(200);
    await become('all');
    expect((await ask(route, token, `organization=${own.documentId}`)).status).toBe(200);
  });

  it.each(ROUTES.filter(({ right }) => right === 'see'))(
    'should name no other organization at $path',
    async (route) => {
      await edit([own.documentId]);
      await become('own');
      const others = (await app.strapi.documents(ORGANIZATION).findMany({ limit: 100 }))
        .map(({ documentId, name }) => ({ documentId, name: name as string }))
        .filter(
          ({ documentId, name }) => documentId !== own.documentId && !own.name.includes(name),
        );
      expect(others.length).toBeGreaterThan(5);
      const { text } = await ask(route, token);
      expect(others.map(({ name }) => name).filter((name) => text.includes(name))).toEqual([]);
      expect(others.map(({ documentId }) => documentId).filter((id) => text.includes(id))).toEqual(
        [],
      );
    },
  );

  it('should count only what belongs to the editor, live and frozen', async () => {
    await edit([own.documentId]);
    await become('own');
    const limited = await ask(see('/figures?year=2017'), token);
    await become('all');
    const asked = await ask(see('/figures?year=2017'), token, `organization=${own.documentId}`);
    const all = await ask(see('/figures?year=2017'), token);
    const values = ({ body }: typeof limited) =>
      (body.data as { id: string; value: string }[]).map(({ id, value }) => [id, value]);
    expect(values(limited)).toEqual(values(asked));
    expect(values(limited)).not.toEqual(values(all));

    await become('own');
    const frozen = await ask(see('/snapshots/:snapshot'), token);
    expect(
      (frozen.body.data.values as { id: string; value: string }[]).map(({ id, value }) => [
        id,
        value,
      ]),
    ).toEqual(values(limited));
    await become('all');
    const frozenAll = await ask(see('/snapshots/:snapshot'), token);
    expect(
      (frozenAll.body.data.values as { id: string; value: string }[]).map(({ id, value }) => [
        id,
        value,
      ]),
    ).toEqual(values(all));
  });

  it('should show as my work that of my own organizations, also to who sees all', async () => {
    const work = async (query = '') =>
      (await ask(see('/my-work?asOf=2017-12-31'), token, query)).body.data as {
        overdue: { organizationId: string | null }[];
        overdueTotal: number;
        organization: string | null;
      };
    await become('all');
    await edit([]);
    const everybodys = await work();
    expect(everybodys.organization).toBeNull();
    const responsible = everybodys.overdue.find(({ organizationId }) => organizationId !== null);
    const id = responsible?.organizationId as string;
    await edit([id]);
    const mine = await work();
    expect(mine.overdueTotal).toBeGreaterThan(0);
    expect(mine.overdueTotal).toBeLessThan(everybodys.overdueTotal);
    expect([...new Set(mine.overdue.map(({ organizationId }) => organizationId))]).toEqual([id]);
    expect((await work(`organization=${own.documentId}`)).overdueTotal).not.toBe(mine.overdueTotal);
    await become('own');
    expect(await work()).toEqual(mine);
  });

  it('should keep inquiries that nobody answers for yet to those who see all', async () => {
    const [, unassigned] = PLANTED.inquiries.unanswered;
    const told = async (): Promise<boolean> =>
      (await ask(see('/inspection'), token)).text.includes(unassigned.documentId);
    await become('all');
    expect(await told()).toBe(true);
    await edit([own.documentId]);
    await become('own');
    expect(await told()).toBe(false);
  });

  it("should not answer with another organization's fund", async () => {
    const [fund] = await app.strapi.documents('api::fund.fund').findMany({
      filters: { department: { documentId: { $ne: own.documentId } }, year: 2017 },
      limit: 1,
    });
    await edit([own.documentId]);
    await become('own');
    for (const path of ['?year=2017', '/rows?year=2017&node=']) {
      const url = `/publication-rate/reconciliations/${fund?.documentId}${path}`;
      const response = await app.agent.get(url).set('Authorization', `Bearer ${token}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });

  it('should tell each of two organizations of a payee of both, and neither of the other', async () => {
    const db = app.strapi.db.connection;
    const idOf = async (documentId: string): Promise<number> =>
      ((await db('organizations').where({ document_id: documentId }).first()) as { id: number }).id;
    // 2017-02 and 2017-06 exclude each other; here they belong to two departments.
    const givenTo = async (code: string, documentId: string): Promise<void> => {
      await db('funds_department_lnk')
        .whereIn('fund_id', db('funds').select('id').where({ code }).whereNull('published_at'))
        .update({ organization_id: await idOf(documentId) });
    };
    await givenTo('2017-02', own.documentId);
    await givenTo('2017-06', other.documentId);
    const names = (await db('funds')
      .whereIn('code', ['2017-02', '2017-06'])
      .whereNull('published_at')
      .orderBy('code')
      .pluck('name')) as [string, string];
    const { id: _, ...payment } = (await db('fund_beneficiaries')
      .where({ fund_code: '2017-02' })
      .first()) as { id: number; amount: number; document_id: string } & Record<string, unknown>;
    const amount = payment.amount.toFixed(2);
    await db('fund_beneficiaries').insert({
      ...payment,
      document_id: 'paid-by-another-fund',
      fund_code: '2017-06',
      allocation_code: '2017-06-01-001',
      amount: '87654.32',
    });

    const url = '/publication-rate/findings?year=2017&kind=fund.conflicting-payee';
    const found = async (query = '') => {
      const response = await app.agent
        .get(`${url}${query}`)
        .set('Authorization', `Bearer ${token}`);
      expect(response.status).toBe(200);
      const file = await app.agent
        .get(`${url.replace('?', '/export?')}&format=csv${query}`)
        .set('Authorization', `Bearer ${token}`);
      expect(file.status).toBe(200);
      return {
        data: response.body.data as Record<string, string>[],
        text: response.text + file.text,
      };
    };
    const anonymous = '另一项互斥资金（其他单位）';

    await become('own');
    await edit([own.documentId]);
    const first = await found();
    expect(first.data).toMatchObject([
      {
        documentId: payment.document_id,
        organizationId: own.documentId,
        organization: own.name,
        amount,
        label: expect.stringContaining(`${names[0]}、${anonymous}`),
      },
    ]);
    for (const secret of [names[1], '87654.32', other.name, 'paid-by-another-fund']) {
      expect(first.text).not.toContain(secret);
    }

    await edit([other.documentId]);
    const second = await found();
    expect(second.data).toMatchObject([
      {
        documentId: 'paid-by-another-fund',
        organizationId: other.documentId,
        amount: '87654.32',
        label: expect.stringContaining(`${names[1]}、${anonymous}`),
      },
    ]);
    for (const secret of [names[0], amount, own.name, payment.document_id]) {
      expect(second.text).not.toContain(secret);
    }
    expect((await found(`&q=${encodeURIComponent(names[0])}`)).data).toEqual([]);

    await edit([own.documentId, other.documentId]);
    const both = await found();
    await become('all');
    const all = await found();
    expect(all.data).toMatchObject([
      {
        organization: `${own.name}、${other.name}`,
        label: expect.stringContaining(`${names[0]}、${names[1]}`),
        reason: expect.stringContaining('87654.32'),
      },
    ]);
    expect(both.data).toEqual(all.data);

    await db('fund_beneficiaries').where({ document_id: 'paid-by-another-fund' }).del();
  });

  describe('editors of organizations', () => {
    const editors = async () => {
      const response = await app.agent
        .get('/publication-rate/editors')
        .set('Authorization', `Bearer ${superToken}`);
      return response.body.data as { userId: number; organizations: { name: string }[] }[];
    };

    it('should be set and taken away', async () => {
      const response = await edit([own.documentId, other.documentId, own.documentId]);
      expect(response.body.data).toMatchObject({ userId, email: 'clerk@test.local' });
      const names = (await editors()).find((one) => one.userId === userId)?.organizations ?? [];
      expect(names.map(({ name }) => name).sort()).toEqual([own.name, other.name].sort());
      await edit([]);
      expect((await editors()).find((one) => one.userId === userId)?.organizations).toEqual([]);
    });

    it('should be refused for organizations and users that there are not', async () => {
      expect((await edit(['nothing'])).body.error.message).toContain('不存在');
      expect((await edit(['a b'])).status).toBe(400);
      for (const id of ['0', '999999', 'x']) {
        const response = await app.agent
          .put(`/publication-rate/editors/${id}`)
          .set('Authorization', `Bearer ${superToken}`)
          .send({ organizations: [] });
        expect([id, response.status]).toEqual([id, 404]);
      }
      const unknown = await app.agent
        .put(`/publication-rate/editors/${userId}`)
        .set('Authorization', `Bearer ${superToken}`)
        .send({ organizations: [], roles: [1] });
      expect(unknown.body.error.message).toContain('不认识的参数：roles');
    });

    it('should be named nowhere in public, and go with the user', async () => {
      await edit([own.documentId]);
      const answer = await app.agent.get(`/api/organizations/${own.documentId}?populate=*`);
      expect(answer.text).not.toContain('clerk@test.local');
      const extra = await app.strapi.service('admin::user').create({
        email: 'leaver@test.local',
        firstname: '离职',
        password: 'Aa1-leaves-soon',
        isActive: true,
        roles: [roles.get('own')],
      });
      await app.agent
        .put(`/publication-rate/editors/${extra.id}`)
        .set('Authorization', `Bearer ${superToken}`)
        .send({ organizations: [own.documentId] });
      await app.strapi.db.query('admin::user').delete({ where: { id: extra.id } });
      const left = await app.strapi.db.connection('publication_rate_editors').where({
        user_id: extra.id,
      });
      expect(left).toEqual([]);
    });
  });
});
