import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type {
  FigurePeriod,
  FigureValue,
  ItemState,
} from '../../../../shared/contracts/publication-rate';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import { today } from '../../../../shared/legal-days';
import type {
  SnapshotComparison,
  SnapshotDetail,
  SnapshotItemChange,
  SnapshotSummary,
} from '../../shared/contracts/reports';
import { INTACT_FOR_MS } from '../constants';
import {
  createSnapshotsRepository,
  type ChangeCounts,
  type FrozenFigure,
  type Other,
  type StoredSnapshot,
  type TimelyDays,
  type Visible,
} from '../repositories/snapshots';
import type { Source } from '../repositories/statement';
import { getService } from '../utils/get-service';
import { createSnapshotFigures } from './snapshot-figures';

/** What a snapshot is compared with: another one, or the records as they are at a day. */
export interface ComparedWith {
  /** documentId of the other snapshot. */
  readonly with?: string | undefined;
  /** Today, if neither is given. */
  readonly asOf?: string | undefined;
}

/** The other side, and what statements need for either. */
interface Compared {
  readonly other: StoredSnapshot | null;
  readonly asOf: string;
  readonly before: Source;
  readonly after: Source;
}

/** Which of a figure's frozen rows. */
export interface FrozenItemsQuestion {
  readonly state: ItemState | 'all';
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
}

interface Person {
  readonly id: number | null;
  readonly name: string;
}

/** The two sides of a comparison, universe by universe. */
interface Sides {
  readonly frozen: readonly FrozenFigure[];
  readonly others: readonly Other[];
  readonly current: readonly FigureValue[];
  /** Place of a figure in the comparison; those that only the current side has come last. */
  readonly places: ReadonlyMap<string, number>;
  /** The figures whose rows are compared as timeliness sees them: place → universe. */
  readonly timely: ReadonlyMap<number, string>;
  readonly period: FigurePeriod;
}

/** What tells how a figure sees its rows. */
type Measured = Pick<FrozenFigure['description'], 'id' | 'measure' | 'universe'>;

const isTimely = ({ measure }: Measured): boolean => measure === 'timely-rate';

const timelyOf = (
  places: ReadonlyMap<string, number>,
  ...sides: readonly (readonly Measured[])[]
): Map<number, string> =>
  new Map(
    sides
      .flat()
      .filter(isTimely)
      .map(({ id, universe }) => [places.get(id) as number, universe]),
  );

const NONE: ChangeCounts = { added: 0, removed: 0, changed: 0 };

const isSame = (a: FigureValue | null, b: FigureValue | null): boolean =>
  a?.value === b?.value &&
  a?.numerator === b?.numerator &&
  a?.denominator === b?.denominator &&
  a?.excluded === b?.excluded;

