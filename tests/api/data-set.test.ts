import type { UID } from '@strapi/strapi';
import { Client } from 'pg';

import {
  contentPopulate,
  recordedContent,
} from '../../src/plugins/publication-ledger/server/domain/content';
import type { PublicationLedgerService } from '../../src/shared/contracts/publication-ledger';
import { loadDataSet } from '../data/loader';
import { startApp, type App } from './support/app';

const POINT = 'api::query-point.query-point';
/** A point that the set brings too. */
const TAKEN_NAME = '花桥街惠民社区免费查询点';

describe('loading a data set', () => {
  let app: App;
  let client: Client;

  beforeAll(async () => {
    app = await startApp();
    client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await app?.stop();
  });

  const load = () =>
    loadDataSet({
      connectionString: app.databaseUrl,
      encryptionKey: process.env['ENCRYPTION_KEY'] as string,
      dataSet: 'gaps',
    });
  const counts = async (): Promise<Record<string, string>> => {
    const { rows } = await client.query<Record<string, string>>(
      `select (select count(*) from organizations) as organizations,
              (select count(*) from funds) as funds,
              (select count(*) from components_fund_sources) as components,
              (select count(*) from funds_department_lnk) as links,
              (select count(*) from publication_ledger_entries) as entries,
              (select count(*) from strapi_core_store_settings where key like 'gongkai_data_set%') as markers`,
    );
    return rows[0] as Record<string, string>;
  };

  it('should leave nothing behind when a row is refused', async () => {
    const before = await counts();
    await client.query(
      `insert into query_points (document_id, name, street, address) values ('taken', $1, '花桥街', '花桥街1号')`,
      [TAKEN_NAME],
    );
    await expect(load()).rejects.toThrow('query_points_name_uq');
    await client.query('delete from query_points');
    expect(await counts()).toEqual(before);
    expect(before).toMatchObject({ organizations: '0', funds: '0', entries: '0', markers: '0' });
  });

  it('should load once, however often and by how many it is asked', async () => {
    const [one, other] = await Promise.all([load(), load()]);
    expect([one.alreadyLoaded, other.alreadyLoaded].sort()).toEqual([false, true]);
    const loaded = await counts();
    expect(loaded).toMatchObject({ organizations: '10', funds: '10', markers: '1' });
    expect(await load()).toMatchObject({ rows: 0, alreadyLoaded: true });
    expect(await counts()).toEqual(loaded);
  });

  it('should leave a ledger whose chain holds and whose content is that of the records', async () => {
    const ledger = app.strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger');
    expect(await ledger.verify()).toMatchObject({ brokenAt: null });
    let compared = 0;
    for (const subject of ledger.subjects()) {
      const uid = subject.uid as UID.ContentType;
      const { rows } = await client.query<{ id: string; content: string }>(
        `select subject_document_id as id, content::text as content from publication_ledger_entries
         where subject_type = $1 and action in ('publish', 'create')`,
        [uid],
      );
      const isDrafted = app.strapi.contentType(uid).options?.draftAndPublish === true;
      for (const { id, content } of rows) {
        const record = await app.strapi.documents(uid).findOne({
          documentId: id,
          ...(isDrafted ? { status: 'published' as const } : {}),
          populate: contentPopulate(subject) as never,
        });
        expect({ uid, content: recordedContent(subject, record as never) }).toEqual({
          uid,
          content: JSON.parse(content) as unknown,
        });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(40);
  });

  it('should leave room for records that editors add', async () => {
    const created = await app.strapi.documents(POINT).create({
      data: { name: '新村街新华社区免费查询点', street: '新村街', address: '新村街道1号' },
    });
    expect(created.documentId).toBeTruthy();
  });
});
