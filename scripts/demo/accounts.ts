import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import type { RateRightsService } from '../../src/shared/contracts/publication-rate-rights';

/** Demo accounts by user name, with the code of their role. */
const ACCOUNTS = [
  { email: 'editor@demo.local', name: '录入员', role: 'gongkai-editor' },
  { email: 'reviewer@demo.local', name: '审核员', role: 'gongkai-reviewer' },
  { email: 'office@demo.local', name: '公开办', role: 'gongkai-office' },
  { email: 'admin@demo.local', name: '管理员', role: 'strapi-super-admin' },
] as const;

export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  /** null: the account was there already and keeps its password. */
  readonly password: string | null;
}

interface Stored {
  readonly id: number;
}

/** Of whose figures the demo's clerk is in charge. */
const CLERKS_ORGANIZATION = '民政局';

/** The parts of `admin::user` that are used here; Strapi gives the service no type. */
interface UserService {
  create(user: Readonly<Record<string, unknown>>): Promise<Stored>;
  updateById(id: number, changes: { password: string }): Promise<Stored>;
}

const randomPassword = (): string => `${randomBytes(9).toString('base64url')}a1A`;

/** Makes the clerk an editor of an organization, unless somebody has seen to that. */
const assignClerk = async (strapi: Core.Strapi): Promise<void> => {
  const rights = strapi.plugin('publication-rate').service<RateRightsService>('rights');
  const clerk = (await strapi.db
    .query('admin::user')
    .findOne({ where: { email: ACCOUNTS[0].email } })) as Stored;
  const organization = await strapi
    .documents('api::organization.organization')
    .findFirst({ filters: { name: { $endsWith: CLERKS_ORGANIZATION } } });
  if (!organization || (await rights.organizationsOf(clerk.id)).length > 0) return;
  await rights.assign(clerk.id, [organization.documentId], '系统');
};

/**
 * Creates the demo accounts that are missing. Their password is DEMO_PASSWORD (also set on existing
 * accounts), else a random one that is told once.
 */
export const ensureDemoAccounts = async (strapi: Core.Strapi): Promise<DemoAccount[]> => {
  const given = process.env['DEMO_PASSWORD'];
  const users = strapi.service('admin::user') as unknown as UserService;
  const find = (uid: 'admin::role' | 'admin::user', where: Record<string, string>) =>
    strapi.db.query(uid).findOne({ where }) as Promise<Stored | null>;
  const accounts: DemoAccount[] = [];
  for (const { email, name, role: code } of ACCOUNTS) {
    const role = await find('admin::role', { code });
    if (!role) throw new Error(`demo: there is no role ${code}`);
    const user = await find('admin::user', { email });
    const password = given ?? (user ? null : randomPassword());
    if (user) {
      if (password) await users.updateById(user.id, { password });
    } else {
      await users.create({
        email,
        firstname: name,
        lastname: '',
        password,
        isActive: true,
        roles: [role.id],
        preferedLanguage: 'zh-Hans',
      });
    }
    accounts.push({ email, name, password });
  }
  await assignClerk(strapi);
  return accounts;
};

/** Tells the accounts and the passwords that were set in this run. */
export const printAccounts = (
  accounts: readonly DemoAccount[],
  say: (line: string) => void,
): void => {
  say('演示账号 / demo accounts');
  for (const { email, name, password } of accounts) {
    say(
      `  ${email.padEnd(22)} ${password ?? '密码见首次运行时的输出 / password as printed on the first run'}  ${name}`,
    );
  }
};
