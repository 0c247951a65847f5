import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  CommonTable,
  FigureDefinition,
  FigureItem,
  FigureMeasure,
  FigureSums,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { STATEMENT_TIMEOUT_MS, TIME_ZONE, WORK_MEM } from '../constants';
import type { PeriodBindings } from '../domain/period';
import { prepare, readPrepared, type PreparedStatement } from './prepared-read';
import { runNamed } from './run-named';
import {
  amountWhere,
  conditionOf,
  ITEM_COLUMNS,
  matchBindings,
  MATCHES,
  ONCE,
  PAGE_ORDER,
  PART_ORDER,
  quantityWhere,
  rowsSql,
  scopeBindings,
  scopeOf,
  TIMELY_STATE,
  toItem,
  withUniverses,
  type ItemRow,
  type RowFilter,
  type Source,
} from './statement';

const SUMS = {
  counted: quantityWhere,
  missing: quantityWhere,
  excluded: quantityWhere,
  countedAmount: amountWhere,
  missingAmount: amountWhere,
} as const satisfies Record<keyof FigureSums, typeof quantityWhere>;
type SumName = keyof typeof SUMS;

const STATES: Readonly<Record<SumName, ItemState>> = {
  counted: 'counted',
  missing: 'missing',
  excluded: 'excluded',
  countedAmount: 'counted',
  missingAmount: 'missing',
};

const NO_SUMS: FigureSums = {
  counted: '0',
  missing: '0',
  excluded: '0',
  countedAmount: '0.00',
  missingAmount: '0.00',
};

/** One sum of the rows that meet a condition. */
const sumSql = (name: SumName, state: 'state' | 'timely_state', where: string): string =>
  SUMS[name](`${state} = '${STATES[name]}' and (${where})`);

/** What a measure is made of; the rest of a row's sums need not be computed. */
const neededSums = (measure: FigureMeasure): readonly SumName[] =>
  measure.includes('amount')
    ? ['excluded', 'countedAmount', 'missingAmount']
    : ['counted', 'missing', 'excluded'];

/** What the sums of a page add up: `found` are the rows that the filter leaves. */
const PART_SUMS = `count(*) filter (where ${MATCHES}) as found, sum(quantity) as quantity,
  sum(amount) as amount`;

/**
 * Common tables `part`, with the sums of the rows, and `page`, with those that it shows in their
 * `place`. The rows are kept aside and read for both.
 */
const pageOfRowsSql = (rows: string): string => `
  scoped as materialized (${rows}),
  part as (select state, ${PART_SUMS} from scoped group by state),
  page as (
    select *, row_number() over (order by ${PAGE_ORDER}) as place
    from (
      select * from scoped where ${MATCHES} order by ${PAGE_ORDER} limit :limit offset :offset
    ) shown
  )`;

/**
 * The same of a long universe, whose rows are read twice: added up by the parts that the order puts
 * one after the other, of which nothing but those that the page shows is then read row by row.
 */
const pageOfPartsSql = (rows: string): string => `
  scoped as not materialized (${rows}),
  part as materialized (
    select state, due_on, organization, organization_id, ${PART_SUMS}
    from scoped group by state, due_on, organization, organization_id
  ),
  opened as materialized (
    select * from (
      select *, sum(found) over (order by ${PART_ORDER}) - found as before from part
    ) placed
    where before < :offset + :limit and before + found > :offset
  ),
  page as (
    select * from (
      select s.*, o.before + row_number() over (
        partition by o.before order by s.label, s.item_key
      ) as place
      from (
        select * from scoped
        -- By this an index finds the rows of so few organizations.
        where coalesce(organization_id, '') = any(
          array(select coalesce(organization_id, '') from opened)
        ) and ${MATCHES}
      ) s
      join opened o on o.state = s.state and o.due_on is not distinct from s.due_on
        and o.organization_id is not distinct from s.organization_id
        and o.organization is not distinct from s.organization
    ) placed
    where place > :offset and place <= :offset + :limit
  )`;

interface PageRow extends ItemRow, FigureSums {
  place: string | null;
  total: string;
}

