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
import { VALIDATED_YEARS } from '../constants';
import { catalogueOf, columnProblem, DefinitionError, type Catalogue } from '../domain/definitions';
import {
  periodBindings,
  shanghaiDay,
  suggestedYear,
  yearOf,
  type PeriodBindings,
} from '../domain/period';
import { figureValue, roundingOf } from '../domain/value';
import { createUniversesRepository } from '../repositories/universes';

/** The service with the part that only this plugin's own lifecycle calls. */
export interface FiguresService extends PublicationRateService {
  /** @throws DefinitionError naming the figures, when a declaration can't be computed. */
  validate(): Promise<void>;
}

type Computed = Awaited<ReturnType<PublicationRateService['compute']>>;

/** Figures and rates, each computed from the rows that it can be drilled down to. */
export const createFiguresService = ({ strapi }: { strapi: Core.Strapi }): FiguresService => {
  const repository = createUniversesRepository({ strapi });
  const sets: FigureSet[] = [];
  const running = new Map<string, Promise<Computed>>();
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

  const publicationYears = (today: string): Promise<{ year: number; publications: number }[]> =>
    repository.snapshot((trx) =>
      repository.publicationYears(trx, publicAt(), periodBindings(yearOf(today), today)),
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
      if (error instanceof DefinitionError) throw error;
      throw new DefinitionError(
        figures.map(({ id }) => id),
        // Knex puts the whole statement before the database's own words.
        (error as Error).message.split(' - ').at(-1) ?? 'the database refuses it',
      );
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
      const { twice, unfit } = await attempt(figures, (trx) =>
        repository.faults(trx, sourceOf(period)),
      );
      if (twice !== null) {
        throw new DefinitionError(
          ids,
          `universe ${universe.id} returns the row ${twice} twice for ${period.year}`,
        );
      }
      if (unfit !== null) {
        throw new DefinitionError(
          ids,
          `universe ${universe.id} returns the row ${unfit} without key, label, quantity or a known state`,
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
    declare(set) {
      sets.push(set);
      known = null;
    },

    describe: () => catalogue().figures.map(describe),

    async validate() {
      const { universes } = catalogue();
      const today = shanghaiDay(new Date());
      const published = (await publicationYears(today)).slice(0, VALIDATED_YEARS);
      const periods = [...new Set([yearOf(today), ...published.map(({ year }) => year)])].map(
        (year) => periodBindings(year, today),
      );
      for (const universe of universes.values()) await validateUniverse(universe, periods);
    },

    async years() {
      const today = shanghaiDay(new Date());
      const years = await publicationYears(today);
      return { years, suggested: suggestedYear(years, yearOf(today)) };
    },

    async compute({ year, asOf = shanghaiDay(new Date()) }) {
      // Readers who ask for the same at the same time wait for one computation.
      const key = `${year} ${asOf}`;
      const shared = running.get(key);
      if (shared) return shared;
      const computation = computeNow(year, asOf).finally(() => running.delete(key));
      running.set(key, computation);
      return computation;
    },

    async drillDown({ id, year, asOf = shanghaiDay(new Date()), state, search, page, pageSize }) {
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
