import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import { deskTypes } from '../../src/desk';
import { createDeskService } from '../../src/plugins/editor-desk/server/services/desk';
import { deskRoles } from '../../src/roles';
import type { DeskRole, DeskRolesService, DeskType } from '../../src/shared/contracts/editor-desk';
import { startApp, type App } from './support/app';

interface Stored {
  readonly settings: Record<string, unknown>;
  readonly metadatas: Record<string, { edit: Record<string, unknown>; list: { label: string } }>;
  readonly layouts: { readonly list: string[]; readonly edit: { name: string }[][] };
}

interface Applied {
  apply(): Promise<void>;
}

const PREFIX = 'plugin_content_manager_configuration_';

const configurations = async (strapi: Core.Strapi): Promise<ReadonlyMap<string, string>> => {
  const rows = await strapi.db
    .connection('strapi_core_store_settings')
    .where('key', 'like', `${PREFIX}%`)
    .select<{ key: string; value: string }[]>('key', 'value');
  return new Map(rows.map(({ key, value }) => [key.slice(PREFIX.length), value]));
};

const keyOf = ({ uid }: Pick<DeskType, 'uid'>): string =>
  uid.includes('::') ? `content_types::${uid}` : `components::${uid}`;

const storedOf = async (strapi: Core.Strapi, uid: string): Promise<Stored> =>
  JSON.parse((await configurations(strapi)).get(keyOf({ uid })) ?? '{}') as Stored;

interface Permission {
  readonly id: number;
  readonly action: string;
  readonly subject: string | null;
  readonly properties: { readonly fields?: readonly string[] };
}

const permissionsOf = async (strapi: Core.Strapi, code: string): Promise<Permission[]> =>
  (await strapi.db.query('admin::permission').findMany({
    where: { role: { code } },
    orderBy: { id: 'asc' },
  })) as Permission[];

const describePermission = ({ action, subject }: Permission): string =>
  subject === null ? action : `${action} ${subject}`;

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const desk = (): Applied => app.strapi.plugin('editor-desk').service<Applied>('desk');
const roles = (): DeskRolesService =>
  app.strapi.plugin('editor-desk').service<DeskRolesService>('roles');

/** Bearer token of a new user with the role. */
const tokenOf = async (code: string): Promise<string> => {
  const role = (await app.strapi.db.query('admin::role').findOne({ where: { code } })) as {
    id: number;
  };
  const email = `${code}-${randomBytes(4).toString('hex')}@test.local`;
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  await app.strapi.service('admin::user')['create']({
    email,
    password,
    firstname: code,
    lastname: '',
    isActive: true,
    roles: [role.id],
  });
  const response = await app.agent.post('/admin/login').send({ email, password });
  return response.body.data.token as string;
};

/** What happens to stored configurations at every start: the content manager's turn, then ours. */
const startAgain = async (): Promise<void> => {
  const manager = app.strapi.plugin('content-manager');
  for (const name of ['components', 'content-types']) {
    await manager.service<{ syncConfigurations(): Promise<void> }>(name).syncConfigurations();
  }
  await desk().apply();
  await roles().apply();
};

