import type {
  FigureDefinition,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import {
  ITEM_COLUMNS,
  matchBindings,
  MATCHES,
  PAGE_ORDER,
  rowsSql,
  scopeBindings,
  scopeOf,
  withUniverses,
  type RowFilter,
  type Source,
} from './statement';
import type { Statement } from './stream';

/** Every row of a figure that meets a filter, in the order of the pages: a day sorts as its text. */
export const allItems = (
  source: Source,
  { universe, figure }: { universe: UniverseDefinition; figure: FigureDefinition },
  filter: RowFilter,
): Statement => ({
  sql: `${withUniverses(source, [universe])},
    scoped as (
      select * from (${rowsSql(figure, universe, 'universe_0')}) items where ${scopeOf(source)}
    )
    select ${ITEM_COLUMNS} from scoped where ${MATCHES} order by ${PAGE_ORDER}`,
  values: { ...scopeBindings(source), ...matchBindings(filter) },
});
