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
  readonly correctedAt: string | null;
}

/** Entries of the information catalogue over all types, in one statement. */
export const createEntriesRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const { tables, column, visible, correctedAt } = parts;

  const dayOf = ({ model, formedOn }: EntryPlan, row: Sql): Sql =>
    sql`coalesce(${join(
      [...formedOn.map(({ name }) => column(model.uid, row, name)), raw('null::date')],
      ', ',
    )})`;

  const chosen = ({ model }: EntryPlan, row: Sql, of: Choice): Sql =>
    'constant' in of
      ? sql`${of.constant}::text`
      : sql`${column(model.uid, row, of.field.name)}::text`;

  /** Public records that refer to an organ, by its documentId or slug, which is public too. */
  const under = ({ model, organization }: EntryPlan, asked: string, next: () => Sql): Sql => {
    const { table, from, to, target } = tables.link(model.uid, organization.name);
    const [link, organ] = [next(), next()];
    const conditions = [
      sql`(${organ}.document_id = ${asked} or ${column(target, organ, 'slug')} = ${asked})`,
      ...visible(target, organ, next),
    ];
    return sql`select ${link}.${ident(from)} from ${ident(table)} ${link}
      join ${ident(tables.table(target))} ${organ} on ${organ}.id = ${link}.${ident(to)}
      where ${join(conditions, ' and ')}`;
  };

  /** What entries are counted and put in order by, and nothing else: there are many. */
  const placesOf = (plan: EntryPlan, choice: EntryChoice, next: () => Sql): Sql => {
    const { uid, path } = plan.model;
    const row = next();
    const conditions = [raw('true'), ...visible(uid, row, next)];
    if (choice.kind !== null)
      conditions.push(sql`${chosen(plan, row, plan.kind)} = ${choice.kind}`);
    if (choice.subject !== null)
      conditions.push(sql`${chosen(plan, row, plan.subject)} = ${choice.subject}`);
    if (choice.year !== null)
      conditions.push(sql`extract(year from ${dayOf(plan, row)}) = ${choice.year}::integer`);
    if (choice.organization !== null)
      conditions.push(sql`${row}.id in (${under(plan, choice.organization, next)})`);
    return sql`select ${path}::text as path, ${row}.id as id, ${dayOf(plan, row)} as formed_on
      from ${ident(tables.table(uid))} ${row} where ${join(conditions, ' and ')}`;
  };

  /** The entries of a page, of one type. */
  const entriesOf = (plan: EntryPlan, next: () => Sql): Sql => {
    const { uid, path } = plan.model;
    const { target } = plan.organization;
    const [row, organ] = [next(), next()];
    const text = (template: Template): Sql =>
      template.length === 0
        ? raw('null::text')
        : join(
            template.map((part) => {
              if (typeof part === 'string') return sql`${part}::text`;
              const value = part.isOfOrganization
                ? column(target, organ, part.field.name)
                : column(uid, row, part.field.name);
              return sql`nullif(${value}::text, '')`;
            }),
            ' || ',
          );
    const related = joinRelation(
      parts,
      { uid, row, name: plan.organization.name, alias: organ },
      next,
    );
    return sql`select page.path, page.id, page.formed_on, ${row}.document_id as document_id,
      (${text(plan.indexNumber)}) as index_number, (${text(plan.name)}) as name,
      coalesce(${join([...plan.summary.map(text), raw('null::text')], ', ')}) as summary,
      ${organ}.document_id as organization_id, ${column(target, organ, 'name')} as organization_name,
      ${chosen(plan, row, plan.subject)} as subject, ${chosen(plan, row, plan.kind)} as kind,
      ${plan.validity ? column(uid, row, plan.validity.name) : raw('null')}::text as validity,
      ${row}.updated_at as changed_at, ${correctedAt(plan.model, row)} as corrected_at
      from page join ${ident(tables.table(uid))} ${row} on ${row}.id = page.id ${related}
      where page.path = ${path}`;
  };

  return {
    /** A page of entries, newest first, and how many there are in all. */
    async page(
      plans: readonly EntryPlan[],
      choice: EntryChoice,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<{ rows: EntryRow[]; total: number }> {
      const next = parts.aliases();
      const union = (selects: readonly Sql[]): Sql => join(selects, ' union all ');
      const places = union(plans.map((plan) => placesOf(plan, choice, next)));
      const entries = union(plans.map((plan) => entriesOf(plan, next)));
      const [found] = await reader.rows<{
        total: string;
        rows: string;
      }>(sql`with places as materialized (${places}), page as materialized (
          select * from places order by formed_on desc nulls last, path, id desc limit ${limit} offset ${offset}),
        entries as (${entries})
        select (select count(*)::text from places) as total, coalesce((select json_agg(json_build_object(
          'path', path, 'documentId', document_id, 'indexNumber', index_number, 'name', name,
          'summary', summary, 'formedOn', to_char(formed_on, 'YYYY-MM-DD'),
          'organizationId', organization_id, 'organizationName', organization_name,
          'subject', subject, 'kind', kind, 'validity', validity,
          'changedAt', to_char(changed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'correctedAt', corrected_at
        ) order by formed_on desc nulls last, path, id desc) from entries), '[]')::text as rows`);
      return {
        rows: JSON.parse(found?.rows ?? '[]') as EntryRow[],
        total: Number(found?.total ?? 0),
      };
    },
  };
};
