import type {
  FigureDefinition,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { likePattern } from './like-pattern';
import {
  ITEM_COLUMNS,
  rowsSql,
  scopeBindings,
  scopeOf,
  STATE_ORDER,
  withUniverses,
  type Source,
} from './statement';
import type { Statement } from './stream';

/** Every row of a figure that meets a filter, in the order of the pages. */
export const allItems = (
  source: Source,
  { universe, figure }: { universe: UniverseDefinition; figure: FigureDefinition },
  { state, search }: { state: ItemState | 'all'; search: string },
): Statement => ({
  sql: `${withUniverses(source, [universe])},
    scoped as (
      select * from (${rowsSql(figure, universe, 'universe_0')}) items where ${scopeOf(source)}
    )
    select ${ITEM_COLUMNS}
    from scoped
    where (:state = 'all' or state = :state)
      and (:search = '%%' or label ilike :search or organization ilike :search or reason ilike :search)
    order by ${STATE_ORDER}, scoped.due_on nulls last, label, item_key`,
  values: { ...scopeBindings(source), state, search: likePattern(search) },
});
