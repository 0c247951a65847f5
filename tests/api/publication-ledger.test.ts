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

  it('should know the newest entry by its number: the tenth comes after the ninth', async () => {
    const documentId = await draft('反复公开和撤回的公告');
    const expected: string[] = [];
    while (Number(await ledger.head()) < 102) {
      await app.strapi.documents(NOTICE).publish({ documentId });
      await app.strapi.documents(NOTICE).unpublish({ documentId });
      expected.push('publish', 'unpublish');
    }
    expect(await actions(documentId)).toEqual(expected);
  });

  it('should leave one public version when one document is published many times at once', async () => {
    const documentId = await draft('同时多次公开的公告');
    await app.strapi.documents(NOTICE).publish({ documentId });
    await Promise.all(
      Array.from({ length: 8 }, () => app.strapi.documents(NOTICE).publish({ documentId })),
    );
    const rows = await app.strapi.db
      .query(NOTICE)
      .findMany({ where: { documentId, publishedAt: { $notNull: true } } });
    expect(rows).toHaveLength(1);
    expect(await actions(documentId)).toEqual(['publish', ...Array(8).fill('republish')]);
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

  describe('when an organ becomes classified', () => {
    const INQUIRY = 'api::inquiry.inquiry';
    let organ: string;
    let notice: string;
    let inquiry: string;
    const classify = (isClassified: boolean) =>
      app.strapi.documents(ORGANIZATION).update({ documentId: organ, data: { isClassified } });
    const actionsOf = async (uid: string, documentId: string): Promise<string[]> =>
      (await ledger.history(uid, documentId)).map((entry) => entry.action);
    const issued = async (title: string): Promise<string> => {
      const { documentId } = await app.strapi.documents(NOTICE).create({
        data: {
          title,
          kind: 'news',
          issuedOn: '2026-11-02',
          issuer: { documentId: organ } as never,
        },
      });
      await app.strapi.documents(NOTICE).publish({ documentId });
      return documentId;
    };

    beforeAll(async () => {
      const body = '11420102MB0000016';
      const created = await app.strapi.documents(ORGANIZATION).create({
        data: {
          code: `${body}${creditCodeCheck(body)}`,
          name: '江岸区测试局',
          kind: 'organ',
          state: 'active',
        },
      });
      organ = created.documentId;
      notice = await issued('江岸区测试局工作动态');
      const asked = await app.strapi.documents(INQUIRY).create({
        data: {
          kind: 'consultation',
          title: '办事时间',
          content: '请问何时可以办理？',
          receivedOn: '2026-11-02',
          state: 'replied',
          reply: '工作日上午九时起。',
          repliedOn: '2026-11-03',
          isPublic: true,
          organization: { documentId: organ } as never,
        },
      });
      inquiry = asked.documentId;
    });

    it('should end its public life and that of what it issued and answered', async () => {
      await classify(true);
      expect(await actionsOf(ORGANIZATION, organ)).toEqual(['create', 'unpublish']);
      expect(await actionsOf(NOTICE, notice)).toEqual(['publish', 'unpublish']);
      expect(await actionsOf(INQUIRY, inquiry)).toEqual(['create', 'unpublish']);
      expect((await ledger.history(NOTICE, notice))[1]?.content).toBeNull();
    });

    it('should enter nothing for what it issues then', async () => {
      const hidden = await issued('江岸区测试局内部动态');
      expect(await actionsOf(NOTICE, hidden)).toEqual([]);
    });

    it('should begin both again, with content, when it no longer is', async () => {
      await classify(false);
      expect(await actionsOf(ORGANIZATION, organ)).toEqual(['create', 'unpublish', 'create']);
      expect(await actionsOf(INQUIRY, inquiry)).toEqual(['create', 'unpublish', 'create']);
      const history = await ledger.history(NOTICE, notice);
      expect(history.map(({ action }) => action)).toEqual(['publish', 'unpublish', 'publish']);
      expect(history[2]?.content).toEqual(history[0]?.content);
    });

    it('should leave alone what the change does not show or hide', async () => {
      const head = BigInt(await ledger.head());
      await app.strapi.documents(ORGANIZATION).update({ documentId: organ, data: { phone: '1' } });
      expect(BigInt(await ledger.head())).toBe(head + 1n);
    });

    it('should count the time in public from the last appearance', async () => {
      const at = async (position: number) => {
        const asOfEnd = new Date(
          Date.parse((await ledger.history(NOTICE, notice))[position]!.occurredAt) + 1,
        ).toISOString();
        const { rows } = await app.strapi.db.connection.raw<{ rows: { since: string }[] }>(
          `select to_char(public_since, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
           from (${ledger.publicAtSql()}) shown where subject_document_id = :notice`,
          { asOfEnd, notice },
        );
        return rows.map(({ since }) => since);
      };
      const [first, , again] = await ledger.history(NOTICE, notice);
      expect(await at(0)).toEqual([first?.occurredAt]);
      expect(await at(1)).toEqual([]);
      expect(await at(2)).toEqual([again?.occurredAt]);
    });

    it('should undo all of it with the change', async () => {
      const head = await ledger.head();
      await expect(
        app.strapi.db.transaction(async () => {
          await classify(true);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect(await ledger.head()).toBe(head);
    });
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
