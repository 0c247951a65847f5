import type { Model } from '../domain/model';
import type { Reader } from './reader';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

/** Names and last changes of public records, one statement a call. */
export const createSitemapRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const from = ({ uid }: Model): { row: Sql; rest: Sql } => {
    const next = parts.aliases();
    const row = next();
    const conditions = [raw('true'), ...parts.visible(uid, row, next)];
    return {
      row,
      rest: sql`from ${ident(parts.tables.table(uid))} ${row} where ${join(conditions, ' and ')}`,
    };
  };

  return {
    async count(model: Model): Promise<{ total: number; changedAt: string | null }> {
      const { row, rest } = from(model);
      const [found] = await reader.rows<{ total: string; changed_at: string | null }>(
        sql`select count(*)::text as total, to_char(max(${row}.updated_at), ${raw(INSTANT)}) as changed_at ${rest}`,
      );
      return { total: Number(found?.total ?? 0), changedAt: found?.changed_at ?? null };
    },

    /** `name`: the slug, or where there is none, the documentId. */
    async page(
      model: Model,
      offset: number,
      limit: number,
    ): Promise<{ name: string; changedAt: string | null }[]> {
      const { row, rest } = from(model);
      const id = sql`${row}.document_id`;
      const name = model.hasSlug
        ? sql`coalesce(nullif(${parts.column(model.uid, row, 'slug')}, ''), ${id})`
        : id;
      const found = await reader.rows<{ name: string; changed_at: string | null }>(
        sql`select ${name} as name, to_char(${row}.updated_at, ${raw(INSTANT)}) as changed_at ${rest}
          order by ${row}.id limit ${limit} offset ${offset}`,
      );
      return found.map(({ name: own, changed_at: changedAt }) => ({ name: own, changedAt }));
    },
  };
};
