import type { Knex } from 'knex';

import type {
  FigureDefinition,
  FigureScope,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { today } from '../../../../shared/legal-days';
import { VALIDATED_YEARS } from '../constants';
import { columnProblem, DefinitionError } from '../domain/definitions';
import { yearOf } from '../domain/period';
import type { Source } from '../repositories/statement';
import type { AskedUniverse, createUniversesRepository } from '../repositories/universes';

interface Declarations {
  readonly repository: ReturnType<typeof createUniversesRepository>;
  readonly universes: readonly AskedUniverse[];
  readonly sourceOf: (scope: FigureScope) => Source;
  readonly publicationYears: (day: string) => Promise<{ year: number }[]>;
  readonly warn: (message: string) => void;
}

/** The database's own words; Knex puts the whole statement before them. */
const reasonOf = (error: unknown): string =>
  (error as Error).message.split(' - ').at(-1) ?? 'the database refuses it';

const idsOf = (figures: readonly FigureDefinition[]): string[] => figures.map(({ id }) => id);

const refusal = (figures: readonly FigureDefinition[], error: unknown): DefinitionError =>
  new DefinitionError(idsOf(figures), reasonOf(error));

/** SQLSTATE class 22 (a value that doesn't fit) and 57014 (out of time): another day it works. */
const isCausedByRecords = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('22') || code === '57014');
};

/**
 * Tries every declaration for this year and the newest years with publications. What records cause
 * is told and stops nothing: whoever corrects them needs the application.
 * @throws DefinitionError naming the figures, when a declaration can't be computed.
 */
export const validateDeclarations = async ({
  repository,
  universes,
  sourceOf,
  publicationYears,
  warn,
}: Declarations): Promise<void> => {
  /** A statement that the database refuses names the figures that asked for it. */
  const attempt = async <T>(
    figures: readonly FigureDefinition[],
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> => {
    try {
      return await repository.snapshot(work);
    } catch (error) {
      throw refusal(figures, error);
    }
  };

  const warnOf = (figures: readonly FigureDefinition[], problem: string): void => {
    warn(new DefinitionError(idsOf(figures), problem).message);
  };

  /** Faults among the rows of a period; none where its records keep the query from ending. */
  const faultsOf = async (
    { universe, figures }: AskedUniverse,
    source: Source,
  ): ReturnType<typeof repository.faults> => {
    try {
      return await repository.snapshot((trx) => repository.faults(trx, source, universe));
    } catch (error) {
      if (!isCausedByRecords(error)) throw refusal(figures, error);
      warnOf(
        figures,
        `universe ${universe.id} can't be read for ${source.period.year}: ${reasonOf(error)}`,
      );
      return { twice: null, unfit: null };
    }
  };

  const checkRows = async (asked: AskedUniverse, source: Source): Promise<void> => {
    const { universe, figures } = asked;
    const { year } = source.period;
    const { twice, unfit } = await faultsOf(asked, source);
    if (twice !== null) {
      throw new DefinitionError(
        idsOf(figures),
        `universe ${universe.id} returns the row ${twice} twice for ${year}`,
      );
    }
    if (unfit !== null) {
      warnOf(
        figures,
        `universe ${universe.id} returns the row ${unfit} without key, label, quantity or a known state for ${year}`,
      );
    }
  };

  /** All conditions at once, and one by one only to find the guilty one. */
  const checkConditions = async (
    { universe, figures }: AskedUniverse,
    source: Source,
  ): Promise<void> => {
    const empty: UniverseDefinition = {
      ...universe,
      sql: `select * from (${universe.sql}) universe limit 0`,
    };
    const sums = (some: readonly FigureDefinition[]) => (trx: Knex.Transaction) =>
      repository.sums(trx, source, [{ universe: empty, figures: some }]);
    try {
      await attempt(figures, sums(figures));
    } catch {
      for (const figure of figures) await attempt([figure], sums([figure]));
    }
  };

  const day = today();
  const published = (await publicationYears(day)).slice(0, VALIDATED_YEARS);
  const years = [...new Set([yearOf(day), ...published.map(({ year }) => year)])];

  for (const asked of universes) {
    const source = sourceOf({ year: yearOf(day), asOf: day });
    const columns = await attempt(asked.figures, (trx) =>
      repository.columns(trx, source, asked.universe),
    );
    const problem = columnProblem(asked.universe, columns);
    if (problem) throw new DefinitionError(idsOf(asked.figures), problem);
    for (const year of years) await checkRows(asked, sourceOf({ year, asOf: day }));
    await checkConditions(asked, source);
  }
};