describe('configuration of the content manager', () => {
  it.each(deskTypes.map((type) => [type.uid, type] as const))(
    'of %s is as declared',
    async (uid, type) => {
      const { settings, metadatas, layouts } = await storedOf(app.strapi, uid);
      expect(settings).toMatchObject({ mainField: type.mainField, pageSize: type.pageSize ?? 20 });
      expect(layouts.list).toEqual(type.list);
      expect(layouts.edit.map((row) => row.map(({ name }) => name))).toEqual(type.form);
      for (const [name, field] of Object.entries(type.fields)) {
        expect(metadatas[name]?.edit['label']).toBe(field.zh);
        expect(metadatas[name]?.edit['editable']).toBe(!field.readOnly);
        expect(metadatas[name]?.list.label).toBe(field.zh);
      }
    },
  );

  it('is the same after another start', async () => {
    const before = await configurations(app.strapi);
    await startAgain();
    expect(await configurations(app.strapi)).toEqual(before);
  });

  it('is put back where somebody has changed it by hand', async () => {
    const before = await configurations(app.strapi);
    const { settings, metadatas } = await storedOf(app.strapi, 'api::fund.fund');
    const response = await app.agent
      .put('/content-manager/content-types/api::fund.fund/configuration')
      .set('Authorization', `Bearer ${await app.adminToken()}`)
      .send({
        settings,
        metadatas,
        layouts: { list: ['code'], edit: [[{ name: 'name', size: 6 }]] },
      });
    expect(response.status).toBe(200);
    expect((await storedOf(app.strapi, 'api::fund.fund')).layouts.list).toEqual(['code']);
    await startAgain();
    expect(await configurations(app.strapi)).toEqual(before);
  });

  it('refuses a declaration for a type that does not exist', async () => {
    const service = createDeskService({ strapi: app.strapi });
    service.declare([{ ...deskTypes[0]!, uid: 'api::nothing.nothing' }], []);
    await expect(service.apply()).rejects.toThrow('api::nothing.nothing');
  });

  it('follows a changed declaration', async () => {
    const before = await configurations(app.strapi);
    const type = deskTypes.find(({ uid }) => uid === 'api::inquiry.inquiry')!;
    const service = createDeskService({ strapi: app.strapi });
    const title = { zh: '来信标题', en: 'Title of the letter' };
    service.declare(
      [{ ...type, list: ['kind'], pageSize: 100, fields: { ...type.fields, title } }],
      [],
    );
    await service.apply();
    const changed = await storedOf(app.strapi, type.uid);
    expect(changed.layouts.list).toEqual(['kind']);
    expect(changed.settings['pageSize']).toBe(100);
    expect(changed.metadatas['title']?.list.label).toBe('来信标题');
    await desk().apply();
    expect(await configurations(app.strapi)).toEqual(before);
  });

  it('shows editors no end users, whom the product does not have', async () => {
    const response = await app.agent
      .get('/content-manager/init')
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    const displayed = (
      response.body.data.contentTypes as { uid: string; isDisplayed: boolean }[]
    ).filter(({ isDisplayed }) => isDisplayed);
    expect(displayed.map(({ uid }) => uid)).toEqual(
      expect.arrayContaining(deskTypes.filter(({ menu }) => menu).map(({ uid }) => uid)),
    );
    expect(displayed.map(({ uid }) => uid)).not.toContain('plugin::users-permissions.user');
  });
});

