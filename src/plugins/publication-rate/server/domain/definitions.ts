import type {
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

/** A universe with its figures and the set that each belongs to. */
export interface Catalogue {
  readonly figures: readonly FigureDefinition[];
  readonly universes: ReadonlyMap<string, UniverseDefinition>;
}

const FIGURE_ID = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;

const PERCENT: readonly FigureMeasure[] = ['rate', 'amount-rate'];
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

/**
 * All sets as one catalogue.
 * @throws DefinitionError for an id declared twice, an unknown or unused universe, an incomplete figure.
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
  return { figures: [...figures.values()], universes };
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
