import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  FigureDefinition,
  FigureDescription,
  FigureScope,
  FigureSet,
  FigureSums,
  FigureValue,
  PublicationRateService,
  UniverseDefinition,
  WorkingCalendar,
} from '../../../../shared/contracts/publication-rate';
import { today } from '../../../../shared/legal-days';
import { addWorkingDays } from '../../../../shared/working-days';
import { catalogueOf, completenessOf, type Catalogue } from '../domain/definitions';
import { periodBindings, suggestedYear, yearOf } from '../domain/period';
import { figureValue, roundingOf } from '../domain/value';
import type { Source } from '../repositories/statement';
import { createUniversesRepository, type AskedUniverse } from '../repositories/universes';
import { getService } from '../utils/get-service';
import { validateDeclarations } from './validation';

/** The service with the parts that only this plugin's own code calls. */
export interface FiguresService extends PublicationRateService {
  /**
   * Tries every declaration. What single records lack is logged as a warning.
   * @throws DefinitionError naming the figures, when a declaration can't be computed.
   */
  validate(): Promise<void>;
  catalogue(): Catalogue;
  /** Figures by id, each once. @throws NotFoundError for an unknown one. */
  pick(ids: readonly string[]): FigureDefinition[];
  calendar(): WorkingCalendar;
  /** What statements need to read universes for a question: all of them unless told. */
  sourceOf(scope: FigureScope, universes?: readonly UniverseDefinition[]): Promise<Source>;
  /** Figures by the universe that they are read from. */
  askedUniverses(figures: readonly FigureDefinition[]): AskedUniverse[];
}

/** What timeliness leaves out beside what the universe does. */
const TIMELY_EXCLUSIONS = [
  { reason: '期限未到', basis: '截止日尚未到期且尚未完成的，不能判断是否按时' },
  { reason: '没有起算日，不计时限', basis: '没有登记起算日期，无法计算法定期限' },
];

/** Figures and rates, each computed from the rows that it can be drilled down to. */
export const createFiguresService = ({ strapi }: { strapi: Core.Strapi }): FiguresService => {
  const repository = createUniversesRepository({ strapi });
  const sets: FigureSet[] = [];
  let known: Catalogue | null = null;

  let calendar: WorkingCalendar = {
    addWorkingDays: async (day, count) => addWorkingDays(day, count).day,
  };

  const catalogue = (): Catalogue => (known ??= catalogueOf(sets));
  /** What the office has set, by binding; nothing is read where none of the universes asks for it. */
  const limitValues = async (
    universes: readonly UniverseDefinition[],
  ): Promise<Record<string, number>> => {
    const { limits, commonTables } = catalogue();
    const isAsked = [...commonTables, ...universes].some(({ sql }) =>
      limits.some(({ binding }) => sql.includes(`:${binding}`)),
    );
    if (!isAsked) return {};
    const set = await getService(strapi, 'settings').get();
    return Object.fromEntries(
      limits.map(({ binding, default: usual }) => [binding, set[binding] ?? usual]),
    );
  };

  const publicAt = (): string =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger').publicAtSql();

  const universeOf = (figure: FigureDefinition): UniverseDefinition =>
    catalogue().universes.get(figure.universe) as UniverseDefinition;

  const figureOf = (id: string): FigureDefinition => {
    const figure = catalogue().figures.find((candidate) => candidate.id === id);
    if (!figure) {
      throw new errors.NotFoundError(`没有编号为“${id}”的指标，请从公开率页面的列表进入`);
    }
    return figure;
  };

  const pick = (ids: readonly string[]): FigureDefinition[] => [...new Set(ids)].map(figureOf);

  const describe = (figure: FigureDefinition): FigureDescription => {
    const universe = universeOf(figure);
    return {
      id: figure.id,
      name: figure.name,
      nameEn: figure.nameEn,
      group: sets.find((set) => set.figures.includes(figure))?.title ?? { zh: '', en: '' },
      unit: figure.unit,
      measure: figure.measure,
      rounding: roundingOf(figure.measure),
      definition: figure.definition,
      legalBasis: figure.legalBasis,
      universe: figure.universe,
      period: universe.period ?? 'year',
      exclusions: [
        ...(universe.exclusions ?? []),
        ...(figure.measure === 'timely-rate' ? TIMELY_EXCLUSIONS : []),
      ],
      timeliness: figure.timeliness ?? null,
      completeness: completenessOf(catalogue().figures).get(figure.id) ?? null,
      isHeadline: figure.isHeadline ?? false,
      isObligation: figure.isObligation ?? false,
    };
  };

  const sourceOf = async (
    { year, asOf = today(), organizations }: FigureScope,
    universes: readonly UniverseDefinition[] = [...catalogue().universes.values()],
  ): Promise<Source> => ({
    publicAt: publicAt(),
    commonTables: catalogue().commonTables,
    period: periodBindings(year, asOf),
    limits: await limitValues(universes),
    organizations,
  });

  const askedUniverses = (figures: readonly FigureDefinition[]): AskedUniverse[] =>
    [...new Set(figures.map(universeOf))].map((universe) => ({
      universe,
      figures: figures.filter((figure) => figure.universe === universe.id),
    }));

  const publicationYears = (day: string): Promise<{ year: number; publications: number }[]> =>
    repository.snapshot((trx) =>
      repository.publicationYears(trx, publicAt(), periodBindings(yearOf(day), day)),
    );

  return {
    catalogue,
    pick,
    calendar: () => calendar,
    sourceOf,
    askedUniverses,

    declare(set) {
      getService(strapi, 'settings').declare(
        (set.limits ?? []).map(({ binding, ...limit }) => ({ ...limit, id: binding })),
      );
      sets.push(set);
      known = null;
    },

    useCalendar(used) {
      calendar = used;
    },

    describe: () => catalogue().figures.map(describe),

    validate: () =>
      validateDeclarations({
        repository,
        universes: askedUniverses(catalogue().figures),
        sourceOf,
        publicationYears,
        warn: (message) => strapi.log.warn(message),
      }),

    async years() {
      const day = today();
      const years = await publicationYears(day);
      return { years, suggested: suggestedYear(years, yearOf(day)) };
    },

    async compute({ ids, ...scope }) {
      const { year, asOf = today() } = scope;
      const figures = ids ? pick(ids) : catalogue().figures;
      const source = await sourceOf(scope);
      const sums = await repository.snapshot((trx) =>
        repository.sums(trx, source, askedUniverses(figures)),
      );
      const data = figures.map((figure): FigureValue =>
        figureValue(figure, sums.get(figure.id) as FigureSums),
      );
      return { data, meta: { year, asOf, computedAt: new Date().toISOString() } };
    },

    async drillDown({ id, state, search, page, pageSize, ...scope }) {
      const figure = figureOf(id);
      const { year, asOf = today() } = scope;
      const universe = universeOf(figure);
      const source = await sourceOf(scope, [universe]);
      const { items, total, sums } = await repository.pageAtOnce(
        source,
        { figure, universe },
        { state, search, limit: pageSize, offset: (page - 1) * pageSize },
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
