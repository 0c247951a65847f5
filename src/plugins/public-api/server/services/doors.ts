import type { Core } from '@strapi/strapi';

const ROLE = 'plugin::users-permissions.role';
const PERMISSION = 'plugin::users-permissions.permission';

/**
 * What the roles of users-permissions may call: public content needs no permission, since its
 * routes are open by declaration, and so everything else is closed to the public. An account that
 * an administrator made may look after itself.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  public: [],
  authenticated: [
    'plugin::users-permissions.auth.changePassword',
    'plugin::users-permissions.auth.logout',
    'plugin::users-permissions.user.me',
  ],
};

interface Role {
  readonly id: number;
  readonly type: string;
  readonly permissions: readonly { readonly id: number; readonly action: string }[];
}

interface AdvancedSettings {
  readonly allow_register?: boolean;
}

/** Keeps the doors that Strapi opens by itself shut, at every start. */
export const createDoorsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const closeRegistration = async (): Promise<void> => {
    const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
    const settings = (await store.get({})) as AdvancedSettings | null;
    if (settings?.allow_register !== false)
      await store.set({ value: { ...settings, allow_register: false } });
  };

  const syncRoles = async (): Promise<void> => {
    const roles = (await strapi.db
      .query(ROLE)
      .findMany({ populate: ['permissions'] })) as unknown as Role[];
    for (const role of roles) {
      const allowed = ALLOWED[role.type];
      if (!allowed) continue;
      const present = new Set(role.permissions.map(({ action }) => action));
      const extra = role.permissions.filter(({ action }) => !allowed.includes(action));
      if (extra.length > 0) {
        await strapi.db
          .query(PERMISSION)
          .deleteMany({ where: { id: { $in: extra.map(({ id }) => id) } } });
      }
      for (const action of allowed.filter((name) => !present.has(name))) {
        await strapi.db.query(PERMISSION).create({ data: { action, role: role.id } });
      }
    }
  };

  return {
    /** Idempotent; must run after users-permissions has started. */
    async close(): Promise<void> {
      await closeRegistration();
      await syncRoles();
    },
  };
};

export type DoorsService = ReturnType<typeof createDoorsService>;
