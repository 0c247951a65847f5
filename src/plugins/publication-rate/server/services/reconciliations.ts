import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type { FigurePeriod } from '../../../../shared/contracts/publication-rate';
import type {
  ReconciliationDeclarations,
  ReconciliationDefinition,
} from '../../../../shared/contracts/reconciliation';
import { today } from '../../../../shared/legal-days';
import type {
  FundReconciliation,
  ReconciliationNode,
  ReconciliationRow,
} from '../../shared/contracts/reports';
import { periodBindings } from '../domain/period';
import { pagination, type PageParams, type Pagination } from '../domain/pagination';
import {
  createReconciliationsRepository,
  type ReconciliationSource,
} from '../repositories/reconciliations';
import { createUniversesRepository } from '../repositories/universes';

interface PeriodParams {
  readonly year: number;
  readonly asOf?: string | undefined;
}

export interface TreeParams extends PeriodParams {
  readonly documentId: string;
}

export interface NodesParams extends TreeParams, PageParams {
  /** Children of this node; '' for the top; undefined for nodes anywhere. */
  readonly parent?: string | undefined;
  readonly isDifferent: boolean;
  readonly search: string;
}

export interface RowsParams extends TreeParams, PageParams {
  readonly node: string;
  readonly search: string;
}

interface Answer<T> {
  readonly data: T;
  readonly period: FigurePeriod;
}

const NOT_FOUND = '该年度没有这项资金，请核对年度，或从资金核对列表进入';

/** Whether what was passed on adds up, computed from the records for each question. */
export const createReconciliationsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createReconciliationsRepository({ strapi });
  const universes = createUniversesRepository({ strapi });
  const definitions: ReconciliationDefinition[] = [];

  const sourceOf = (
    definition: ReconciliationDefinition,
    year: number,
    asOf: string,
  ): ReconciliationSource => ({
    publicAt: strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .publicAtSql(),
    definition,
    period: periodBindings(year, asOf),
  });

  const periodOf = (year: number, asOf: string): FigurePeriod => ({
    year,
    asOf,
    computedAt: new Date().toISOString(),
  });

  const declarations: ReconciliationDeclarations = {
    declare(definition) {
      if (definitions.some(({ id }) => id === definition.id)) {
        throw new Error(`publication-rate: reconciliation ${definition.id} is declared twice`);
      }
      definitions.push(definition);
    },
  };

  return {
    ...declarations,

    definitions: (): readonly ReconciliationDefinition[] => definitions,

    /** Every tree of the year, those that differ first. */
    async list({
      year,
      asOf = today(),
      organizationId = '',
    }: PeriodParams & { readonly organizationId?: string | undefined }): Promise<
      Answer<FundReconciliation[]>
    > {
      const data = await universes.snapshot(async (trx) => {
        const found: FundReconciliation[] = [];
        for (const definition of definitions) {
          const source = sourceOf(definition, year, asOf);
          found.push(...(await repository.trees(trx, source, { documentId: '', organizationId })));
        }
        return found;
      });
      return { data, period: periodOf(year, asOf) };
    },

    /**
     * One tree with a page of its nodes, those that differ first.
     * @throws NotFoundError where the year has no such tree.
     */
    async nodes({
      documentId,
      year,
      asOf = today(),
      parent,
      isDifferent,
      search,
      page,
      pageSize,
    }: NodesParams): Promise<
      Answer<{ readonly fund: FundReconciliation; readonly nodes: ReconciliationNode[] }> & {
        readonly pagination: Pagination;
      }
    > {
      return universes.snapshot(async (trx) => {
        for (const definition of definitions) {
          const source = sourceOf(definition, year, asOf);
          const [fund] = await repository.trees(trx, source, { documentId, organizationId: '' });
          if (!fund) continue;
          const { nodes, total } = await repository.nodes(trx, source, {
            documentId,
            node: parent ?? '',
            isAnywhere: parent === undefined,
            isDifferent,
            search,
            limit: pageSize,
            offset: (page - 1) * pageSize,
          });
          return {
            data: { fund, nodes },
            period: periodOf(year, asOf),
            pagination: pagination({ page, pageSize }, total),
          };
        }
        throw new errors.NotFoundError(NOT_FOUND);
      });
    },

    /** The payments below a node of a tree, also those that name a node that doesn't exist. */
    async rows({
      documentId,
      year,
      asOf = today(),
      node,
      search,
      page,
      pageSize,
    }: RowsParams): Promise<Answer<ReconciliationRow[]> & { readonly pagination: Pagination }> {
      return universes.snapshot(async (trx) => {
        for (const definition of definitions) {
          const source = sourceOf(definition, year, asOf);
          const found = await repository.rows(trx, source, {
            documentId,
            node,
            search,
            limit: pageSize,
            offset: (page - 1) * pageSize,
          });
          if (!found) continue;
          return {
            data: found.rows,
            period: periodOf(year, asOf),
            pagination: pagination({ page, pageSize }, found.total),
          };
        }
        throw new errors.NotFoundError(NOT_FOUND);
      });
    },
  };
};
