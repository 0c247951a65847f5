import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  FigureDescription,
  FigureItem,
  FigureMeasure,
  FigurePeriod,
  FigureScope,
  FigureSums,
  FigureValue,
  ItemState,
  UniverseDefinition,
} from '../../../../shared/contracts/publication-rate';
import { today } from '../../../../shared/legal-days';
import type { Table } from '../../../../shared/spreadsheet/table';
import {
  DIFFERENCE_EXPORT,
  FINDING_EXPORT,
  FUND_EXPORT,
  ITEM_EXPORT,
  NODE_EXPORT,
  ROW_EXPORT,
  rowsOf,
} from '../domain/export-columns';
import { fileName, givenFacts, periodFacts } from '../domain/export-facts';
import { stateName, stateNames } from '../domain/export-states';
import { periodBindings } from '../domain/period';
import { figureValue } from '../domain/value';
import { findingsRepository } from '../repositories/findings';
import { allItems } from '../repositories/items';
import {
  reconciliationsRepository,
  type ReconciliationSource,
} from '../repositories/reconciliations';
import { streamRows, type OpenSnapshot, type Statement } from '../repositories/stream';
import { toItem, type ItemRow } from '../repositories/statement';
import { createUniversesRepository } from '../repositories/universes';
import { getService } from '../utils/get-service';
import { createExportGate, type OpenTable } from './export-gate';

export interface FigureExport extends FigureScope {
  readonly id: string;
  readonly state: ItemState | 'all';
  readonly search: string;
}

/** What of the reconciliations: the trees, their differences, their nodes or the payments. */
export type ReconciliationPart = 'funds' | 'differences' | 'nodes' | 'rows';

export interface ReconciliationExport extends FigureScope {
  readonly part: ReconciliationPart;
  /** DocumentId of one tree; '' for all. */
  readonly documentId: string;
  /** Code of one node, for its payments; '' for those that name none; all if left out. */
  readonly node?: string | undefined;
}

export interface FindingsExport extends FigureScope {
  readonly kind?: string | undefined;
  readonly search: string;
}

/** A table with the name of its file, without ending. */
export interface NamedTable extends OpenTable {
  readonly fileName: string;
}

const PART_NAMES: Readonly<Record<ReconciliationPart, string>> = {
  funds: '资金核对',
  differences: '资金核对差额',
  nodes: '资金核对拨付明细',
  rows: '到人到户明细',
};

const ROUNDING: Readonly<Record<FigureDescription['rounding'], string>> = {
  'floor-2-decimals': '舍去两位小数以后的部分',
  'exact-2-decimals': '精确到分',
  exact: '整数',
};

const FINDINGS = {
  name: '疑点清单',
  definition: '数目本身不矛盾，但应当核对的记录；类别见各行。',
  legalBasis: '见公开率页面各类疑点的说明',
} as const;

/** What the first sheet says of a figure, so that its rows can be checked without the system. */
const figureFacts = (
  figure: FigureDescription,
  { value, numerator, denominator, excluded }: FigureValue,
  sums: FigureSums,
  period: FigurePeriod,
  { state, search }: Pick<FigureExport, 'state' | 'search'>,
): Table['facts'] => {
  const names = stateNames(figure.measure);
  return [
    ...periodFacts(figure, period),
    ['数值', figure.unit === '%' && value !== '—' ? `${value}%` : `${value} ${figure.unit}`],
    ...givenFacts([
      ['分子', numerator],
      ['分母', denominator],
      ['不计入', excluded],
    ]),
    ...figure.exclusions.map(
      ({ reason, basis }) => ['不计入的依据', `${reason}：${basis}`] as const,
    ),
    ['取舍', ROUNDING[figure.rounding]],
    [`${names.counted}数量`, sums.counted],
    [`${names.missing}数量`, sums.missing],
    [`${names.excluded}数量`, sums.excluded],
    ...givenFacts([
      ['只列状态', state === 'all' ? '' : names[state]],
      ['搜索词', search],
    ]),
  ];
};

const itemRows = async function* (
  batches: AsyncIterable<readonly ItemRow[]>,
  measure: FigureMeasure,
): AsyncGenerator<(FigureItem & { readonly stateName: string })[]> {
  for await (const rows of batches) {
    yield rows.map(toItem).map((item) => ({ ...item, stateName: stateName(item, measure) }));
  }
};

