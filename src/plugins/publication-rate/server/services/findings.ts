import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type { FigurePeriod } from '../../../../shared/contracts/publication-rate';
import type {
  FindingDeclarations,
  FindingDefinition,
} from '../../../../shared/contracts/reconciliation';
import { today } from '../../../../shared/legal-days';
import type { FindingKind, PlausibilityFinding } from '../../shared/contracts/reports';
import { pagination, type PageParams, type Pagination } from '../domain/pagination';
import { periodBindings } from '../domain/period';
import { findingsRepository } from '../repositories/findings';
import { createUniversesRepository } from '../repositories/universes';

export interface FindingsParams extends PageParams {
  readonly year: number;
  readonly asOf?: string | undefined;
  /** Only findings of these; of every organization if left out. */
  readonly organizations?: readonly string[] | undefined;
  /** One kind, or all. */
  readonly kind?: string | undefined;
  readonly search: string;
}

/** What adds up and should be looked at all the same. */
export const createFindingsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const universes = createUniversesRepository({ strapi });
  const definitions: FindingDefinition[] = [];

  const declarations: FindingDeclarations = {
    declare(definition) {
      if (definitions.some(({ kind }) => kind === definition.kind)) {
        throw new Error(`publication-rate: finding ${definition.kind} is declared twice`);
      }
      definitions.push(definition);
    },
  };

  return {
    ...declarations,

    definitions: (): readonly FindingDefinition[] => definitions,

    /**
     * A page of findings; `kinds` counts what matches the search, of every kind.
     * @throws ValidationError for an unknown kind.
     */
    async find({
      year,
      asOf = today(),
      organizations,
      kind,
      search,
      page,
      pageSize,
    }: FindingsParams): Promise<{
      readonly data: PlausibilityFinding[];
      readonly kinds: FindingKind[];
      readonly period: FigurePeriod;
      readonly pagination: Pagination;
    }> {
      if (kind !== undefined && !definitions.some((definition) => definition.kind === kind)) {
        throw new errors.ValidationError(`没有“${kind}”这类疑点，请去掉参数 kind 后重试`);
      }
      const publicAt = strapi
        .plugin('publication-ledger')
        .service<PublicationLedgerService>('ledger')
        .publicAtSql();
      const { findings, total, counts } = await universes.snapshot((trx) =>
        findingsRepository.page(
          trx,
          { publicAt, definitions, period: periodBindings(year, asOf), organizations },
          {
            kind: kind ?? '',
            search,
            limit: pageSize,
            offset: (page - 1) * pageSize,
          },
        ),
      );
      const nameOf = (wanted: string): string =>
        definitions.find((definition) => definition.kind === wanted)?.name ?? wanted;
      return {
        data: findings.map((finding) => ({ ...finding, kindName: nameOf(finding.kind) })),
        kinds: definitions.map(({ kind: id, name, nameEn, definition, legalBasis }) => ({
          kind: id,
          name,
          nameEn,
          definition,
          legalBasis,
          count: counts[id] ?? 0,
        })),
        period: { year, asOf, computedAt: new Date().toISOString() },
        pagination: pagination({ page, pageSize }, total),
      };
    },
  };
};
