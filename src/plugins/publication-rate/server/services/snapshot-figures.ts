import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  FigureDefinition,
  FigureSums,
  FigureValue,
} from '../../../../shared/contracts/publication-rate';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import { PROVISIONAL_COLUMN } from '../constants';
import { figureValue } from '../domain/value';
import { frozenUniverseSql, type FrozenFigure, type LiveUniverse } from '../repositories/snapshots';
import { scopeBindings, withUniverses, type Source } from '../repositories/statement';
import { createUniversesRepository, type AskedUniverse } from '../repositories/universes';
import { getService } from '../utils/get-service';

export interface SnapshotQuestion {
  readonly year: number;
  readonly asOf: string;
  readonly organizationIds: OrganizationScope;
}

/** Figures as a snapshot needs them: values and rows, live or frozen, in its own transaction. */
export const createSnapshotFigures = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createUniversesRepository({ strapi });
  const figures = () => getService(strapi, 'figures');
  const allAsked = (): AskedUniverse[] => figures().askedUniverses(figures().catalogue().figures);

  const valuesOf = async (
    trx: Knex.Transaction,
    source: Source,
    asked: readonly AskedUniverse[],
    definitions: readonly FigureDefinition[],
  ): Promise<FigureValue[]> => {
    const sums = await repository.sums(trx, source, asked);
    return definitions.map((figure) => figureValue(figure, sums.get(figure.id) as FigureSums));
  };

  return {
    /** What statements need for a question; to be asked for before the transaction. */
    source: ({ year, asOf, organizationIds }: SnapshotQuestion): Promise<Source> =>
      figures().sourceOf({
        year,
        asOf,
        ...(organizationIds === null ? {} : { organizations: organizationIds }),
      }),

    /** Every declared figure's value as the records are. */
    values: (trx: Knex.Transaction, source: Source): Promise<FigureValue[]> =>
      valuesOf(trx, source, allAsked(), figures().catalogue().figures),

    /** Values of frozen figures over part of their rows. */
    frozenValues(
      trx: Knex.Transaction,
      source: Source,
      snapshotId: string,
      frozen: readonly FrozenFigure[],
    ): Promise<FigureValue[]> {
      const definitions = frozen.map(({ place, universeId, description }) => ({
        ...description,
        universe: universeId,
        where: `${place}::smallint = any(figures)`,
        timeliness: description.timeliness ?? '',
      }));
      const asked = [...new Set(frozen.map(({ universeId }) => universeId))].map((id) => ({
        universe: { id, sql: frozenUniverseSql(snapshotId, id) },
        figures: definitions.filter(({ universe }) => universe === id),
      }));
      return valuesOf(trx, source, asked, definitions);
    },

    /** Every universe, its figures by the places that they have or get. */
    universes: (source: Source, placeOf: (figureId: string) => number): LiveUniverse[] =>
      allAsked().map(({ universe, figures: counted }) => ({
        id: universe.id,
        head: withUniverses(source, [universe]),
        name: 'universe_0',
        values: scopeBindings(source),
        hasProvisional: universe.extraColumns?.includes(PROVISIONAL_COLUMN) ?? false,
        frozenName: universe.frozenName ?? null,
        figures: counted.map(({ id, where = 'true' }) => ({ place: placeOf(id), where })),
      })),
  };
};
