import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type { FigurePeriod } from '../../../../shared/contracts/publication-rate';
import type {
  ReconciliationDeclarations,
  ReconciliationDefinition,
} from '../../../../shared/contracts/reconciliation';
import { today } from '../../../../shared/legal-days';
import type { FundReconciliation } from '../../shared/contracts/reports';
import { periodBindings } from '../domain/period';
import { pagination, type PageParams, type Pagination } from '../domain/pagination';
import {
  reconciliationsRepository,
  type ReconciliationSource,
} from '../repositories/reconciliations';
import { createUniversesRepository } from '../repositories/universes';

export interface ListParams {
  readonly year: number;
  readonly asOf?: string | undefined;
  /** Only trees of these; of every organization if left out. */
  readonly organizations?: readonly string[] | undefined;
}

export interface TreeParams extends ListParams {
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

const NOT_FOUND = '该年度没有这项资金，请核对年度，或从资金核对列表进入';

/** Whether what was passed on adds up, computed from the records for each question. */
export const createReconciliationsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const universes = createUniversesRepository({ strapi });
  const definitions: ReconciliationDefinition[] = [];

  const sourceOf = (
    definition: ReconciliationDefinition,
    { year, organizations }: ListParams,
    asOf: string,
  ): ReconciliationSource => ({
    publicAt: strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .publicAtSql(),
    definition,
    period: periodBindings(year, asOf),
    organizations,
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

  /** What the first definition that knows the tree has to say, one page of it. */
  const paged = async <Found extends { readonly total: number }>(
    params: TreeParams & PageParams,
    read: (
      trx: Knex.Transaction,
      source: ReconciliationSource,
      page: { readonly limit: number; readonly offset: number },
    ) => Promise<Found | null>,
  ): Promise<{ found: Found; period: FigurePeriod; pagination: Pagination }> => {
    const { year, asOf = today(), page, pageSize } = params;
    return universes.snapshot(async (trx) => {
      for (const definition of definitions) {
        const found = await read(trx, sourceOf(definition, params, asOf), {
          limit: pageSize,
          offset: (page - 1) * pageSize,
        });
        if (!found) continue;
        return {
          found,
          period: periodOf(year, asOf),
          pagination: pagination({ page, pageSize }, found.total),
        };
      }
      throw new errors.NotFoundError(NOT_FOUND);
    });
  };

  return {
    ...declarations,

    definitions: (): readonly ReconciliationDefinition[] => definitions,

    /** Every tree of the year, those that differ first. */
    async list(params: ListParams): Promise<{ data: FundReconciliation[]; period: FigurePeriod }> {
      const { year, asOf = today() } = params;
      const data = await universes.snapshot(async (trx) => {
        const found: FundReconciliation[] = [];
        for (const definition of definitions) {
          const source = sourceOf(definition, params, asOf);
          found.push(...(await reconciliationsRepository.trees(trx, source, '')));
        }
        return found;
      });
      return { data, period: periodOf(year, asOf) };
    },

    /**
     * A page of a tree's nodes, those that differ first.
     * @throws NotFoundError where the year has no such tree.
     */
    nodes: (params: NodesParams) =>
      paged(params, (trx, source, page) =>
        reconciliationsRepository.nodes(trx, source, {
          documentId: params.documentId,
          node: params.parent ?? '',
          isAnywhere: params.parent === undefined,
          isDifferent: params.isDifferent,
          search: params.search,
          ...page,
        }),
      ),

    /**
     * A page of the payments below a node, also those that name a node that doesn't exist.
     * @throws NotFoundError where the year has no such tree.
     */
    rows: (params: RowsParams) =>
      paged(params, (trx, source, page) =>
        reconciliationsRepository.rows(trx, source, {
          documentId: params.documentId,
          node: params.node,
          search: params.search,
          ...page,
        }),
      ),
  };
};
