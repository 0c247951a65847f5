import type { SearchPlan } from '../domain/search-plan';
import type { SearchTerms } from '../domain/search-text';
import type { Reader } from './reader';
import { EVERY_RECORD, FACETS_TABLE, PENDING_TABLE, SEARCH_TABLE } from './search-index';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** What is chosen among what is found; null for all. */
export interface SearchChoice {
  readonly types: readonly string[] | null;
  readonly year: number | null;
  /** documentId or slug. */
  readonly organization: string | null;
}

export interface FoundRow {
  readonly type: string;
  readonly documentId: string;
  readonly place: string;
  readonly title: string;
  readonly body: string;
  readonly day: string | null;
  readonly year: number | null;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  /** The attribute of the parent by which a list's rows are found. */
  readonly parentValue: string | null;
}

/** How many are found by each value of what can be chosen, the other choices being as they are. */
export interface Facets {
  readonly types: readonly { readonly value: string; readonly count: number }[];
  readonly years: readonly { readonly value: number; readonly count: number }[];
  readonly organizations: readonly {
    readonly documentId: string;
    readonly name: string;
    readonly count: number;
  }[];
}

export interface Found {
  readonly rows: readonly FoundRow[];
  readonly total: number;
  readonly facets: Facets;
  /** Nothing has the terms, whatever is chosen. */
  readonly isNothing: boolean;
  /** Something waits to be indexed, and is passed over here. */
  readonly isPending: boolean;
}

const MAX_YEARS = 100;
const MAX_ORGANIZATIONS = 50;