/** A year's figures and rows, kept as they were on a day. */
export const createSnapshotsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createSnapshotsRepository({ strapi });
  const figures = createSnapshotFigures({ strapi });
  const checked = new Map<string, { readonly isIntact: boolean; readonly at: number }>();

  const check = async (snapshot: StoredSnapshot): Promise<SnapshotSummary> => {
    const { id, ...summary } = snapshot;
    const isIntact = await repository.isIntact(id);
    checked.set(id, { isIntact, at: Date.now() });
    return { ...summary, isIntact };
  };

  /** As `check`, but what was intact a while ago counts as intact. */
  const recall = async (snapshot: StoredSnapshot): Promise<SnapshotSummary> => {
    const { id, ...summary } = snapshot;
    const known = checked.get(id);
    return known?.isIntact && Date.now() - known.at < INTACT_FOR_MS
      ? { ...summary, isIntact: true }
      : check(snapshot);
  };

  const stored = async (documentId: string): Promise<StoredSnapshot> => {
    const snapshot = await repository.find(documentId);
    if (!snapshot) throw new errors.NotFoundError('没有这个快照，请从快照列表进入');
    return snapshot;
  };

  /** Places of the frozen figures, and further ones for the figures that came later. */
  const placesOf = (
    frozen: readonly FrozenFigure[],
    currentIds: readonly string[],
  ): Map<string, number> => {
    const places = new Map(frozen.map(({ place, description }) => [description.id, place]));
    for (const id of currentIds) {
      if (!places.has(id)) places.set(id, Math.max(0, ...places.values()) + 1);
    }
    return places;
  };

  const idsOf = (frozen: readonly FrozenFigure[]): Set<string> =>
    new Set(frozen.map(({ universeId }) => universeId));

  /** What the universes that only the snapshot has are compared with: nothing. */
  const emptyUniverses = (frozen: readonly FrozenFigure[], others: readonly Other[]): Other[] => {
    const known = new Set(others.map(({ id }) => id));
    return [...idsOf(frozen)]
      .filter((id) => !known.has(id))
      .map((id) => ({ id, snapshotId: '0', places: new Map<number, number>() }));
  };

  /** A snapshot's figures; their values over the rows of some organizations where it is so asked. */
  const figuresOf = async (
    trx: Knex.Transaction,
    snapshot: StoredSnapshot,
    source: Source,
    organizationIds: OrganizationScope,
  ): Promise<FrozenFigure[]> => {
    const frozen = await repository.figures(trx, snapshot.id);
    if (organizationIds === null) return frozen;
    const values = await figures.frozenValues(trx, source, snapshot.id, frozen);
    return frozen.map((figure, index) => ({ ...figure, value: values[index] as FigureValue }));
  };

  /**
   * What of a scope may be shown row by row: an organ that was classified after a freeze isn't told
   * from it, nor are the values of a scope that names it. Values over all stay as they were frozen.
   */
  const visibleOf = async (organizationIds: OrganizationScope): Promise<Visible> => {
    const classifiedIds = await getService(strapi, 'rights').classified();
    const left = organizationIds?.filter((id) => !classifiedIds.includes(id)) ?? null;
    return { organizationIds: left, classifiedIds };
  };

  const sourceOf = (
    { year, asOf }: Pick<StoredSnapshot, 'year' | 'asOf'>,
    organizationIds: OrganizationScope,
  ): Promise<Source> => figures.source({ year, asOf, organizationIds });

  const sidesOf = async (
    trx: Knex.Transaction,
    snapshot: StoredSnapshot,
    compared: Compared,
    organizationIds: OrganizationScope,
  ): Promise<Sides> => {
    const frozen = await figuresOf(trx, snapshot, compared.before, organizationIds);
    const described = frozen.map(({ description }) => description);
    const { other } = compared;
    if (other) {
      const later = await figuresOf(trx, other, compared.after, organizationIds);
      const laterDescribed = later.map(({ description }) => description);
      const places = placesOf(
        frozen,
        laterDescribed.map(({ id }) => id),
      );
      const mapped = new Map(
        later.map(({ place, description }) => [place, places.get(description.id) as number]),
      );
      const others = [...idsOf(later)].map((id) => ({
        id,
        snapshotId: other.id,
        places: mapped,
      }));
      return {
        frozen,
        places,
        timely: timelyOf(places, described, laterDescribed),
        others: [...others, ...emptyUniverses(frozen, others)],
        current: later.map(({ value }) => value),
        period: { year: other.year, asOf: other.asOf, computedAt: other.frozenAt },
      };
    }
    const current = await figures.values(trx, compared.after);
    const places = placesOf(
      frozen,
      current.map(({ id }) => id),
    );
    const others = figures.universes(compared.after, (id) => places.get(id) as number);
    return {
      frozen,
      places,
      timely: timelyOf(places, described, getService(strapi, 'figures').catalogue().figures),
      current,
      others: [...others, ...emptyUniverses(frozen, others)],
      period: {
        year: snapshot.year,
        asOf: compared.asOf,
        computedAt: new Date().toISOString(),
      },
    };
  };

  const comparedOf = async (
    snapshot: StoredSnapshot,
    { with: otherId, asOf = today() }: ComparedWith,
    organizationIds: OrganizationScope,
  ): Promise<Compared> => {
    const other = otherId === undefined ? null : await stored(otherId);
    if (other && other.year !== snapshot.year) {
      throw new errors.ValidationError(
        `只能与同一年度的快照对比，请选择 ${snapshot.year} 年度的快照`,
      );
    }
    return {
      other,
      asOf,
      before: await sourceOf(snapshot, organizationIds),
      after: await sourceOf(other ?? { year: snapshot.year, asOf }, organizationIds),
    };
  };

  const daysOf = ({ before, after }: Compared): TimelyDays => ({
    frozen: before.period.asOfDay,
    current: after.period.asOfDay,
  });

  /** Changes of each figure's rows, by place: as kept, and as timeliness sees them. */
  const changesOf = async (
    trx: Knex.Transaction,
    snapshot: StoredSnapshot,
    compared: Compared,
    { others, timely }: Sides,
    visible: Visible,
  ): Promise<Map<number, ChangeCounts>> => {
    const counts = new Map<number, ChangeCounts>();
    const count = async (other: Other, days: TimelyDays | undefined): Promise<void> => {
      const part = await repository.changes(trx, snapshot.id, other, visible, days);
      for (const [place, found] of part) {
        if (timely.has(place) === (days !== undefined)) counts.set(place, found);
      }
    };
    for (const other of others) {
      await count(other, undefined);
      if ([...timely.values()].includes(other.id)) await count(other, daysOf(compared));
    }
    return counts;
  };

  return {
    install: () => repository.install(),

    /**
     * Keeps a year's figures as they are at a day, with every row behind them. Others go on reading
     * and writing meanwhile; what they change comes too late for this snapshot, wholly.
     */
    async freeze(
      { year, asOf = today(), reason }: { year: number; asOf?: string | undefined; reason: string },
      person: Person,
    ): Promise<SnapshotSummary> {
      const source = await sourceOf({ year, asOf }, null);
      const described = getService(strapi, 'figures').describe();
      const placeOf = (id: string): number => described.findIndex((one) => one.id === id) + 1;
      const snapshot = await repository.transaction(async (trx) => {
        const id = await repository.nextId(trx);
        const universes = figures.universes(source, placeOf);
        for (const universe of universes) await repository.freezeItems(trx, id, universe);
        const universeOf = (place: number): string =>
          universes.find((universe) => universe.figures.some((figure) => figure.place === place))
            ?.id ?? '';
        const values = await figures.values(trx, source);
        await repository.freezeFigures(
          trx,
          id,
          values.map((value) => {
            const place = placeOf(value.id);
            const description = described[place - 1] as FrozenFigure['description'];
            return { place, universeId: universeOf(place), description, value };
          }),
        );
        return repository.close(trx, {
          id,
          documentId: randomBytes(12).toString('hex'),
          year,
          asOf,
          frozenBy: person.name,
          frozenById: person.id,
          reason,
        });
      });
      return check(snapshot);
    },

    /** All snapshots, newest first; of one year if given. */
    async list({ year }: { year?: number | undefined }): Promise<SnapshotSummary[]> {
      const summaries: SnapshotSummary[] = [];
      for (const snapshot of await repository.list(year)) summaries.push(await recall(snapshot));
      return summaries;
    },

    /** @throws NotFoundError for an unknown snapshot. */
    async find(documentId: string, scope: OrganizationScope): Promise<SnapshotDetail> {
      const snapshot = await stored(documentId);
      const { organizationIds } = await visibleOf(scope);
      const source = await sourceOf(snapshot, organizationIds);
      const frozen = await repository.transaction((trx) =>
        figuresOf(trx, snapshot, source, organizationIds),
      );
      return {
        ...(await check(snapshot)),
        values: frozen.map(({ description, value }) => ({
          ...description,
          ...value,
          unit: description.unit,
        })),
      };
    },

    /**
     * The rows that were frozen behind a figure, as they were then.
     * @throws NotFoundError for an unknown snapshot, or a figure that it doesn't have.
     */
    async frozenItems(
      documentId: string,
      figureId: string,
      { page, pageSize, ...filter }: FrozenItemsQuestion,
      scope: OrganizationScope,
    ) {
      const snapshot = await stored(documentId);
      const visible = await visibleOf(scope);
      const { items, total } = await repository.transaction(async (trx) => {
        const frozen = await repository.figures(trx, snapshot.id);
        const figure = frozen.find(({ description }) => description.id === figureId);
        if (!figure) {
          throw new errors.NotFoundError(`快照中没有编号为“${figureId}”的指标，请从快照页面进入`);
        }
        const asked = {
          ...filter,
          place: figure.place,
          limit: pageSize,
          offset: (page - 1) * pageSize,
        };
        const timelyDay = isTimely(figure.description) ? snapshot.asOf : undefined;
        return repository.frozenItems(trx, snapshot.id, asked, visible, timelyDay);
      });
      return {
        items,
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      };
    },

    /** Figure by figure what is different. @throws NotFoundError for an unknown snapshot. */
    async compare(
      documentId: string,
      comparedWith: ComparedWith,
      scope: OrganizationScope,
    ): Promise<SnapshotComparison> {
      const snapshot = await stored(documentId);
      const visible = await visibleOf(scope);
      const { organizationIds } = visible;
      const compared = await comparedOf(snapshot, comparedWith, organizationIds);
      const { sides, changes } = await repository.transaction(async (trx) => {
        const found = await sidesOf(trx, snapshot, compared, organizationIds);
        return {
          sides: found,
          changes: await changesOf(trx, snapshot, compared, found, visible),
        };
      });
      const current = new Map(sides.current.map((value) => [value.id, value]));
      const frozen = new Map(sides.frozen.map(({ value }) => [value.id, value]));
      return {
        snapshot: await check(snapshot),
        other: compared.other && (await check(compared.other)),
        period: sides.period,
        figures: [...sides.places].map(([id, place]) => {
          const before = frozen.get(id) ?? null;
          const after = current.get(id) ?? null;
          const { name = id, unit = '' } = after ?? before ?? {};
          return {
            id,
            name,
            unit,
            isTimely: sides.timely.has(place),
            frozen: before,
            current: after,
            isChanged: !isSame(before, after),
            ...(changes.get(place) ?? NONE),
          };
        }),
      };
    },

    /** The rows of one figure that differ. @throws NotFoundError for an unknown snapshot or figure. */
    async changedItems(
      documentId: string,
      figureId: string,
      {
        change,
        page,
        pageSize,
        ...comparedWith
      }: ComparedWith & {
        change: SnapshotItemChange['change'] | 'all';
        page: number;
        pageSize: number;
      },
      scope: OrganizationScope,
    ) {
      const snapshot = await stored(documentId);
      const visible = await visibleOf(scope);
      const { organizationIds } = visible;
      const compared = await comparedOf(snapshot, comparedWith, organizationIds);
      const { items, total, period } = await repository.transaction(async (trx) => {
        const sides = await sidesOf(trx, snapshot, compared, organizationIds);
        const place = sides.places.get(figureId);
        const universe =
          sides.frozen.find(({ description }) => description.id === figureId)?.universeId ??
          getService(strapi, 'figures')
            .catalogue()
            .figures.find(({ id }) => id === figureId)?.universe;
        const other = sides.others.find(({ id }) => id === universe);
        if (place === undefined || !other) {
          throw new errors.NotFoundError(`没有编号为“${figureId}”的指标，请从快照比较页面进入`);
        }
        const asked = { place, change, limit: pageSize, offset: (page - 1) * pageSize };
        const days = sides.timely.has(place) ? daysOf(compared) : undefined;
        const found = await repository.changedItems(trx, snapshot.id, other, asked, visible, days);
        return { ...found, period: sides.period };
      });
      return {
        items,
        period,
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      };
    },
  };
};
