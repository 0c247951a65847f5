import type { Choice, EntryPlan, Template } from '../domain/entries';
import { joinRelation } from './joins';
import type { Reader } from './reader';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** What entries are chosen by; null for all. */
export interface EntryChoice {
  readonly kind: string | null;
  readonly subject: string | null;
  /** documentId or slug. */
  readonly organization: string | null;
  readonly year: number | null;
}

export interface EntryRow {
  readonly path: string;
  readonly documentId: string;
  readonly indexNumber: string | null;
  readonly name: string | null;
  readonly summary: string | null;
  readonly formedOn: string | null;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly subject: string | null;
  readonly kind: string | null;
  readonly validity: string | null;
  readonly changedAt: string;
}

/** Entries of the information catalogue over all types, in one statement. */
export const createEntriesRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const { tables, column, visible } = parts;

  const rowsOf = (plan: EntryPlan, choice: EntryChoice, next: () => Sql): Sql => {
    const { uid, path } = plan.model;
    const { target } = plan.organization;
    const row = next();
    const organ = next();
    const own = (name: string): Sql => column(uid, row, name);
    const text = (template: Template): Sql =>
      template.length === 0
        ? raw('null::text')
        : join(
            template.map((part) => {
              if (typeof part === 'string') return sql`${part}::text`;
              const value = part.isOfOrganization
                ? column(target, organ, part.field.name)
                : own(part.field.name);
              return sql`nullif(${value}::text, '')`;
            }),
            ' || ',
          );
    const chosen = (of: Choice): Sql =>
      'constant' in of ? sql`${of.constant}::text` : sql`${own(of.field.name)}::text`;
    const formedOn = sql`coalesce(${join(
      [...plan.formedOn.map(({ name }) => own(name)), raw('null::date')],
      ', ',
    )})`;
    const conditions = [raw('true'), ...visible(uid, row, next)];
    if (choice.kind !== null) conditions.push(sql`${chosen(plan.kind)} = ${choice.kind}`);
    if (choice.subject !== null) conditions.push(sql`${chosen(plan.subject)} = ${choice.subject}`);
    if (choice.year !== null)
      conditions.push(sql`extract(year from ${formedOn}) = ${choice.year}::integer`);
    if (choice.organization !== null)
      conditions.push(
        sql`(${organ}.document_id = ${choice.organization} or ${column(target, organ, 'slug')} = ${choice.organization})`,
      );
    const related = joinRelation(
      parts,
      { uid, row, name: plan.organization.name, alias: organ },
      next,
    );
    return sql`select ${path}::text as path, ${row}.id as id, ${row}.document_id as document_id,
      (${text(plan.indexNumber)}) as index_number, (${text(plan.name)}) as name,
      coalesce(${join([...plan.summary.map(text), raw('null::text')], ', ')}) as summary,
      ${formedOn} as formed_on, ${organ}.document_id as organization_id,
      ${column(target, organ, 'name')} as organization_name,
      ${chosen(plan.subject)} as subject, ${chosen(plan.kind)} as kind,
      ${plan.validity ? own(plan.validity.name) : raw('null')}::text as validity,
      ${row}.updated_at as changed_at
      from ${ident(tables.table(uid))} ${row} ${related} where ${join(conditions, ' and ')}`;
  };

  return {
    /** A page of entries, newest first, and how many there are in all. */
    async page(
      plans: readonly EntryPlan[],
      choice: EntryChoice,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<{ rows: EntryRow[]; total: number }> {
      const next = parts.aliases();
      const all = join(
        plans.map((plan) => rowsOf(plan, choice, next)),
        ' union all ',
      );
      const [found] = await reader.rows<{
        total: string;
        rows: string;
      }>(sql`with entries as (${all}), page as (
          select * from entries order by formed_on desc nulls last, path, id desc limit ${limit} offset ${offset})
        select (select count(*)::text from entries) as total, coalesce((select json_agg(json_build_object(
          'path', path, 'documentId', document_id, 'indexNumber', index_number, 'name', name,
          'summary', summary, 'formedOn', to_char(formed_on, 'YYYY-MM-DD'),
          'organizationId', organization_id, 'organizationName', organization_name,
          'subject', subject, 'kind', kind, 'validity', validity,
          'changedAt', to_char(changed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        ) order by formed_on desc nulls last, path, id desc) from page), '[]')::text as rows`);
      return {
        rows: JSON.parse(found?.rows ?? '[]') as EntryRow[],
        total: Number(found?.total ?? 0),
      };
    },
  };
};
