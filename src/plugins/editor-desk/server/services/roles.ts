import type { Core, UID } from '@strapi/strapi';

import type {
  DeskAction,
  DeskRole,
  DeskRolesService,
} from '../../../../shared/contracts/editor-desk';

interface Permission {
  readonly action: string;
  readonly subject: string | null;
  readonly properties: { readonly fields?: readonly string[] };
  readonly conditions: readonly string[];
}

interface Role {
  readonly id: number | string;
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
}

/** The parts of the admin's services that are used here. */
interface AdminRoleService {
  findOne(where: { code: string }): Promise<Role | null>;
  create(role: { code: string; name: string; description: string }): Promise<Role>;
  update(where: { id: Role['id'] }, role: { name: string; description: string }): Promise<Role>;
  assignPermissions(id: Role['id'], permissions: readonly Permission[]): Promise<unknown>;
  getUsersCount(id: Role['id']): Promise<number>;
  deleteByIds(ids: readonly Role['id'][]): Promise<unknown>;
}

interface AdminPermissionService {
  actionProvider: { has(action: string): boolean };
}

interface AdminContentTypeService {
  getNestedFields(
    model: unknown,
    options: { components: Core.Strapi['components'] },
  ): readonly string[];
}

type RoleName = Pick<DeskRole, 'code' | 'name' | 'description'>;

/** Actions that are granted field by field. */
const FIELD_ACTIONS: readonly DeskAction[] = ['create', 'read', 'update'];

/** Roles of the admin panel, kept as they are declared in code. */
export const createRolesService = ({ strapi }: { strapi: Core.Strapi }): DeskRolesService => {
  const roles: DeskRole[] = [];
  const renamedRoles: RoleName[] = [];
  const retiredCodes: string[] = [];

  const adminRoles = (): AdminRoleService =>
    strapi.service('admin::role') as unknown as AdminRoleService;

  const fieldsOf = (uid: string, without: readonly string[]): readonly string[] => {
    const model = strapi.contentTypes[uid as UID.ContentType];
    if (!model) throw new Error(`editor-desk: a role names ${uid}, which doesn't exist`);
    const service = strapi.service('admin::content-type') as unknown as AdminContentTypeService;
    return service
      .getNestedFields(model, { components: strapi.components })
      .filter((field) => !without.includes(field.split('.')[0] ?? field));
  };

  const contentPermissions = (role: DeskRole): Permission[] =>
    role.content.flatMap(({ uids, actions, withoutFields = [] }) =>
      uids.flatMap((uid) => {
        const hasDraftAndPublish =
          strapi.contentTypes[uid as UID.ContentType]?.options?.draftAndPublish === true;
        return actions
          .filter((action) => action !== 'publish' || hasDraftAndPublish)
          .map((action) => ({
            action: `plugin::content-manager.explorer.${action}`,
            subject: uid,
            properties: FIELD_ACTIONS.includes(action)
              ? { fields: fieldsOf(uid, withoutFields) }
              : {},
            conditions: [],
          }));
      }),
    );

  const otherPermissions = (role: DeskRole): Permission[] => {
    const { actionProvider } = strapi.service(
      'admin::permission',
    ) as unknown as AdminPermissionService;
    return role.actions
      .filter((action) => actionProvider.has(action))
      .map((action) => ({ action, subject: null, properties: {}, conditions: [] }));
  };

  const rename = async (role: Role, { name, description }: RoleName): Promise<void> => {
    if (role.name === name && role.description === description) return;
    await adminRoles().update({ id: role.id }, { name, description });
  };

  const applyRole = async (declared: DeskRole): Promise<void> => {
    const { code, name, description } = declared;
    const stored = await adminRoles().findOne({ code });
    const role = stored ?? (await adminRoles().create({ code, name, description }));
    await rename(role, declared);
    await adminRoles().assignPermissions(role.id, [
      ...contentPermissions(declared),
      ...otherPermissions(declared),
    ]);
  };

  const retire = async (code: string): Promise<void> => {
    const role = await adminRoles().findOne({ code });
    if (role && (await adminRoles().getUsersCount(role.id)) === 0) {
      await adminRoles().deleteByIds([role.id]);
    }
  };

  return {
    declare(declared) {
      roles.push(...declared.roles);
      renamedRoles.push(...(declared.renamed ?? []));
      retiredCodes.push(...(declared.retired ?? []));
    },
    async apply() {
      for (const role of roles) await applyRole(role);
      for (const name of renamedRoles) {
        const role = await adminRoles().findOne({ code: name.code });
        if (role) await rename(role, name);
      }
      for (const code of retiredCodes) await retire(code);
    },
  };
};
