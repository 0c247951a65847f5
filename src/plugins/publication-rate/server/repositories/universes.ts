import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  FigureDefinition,
  FigureItem,
  FigureMeasure,
  FigureSums,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { STATEMENT_TIMEOUT_MS, TIME_ZONE, UNIVERSE_COLUMNS } from '../constants';
import type { PeriodBindings } from '../domain/period';
import { bindNamed, type BindingValues } from './named-bindings';

/** What every statement starts with: what was public, and the items. */
interface Source {
  /** The ledger's query; see `PublicationLedgerService.publicAtSql`. */
  readonly publicAt: string;
  readonly universe: UniverseDefinition;
  readonly period: PeriodBindings;
}

interface PageRow extends FigureSums {
  total: string;
  item_key: string | null;
  label: string;
  uid: string | null;
  document_id: string | null;
  organization: string | null;
  state: ItemState;
  reason: string | null;
  quantity: string;
  amount: string | null;
  due_on: string | null;
  done_on: string | null;
}

// Not materialized: a universe's condition on subject_type then reaches the ledger's index, and
// entries of other types aren't read.
const withUniverse = ({ publicAt, universe }: Pick<Source, 'publicAt' | 'universe'>): string =>
  `with public_at as not materialized (${publicAt}), universe as (${universe.sql})`;

const count = (condition: string): string =>
  `trim_scale(coalesce(sum(quantity) filter (where ${condition}), 0)::numeric)::text`;
const amount = (condition: string): string =>
  `coalesce(sum(amount) filter (where ${condition}), 0)::numeric(30, 2)::text`;

const SUMS = {
  counted: count,
  missing: count,
  excluded: count,
  countedAmount: amount,
  missingAmount: amount,
} as const satisfies Record<keyof FigureSums, typeof count>;
type SumName = keyof typeof SUMS;
const ALL_SUMS = Object.keys(SUMS) as SumName[];

const STATES: Readonly<Record<SumName, ItemState>> = {
  counted: 'counted',
  missing: 'missing',
  excluded: 'excluded',
  countedAmount: 'counted',
  missingAmount: 'missing',
};

/** Sums of the rows that also meet a condition; each a text that keeps every digit. */
const sumColumns = (where: string, names: readonly SumName[] = ALL_SUMS, prefix = ''): string =>
  names
    .map(
      (name) => `${SUMS[name](`state = '${STATES[name]}' and (${where})`)} as "${prefix}${name}"`,
    )
    .join(',\n');

/** What a measure is made of; the rest of a row's sums need not be computed. */
const neededSums = (measure: FigureMeasure): readonly SumName[] =>
  measure.includes('amount')
    ? ['excluded', 'countedAmount', 'missingAmount']
    : ['counted', 'missing', 'excluded'];

const conditionOf = (figure: FigureDefinition): string => figure.where ?? 'true';

const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

const toItem = (row: PageRow): FigureItem => ({
  key: row.item_key as string,
  label: row.label,
  uid: row.uid,
  documentId: row.document_id,
  organization: row.organization,
  state: row.state,
  reason: row.reason,
  quantity: row.quantity,
  amount: row.amount,
  dueOn: row.due_on,
  doneOn: row.done_on,
});

