import type { LedgerChangeRow } from '../../../../shared/contracts/publication-ledger';
import type { Reader } from './reader';
import { ident, join, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** A record that refers to another one. */
export interface ReferringRow {
  readonly documentId: string;
  readonly target: string;
}

/** What the feed of changes is read from. */
export const createChangesRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const { tables, aliases, visible } = parts;

  return {
    /** Entries by the ledger's own statement. */
    entries: (statement: Sql): Promise<LedgerChangeRow[]> =>
      reader.rows<LedgerChangeRow>(statement),

    /** Public records that refer to one of these, whether or not these are public. */
    referring(uid: string, relation: string, targets: readonly string[]): Promise<ReferringRow[]> {
      const next = aliases();
      const [row, link, other] = [next(), next(), next()];
      const { table, from, to, target } = tables.link(uid, relation);
      const conditions = [
        sql`${other}.document_id = any(string_to_array(${targets.join(',')}, ','))`,
        ...visible(uid, row, next),
      ];
      return reader.rows<ReferringRow>(sql`select distinct ${row}.document_id as "documentId", ${other}.document_id as target
        from ${ident(tables.table(uid))} ${row}
        join ${ident(table)} ${link} on ${link}.${ident(from)} = ${row}.id
        join ${ident(tables.table(target))} ${other} on ${other}.id = ${link}.${ident(to)}
        where ${join(conditions, ' and ')} order by 1`);
    },
  };
};
