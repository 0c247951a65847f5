import type { Core } from '@strapi/strapi';

const TABLE = 'publication_rate_editors';

/** Who is an editor of which organization; gone with the admin user. */
const INSTALL = `
create table if not exists ${TABLE} (
  user_id integer not null references admin_users (id) on delete cascade,
  organization_id text not null,
  assigned_at timestamptz not null default clock_timestamp(),
  assigned_by text not null,
  primary key (user_id, organization_id)
)`;

/** An assignment as it is stored. */
export interface Assignment {
  readonly userId: number;
  readonly organizationId: string;
}

/** All SQL of the assignment of admin users to organizations. */
export const createEditorsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  return {
    async install(): Promise<void> {
      await db().raw(INSTALL);
    },

    /** DocumentIds of one user's organizations. */
    async organizationsOf(userId: number): Promise<string[]> {
      const { rows } = await db().raw<{ rows: { id: string }[] }>(
        `select organization_id as id from ${TABLE} where user_id = ? order by 1`,
        [userId],
      );
      return rows.map(({ id }) => id);
    },

    async all(): Promise<Assignment[]> {
      const { rows } = await db().raw<{ rows: { user_id: number; organization_id: string }[] }>(
        `select user_id, organization_id from ${TABLE} order by user_id, organization_id`,
      );
      return rows.map((row) => ({ userId: row.user_id, organizationId: row.organization_id }));
    },

    /** Makes exactly these the user's organizations; what stays keeps its day and author. */
    async replace(
      userId: number,
      organizationIds: readonly string[],
      assignedBy: string,
    ): Promise<void> {
      await db().raw(
        `with given as (select unnest(?::text[]) as organization_id),
         removed as (
           delete from ${TABLE} e where e.user_id = ?
             and not exists (select from given g where g.organization_id = e.organization_id)
         )
         insert into ${TABLE} (user_id, organization_id, assigned_by)
         select ?, organization_id, ? from given
         on conflict do nothing`,
        [[...organizationIds], userId, userId, assignedBy],
      );
    },
  };
};