/** All SQL around universes. Their own SQL is code of this repository, never input. */
export const createUniversesRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  const run = async <Row>(
    trx: Knex.Transaction,
    sql: string,
    values: BindingValues,
  ): Promise<{ rows: Row[]; fields: { name: string }[] }> => {
    const bound = bindNamed(sql, values);
    return db()
      .raw<{ rows: Row[]; fields: { name: string }[] }>(bound.sql, bound.bindings)
      .transacting(trx);
  };

  return {
    /**
     * Runs reads on one snapshot of the database, so that figures of different universes agree with
     * each other even while records change.
     */
    async snapshot<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
      return db().transaction(
        async (trx) => {
          // Compiling costs more than these sums take.
          await trx.raw(
            `set local jit = off; set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`,
          );
          return work(trx);
        },
        { isolationLevel: 'repeatable read', readOnly: true },
      );
    },

    /** Names of the columns that a universe returns, without running it. */
    async columns(trx: Knex.Transaction, source: Source): Promise<string[]> {
      const { fields } = await run(trx, `${withUniverse(source)} select * from universe limit 0`, {
        ...source.period,
      });
      return fields.map(({ name }) => name);
    },

    /** A key that stands for two rows, and one of a row that breaks the contract; null for none. */
    async faults(
      trx: Knex.Transaction,
      source: Source,
    ): Promise<{ twice: string | null; unfit: string | null }> {
      const { rows } = await run<{ twice: string | null; unfit: string | null }>(
        trx,
        `${withUniverse(source)}
         select
           (select item_key from universe group by item_key having count(*) > 1 limit 1) as twice,
           (select coalesce(item_key, 'null') from universe
            where item_key is null or label is null or quantity is null or state is null
              or state not in ('counted', 'missing', 'excluded') limit 1) as unfit`,
        { ...source.period },
      );
      return rows[0] ?? { twice: null, unfit: null };
    },

    /** Years in which what is public was published, newest first, with how much it was. */
    async publicationYears(
      trx: Knex.Transaction,
      publicAt: string,
      period: PeriodBindings,
    ): Promise<{ year: number; publications: number }[]> {
      const { rows } = await run<{ year: number; publications: number }>(
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

    /** Sums of all figures of a universe in one pass over it, by figure id. */
    async sums(
      trx: Knex.Transaction,
      source: Source,
      figures: readonly FigureDefinition[],
    ): Promise<Map<string, FigureSums>> {
      const conditions = [...new Set(figures.map(conditionOf))];
      const columns = conditions.map((where, index) => {
        const measured = figures.filter((figure) => conditionOf(figure) === where);
        const needed = new Set(measured.flatMap(({ measure }) => neededSums(measure)));
        return sumColumns(where, [...needed], `w${index}_`);
      });
      const { rows } = await run<Record<string, string>>(
        trx,
        `${withUniverse(source)} select ${columns.join(',\n')} from universe`,
        { ...source.period },
      );
      return new Map(
        figures.map((figure) => {
          const prefix = `w${conditions.indexOf(conditionOf(figure))}_`;
          const sum = (name: SumName) => rows[0]?.[`${prefix}${name}`] ?? '0';
          return [
            figure.id,
            {
              counted: sum('counted'),
              missing: sum('missing'),
              excluded: sum('excluded'),
              countedAmount: sum('countedAmount'),
              missingAmount: sum('missingAmount'),
            },
          ];
        }),
      );
    },

    /**
     * A page of a figure's rows, missing ones first, with their total and the figure's sums: all
     * from one run of the universe, so that they can't disagree.
     */
    async page(
      trx: Knex.Transaction,
      source: Source,
      figure: FigureDefinition,
      filter: { state: ItemState | 'all'; search: string; limit: number; offset: number },
    ): Promise<{ items: FigureItem[]; total: number; sums: FigureSums }> {
      const { rows } = await run<PageRow>(
        trx,
        `${withUniverse(source)},
         scoped as materialized (
           select ${UNIVERSE_COLUMNS.join(', ')} from universe where ${conditionOf(figure)}
         ),
         matching as materialized (
           select * from scoped
           where (:state = 'all' or state = :state)
             and (:search = '%%' or label ilike :search or organization ilike :search or reason ilike :search)
         ),
         page as (
           select *, row_number() over (
             order by array_position(array['missing', 'counted', 'excluded'], state),
               due_on nulls last, label, item_key
           ) as place
           from matching order by place limit :limit offset :offset
         )
         select (select count(*) from matching)::text as total, sums.*,
           page.item_key, page.label, page.uid, page.document_id, page.organization, page.state,
           page.reason, trim_scale(page.quantity::numeric)::text as quantity,
           page.amount::numeric(30, 2)::text as amount, page.due_on::text as due_on,
           page.done_on::text as done_on
         from (select ${sumColumns('true')} from scoped) sums left join page on true
         order by page.place`,
        { ...source.period, ...filter, search: likePattern(filter.search) },
      );
      const [first] = rows as [PageRow, ...PageRow[]];
      return {
        items: rows.filter((row) => row.item_key !== null).map(toItem),
        total: Number(first.total),
        sums: {
          counted: first.counted,
          missing: first.missing,
          excluded: first.excluded,
          countedAmount: first.countedAmount,
          missingAmount: first.missingAmount,
        },
      };
    },
  };
};
