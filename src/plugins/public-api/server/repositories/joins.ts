import { ident, join, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** The related record if it is visible itself, joined under `alias`; else a row of nulls. */
export const joinRelation = (
  { tables, visible }: StatementParts,
  { uid, row, name, alias }: { uid: string; row: Sql; name: string; alias: Sql },
  next: () => Sql,
): Sql => {
  const { table, from, to, target } = tables.link(uid, name);
  const [link, other] = [next(), next()];
  const conditions = [sql`${link}.${ident(from)} = ${row}.id`, ...visible(target, other, next)];
  return sql`left join lateral (select ${other}.* from ${ident(table)} ${link}
    join ${ident(tables.table(target))} ${other} on ${other}.id = ${link}.${ident(to)}
    where ${join(conditions, ' and ')} limit 1) ${alias} on true`;
};