describe('roles', () => {
  it('are the declared ones and the super admin', async () => {
    const stored = (await app.strapi.db.query('admin::role').findMany()) as DeskRole[];
    expect(stored.map(({ code, name }) => `${code} ${name}`).sort()).toEqual([
      'gongkai-editor 录入员',
      'gongkai-office 公开办',
      'gongkai-reviewer 审核员',
      'strapi-super-admin 超级管理员',
    ]);
  });

  it('let editors enter but neither publish nor delete', async () => {
    const granted = (await permissionsOf(app.strapi, 'gongkai-editor')).map(describePermission);
    expect(granted).toContain('plugin::content-manager.explorer.create api::notice.notice');
    expect(granted).toContain('plugin::content-manager.explorer.update api::fund.fund-beneficiary');
    expect(
      granted.filter((name) => /explorer\.(publish|delete)|settings|users/.test(name)),
    ).toEqual([]);
  });

  it('let editors answer an inquiry, and only reviewers make it public', async () => {
    const uid = 'api::inquiry.inquiry';
    const { documentId } = await app.strapi.documents(uid).create({
      data: {
        kind: 'consultation',
        title: '低保怎么申请',
        content: '请问向哪里申请低保？',
        receivedOn: '2017-03-01',
        state: 'received',
      },
    });
    const save = async (code: string): Promise<void> => {
      const { status, body } = await app.agent
        .put(`/content-manager/collection-types/${uid}/${documentId}`)
        .set('Authorization', `Bearer ${await tokenOf(code)}`)
        .send({
          state: 'replied',
          reply: '请向户籍所在街道申请。',
          repliedOn: '2017-03-03',
          isPublic: true,
          isValid: false,
        });
      expect({ status, reply: body.data?.reply }).toEqual({
        status: 200,
        reply: '请向户籍所在街道申请。',
      });
    };
    const stored = () => app.strapi.documents(uid).findOne({ documentId });

    await save('gongkai-editor');
    expect(await stored()).toMatchObject({ state: 'replied', isPublic: false, isValid: true });
    await save('gongkai-reviewer');
    expect(await stored()).toMatchObject({ isPublic: true, isValid: false });
  });

  it('keep inquiries that editors enter from the public', async () => {
    const { status, body } = await app.agent
      .post('/content-manager/collection-types/api::inquiry.inquiry')
      .set('Authorization', `Bearer ${await tokenOf('gongkai-editor')}`)
      .send({
        kind: 'consultation',
        title: '公租房怎么申请',
        content: '请问向哪里申请公租房？',
        receivedOn: '2017-03-01',
        state: 'replied',
        reply: '请向街道申请。',
        repliedOn: '2017-03-03',
        isPublic: true,
      });
    expect(status).toBe(201);
    expect(
      await app.strapi
        .documents('api::inquiry.inquiry')
        .findOne({ documentId: body.data.documentId }),
    ).toMatchObject({ state: 'replied', isPublic: false, isValid: true });
  });

  it('let reviewers publish what can be published', async () => {
    const granted = (await permissionsOf(app.strapi, 'gongkai-reviewer')).map(describePermission);
    expect(granted.filter((name) => name.includes('publish')).sort()).toEqual(
      [
        'api::budget.department-budget',
        'api::establishment.establishment-record',
        'api::fund.fund',
        'api::notice.notice',
      ].map((uid) => `plugin::content-manager.explorer.publish ${uid}`),
    );
  });

  it('show figures and receipts to everybody, clerks their own, let the office alone act, and no clerk approve posts', async () => {
    const pages = /^plugin::(publication-rate|cross-post)\./;
    const granted = async (code: string): Promise<string[]> =>
      (await permissionsOf(app.strapi, code))
        .map(describePermission)
        .filter((name) => pages.test(name));
    expect((await granted('gongkai-office')).sort()).toEqual([
      'plugin::cross-post.approve',
      'plugin::cross-post.edit',
      'plugin::cross-post.manage',
      'plugin::cross-post.read',
      'plugin::publication-rate.configure',
      'plugin::publication-rate.freeze',
      'plugin::publication-rate.read',
    ]);
    expect((await granted('gongkai-reviewer')).sort()).toEqual([
      'plugin::cross-post.approve',
      'plugin::cross-post.edit',
      'plugin::cross-post.read',
      'plugin::publication-rate.read',
    ]);
    expect((await granted('gongkai-editor')).sort()).toEqual([
      'plugin::cross-post.edit',
      'plugin::cross-post.read',
      'plugin::publication-rate.read-own',
    ]);
  });

  it('keep the register of classified organs to the office, and hashes to the system', async () => {
    const fieldsOf = async (code: string, uid: string): Promise<readonly string[]> =>
      (await permissionsOf(app.strapi, code)).find(
        ({ action, subject }) => subject === uid && action.endsWith('explorer.read'),
      )?.properties.fields ?? [];
    const organization = 'api::organization.organization';
    expect(await fieldsOf('gongkai-editor', organization)).not.toContain('isClassified');
    expect(await fieldsOf('gongkai-reviewer', organization)).not.toContain('isClassified');
    expect(await fieldsOf('gongkai-office', organization)).toContain('isClassified');
    const staff = await fieldsOf('gongkai-office', 'api::establishment.staff-member');
    expect(staff).toContain('idNumber');
    expect(staff).not.toContain('idHash');
    expect(await fieldsOf('gongkai-editor', 'api::fund.fund')).toContain('sources.central');
  });

  it('stay row for row as they are at another start, and are put back when changed', async () => {
    const codes = deskRoles.roles.map(({ code }) => code);
    const before = await Promise.all(codes.map((code) => permissionsOf(app.strapi, code)));
    await startAgain();
    expect(await Promise.all(codes.map((code) => permissionsOf(app.strapi, code)))).toEqual(before);

    const [first, ...others] = before[0]!;
    await app.strapi.db.query('admin::permission').delete({ where: { id: first!.id } });
    await app.strapi.db
      .query('admin::role')
      .update({ where: { code: codes[0]! }, data: { name: '随便' } });
    await startAgain();
    const after = await permissionsOf(app.strapi, codes[0]!);
    expect(after.map(describePermission).sort()).toEqual(
      [first!, ...others].map(describePermission).sort(),
    );
    const role = (await app.strapi.db
      .query('admin::role')
      .findOne({ where: { code: codes[0]! } })) as { name: string };
    expect(role.name).toBe(deskRoles.roles[0]!.name);
  });

  it('start new users in Chinese, unless they have chosen', async () => {
    const users = app.strapi.db.query('admin::user');
    const create = async (email: string, preferedLanguage?: string): Promise<string> => {
      const user = (await users.create({
        data: { email, isActive: false, ...(preferedLanguage ? { preferedLanguage } : {}) },
      })) as { preferedLanguage: string };
      return user.preferedLanguage;
    };
    expect(await create('chinese@test.local')).toBe('zh-Hans');
    expect(await create('english@test.local', 'en')).toBe('en');
  });
});