/** Reads what is found, in one statement. */
export const createSearchRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const { tables, column, visible, parentConditions } = parts;
  const search = raw(SEARCH_TABLE);
  const facets = raw(FACETS_TABLE);

  /** Entries that are true, of records that are public. */
  const trueEntries = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql[] => {
    return [
      // What waits is read once and kept as a hash table; mostly nothing does.
      sql`((select count(*) from waiting) = 0 or (${entry}.type not in (select type from waiting where key = ${EVERY_RECORD})
        and (${entry}.type, ${entry}.row_id) not in (select type, key from waiting)))`,
      // Lists go offline by the calendar too, which no trigger tells.
      ...plans.flatMap((plan) => {
        if (plan.kind !== 'lists') return [];
        const parent = next();
        return sql`(${entry}.type <> ${plan.type} or ${entry}.row_id in (select ${parent}.id
          from ${ident(tables.table(plan.parent.uid))} ${parent}
          where ${join([raw('true'), ...parentConditions(plan.model.uid, parent, next)], ' and ')}))`;
      }),
    ];
  };

  /** Once more the rules of every public statement, for what is shown: the index alone shows nothing. */
  const isVisible = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql =>
    sql`case ${entry}.type ${join(
      plans.map((plan) => {
        const { uid } = plan.kind === 'lists' ? plan.parent : plan.model;
        const row = next();
        return sql`when ${plan.type} then exists (select 1 from ${ident(tables.table(uid))} ${row}
          where ${join([sql`${row}.id = ${entry}.row_id`, ...visible(uid, row, next)], ' and ')})`;
      }),
      ' ',
    )} end`;

  const parentValue = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql => {
    const cases = plans.flatMap((plan) => {
      if (plan.kind !== 'lists') return [];
      const { uid } = plan.parent;
      const row = next();
      return sql`when ${plan.type} then (select ${column(uid, row, plan.parentField)}
        from ${ident(tables.table(uid))} ${row} where ${row}.id = ${entry}.row_id)`;
    });
    return cases.length === 0 ? raw('null') : sql`case ${entry}.type ${join(cases, ' ')} end`;
  };

  const chosen = (
    organizations: string,
    { types, year, organization }: SearchChoice,
    next: () => Sql,
  ) => {
    const organ = next();
    return {
      isType: types
        ? sql`type in (${join(
            types.map((type) => sql`${type}`),
            ', ',
          )})`
        : raw('true'),
      isYear: year === null ? raw('true') : sql`year = ${year}::integer`,
      isOrgan:
        organization === null
          ? raw('true')
          : sql`organ_id in (select ${organ}.id from ${ident(tables.table(organizations))} ${organ}
              where ${join(
                [
                  sql`(${column(organizations, organ, 'documentId')} = ${organization} or ${column(organizations, organ, 'slug')} = ${organization})`,
                  ...visible(organizations, organ, next),
                ],
                ' and ',
              )})`,
    };
  };

  return {
    async find(
      plans: readonly SearchPlan[],
      { whole, anywhere, inTitle }: SearchTerms,
      choice: SearchChoice,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<Found> {
      const organizations = plans[0]?.organization.target ?? '';
      const next = parts.aliases();
      const { isType, isYear, isOrgan } = chosen(organizations, choice, next);
      const [entry, shown, organ] = [next(), next(), next()];
      const isTrue = join(trueEntries(plans, entry, next), ' and ');
      const order = raw('tier desc, sorted_on desc nulls first, id desc');
      const wanted = offset + limit;
      const { types, year, organization } = choice;
      const isChosen =
        types === null && year === null && organization === null
          ? raw('true')
          : sql`${entry}.facet in (select id from ${facets} where ${isType} and ${isYear} and ${isOrgan})`;
      // Whoever has the words in its title goes first; where these fill the page, the others are
      // counted and not put in order.
      const hits = (tier: Sql, condition: Sql): Sql =>
        sql`select ${entry}.id, ${entry}.sorted_on, ${tier} as tier from ${search} ${entry}
          where ${condition} and ${isTrue} and ${isChosen}
          order by ${order} limit ${wanted}`;
      const tier = sql`case when ${entry}.folded = ${whole} then 3 when strpos(${entry}.folded, ${whole}) > 0 then 2 else 1 end`;
      const [answer] = await reader.rows<{
        total: string;
        rows: string;
        types: string;
        years: string;
        organizations: string;
        nothing: boolean;
        pending: boolean;
      }>(sql`with
        waiting as materialized (select type, key from ${raw(PENDING_TABLE)}),
        found as materialized (select facet, count(*) as count from ${search} ${entry}
          where ${entry}.lexemes @@ ${anywhere}::tsquery and ${isTrue} group by facet),
        counted as materialized (select f.type, f.year, f.organ_id, found.count
          from found join ${facets} f on f.id = found.facet),
        titled as materialized (${hits(tier, sql`${entry}.lexemes @@ ${inTitle}::tsquery`)}),
        others as materialized (${hits(
          raw('0'),
          sql`${entry}.lexemes @@ ${anywhere}::tsquery and (select count(*) from titled) < ${wanted}::bigint
            and ${entry}.id not in (select id from titled)`,
        )}),
        page as (select id, sorted_on, tier from (select * from titled union all select * from others) both_parts
          order by ${order} limit ${limit} offset ${offset})
        select
          (select coalesce(sum(count), 0)::text from counted where ${isType} and ${isYear} and ${isOrgan}) as total,
          (select coalesce(json_agg(json_build_object('value', type, 'count', count) order by count desc, type), '[]')::text
            from (select type, sum(count)::integer as count from counted where ${isYear} and ${isOrgan} group by type) f) as types,
          (select coalesce(json_agg(json_build_object('value', year, 'count', count) order by year desc), '[]')::text
            from (select year, sum(count)::integer as count from counted
              where year is not null and ${isType} and ${isOrgan} group by year order by year desc limit ${raw(String(MAX_YEARS))}) f) as years,
          (select coalesce(json_agg(json_build_object('documentId', id, 'name', name, 'count', count) order by count desc, id), '[]')::text
            from (select ${column(organizations, organ, 'documentId')} as id, ${column(organizations, organ, 'name')} as name, c.count
              from (select organ_id, sum(count)::integer as count from counted where organ_id is not null and ${isType} and ${isYear}
                group by organ_id order by 2 desc, 1 limit ${raw(String(MAX_ORGANIZATIONS))}) c
              join ${ident(tables.table(organizations))} ${organ} on ${organ}.id = c.organ_id
              where ${join([raw('true'), ...visible(organizations, organ, next)], ' and ')}) f) as organizations,
          (select coalesce(json_agg(json_build_object('type', ${shown}.type, 'documentId', ${shown}.document_id,
              'place', ${shown}.place, 'title', ${shown}.title, 'body', ${shown}.body,
              'day', ${shown}.day, 'year', facets.year, 'organizationId', o.id, 'organizationName', o.name,
              'parentValue', ${parentValue(plans, shown, next)})
              order by page.tier desc, page.sorted_on desc nulls first, page.id desc), '[]')::text
            from page join ${search} ${shown} on ${shown}.id = page.id
            join ${facets} facets on facets.id = ${shown}.facet
            left join lateral (select ${column(organizations, organ, 'documentId')} as id, ${column(organizations, organ, 'name')} as name
              from ${ident(tables.table(organizations))} ${organ} where ${organ}.id = facets.organ_id and
                ${join([raw('true'), ...visible(organizations, organ, next)], ' and ')}) o on true
            where ${isVisible(plans, shown, next)}) as rows,
          not exists (select 1 from counted) as nothing, exists (select 1 from waiting) as pending`);
      const list = <T>(text: string | undefined): T[] => JSON.parse(text ?? '[]') as T[];
      return {
        rows: list<FoundRow>(answer?.rows),
        total: Number(answer?.total ?? 0),
        facets: {
          types: list(answer?.types),
          years: list(answer?.years),
          organizations: list(answer?.organizations),
        },
        isNothing: answer?.nothing !== false,
        isPending: answer?.pending === true,
      };
    },
  };
};