/** A figure with its universe. */
export interface AskedPage {
  readonly universe: UniverseDefinition;
  readonly figure: FigureDefinition;
}

export interface PageFilter extends RowFilter {
  readonly limit: number;
  readonly offset: number;
}

export interface FigurePage {
  readonly items: FigureItem[];
  readonly total: number;
  readonly sums: FigureSums;
}

const ALL_SUMS = (Object.keys(SUMS) as SumName[])
  .map((name) => `${sumSql(name, 'state', 'true')} as "${name}"`)
  .join(', ');

/**
 * A page of a figure's rows, missing ones first, with their total and the figure's sums: all from
 * one statement over the universe, so that they can't disagree.
 */
const pageSql = (source: Source, { universe, figure }: AskedPage): string => {
  const rows = `select * from (${rowsSql(figure, universe, 'universe_0')}) items
    where ${scopeOf(source)}`;
  return `${withUniverses(source, [universe])},
    ${universe.isLong ? pageOfPartsSql(rows) : pageOfRowsSql(rows)}
    select sums.*, page.*
    from (select coalesce(sum(found), 0)::text as total, ${ALL_SUMS} from part) sums
    left join (select place, ${ITEM_COLUMNS} from page) page on true
    order by page.place`;
};

const pageBindings = (source: Source, { limit, offset, ...filter }: PageFilter) => ({
  ...scopeBindings(source),
  ...matchBindings(filter),
  limit,
  offset,
});

const toPage = (rows: readonly PageRow[]): FigurePage => {
  const [first] = rows as [PageRow, ...PageRow[]];
  const { counted, missing, excluded, countedAmount, missingAmount } = first;
  return {
    items: rows.filter(({ place }) => place !== null).map(toItem),
    total: Number(first.total),
    sums: { counted, missing, excluded, countedAmount, missingAmount },
  };
};

export interface Faults {
  readonly twice: string | null;
  readonly unfit: string | null;
  readonly unexplained: string | null;
}

export const NO_FAULTS: Faults = { twice: null, unfit: null, unexplained: null };

/** A universe with those of its figures that are asked for. */
export interface AskedUniverse {
  readonly universe: UniverseDefinition;
  readonly figures: readonly FigureDefinition[];
}

/**
 * Statements of pages, made once: of a figure and whether it is narrowed to organizations. They go
 * with the common tables, which are others as soon as anything else is declared.
 */
const createPageStatements = () => {
  const statements = new WeakMap<readonly CommonTable[], Map<string, PreparedStatement>>();
  return (source: Source, asked: AskedPage): PreparedStatement => {
    const known = statements.get(source.commonTables) ?? new Map<string, PreparedStatement>();
    statements.set(source.commonTables, known);
    const key = `${asked.figure.id} ${scopeOf(source)}`;
    const statement = known.get(key) ?? prepare(asked.figure.id, pageSql(source, asked));
    known.set(key, statement);
    return statement;
  };
};

