import type { Core } from '@strapi/strapi';

import type {
  ComputeParams,
  FigureDefinition,
  FigureExclusion,
  FigureScope,
  FigureSums,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import { legalDayOf, today } from '../../../../shared/legal-days';
import type {
  Heatmap,
  HeatmapCell,
  MyWork,
  TrendSeries,
  WorkItem,
} from '../../shared/contracts/reports';
import { FIRST_YEAR, MY_WORK_ITEMS, SOON_WORKING_DAYS } from '../constants';
import { addDecimals, floorPercent } from '../domain/decimal';
import {
  asOfDayOf,
  periodBindings,
  trendPoints,
  yearOf,
  type PeriodBindings,
} from '../domain/period';
import { standingOf } from '../domain/standing';
import { figureValue } from '../domain/value';
import { createReportsRepository, type CellRow, type DueItems } from '../repositories/reports';
import { createUniversesRepository } from '../repositories/universes';
import { getService } from '../utils/get-service';

const cellOf = (
  { organization_id, figure_id, name: _, ...sums }: CellRow,
  exclusions: readonly FigureExclusion[],
): HeatmapCell => {
  const standing = standingOf(sums);
  const excluded = exclusions.find(({ reason }) => reason === sums.reason);
  return {
    ...sums,
    organizationId: organization_id,
    figureId: figure_id,
    standing,
    value: floorPercent(sums.counted, addDecimals(sums.counted, sums.missing)),
    reason: standing === 'excluded' && excluded ? `${excluded.reason}（${excluded.basis}）` : null,
  };
};

/** Organizations with most failing obligations first, then those that lack most. */
const rowsOf = (cells: readonly CellRow[]): Heatmap['rows'] => {
  const rows = new Map<
    string,
    { organizationId: string; name: string; missing: string; failing: number }
  >();
  for (const cell of cells) {
    const { organization_id: organizationId, name } = cell;
    const before = rows.get(organizationId);
    rows.set(organizationId, {
      organizationId,
      name,
      missing: addDecimals(before?.missing ?? '0', cell.missing),
      failing: (before?.failing ?? 0) + (standingOf(cell) === 'failing' ? 1 : 0),
    });
  }
  return [...rows.values()]
    .sort(
      (a, b) =>
        b.failing - a.failing ||
        Number(b.missing) - Number(a.missing) ||
        a.name.localeCompare(b.name, 'zh-Hans-CN'),
    )
    .map(({ organizationId, name, missing }) => ({ organizationId, name, missing }));
};

/** Answers made of many figures at once; each narrowed to organizations where that is asked. */
export const createReportsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const universes = createUniversesRepository({ strapi });
  const reports = createReportsRepository();
  const figures = () => getService(strapi, 'figures');
  const ledger = () =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger');

  const declared = (test: (figure: FigureDefinition) => boolean): FigureDefinition[] =>
    figures().catalogue().figures.filter(test);

  return {
    /** Organization × obligation: what is there, missing, late or excluded. */
    async heatmap(scope: FigureScope): Promise<Heatmap> {
      const { year, asOf = today() } = scope;
      const obligations = declared(({ isObligation }) => isObligation === true);
      const exclusionsOf = new Map(
        figures()
          .describe()
          .map(({ id, exclusions }) => [id, exclusions]),
      );
      const source = await figures().sourceOf(scope);
      const cells = await universes.snapshot((trx) =>
        reports.cells(trx, source, figures().askedUniverses(obligations)),
      );
      return {
        columns: obligations.map(({ id, name, nameEn }) => ({ figureId: id, name, nameEn })),
        rows: rowsOf(cells),
        cells: cells.map((cell) => cellOf(cell, exclusionsOf.get(cell.figure_id) ?? [])),
        period: { year, asOf, computedAt: new Date().toISOString() },
      };
    },

    /**
     * Figures at the end of each month of a year up to the as-of day, beside the same day of the
     * year before; the headline rates unless others are named.
     * @throws NotFoundError for an unknown figure.
     */
    async trend({ ids, ...scope }: ComputeParams): Promise<TrendSeries[]> {
      const { year, asOf = today() } = scope;
      const asked = ids ? figures().pick(ids) : declared(({ isHeadline }) => isHeadline === true);
      const first = await ledger().firstEntryAt();
      const firstDay = first === null ? null : legalDayOf(new Date(first));
      const points = trendPoints(year, asOf);
      const source = await figures().sourceOf(scope);
      return universes.snapshot(async (trx) => {
        const sumsAt = (atYear: number, day: string) =>
          universes.sums(
            trx,
            { ...source, period: periodBindings(atYear, day) },
            figures().askedUniverses(asked),
          );
        const values: { now: Map<string, FigureSums>; before: Map<string, FigureSums> | null }[] =
          [];
        for (const { asOf: day, lastYearAsOf } of points) {
          values.push({
            now: await sumsAt(year, day),
            before:
              firstDay !== null && firstDay <= lastYearAsOf
                ? await sumsAt(year - 1, lastYearAsOf)
                : null,
          });
        }
        return asked.map((figure) => ({
          id: figure.id,
          name: figure.name,
          unit: figure.unit,
          points: points.map(({ month, asOf: day }, index) => {
            const { now, before } = values[index] as (typeof values)[number];
            const valueIn = (sums: Map<string, FigureSums>): string =>
              figureValue(figure, sums.get(figure.id) as FigureSums).value;
            return {
              month,
              asOf: day,
              value: valueIn(now),
              lastYear: before === null ? null : valueIn(before),
            };
          }),
        }));
      });
    },

    /**
     * What is overdue, due within three working days, or missing without a due day: of this year and
     * the one before, and of any year what stays open until it is done.
     * @param organizations documentIds that the person answers for; all if left out.
     */
    async myWork({
      asOf = today(),
      organizations,
    }: Omit<FigureScope, 'year'>): Promise<Omit<MyWork, 'organization'>> {
      // Other rates count part of the same items.
      const rates = declared(({ isObligation }) => isObligation === true);
      const asked = figures().askedUniverses(rates);
      const day = asOfDayOf(asOf);
      const year = yearOf(day);
      const source = await figures().sourceOf({ year, asOf, organizations });
      const soonDay = await figures().calendar().addWorkingDays(day, SOON_WORKING_DAYS);
      const ofPeriod = (test: (universe: UniverseDefinition) => boolean) =>
        asked.filter(({ universe }) => test(universe));
      const isYearly = ({ period = 'year', staysOpen }: UniverseDefinition): boolean =>
        period !== 'to-date' && staysOpen !== true;
      const found = await universes.snapshot(async (trx) => {
        const dueIn = async (period: PeriodBindings, some: typeof asked, ofYear: number | null) => {
          const due = await reports.due(trx, { ...source, period }, some, {
            soonDay,
            limit: MY_WORK_ITEMS,
          });
          return { due, ofYear };
        };
        const thisYear = periodBindings(year, asOf);
        return [
          await dueIn(periodBindings(year - 1, asOf), ofPeriod(isYearly), year - 1),
          await dueIn(thisYear, ofPeriod(isYearly), year),
          // What there is on a day is the same in every year.
          await dueIn(
            { ...thisYear, yearStart: `${FIRST_YEAR}-01-01` },
            ofPeriod((universe) => !isYearly(universe)),
            null,
          ),
        ];
      });
      const merged = (kind: keyof DueItems) => ({
        items: found
          .flatMap(({ due, ofYear }) =>
            due[kind].items.map((item, place): { item: WorkItem; place: number } => {
              const { name, nameEn } = rates.find(
                ({ id }) => id === item.figureId,
              ) as FigureDefinition;
              const about = { figureName: name, figureNameEn: nameEn, year: ofYear };
              return { item: { ...item, ...about }, place };
            }),
          )
          // What has no day comes by turns from each of them.
          .sort(
            (a, b) => (a.item.dueOn ?? '').localeCompare(b.item.dueOn ?? '') || a.place - b.place,
          )
          .slice(0, MY_WORK_ITEMS)
          .map(({ item }) => item),
        total: found.reduce((sum, { due }) => sum + due[kind].total, 0),
      });
      const [overdue, dueSoon, undated] = [merged('overdue'), merged('dueSoon'), merged('undated')];
      return {
        overdue: overdue.items,
        overdueTotal: overdue.total,
        dueSoon: dueSoon.items,
        dueSoonTotal: dueSoon.total,
        undated: undated.items,
        undatedTotal: undated.total,
      };
    },
  };
};
