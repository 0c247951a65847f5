import type { Knex } from 'knex';

import type { FigureDefinition, FigureItem } from '../../../../shared/contracts/publication-rate';
import { runNamed } from './run-named';
import {
  conditionOf,
  ITEM_COLUMNS,
  ONCE,
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

type DueKind = 'overdue' | 'dueSoon' | 'undated';

interface DueRow extends ItemRow {
  kind: DueKind;
  figure_id: string;
  total: string;
}

/** Things to do by kind: the first ones, each with the rate that misses it, and how many. */
export type DueItems = Record<
  DueKind,
  { readonly items: readonly (FigureItem & { figureId: string })[]; readonly total: number }
>;

const NOTHING = { items: [], total: 0 } as const;

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
        from (
          select * from ${name}
          where organization_id is not null and (${conditionOf(figure)}) and ${scopeOf(source)}
          ${ONCE}
        ) items
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
   * What isn't done and due by a day, or missing without a due day: the first ones of each kind, and
   * how many there are. Of what has no day, each organization's first for each rate come before
   * their second, so that one long list doesn't hide the rest.
   */
  async due(
    trx: Knex.Transaction,
    source: Source,
    asked: readonly AskedUniverse[],
    { soonDay, limit }: { soonDay: string; limit: number },
  ): Promise<DueItems> {
    if (asked.length === 0) return { overdue: NOTHING, dueSoon: NOTHING, undated: NOTHING };
    const parts = figuresWithUniverse(asked).map(
      ({ figure, universe, name }, place) => `
        select *, '${figure.id}' as figure_id, ${place} as figure_place
        from (${rowsSql(figure, universe, name)}) rows`,
    );
    const { rows } = await runNamed<DueRow>(
      trx,
      `${withUniverses(source, universesOf(asked))},
       open_items as (
         select *,
           case when due_on is null then 'undated'
             when due_on < :asOfDay then 'overdue' else 'dueSoon' end as kind,
           -- What two rates miss of a record for the same reason is one thing to do.
           row_number() over (
             partition by item_key, uid, document_id, reason order by figure_place
           ) as telling
         from (${parts.join('\nunion all ')}) rows
         where state = 'missing' and ${scopeOf(source)}
           and (due_on is null or (done_on is null and due_on <= :soonDay))
       ),
       told as (
         select *, case when kind = 'undated' then row_number() over (
           partition by kind, figure_id, organization_id order by label, item_key
         ) end as turn
         from open_items where telling = 1
       ),
       placed as (
         select *, row_number() over ordered as place, count(*) over (partition by kind) as total
         from told
         window ordered as (partition by kind order by due_on, turn, figure_place, label, item_key)
       )
       select ${ITEM_COLUMNS}, kind, figure_id, total::text as total
       from placed where place <= :limit order by place`,
      { ...scopeBindings(source), soonDay, limit },
    );
    const ofKind = (kind: DueKind): DueItems[DueKind] => {
      const own = rows.filter((row) => row.kind === kind);
      return {
        items: own.map((row) => ({ ...toItem(row), figureId: row.figure_id })),
        total: Number(own[0]?.total ?? 0),
      };
    };
    return { overdue: ofKind('overdue'), dueSoon: ofKind('dueSoon'), undated: ofKind('undated') };
  },
});
