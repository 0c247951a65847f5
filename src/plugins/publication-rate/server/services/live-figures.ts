import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  FigureDefinition,
  FigureSums,
  FigureValue,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import { periodBindings } from '../domain/period';
import { figureValue } from '../domain/value';
import type { LiveUniverse } from '../repositories/snapshots';
import { createUniversesRepository } from '../repositories/universes';
import { getService } from '../utils/get-service';

interface Question {
  readonly year: number;
  readonly asOf: string;
  readonly organizationIds: OrganizationScope;
}

/** The declared figures as a snapshot needs them: in its own transaction, rows and values. */
export const createLiveFigures = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createUniversesRepository({ strapi });
  const publicAt = (): string =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger').publicAtSql();
  const catalogue = () => getService(strapi, 'figures').catalogue();
  const figuresOf = (id: string): FigureDefinition[] =>
    catalogue().figures.filter((figure) => figure.universe === id);

  return {
    /** Every figure's value. */
    async values(trx: Knex.Transaction, { year, asOf }: Question): Promise<FigureValue[]> {
      const sums = new Map<string, FigureSums>();
      for (const universe of catalogue().universes.values()) {
        const source = { publicAt: publicAt(), universe, period: periodBindings(year, asOf) };
        const part = await repository.sums(trx, source, figuresOf(universe.id));
        for (const [id, value] of part) sums.set(id, value);
      }
      return catalogue().figures.map((figure) =>
        figureValue(figure, sums.get(figure.id) as FigureSums),
      );
    },

    /** Every universe, its figures by the places that they have or get. */
    universes({ year, asOf }: Question, placeOf: (figureId: string) => number): LiveUniverse[] {
      return [...catalogue().universes.values()].map((universe: UniverseDefinition) => ({
        id: universe.id,
        head: `with public_at as not materialized (${publicAt()}), universe as (${universe.sql})`,
        name: 'universe',
        period: periodBindings(year, asOf),
        provisional: 'false',
        organizationId: 'null',
        figures: figuresOf(universe.id).map(({ id, where = 'true' }) => ({
          place: placeOf(id),
          where,
        })),
      }));
    },
  };
};
