import type {
  FigureDefinition,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { likePattern } from './like-pattern';
import {
  ITEM_COLUMNS,
  matchesOf,
  PAGE_ORDER,
  rowsSql,
  scopeBindings,
  scopeOf,
  withUniverses,
  type Source,
} from './statement';
import type { Statement } from './stream';

/** Every row of a figure that meets a filter, in the order of the pages: a day sorts as its text. */
export const allItems = (
  source: Source,
  { universe, figure }: { universe: UniverseDefinition; figure: FigureDefinition },
  filter: { state: ItemState | 'all'; search: string },
): Statement => ({
  sql: `${withUniverses(source, [universe])},
    scoped as (
      select * from (${rowsSql(figure, universe, 'universe_0')}) items where ${scopeOf(source)}
    )
    select ${ITEM_COLUMNS} from scoped where ${matchesOf(filter)} order by ${PAGE_ORDER}`,
  values: { ...scopeBindings(source), ...filter, search: likePattern(filter.search) },
});
