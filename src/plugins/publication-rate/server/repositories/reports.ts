import type { Knex } from 'knex';

import type { FigureDefinition, FigureItem } from '../../../../shared/contracts/publication-rate';
import { runNamed } from './run-named';
import {
  conditionOf,
  ITEM_COLUMNS,
  quantityWhere,
  rowsSql,
  scopeBindings,
  scopeOf,
  toItem,
  withUniverses,
  type ItemRow,
  type Source,
} from './statement';
import type { AskedUniverse } from './universes';

/** What one organization has of one rate's items. */
export interface CellRow {
  figure_id: string;
  organization_id: string;
  name: string;
  counted: string;
  missing: string;
  excluded: string;
  late: string;
  overdue: string;
  reason: string | null;
}

interface DueRow extends ItemRow {
  is_overdue: boolean;
  total: string;
}

/** Each figure with the name of its universe in the statement. */
const figuresWithUniverse = (
  asked: readonly AskedUniverse[],
): { figure: FigureDefinition; universe: AskedUniverse['universe']; name: string }[] =>
  asked.flatMap(({ figures, universe }, index) =>
    figures.map((figure) => ({ figure, universe, name: `universe_${index}` })),
  );

const universesOf = (asked: readonly AskedUniverse[]) => asked.map(({ universe }) => universe);

/** Reads that group the rows of many figures. */
export const createReportsRepository = () => ({
  /** Every rate by organization, in one statement. */
  async cells(
    trx: Knex.Transaction,
    source: Source,
    asked: readonly AskedUniverse[],
  ): Promise<CellRow[]> {
    if (asked.length === 0) return [];
    const parts = figuresWithUniverse(asked).map(
      ({ figure, name }) => `
        select '${figure.id}' as figure_id, organization_id, min(organization) as name,
          ${quantityWhere(`state = 'counted'`)} as counted,
          ${quantityWhere(`state = 'missing'`)} as missing,
          ${quantityWhere(`state = 'excluded'`)} as excluded,
          ${quantityWhere(`state = 'counted' and done_on > due_on`)} as late,
          ${quantityWhere(`state = 'missing' and (due_on is null or due_on < :asOfDay)`)} as overdue,
          min(reason) filter (where state = 'excluded') as reason
        from ${name}
        where organization_id is not null and (${conditionOf(figure)}) and ${scopeOf(source)}
        group by organization_id`,
    );
    const { rows } = await runNamed<CellRow>(
      trx,
      `${withUniverses(source, universesOf(asked))} ${parts.join('\nunion all ')}`,
      scopeBindings(source),
    );
    return rows;
  },

  /**
   * What isn't done and due by a day: the first ones of each kind, and how many there are.
   */
  async due(
    trx: Knex.Transaction,
    source: Source,
    asked: readonly AskedUniverse[],
    { soonDay, limit }: { soonDay: string; limit: number },
  ): Promise<Record<'overdue' | 'dueSoon', { items: FigureItem[]; total: number }>> {
    if (asked.length === 0) {
      return { overdue: { items: [], total: 0 }, dueSoon: { items: [], total: 0 } };
    }
    const parts = figuresWithUniverse(asked).map(({ figure, universe, name }) =>
      rowsSql(figure, universe, name),
    );
    const { rows } = await runNamed<DueRow>(
      trx,
      `${withUniverses(source, universesOf(asked))},
       open_items as (
         select *, due_on < :asOfDay as is_overdue from (${parts.join('\nunion all ')}) rows
         where state = 'missing' and done_on is null and due_on <= :soonDay and ${scopeOf(source)}
       ),
       placed as (
         select *, row_number() over kind as place, count(*) over (partition by is_overdue) as total
         from open_items
         window kind as (partition by is_overdue order by due_on, label, item_key)
       )
       select ${ITEM_COLUMNS}, is_overdue, total::text as total
       from placed where place <= :limit order by place`,
      { ...scopeBindings(source), soonDay, limit },
    );
    const kind = (isOverdue: boolean) => {
      const own = rows.filter((row) => row.is_overdue === isOverdue);
      return { items: own.map(toItem), total: Number(own[0]?.total ?? 0) };
    };
    return { overdue: kind(true), dueSoon: kind(false) };
  },
});
