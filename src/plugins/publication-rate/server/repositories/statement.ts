import type {
  CommonTable,
  FigureDefinition,
  FigureItem,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { PROVISIONAL_COLUMN, UNIVERSE_COLUMNS } from '../constants';
import type { PeriodBindings } from '../domain/period';
import { likePattern } from './like-pattern';

/** What every statement over universes starts with. */
export interface Source {
  /** The ledger's query; see `PublicationLedgerService.publicAtSql`. */
  readonly publicAt: string;
  readonly commonTables: readonly CommonTable[];
  readonly period: PeriodBindings;
  /** Values of `FigureSet.limits` by binding. */
  readonly limits: Readonly<Record<string, number>>;
  /** Only items of these organizations; of every one if left out. */
  readonly organizations?: readonly string[] | undefined;
}

/** The common tables that some SQL reads, and those that these read, in their order. */
const neededTables = (tables: readonly CommonTable[], sql: string): CommonTable[] => {
  const needed: CommonTable[] = [];
  let text = sql;
  for (const table of tables.toReversed()) {
    if (!new RegExp(`\\b${table.name}\\b`).test(text)) continue;
    needed.unshift(table);
    text += table.sql;
  }
  return needed;
};

const keeping = (isKept: boolean | undefined): string =>
  isKept === undefined ? '' : isKept ? 'materialized' : 'not materialized';

/**
 * The `with` of a statement that reads universes, the first as `universe_0` and so on.
 *
 * `public_at` isn't materialized: a universe's condition on subject_type then reaches the ledger's
 * index, and entries of other types aren't read.
 */
export const withUniverses = (
  { publicAt, commonTables }: Pick<Source, 'publicAt' | 'commonTables'>,
  universes: readonly UniverseDefinition[],
): string => {
  const needed = neededTables(commonTables, universes.map(({ sql }) => sql).join('\n'));
  return `with ${[
    `public_at as not materialized (${publicAt})`,
    ...needed.map(({ name, sql, isKept }) => `${name} as ${keeping(isKept)} (${sql})`),
    ...universes.map(({ sql }, index) => `universe_${index} as (${sql})`),
  ].join(',\n')}`;
};

export const conditionOf = (figure: Pick<FigureDefinition, 'where'>): string =>
  figure.where ?? 'true';

/** Condition that keeps the items that the question may speak of. */
export const scopeOf = ({ organizations }: Pick<Source, 'organizations'>): string =>
  organizations ? 'organization_id = any(:organizations)' : 'true';

/** Values for `scopeOf` and the universes. */
export const scopeBindings = ({ period, limits, organizations }: Source) => ({
  ...period,
  ...limits,
  ...(organizations ? { organizations } : {}),
});

/**
 * Ends a subquery whose columns are read several times: without it each reading would compute the
 * column, such as a due day, anew. Columns that nobody reads are still left out.
 */
export const ONCE = 'offset 0';

/** A row's state as timeliness sees it; see `FigureMeasure`. */
export const TIMELY_STATE = `case
  when state = 'excluded' or due_on is null then 'excluded'
  when done_on <= due_on then 'counted'
  when done_on is not null or due_on < :asOfDay then 'missing'
  else 'excluded' end`;

const TIMELY_REASON = `case
  when state = 'excluded' then reason
  when due_on is null then '没有起算日，不计时限'
  when done_on <= due_on then null
  when done_on is not null then '逾期完成，期限为' || to_char(due_on, 'YYYY-MM-DD')
  when due_on < :asOfDay then '逾期未完成，期限为' || to_char(due_on, 'YYYY-MM-DD')
  else '期限未到' end`;

/** A column of rows as timeliness sees them. */
export const timely = (column: string): string => {
  if (column === 'state') return `${TIMELY_STATE} as state`;
  if (column === 'reason') return `${TIMELY_REASON} as reason`;
  return column;
};

/** The rows of a universe as a figure counts and shows them. */
export const rowsSql = (
  figure: Pick<FigureDefinition, 'measure' | 'where'>,
  universe: UniverseDefinition,
  name: string,
): string => {
  const isTimely = figure.measure === 'timely-rate';
  const columns = isTimely ? UNIVERSE_COLUMNS.map(timely) : UNIVERSE_COLUMNS;
  const provisional = universe.extraColumns?.includes(PROVISIONAL_COLUMN)
    ? `coalesce(${PROVISIONAL_COLUMN}, false)`
    : 'false';
  return `select ${columns.join(', ')}, ${provisional} as ${PROVISIONAL_COLUMN}
    from (
      select * from ${name} where (${conditionOf(figure)}) ${universe.isLong ? '' : ONCE}
    ) items`;
};

/** Parts of a page's order: missing rows first, what is due first before the rest. */
export const PART_ORDER = `case state when 'missing' then 1 when 'counted' then 2 else 3 end,
  due_on nulls last, organization, organization_id`;

/** Order of a figure's rows wherever they are shown. */
export const PAGE_ORDER = `${PART_ORDER}, label, item_key`;

/** What of a figure's rows is asked for. */
export interface RowFilter {
  readonly state: ItemState | 'all';
  readonly search: string;
}

/** Rows that meet a filter: one text for every filter, so that a plan serves them all. */
export const MATCHES = `(:state = 'all' or state = :state) and (
  :search = '%%' or label ilike :search or organization ilike :search or reason ilike :search)`;

/** Values for `MATCHES`. */
export const matchBindings = ({ state, search }: RowFilter) => ({
  state,
  search: likePattern(search),
});

/** Columns of `rowsSql` as `toItem` reads them. */
export const ITEM_COLUMNS = `item_key, label, uid, document_id, organization, organization_id, state,
  reason, trim_scale(quantity::numeric)::text as quantity, amount::numeric(30, 2)::text as amount,
  due_on::text as due_on, ${PROVISIONAL_COLUMN}, done_on::text as done_on`;

export interface ItemRow {
  item_key: string;
  label: string;
  uid: string | null;
  document_id: string | null;
  organization: string | null;
  organization_id: string | null;
  state: ItemState;
  reason: string | null;
  quantity: string;
  amount: string | null;
  due_on: string | null;
  due_is_provisional: boolean;
  done_on: string | null;
}

export const toItem = (row: ItemRow): FigureItem => ({
  key: row.item_key,
  label: row.label,
  uid: row.uid,
  documentId: row.document_id,
  organization: row.organization,
  organizationId: row.organization_id,
  state: row.state,
  reason: row.reason,
  quantity: row.quantity,
  amount: row.amount,
  dueOn: row.due_on,
  dueIsProvisional: row.due_is_provisional,
  doneOn: row.done_on,
});

/** A quantity or amount of the rows that meet a condition, as a text that keeps every digit. */
export const quantityWhere = (condition: string): string =>
  `trim_scale(coalesce(sum(quantity) filter (where ${condition}), 0)::numeric)::text`;
export const amountWhere = (condition: string): string =>
  `coalesce(sum(amount) filter (where ${condition}), 0)::numeric(30, 2)::text`;
