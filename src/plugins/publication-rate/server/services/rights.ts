import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type {
  OrganizationDirectory,
  OrganizationName,
  OrganizationScope,
  RateRightsService,
} from '../../../../shared/contracts/publication-rate-rights';
import type { OrganizationEditor } from '../../shared/contracts/rights';
import { ACTIONS } from '../constants';
import { createEditorsRepository } from '../repositories/editors';

interface AdminUser {
  readonly id: number;
  readonly email: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly username: string | null;
  readonly isActive: boolean | null;
}

interface AdminState {
  readonly user?: AdminUser;
  readonly userAbility?: { can(action: string): boolean };
}

/** The service with the parts that only this plugin uses. */
export interface RightsService extends RateRightsService {
  install(): Promise<void>;
  /**
   * What the signed-in administrator may see, further limited to one organization where he asks for
   * it. Every admin controller that answers with figures, rows or findings calls it and hands the
   * result on; an empty list never comes back.
   *
   * @param organizationIds from the query string, where it names some.
   * @throws PolicyError (403) without the right, without an organization of his own, or for
   *   somebody else's.
   */
  scopeOf(ctx: Context, organizationIds?: readonly string[]): Promise<OrganizationScope>;
  /** DocumentIds of the organizations that are classified now. */
  classified(): Promise<string[]>;
  /** Every admin user with his organizations. */
  editors(): Promise<OrganizationEditor[]>;
  assign(
    userId: number,
    organizationIds: readonly string[],
    assignedBy: string,
  ): Promise<OrganizationEditor>;
}

const USER = 'admin::user';

/** What a person is called in the panel. */
const personName = (user: Omit<AdminUser, 'isActive'>): string =>
  [user.lastname, user.firstname].filter(Boolean).join('') || user.username || user.email || '';

/** The administrator who asks; only behind a policy that lets nobody else in. */
export const askerOf = (ctx: Context): { id: number; name: string } => {
  const user = (ctx.state as AdminState).user as AdminUser;
  return { id: user.id, name: personName(user) };
};

/** Who may see and do what in this plugin. */
export const createRightsService = ({ strapi }: { strapi: Core.Strapi }): RightsService => {
  const repository = createEditorsRepository({ strapi });
  let directory: OrganizationDirectory | null = null;

  const named = async (organizationIds: readonly string[]): Promise<OrganizationName[]> => {
    if (!directory || organizationIds.length === 0) return [];
    const { uid, nameField } = directory;
    const found = (await strapi.db.query(uid).findMany({
      where: { documentId: { $in: [...organizationIds] } },
      select: ['documentId', nameField],
      orderBy: { [nameField]: 'asc' },
    })) as Record<string, string>[];
    return found.map((row) => ({
      documentId: row['documentId'] ?? '',
      name: row[nameField] ?? '',
    }));
  };

  const toEditor = (
    user: AdminUser,
    organizations: readonly OrganizationName[],
  ): OrganizationEditor => ({
    userId: user.id,
    name: personName(user),
    email: user.email ?? '',
    isActive: user.isActive === true,
    organizations,
  });

  const ownOrganizations = async (user: AdminUser): Promise<readonly string[]> => {
    const own = await named(await repository.organizationsOf(user.id));
    if (own.length === 0) {
      throw new errors.PolicyError(
        '您还没有对应的单位，看不到公开率；请联系公开办把您设为本单位的责任编辑',
      );
    }
    return own.map(({ documentId }) => documentId);
  };

  return {
    install: () => repository.install(),

    declare(declared) {
      directory = declared;
    },

    async scopeOf(ctx, organizationIds) {
      const { user, userAbility } = ctx.state as AdminState;
      if (userAbility?.can(ACTIONS.read)) return organizationIds ?? null;
      if (!user || !userAbility?.can(ACTIONS.readOwn)) {
        throw new errors.PolicyError('您没有查看公开率的权限，请联系公开办在“角色”中开通');
      }
      const own = await ownOrganizations(user);
      if (organizationIds === undefined) return own;
      if (!organizationIds.every((id) => own.includes(id))) {
        throw new errors.PolicyError(
          '您只能查看本单位的数字；如需查看其他单位，请联系公开办开通“全部单位”权限',
        );
      }
      return organizationIds;
    },

    async classified() {
      if (!directory) return [];
      const found = (await strapi.db.query(directory.uid).findMany({
        where: { [directory.classifiedField]: true },
        select: ['documentId'],
      })) as { documentId: string }[];
      return found.map(({ documentId }) => documentId);
    },

    organizationsOf: async (userId) => named(await repository.organizationsOf(userId)),

    async editors() {
      const [users, assignments] = await Promise.all([
        strapi.db.query(USER).findMany({ orderBy: { id: 'asc' } }) as Promise<AdminUser[]>,
        repository.all(),
      ]);
      const names = await named([...new Set(assignments.map((one) => one.organizationId))]);
      return users.map((user) => {
        const ids = assignments.filter((one) => one.userId === user.id);
        return toEditor(
          user,
          names.filter(({ documentId }) => ids.some((one) => one.organizationId === documentId)),
        );
      });
    },

    async assign(userId, organizationIds, assignedBy) {
      const user = (await strapi.db
        .query(USER)
        .findOne({ where: { id: userId } })) as AdminUser | null;
      if (!user) throw new errors.NotFoundError('没有这个用户，请刷新页面后重试');
      const wanted = [...new Set(organizationIds)];
      const organizations = await named(wanted);
      if (organizations.length < wanted.length) {
        const message = '所选单位有不存在的，请刷新页面后重新选择';
        throw new errors.ValidationError(message, {
          errors: [{ path: ['organizations'], message, name: 'ValidationError' }],
        });
      }
      await repository.replace(userId, wanted, assignedBy);
      return toEditor(user, organizations);
    },
  };
};
