import type {
  LedgerEntry,
  PublicationLedgerService,
} from '../../src/shared/contracts/publication-ledger';
import { creditCodeCheck } from '../../src/shared/credit-code';
import { startApp, type App } from './support/app';

const NOTICE = 'api::notice.notice';
const ORGANIZATION = 'api::organization.organization';

describe('publication ledger', () => {
  let app: App;
  let ledger: PublicationLedgerService;

  beforeAll(async () => {
    app = await startApp();
    ledger = app.strapi.plugin('publication-ledger').service('ledger');
  });
  afterAll(() => app.stop());

  const draft = async (title: string): Promise<string> => {
    const created = await app.strapi.documents(NOTICE).create({
      data: { title, kind: 'news', issuedOn: '2026-11-02', body: '正文' },
    });
    return created.documentId;
  };
  const actions = async (documentId: string): Promise<string[]> =>
    (await ledger.history(NOTICE, documentId)).map((entry: LedgerEntry) => entry.action);

  it('should record publish, re-publish, unpublish and delete, and nothing for drafts', async () => {
    const documentId = await draft('江岸区召开政务公开工作推进会');
    expect(await actions(documentId)).toEqual([]);
    await app.strapi.documents(NOTICE).publish({ documentId });
    await app.strapi.documents(NOTICE).update({ documentId, data: { summary: '摘要' } });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await app.strapi.documents(NOTICE).unpublish({ documentId });
    await app.strapi.documents(NOTICE).publish({ documentId });
    await app.strapi.documents(NOTICE).delete({ documentId });
    expect(await actions(documentId)).toEqual([
      'publish',
      'republish',
      'unpublish',
      'publish',
      'delete',
    ]);
  });

  it('should keep what was public, by content and digest', async () => {
    const documentId = await draft('关于开展专项资金公开自查的通知');
    await app.strapi.documents(NOTICE).publish({ documentId });
    await app.strapi
      .documents(NOTICE)
      .update({ documentId, data: { title: '关于开展专项资金公开自查工作的通知' } });
    await app.strapi.documents(NOTICE).publish({ documentId });
    const [first, second] = await ledger.history(NOTICE, documentId);
    expect(first?.content).toMatchObject({ title: '关于开展专项资金公开自查的通知' });
    expect(second?.content).toMatchObject({ title: '关于开展专项资金公开自查工作的通知' });
    expect(second?.digest).not.toBe(first?.digest);
    expect(second?.previousHash).toBe(first?.hash);
  });

  it('should leave no entry when the publication is rolled back', async () => {
    const documentId = await draft('将被撤回的发布');
    const head = await ledger.head();
    await expect(
      app.strapi.db.transaction(async () => {
        await app.strapi.documents(NOTICE).publish({ documentId });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await ledger.head()).toBe(head);
    expect(
      await app.strapi.documents(NOTICE).findOne({ documentId, status: 'published' }),
    ).toBeNull();
  });

  it('should record changes of public master data', async () => {
    const point = await app.strapi.documents('api::query-point.query-point').create({
      data: { name: '球场街查询点', street: '球场街', address: '球场路1号', isActive: true },
    });
    await app.strapi.documents('api::query-point.query-point').update({
      documentId: point.documentId,
      data: { phone: '027-82000000' },
    });
    const history = await ledger.history('api::query-point.query-point', point.documentId);
    expect(history.map((entry) => entry.action)).toEqual(['create', 'update']);
  });

  it('should end the public life of an organ that becomes classified, and of what it issues', async () => {
    const body = '11420102MB0000016';
    const organ = await app.strapi.documents(ORGANIZATION).create({
      data: {
        code: `${body}${creditCodeCheck(body)}`,
        name: '江岸区测试局',
        kind: 'organ',
        state: 'active',
      },
    });
    const notice = await app.strapi.documents(NOTICE).create({
      data: {
        title: '江岸区测试局工作动态',
        kind: 'news',
        issuedOn: '2026-11-02',
        issuer: { documentId: organ.documentId } as never,
      },
    });
    await app.strapi.documents(NOTICE).publish({ documentId: notice.documentId });
    await app.strapi
      .documents(ORGANIZATION)
      .update({ documentId: organ.documentId, data: { isClassified: true } });
    await app.strapi.documents(NOTICE).publish({ documentId: notice.documentId });

    const history = await ledger.history(ORGANIZATION, organ.documentId);
    expect(history.map((entry) => entry.action)).toEqual(['create', 'unpublish']);
    expect(history[1]?.content).toBeNull();
    expect(await actions(notice.documentId)).toEqual(['publish', 'unpublish']);
  });

  it('should give positions without gaps, in commit order, under concurrent publications', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, index) => draft(`并发发布 ${index}`)),
    );
    const before = BigInt(await ledger.head());
    await Promise.all(
      ids.map((documentId) => app.strapi.documents(NOTICE).publish({ documentId })),
    );
    expect(BigInt(await ledger.head())).toBe(before + 8n);
    expect((await ledger.verify()).brokenAt).toBeNull();
  });

  it.each(['update', 'delete', 'truncate'])(
    'should refuse %s in the database itself',
    async (verb) => {
      const sql = {
        update: `update publication_ledger_entries set actor_name = '别人'`,
        delete: 'delete from publication_ledger_entries',
        truncate: 'truncate publication_ledger_entries',
      }[verb] as string;
      await expect(app.strapi.db.connection.raw(sql)).rejects.toThrow('append-only');
    },
  );

  it('should name the first altered row when somebody gets past the triggers', async () => {
    const victim = (
      await ledger.history(
        NOTICE,
        (await app.strapi.documents(NOTICE).findMany({ limit: 1, status: 'published' }))[0]
          ?.documentId ?? '',
      )
    )[0];
    await app.strapi.db.connection.raw(`set session_replication_role = replica;
      update publication_ledger_entries set content = '{"title":"改过"}' where position = ${victim?.position};
      set session_replication_role = origin;`);
    expect((await ledger.verify()).brokenAt).toBe(victim?.position);
  });
});
