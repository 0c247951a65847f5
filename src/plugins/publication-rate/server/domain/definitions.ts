import type {
  CommonTable,
  FigureDefinition,
  FigureMeasure,
  FigureSet,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { UNIVERSE_COLUMNS } from '../constants';

/** A declaration that can't be computed; the message names the figure. */
export class DefinitionError extends Error {
  constructor(figureIds: readonly string[], problem: string) {
    super(`publication-rate: ${figureIds.join(', ') || 'no figure'}: ${problem}`);
    this.name = 'DefinitionError';
  }
}

/** Every declaration, in order. */
export interface Catalogue {
  readonly figures: readonly FigureDefinition[];
  readonly universes: ReadonlyMap<string, UniverseDefinition>;
  readonly commonTables: readonly CommonTable[];
}

const FIGURE_ID = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;

const PERCENT: readonly FigureMeasure[] = ['rate', 'amount-rate', 'timely-rate'];
const MONEY: readonly FigureMeasure[] = ['amount', 'due-amount'];

const checkFigure = (figure: FigureDefinition): void => {
  const fail = (problem: string): never => {
    throw new DefinitionError([figure.id], problem);
  };
  if (!FIGURE_ID.test(figure.id)) fail('the id must be words in lower case joined by dots');
  for (const key of ['name', 'nameEn', 'definition', 'legalBasis'] as const) {
    if (!figure[key].trim()) fail(`${key} is empty`);
  }
  if (PERCENT.includes(figure.measure) !== (figure.unit === '%')) {
    fail(`unit ${figure.unit} doesn't fit measure ${figure.measure}`);
  }
  if (MONEY.includes(figure.measure) !== (figure.unit === '元')) {
    fail(`unit ${figure.unit} doesn't fit measure ${figure.measure}`);
  }
};

/** A rate and what was done in time of it must speak of the same rows. */
const checkPair = (
  figure: FigureDefinition,
  figures: ReadonlyMap<string, FigureDefinition>,
  completeness: ReadonlyMap<string, string>,
): void => {
  if (figure.measure === 'timely-rate' && !completeness.has(figure.id)) {
    throw new DefinitionError([figure.id], 'is the timeliness of no rate');
  }
  if (figure.isObligation && figure.measure !== 'rate') {
    throw new DefinitionError([figure.id], 'is an obligation but no rate');
  }
  if (figure.timeliness === undefined) return;
  const timely = figures.get(figure.timeliness);
  const isPair =
    figure.measure === 'rate' &&
    timely?.measure === 'timely-rate' &&
    timely.universe === figure.universe &&
    timely.where === figure.where &&
    completeness.get(figure.timeliness) === figure.id;
  if (!isPair) {
    throw new DefinitionError(
      [figure.id],
      `its timeliness ${figure.timeliness} is no timely-rate of its own over the same rows`,
    );
  }
};

/** Id of the rate whose timeliness a figure is, by the figure's id. */
export const completenessOf = (figures: readonly FigureDefinition[]): Map<string, string> =>
  new Map(
    figures.flatMap(({ id, timeliness }) => (timeliness === undefined ? [] : [[timeliness, id]])),
  );

const commonTablesOf = (sets: readonly FigureSet[]): CommonTable[] => {
  const tables = sets.flatMap((set) => {
    const ids = set.figures.map(({ id }) => id);
    return (set.commonTables ?? []).map((table) => ({ table, ids }));
  });
  const names = new Set(['public_at']);
  for (const { table, ids } of tables) {
    if (names.has(table.name)) {
      throw new DefinitionError(ids, `common table ${table.name} is declared twice`);
    }
    names.add(table.name);
  }
  return tables.map(({ table }) => table);
};

/**
 * All sets as one catalogue.
 * @throws DefinitionError for an id declared twice, an unknown or unused universe, an incomplete
 * figure, a rate and a timeliness that don't belong together.
 */
export const catalogueOf = (sets: readonly FigureSet[]): Catalogue => {
  const universes = new Map<string, UniverseDefinition>();
  const figures = new Map<string, FigureDefinition>();
  const declared = sets.flatMap((set) => set.figures);
  const usersOf = (universe: string) =>
    declared.filter((figure) => figure.universe === universe).map((figure) => figure.id);

  for (const universe of sets.flatMap((set) => set.universes)) {
    if (universes.has(universe.id)) {
      throw new DefinitionError(usersOf(universe.id), `universe ${universe.id} is declared twice`);
    }
    if (usersOf(universe.id).length === 0) {
      throw new DefinitionError([], `universe ${universe.id} has no figure`);
    }
    universes.set(universe.id, universe);
  }
  for (const figure of declared) {
    checkFigure(figure);
    if (figures.has(figure.id)) throw new DefinitionError([figure.id], 'is declared twice');
    if (!universes.has(figure.universe)) {
      throw new DefinitionError([figure.id], `universe ${figure.universe} is not declared`);
    }
    figures.set(figure.id, figure);
  }
  const completeness = completenessOf(declared);
  for (const figure of declared) checkPair(figure, figures, completeness);
  return { figures: [...figures.values()], universes, commonTables: commonTablesOf(sets) };
};

/** What is wrong with the columns that a universe returns, or null. */
export const columnProblem = (
  universe: UniverseDefinition,
  columns: readonly string[],
): string | null => {
  const expected = [...UNIVERSE_COLUMNS, ...(universe.extraColumns ?? [])];
  const missing = expected.filter((name) => !columns.includes(name));
  if (missing.length > 0) return `universe ${universe.id} lacks column ${missing.join(', ')}`;
  const unknown = columns.filter((name) => !expected.includes(name));
  if (unknown.length > 0) {
    return `universe ${universe.id} returns ${unknown.join(', ')}, not named in extraColumns`;
  }
  if (new Set(columns).size < columns.length) {
    return `universe ${universe.id} returns a column twice`;
  }
  return null;
};
