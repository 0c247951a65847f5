import type { SearchChoice, SearchCounts } from '../domain/search-counts';
import type { SearchPlan } from '../domain/search-plan';
import type { SearchTerms } from '../domain/search-text';
import type { Reader } from './reader';
import {
  EVERY_RECORD,
  FACETS_TABLE,
  PENDING_TABLE,
  SEARCH_TABLE,
  TEXTS_TABLE,
} from './search-index';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

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
  /** Of a document: whether it still holds. */
  readonly validity: string | null;
}

export interface Found {
  readonly rows: readonly FoundRow[];
  /** Null where they weren't asked for. */
  readonly counts: SearchCounts | null;
  /** Something waits to be indexed, and is passed over here. */
  readonly isPending: boolean;
}

/**
 * What is found, the best first: the title is the text, holds it, holds its words; they stand
 * anywhere. `isIt`: what the lexemes alone don't tell.
 */
const tiersOf = (
  { whole, exact, held, inTitle, anywhere, isShort }: SearchTerms,
  texts: Sql,
): { readonly query: string; readonly isIt: Sql | null }[] => {
  const is = { query: exact, isIt: sql`${texts}.folded = ${whole}` };
  const holds = { query: held, isIt: isShort ? null : sql`strpos(${texts}.folded, ${whole}) > 0` };
  return [
    ...(exact === '' ? [] : [is]),
    holds,
    ...(isShort ? [] : [{ query: inTitle, isIt: null }]),
    { query: anywhere, isIt: null },
  ];
};