/** Files of everything that a page shows, of any length, each from one moment of the database. */
export const createExportsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const open = createExportGate({ strapi });
  const universes = createUniversesRepository({ strapi });

  const publicAt = (): string =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger').publicAtSql();

  const periodOf = ({ year, asOf = today() }: FigureScope): FigurePeriod => ({
    year,
    asOf,
    computedAt: new Date().toISOString(),
  });

  const sourcesOf = (params: FigureScope): ReconciliationSource[] => {
    const { year, asOf = today(), organizations } = params;
    return getService(strapi, 'reconciliations')
      .definitions()
      .map((definition) => ({
        publicAt: publicAt(),
        definition,
        period: periodBindings(year, asOf),
        organizations,
      }));
  };

  /** The rows of every definition's statement, one after the other. */
  const streamed = async function* (
    { trx }: OpenSnapshot,
    statements: readonly Statement[],
  ): AsyncGenerator<Record<string, string | null>[]> {
    for (const statement of statements) {
      yield* streamRows<Record<string, string | null>>(trx, statement);
    }
  };

  const funds = async function* (
    { trx }: OpenSnapshot,
    params: ReconciliationExport,
  ): AsyncGenerator<Record<string, string | number | null>[]> {
    for (const source of sourcesOf(params)) {
      const found = await reconciliationsRepository.trees(trx, source, params.documentId);
      yield found.map(({ differences: _, isPublic, isSensitive: __, state, ...fund }) => ({
        ...fund,
        publicName: isPublic ? '已公开' : '未公开',
        stateName: state === 'balanced' ? '一致' : '有差额',
      }));
    }
  };

  const reconciliationRows = (
    snapshot: OpenSnapshot,
    params: ReconciliationExport,
  ): Pick<Table, 'columns' | 'rows'> => {
    const { documentId, node, part } = params;
    const statements = (of: (source: ReconciliationSource) => Statement) =>
      streamed(snapshot, sourcesOf(params).map(of));
    switch (part) {
      case 'funds':
        return { columns: FUND_EXPORT, rows: rowsOf(FUND_EXPORT, funds(snapshot, params)) };
      case 'differences':
        return {
          columns: DIFFERENCE_EXPORT,
          rows: rowsOf(
            DIFFERENCE_EXPORT,
            statements((source) => reconciliationsRepository.allDifferences(source, documentId)),
          ),
        };
      case 'nodes':
        return {
          columns: NODE_EXPORT,
          rows: rowsOf(
            NODE_EXPORT,
            statements((source) => reconciliationsRepository.allNodes(source, documentId)),
          ),
        };
      case 'rows':
        return {
          columns: ROW_EXPORT,
          rows: rowsOf(
            ROW_EXPORT,
            statements((source) => reconciliationsRepository.allRows(source, documentId, node)),
          ),
        };
    }
  };

  return {
    /**
     * Every row behind a figure that meets the filter, with what the figure is made of: all from
     * one moment.
     * @throws NotFoundError for an unknown figure.
     */
    async figure({ id, state, search, ...scope }: FigureExport): Promise<NamedTable> {
      const figures = getService(strapi, 'figures');
      const [figure] = figures.pick([id]) as [ReturnType<typeof figures.pick>[number]];
      const universe = figures.askedUniverses([figure])[0]?.universe as UniverseDefinition;
      const description = figures.describe().find((one) => one.id === id) as FigureDescription;
      const source = await figures.sourceOf(scope);
      const period = periodOf(scope);
      const opened = await open(async ({ trx }) => {
        const filter = { state, search };
        const { sums } = await universes.page(
          trx,
          source,
          { universe, figure },
          { ...filter, limit: 1, offset: 0 },
        );
        const rows = streamRows<ItemRow>(trx, allItems(source, { universe, figure }, filter));
        return {
          name: figure.name,
          facts: figureFacts(description, figureValue(figure, sums), sums, period, filter),
          columns: ITEM_EXPORT,
          rows: rowsOf(ITEM_EXPORT, itemRows(rows, figure.measure)),
        };
      });
      return { ...opened, fileName: fileName(figure.name, period) };
    },

    /** The reconciliations of a year, or a part of one. */
    async reconciliations(params: ReconciliationExport): Promise<NamedTable> {
      const period = periodOf(params);
      const name = PART_NAMES[params.part];
      const definitions = getService(strapi, 'reconciliations').definitions();
      const opened = await open((snapshot) =>
        Promise.resolve({
          name,
          facts: [
            ...definitions.flatMap((definition) => periodFacts({ ...definition, name }, period)),
            ...givenFacts([
              ['资金', params.documentId],
              ['拨付编号', params.node === '' ? '（未填写）' : params.node],
            ]),
          ],
          ...reconciliationRows(snapshot, params),
        }),
      );
      return { ...opened, fileName: fileName(name, period) };
    },

    /** What was found, of one kind or of all. @throws ValidationError for an unknown kind. */
    async findings(params: FindingsExport): Promise<NamedTable> {
      const period = periodOf(params);
      const definitions = getService(strapi, 'findings').definitions();
      const chosen = definitions.find(({ kind }) => kind === params.kind);
      if (params.kind !== undefined && !chosen) {
        throw new errors.ValidationError(`没有“${params.kind}”这类疑点，请去掉参数 kind 后重试`);
      }
      const { name, definition, legalBasis } = chosen ?? FINDINGS;
      const nameOf = new Map(definitions.map((one) => [one.kind, one.name]));
      const source = {
        publicAt: publicAt(),
        definitions: chosen ? [chosen] : definitions,
        period: periodBindings(params.year, period.asOf),
        organizations: params.organizations,
      };
      const opened = await open((snapshot) => {
        const named = async function* (): AsyncGenerator<Record<string, string | null>[]> {
          const statement = findingsRepository.all(source, '', params.search);
          for await (const rows of streamed(snapshot, [statement])) {
            yield rows.map((row) => ({ ...row, kindName: nameOf.get(row['kind'] ?? '') ?? null }));
          }
        };
        return Promise.resolve({
          name,
          facts: [
            ...periodFacts({ name, definition, legalBasis }, period),
            ...givenFacts([['搜索词', params.search]]),
          ],
          columns: FINDING_EXPORT,
          rows: rowsOf(FINDING_EXPORT, named()),
        });
      });
      return { ...opened, fileName: fileName(name, period) };
    },
  };
};