/** All SQL around universes. Their own SQL is code of this repository, never input. */
export const createUniversesRepository = (
  { strapi }: { strapi: Core.Strapi },
  pageOf = createPageStatements(),
) => ({
  /**
   * Runs reads on one snapshot of the database, so that figures of different universes agree with
   * each other even while records change.
   */
  async snapshot<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return strapi.db.connection.transaction(
      async (trx) => {
        // Compiling costs more than these sums take; sorting on disk more than the memory is worth.
        await trx.raw(
          `set local jit = off; set local work_mem = '${WORK_MEM}';
           set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`,
        );
        return work(trx);
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    );
  },

  /** Names of the columns that a universe returns, without running it. */
  async columns(
    trx: Knex.Transaction,
    source: Source,
    universe: UniverseDefinition,
  ): Promise<string[]> {
    const { fields } = await runNamed(
      trx,
      `${withUniverses(source, [universe])} select * from universe_0 limit 0`,
      scopeBindings(source),
    );
    return fields.map(({ name }) => name);
  },

  /**
   * A key that stands for two rows, one of a row that breaks the contract, and a reason of an
   * excluded row that the universe doesn't declare; null for none.
   */
  async faults(
    trx: Knex.Transaction,
    source: Source,
    universe: UniverseDefinition,
  ): Promise<Faults> {
    const { rows } = await runNamed<Faults>(
      trx,
      `${withUniverses(source, [universe])}
       select
         (select item_key from universe_0 group by item_key having count(*) > 1 limit 1) as twice,
         (select coalesce(item_key, 'null') from universe_0
          where item_key is null or label is null or quantity is null or state is null
            or state not in ('counted', 'missing', 'excluded') limit 1) as unfit,
         (select coalesce(reason, 'null') from universe_0
          where state = 'excluded' and (reason = any(:reasons)) is not true limit 1) as unexplained`,
      {
        ...scopeBindings(source),
        reasons: (universe.exclusions ?? []).map(({ reason }) => reason),
      },
    );
    return rows[0] ?? NO_FAULTS;
  },

  /** Years in which what is public was published, newest first, with how much it was. */
  async publicationYears(
    trx: Knex.Transaction,
    publicAt: string,
    period: PeriodBindings,
  ): Promise<{ year: number; publications: number }[]> {
    const { rows } = await runNamed<{ year: number; publications: number }>(
      trx,
      `with public_at as (${publicAt})
       select
         extract(year from public_since at time zone 'UTC' at time zone '${TIME_ZONE}')::integer as year,
         count(*)::integer as publications
       from public_at where public_since is not null group by 1 order by 1 desc`,
      { ...period },
    );
    return rows;
  },

  /**
   * Sums of figures by their id: one statement, one pass over each universe, and what several
   * universes read is read once.
   */
  async sums(
    trx: Knex.Transaction,
    source: Source,
    asked: readonly AskedUniverse[],
  ): Promise<Map<string, FigureSums>> {
    if (asked.length === 0) return new Map();
    const parts = asked.map(({ figures }, index) => {
      const expressions = new Map<string, string>();
      const places = figures.map((figure) => {
        const state = figure.measure === 'timely-rate' ? 'timely_state' : 'state';
        return neededSums(figure.measure).map((name): [SumName, number] => {
          const key = `${name} ${state} ${conditionOf(figure)}`;
          if (!expressions.has(key)) {
            expressions.set(key, sumSql(name, state, conditionOf(figure)));
          }
          return [name, [...expressions.keys()].indexOf(key)];
        });
      });
      const sql = `select ${index} as part, array[${[...expressions.values()].join(',\n')}] as sums
        from (
          select *, ${TIMELY_STATE} as timely_state
          from (select * from universe_${index} where ${scopeOf(source)} ${ONCE}) items
        ) rows`;
      return { figures, places, sql };
    });
    const { rows } = await runNamed<{ part: number; sums: string[] }>(
      trx,
      `${withUniverses(
        source,
        asked.map(({ universe }) => universe),
      )} ${parts.map(({ sql }) => sql).join('\nunion all ')}`,
      scopeBindings(source),
    );
    const sumsOf = new Map(rows.map(({ part, sums }) => [part, sums]));
    return new Map(
      parts.flatMap(({ figures, places }, part) =>
        figures.map((figure, index): [string, FigureSums] => [
          figure.id,
          {
            ...NO_SUMS,
            ...Object.fromEntries(
              (places[index] ?? []).map(([name, place]) => [
                name,
                sumsOf.get(part)?.[place] ?? '0',
              ]),
            ),
          },
        ]),
      ),
    );
  },

  /** A page of a figure's rows within a transaction. */
  async page(
    trx: Knex.Transaction,
    source: Source,
    asked: AskedPage,
    filter: PageFilter,
  ): Promise<FigurePage> {
    const { rows } = await runNamed<PageRow>(
      trx,
      pageSql(source, asked),
      pageBindings(source, filter),
    );
    return toPage(rows);
  },

  /** The same by itself, from a statement that connections keep. */
  async pageAtOnce(source: Source, asked: AskedPage, filter: PageFilter): Promise<FigurePage> {
    return toPage(
      await readPrepared<PageRow>(strapi, pageOf(source, asked), pageBindings(source, filter)),
    );
  },
});