/** Reads what is found, in one statement. */
export const createSearchRepository = ({
  parts,
  reader,
}: {
  parts: StatementParts;
  reader: Reader;
}) => {
  const { tables, column, visible, parentConditions, endsByItself } = parts;
  const search = raw(SEARCH_TABLE);
  const texts = raw(TEXTS_TABLE);
  const facets = raw(FACETS_TABLE);

  /** Entries that are true, of records that are public. */
  const trueEntries = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql[] => {
    return [
      // What waits is read once and kept as a hash table; mostly nothing does.
      sql`((select count(*) from waiting) = 0 or (${entry}.type not in (select type from waiting where key = ${EVERY_RECORD})
        and (${entry}.type, ${entry}.row_id) not in (select type, key from waiting)))`,
      // Lists may go offline by the calendar too, which no trigger tells.
      ...plans.flatMap((plan) => {
        if (plan.kind !== 'lists' || !endsByItself(plan.model.uid)) return [];
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
        const row = next();
        const { uid } = plan.kind === 'lists' ? plan.parent : plan.model;
        const conditions =
          plan.kind === 'lists'
            ? parentConditions(plan.model.uid, row, next)
            : visible(uid, row, next);
        return sql`when ${plan.type} then exists (select 1 from ${ident(tables.table(uid))} ${row}
          where ${join([sql`${row}.id = ${entry}.row_id`, ...conditions], ' and ')})`;
      }),
      ' ',
    )} end`;

  /** Of the record itself, or of a list's parent, what the plan of its type names; null for nothing. */
  const valueOf = (
    plans: readonly SearchPlan[],
    entry: Sql,
    next: () => Sql,
    named: (plan: SearchPlan) => { readonly uid: string; readonly name: string } | null,
  ): Sql => {
    const cases = plans.flatMap((plan) => {
      const value = named(plan);
      if (!value) return [];
      const row = next();
      return sql`when ${plan.type} then (select ${column(value.uid, row, value.name)}
        from ${ident(tables.table(value.uid))} ${row} where ${row}.id = ${entry}.row_id)`;
    });
    return cases.length === 0 ? raw('null') : sql`case ${entry}.type ${join(cases, ' ')} end`;
  };

  const parentValue = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql =>
    valueOf(plans, entry, next, (plan) =>
      plan.kind === 'lists' ? { uid: plan.parent.uid, name: plan.parentField } : null,
    );

  const validity = (plans: readonly SearchPlan[], entry: Sql, next: () => Sql): Sql =>
    valueOf(plans, entry, next, ({ kind, model }) =>
      kind === 'records' && model.validity ? { uid: model.uid, name: model.validity.name } : null,
    );

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

  /** Everything that is found, by type, year and organ, and what may be told of these organs. */
  const countsOf = (organizations: string, found: Sql, next: () => Sql): Sql => {
    const organ = next();
    const value = (name: string): Sql => column(organizations, organ, name);
    return sql`found as materialized (${found}),
      counted as materialized (select f.type, f.year, f.organ_id as organ, found.count
        from found join ${facets} f on f.id = found.facet),
      counts as (select json_build_object(
        'counts', (select coalesce(json_agg(counted), '[]') from counted),
        'organs', (select coalesce(json_agg(json_build_object(
              'id', ${organ}.id, 'documentId', ${value('documentId')}, 'slug', ${value('slug')}, 'name', ${value('name')})), '[]')
            from ${ident(tables.table(organizations))} ${organ} where ${join(
              [
                sql`${organ}.id in (select organ from counted)`,
                ...visible(organizations, organ, next),
              ],
              ' and ',
            )}))::text as counts),`;
  };

  return {
    /** A page of what is found, and if asked for how many there are. */
    async find(
      plans: readonly SearchPlan[],
      terms: SearchTerms,
      choice: SearchChoice,
      { offset, limit }: { offset: number; limit: number },
      withCounts: boolean,
    ): Promise<Found> {
      const organizations = plans[0]?.organization.target ?? '';
      const next = parts.aliases();
      const { isType, isYear, isOrgan } = chosen(organizations, choice, next);
      const [entry, shown, organ] = [next(), next(), next()];
      const isTrue = join(trueEntries(plans, entry, next), ' and ');
      const order = raw('sorted_on desc nulls first, id desc');
      const wanted = offset + limit;
      const { types, year, organization } = choice;
      const isChosen =
        types === null && year === null && organization === null
          ? raw('true')
          : sql`${entry}.facet in (select id from ${facets} where ${isType} and ${isYear} and ${isOrgan})`;
      // Those of a tier are only looked for where the tiers before don't fill the page.
      const tiers = tiersOf(terms, raw('texts')).map(({ query, isIt }, index) => {
        const [name, upTo, before] = [
          raw(`tier${index}`),
          raw(`up_to${index}`),
          raw(`up_to${index - 1}`),
        ];
        const isNew =
          index === 0
            ? raw('true')
            : sql`(select count(*) from ${before}) < ${wanted}::bigint and ${entry}.id not in (select id from ${before})`;
        const hits = sql`select ${entry}.id, ${entry}.facet, ${entry}.sorted_on, ${raw(String(index))} as tier
          from ${search} ${entry} where ${entry}.lexemes @@ ${query}::tsquery and ${isTrue} and ${isChosen} and ${isNew}
          order by ${order}`;
        // Texts are looked at in this order, one by one, until the page is full.
        const checked = isIt
          ? sql`select hits.* from (${hits}) hits cross join lateral
              (select 1 from ${texts} texts where texts.id = hits.id and ${isIt} offset 0) text order by ${order}`
          : hits;
        return sql`${name} as materialized (${checked} limit ${wanted}),
          ${upTo} as (${index === 0 ? raw('') : sql`select * from ${before} union all`} select * from ${name}),`;
      });
      const counted = withCounts
        ? countsOf(
            organizations,
            sql`select facet, count(*) as count from ${search} ${entry}
              where ${entry}.lexemes @@ ${terms.anywhere}::tsquery and ${isTrue} group by facet`,
            next,
          )
        : raw('');
      const [answer] = await reader.rows<{
        rows: string;
        counts: string | null;
        pending: boolean;
      }>(sql`with
        waiting as materialized (select type, key from ${raw(PENDING_TABLE)}),
        ${counted}
        ${join(tiers, ' ')}
        page as (select * from ${raw(`up_to${tiers.length - 1}`)} order by tier, ${order} limit ${limit} offset ${offset})
        select
          ${withCounts ? raw('(select counts from counts)') : raw('null')} as counts,
          (select coalesce(json_agg(json_build_object('type', ${shown}.type, 'documentId', ${shown}.document_id,
              'place', ${shown}.place, 'title', ${shown}.title, 'body', ${shown}.body,
              'day', ${shown}.day, 'year', facets.year, 'organizationId', o.id, 'organizationName', o.name,
              'parentValue', ${parentValue(plans, shown, next)}, 'validity', ${validity(plans, shown, next)})
              order by page.tier, page.sorted_on desc nulls first, page.id desc), '[]')::text
            from page join ${texts} ${shown} on ${shown}.id = page.id
            join ${facets} facets on facets.id = page.facet
            left join lateral (select ${column(organizations, organ, 'documentId')} as id, ${column(organizations, organ, 'name')} as name
              from ${ident(tables.table(organizations))} ${organ} where ${organ}.id = facets.organ_id and
                ${join([raw('true'), ...visible(organizations, organ, next)], ' and ')}) o on true
            where ${isVisible(plans, shown, next)}) as rows,
          exists (select 1 from waiting) as pending`);
      if (!answer) throw new Error('public-api: a search without an answer');
      const { rows, counts, pending } = answer;
      return {
        rows: JSON.parse(rows) as FoundRow[],
        counts: counts === null ? null : (JSON.parse(counts) as SearchCounts),
        isPending: pending,
      };
    },
  };
};
