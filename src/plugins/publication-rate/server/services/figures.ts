import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  FigureDefinition,
  FigureDescription,
  FigureSet,
  FigureSums,
  FigureValue,
  PublicationRateService,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { today } from '../../../../shared/legal-days';
import { VALIDATED_YEARS } from '../constants';
import { catalogueOf, columnProblem, DefinitionError, type Catalogue } from '../domain/definitions';
import { periodBindings, suggestedYear, yearOf, type PeriodBindings } from '../domain/period';
import { figureValue, roundingOf } from '../domain/value';
import { createUniversesRepository } from '../repositories/universes';

/** The service with the part that only this plugin's own lifecycle calls. */
export interface FiguresService extends PublicationRateService {
  /**
   * Tries every declaration. What single records lack is logged as a warning.
   * @throws DefinitionError naming the figures, when a declaration can't be computed.
   */
  validate(): Promise<void>;
  catalogue(): Catalogue;
}

type Computed = Awaited<ReturnType<PublicationRateService['compute']>>;

/** The database's own words; Knex puts the whole statement before them. */
const reasonOf = (error: unknown): string =>
  (error as Error).message.split(' - ').at(-1) ?? 'the database refuses it';

const refusal = (figures: readonly FigureDefinition[], error: unknown): DefinitionError =>
  new DefinitionError(
    figures.map(({ id }) => id),
    reasonOf(error),
  );

/** SQLSTATE class 22 (a value that doesn't fit) and 57014 (out of time): another day it works. */
const isCausedByRecords = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('22') || code === '57014');
};

/** Figures and rates, each computed from the rows that it can be drilled down to. */
export const createFiguresService = ({ strapi }: { strapi: Core.Strapi }): FiguresService => {
  const repository = createUniversesRepository({ strapi });
  const sets: FigureSet[] = [];
  let known: Catalogue | null = null;

  const catalogue = (): Catalogue => (known ??= catalogueOf(sets));

  const publicAt = (): string =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger').publicAtSql();

  const figuresOf = (universe: UniverseDefinition): FigureDefinition[] =>
    catalogue().figures.filter((figure) => figure.universe === universe.id);

  const describe = (figure: FigureDefinition): FigureDescription => ({
    id: figure.id,
    name: figure.name,
    nameEn: figure.nameEn,
    group: sets.find((set) => set.figures.includes(figure))?.title ?? { zh: '', en: '' },
    unit: figure.unit,
    measure: figure.measure,
    rounding: roundingOf(figure.measure),
    definition: figure.definition,
    legalBasis: figure.legalBasis,
  });

  const publicationYears = (day: string): Promise<{ year: number; publications: number }[]> =>
    repository.snapshot((trx) =>
      repository.publicationYears(trx, publicAt(), periodBindings(yearOf(day), day)),
    );

  const computeNow = async (year: number, asOf: string): Promise<Computed> => {
    const period = periodBindings(year, asOf);
    const sums = await repository.snapshot(async (trx) => {
      const found = new Map<string, FigureSums>();
      for (const universe of catalogue().universes.values()) {
        const source = { publicAt: publicAt(), universe, period };
        const part = await repository.sums(trx, source, figuresOf(universe));
        for (const [id, value] of part) found.set(id, value);
      }
      return found;
    });
    const data = catalogue().figures.map((figure): FigureValue =>
      figureValue(figure, sums.get(figure.id) as FigureSums),
    );
    return { data, meta: { year, asOf, computedAt: new Date().toISOString() } };
  };

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

  /** What records cause is told and stops nothing: whoever corrects them needs the application. */
  const warn = (figureIds: readonly string[], problem: string): void => {
    strapi.log.warn(new DefinitionError(figureIds, problem).message);
  };

  /** Faults among the rows of a period; none where its records keep the query from ending. */
  const faultsOf = async (
    figures: readonly FigureDefinition[],
    source: Parameters<typeof repository.faults>[1],
  ): ReturnType<typeof repository.faults> => {
    try {
      return await repository.snapshot((trx) => repository.faults(trx, source));
    } catch (error) {
      if (!isCausedByRecords(error)) throw refusal(figures, error);
      warn(
        figures.map(({ id }) => id),
        `universe ${source.universe.id} can't be read for ${source.period.year}: ${reasonOf(error)}`,
      );
      return { twice: null, unfit: null };
    }
  };

  const validateUniverse = async (
    universe: UniverseDefinition,
    periods: readonly PeriodBindings[],
  ): Promise<void> => {
    const figures = figuresOf(universe);
    const ids = figures.map(({ id }) => id);
    const sourceOf = (period: PeriodBindings) => ({ publicAt: publicAt(), universe, period });
    const [newest] = periods as [PeriodBindings, ...PeriodBindings[]];

    const columns = await attempt(figures, (trx) => repository.columns(trx, sourceOf(newest)));
    const problem = columnProblem(universe, columns);
    if (problem) throw new DefinitionError(ids, problem);

    for (const period of periods) {
      const { twice, unfit } = await faultsOf(figures, sourceOf(period));
      if (twice !== null) {
        throw new DefinitionError(
          ids,
          `universe ${universe.id} returns the row ${twice} twice for ${period.year}`,
        );
      }
      if (unfit !== null) {
        warn(
          ids,
          `universe ${universe.id} returns the row ${unfit} without key, label, quantity or a known state for ${period.year}`,
        );
      }
    }

    // `where` conditions: all at once, and one by one only to find the guilty one.
    const nothing = { ...universe, sql: `select * from (${universe.sql}) universe limit 0` };
    const empty = { ...sourceOf(newest), universe: nothing };
    try {
      await attempt(figures, (trx) => repository.sums(trx, empty, figures));
    } catch {
      for (const figure of figures) {
        await attempt([figure], (trx) => repository.sums(trx, empty, [figure]));
      }
    }
  };

  return {
    catalogue,

    declare(set) {
      sets.push(set);
      known = null;
    },

    describe: () => catalogue().figures.map(describe),

    async validate() {
      const { universes } = catalogue();
      const day = today();
      const published = (await publicationYears(day)).slice(0, VALIDATED_YEARS);
      const periods = [...new Set([yearOf(day), ...published.map(({ year }) => year)])].map(
        (year) => periodBindings(year, day),
      );
      for (const universe of universes.values()) await validateUniverse(universe, periods);
    },

    async years() {
      const day = today();
      const years = await publicationYears(day);
      return { years, suggested: suggestedYear(years, yearOf(day)) };
    },

    compute: ({ year, asOf = today() }) => computeNow(year, asOf),

    async drillDown({ id, year, asOf = today(), state, search, page, pageSize }) {
      const figure = catalogue().figures.find((candidate) => candidate.id === id);
      if (!figure) {
        throw new errors.NotFoundError(`没有编号为“${id}”的指标，请从公开率页面的列表进入`);
      }
      const universe = catalogue().universes.get(figure.universe) as UniverseDefinition;
      const source = { publicAt: publicAt(), universe, period: periodBindings(year, asOf) };
      const { items, total, sums } = await repository.snapshot((trx) =>
        repository.page(trx, source, figure, {
          state,
          search,
          limit: pageSize,
          offset: (page - 1) * pageSize,
        }),
      );
      return {
        figure: { ...describe(figure), ...figureValue(figure, sums), unit: figure.unit },
        sums,
        items,
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
        period: { year, asOf, computedAt: new Date().toISOString() },
      };
    },
  };
};
