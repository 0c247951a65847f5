import { adminApi } from '@strapi/strapi/admin';

import type {
  FigureDescription,
  FigureDrillDown,
  FigureItem,
  FigurePeriod,
  FigureValue,
  FigureYears,
  ItemState,
} from '../../../../../shared/contracts/publication-rate';
import type {
  FundReconciliation,
  Heatmap,
  Inspection,
  MyWork,
  FindingKind,
  PlausibilityFinding,
  ReconciliationNode,
  ReconciliationRow,
  SnapshotComparison,
  SnapshotItemChange,
  SnapshotSummary,
  TrendSeries,
} from '../../../shared/contracts/reports';
import type { OrganizationEditor } from '../../../shared/contracts/rights';
import type { RateSettings } from '../../../shared/contracts/settings';
import { exactly, given, type Params } from './params';

export type Figure = FigureDescription & FigureValue;
export type { FigureItem, ItemState };

/** Which year, how it stood when, and of whom. */
export interface PeriodQuery {
  readonly year: number;
  readonly asOf?: string | undefined;
  /** DocumentId of an organization. */
  readonly organization?: string | undefined;
}

export interface TrendQuery extends PeriodQuery {
  /** Of one figure; of the headline rates otherwise. */
  readonly id?: string;
}

export interface ItemsQuery extends PeriodQuery {
  readonly id: string;
  readonly state: ItemState | 'all';
  readonly q: string;
  readonly page: number;
  readonly pageSize: number;
}

export interface FiguresAnswer {
  readonly data: readonly Figure[];
  readonly meta: FigurePeriod;
}

export interface ItemsAnswer {
  readonly data: readonly FigureItem[];
  readonly meta: FigurePeriod & Pick<FigureDrillDown, 'figure' | 'sums' | 'pagination'>;
}

export interface FreezeRequest {
  readonly year: number;
  readonly asOf: string;
  readonly reason: string;
}

export type Pagination = FigureDrillDown['pagination'];

interface Answer<T> {
  readonly data: T;
}

/** One page of something. */
export interface PagedAnswer<T> {
  readonly data: readonly T[];
  readonly meta: { readonly pagination: Pagination };
}

interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

export interface NodesQuery extends PeriodQuery, Paging {
  readonly documentId: string;
  /** Code of the node whose children are asked for, '' for the top; undefined: wherever they are. */
  readonly parent: string | undefined;
  readonly isDifferent: boolean;
  readonly q: string;
}

export interface PaymentsQuery extends PeriodQuery, Paging {
  readonly documentId: string;
  /** Code of a node; '' for payments that name none. */
  readonly node: string;
  readonly q: string;
}

export interface FindingsQuery extends PeriodQuery, Paging {
  readonly kind: string;
  readonly q: string;
}

export interface FindingsAnswer extends PagedAnswer<PlausibilityFinding> {
  readonly meta: PagedAnswer<PlausibilityFinding>['meta'] & {
    readonly kinds: readonly FindingKind[];
  };
}

/** Of whom, which is today's whatever the year. */
export type InspectionQuery = Pick<PeriodQuery, 'organization'>;

/** Limits by their ids; null puts one back to its default. */
export type LimitChanges = Readonly<Record<string, number | null>>;

export interface Assignment {
  readonly userId: number;
  readonly organizations: readonly string[];
}

/** What the person who asks may see; null: every organization. */
export interface Me {
  readonly organizations: readonly { readonly documentId: string; readonly name: string }[] | null;
}

/** A snapshot, and what it is compared with: another one, a past day, or else now. */
export interface ComparisonQuery {
  readonly snapshot: string;
  readonly with?: string | undefined;
  readonly asOf?: string | undefined;
}

export interface ChangesQuery extends ComparisonQuery, Paging {
  readonly figure: string;
}

export interface FrozenItemsQuery extends Paging {
  readonly snapshot: string;
  readonly figure: string;
  readonly state: ItemState | 'all';
  readonly q: string;
}

const dataOf = <T>(answer: Answer<T>): T => answer.data;

const get = (path: string, params: Params = {}) => ({
  url: `/publication-rate/${path}`,
  method: 'GET' as const,
  config: { params: given(params) },
});

const periodOf = ({ year, asOf, organization }: PeriodQuery) => ({ year, asOf, organization });

const api = adminApi
  .enhanceEndpoints({
    addTagTypes: [
      'PublicationRate',
      'PublicationRateSnapshot',
      'PublicationRateSettings',
      'PublicationRateEditors',
    ],
  })
  .injectEndpoints({
    endpoints: (builder) => ({
      /** Asks the server nothing: computes anew whatever is on the page. */
      publicationRateReload: builder.mutation<null, void>({
        queryFn: () => ({ data: null }),
        invalidatesTags: ['PublicationRate'],
      }),
      publicationRateYears: builder.query<FigureYears, void>({
        query: () => get('years'),
        transformResponse: dataOf<FigureYears>,
      }),
      publicationRateFigures: builder.query<FiguresAnswer, PeriodQuery>({
        query: (period) => get('figures', periodOf(period)),
        providesTags: ['PublicationRate'],
      }),
      publicationRateItems: builder.query<ItemsAnswer, ItemsQuery>({
        query: ({ id, state, q, page, pageSize, ...period }) =>
          get(`figures/${encodeURIComponent(id)}/items`, {
            ...periodOf(period),
            state,
            q,
            page,
            pageSize,
          }),
        providesTags: ['PublicationRate'],
      }),
      publicationRateTrend: builder.query<readonly TrendSeries[], TrendQuery>({
        query: ({ id, ...period }) => get('trend', { ...periodOf(period), ids: id }),
        transformResponse: dataOf<readonly TrendSeries[]>,
        providesTags: ['PublicationRate'],
      }),
      publicationRateHeatmap: builder.query<Heatmap, PeriodQuery>({
        query: (period) => get('heatmap', periodOf(period)),
        transformResponse: dataOf<Heatmap>,
        providesTags: ['PublicationRate'],
      }),
      publicationRateMyWork: builder.query<MyWork, void>({
        query: () => get('my-work'),
        transformResponse: dataOf<MyWork>,
      }),
      publicationRateReconciliations: builder.query<readonly FundReconciliation[], PeriodQuery>({
        query: (period) => get('reconciliations', periodOf(period)),
        transformResponse: dataOf<readonly FundReconciliation[]>,
        providesTags: ['PublicationRate'],
      }),
      publicationRateNodes: builder.query<PagedAnswer<ReconciliationNode>, NodesQuery>({
        query: ({ documentId, year, asOf, parent, isDifferent, q, page, pageSize }) => {
          const asked = get(`reconciliations/${encodeURIComponent(documentId)}`, {
            year,
            asOf,
            q,
            page,
            pageSize,
            different: isDifferent ? 'true' : undefined,
          });
          // Here '' is a value: it asks for the top.
          if (parent === undefined) return asked;
          const params = { ...asked.config.params, ...exactly({ parent }) };
          return { ...asked, config: { params } };
        },
        providesTags: ['PublicationRate'],
      }),
      publicationRatePayments: builder.query<PagedAnswer<ReconciliationRow>, PaymentsQuery>({
        query: ({ documentId, year, asOf, node, q, page, pageSize }) => {
          const path = `reconciliations/${encodeURIComponent(documentId)}/rows`;
          const asked = get(path, { year, asOf, q, page, pageSize });
          // Here '' is a value: it asks for payments that name no node.
          const params = { ...asked.config.params, ...exactly({ node }) };
          return { ...asked, config: { params } };
        },
        providesTags: ['PublicationRate'],
      }),
      publicationRateFindings: builder.query<FindingsAnswer, FindingsQuery>({
        query: ({ kind, q, page, pageSize, ...period }) =>
          get('findings', { ...periodOf(period), kind, q, page, pageSize }),
        providesTags: ['PublicationRate'],
      }),
      publicationRateInspection: builder.query<Inspection, InspectionQuery>({
        query: ({ organization }) => get('inspection', { organization }),
        transformResponse: dataOf<Inspection>,
        providesTags: ['PublicationRate'],
      }),
      publicationRateCheckLinks: builder.mutation<null, void>({
        query: () => ({ url: '/publication-rate/inspection/links', method: 'POST', data: {} }),
        transformResponse: dataOf<null>,
      }),
      publicationRateSnapshots: builder.query<readonly SnapshotSummary[], void>({
        query: () => get('snapshots'),
        transformResponse: dataOf<readonly SnapshotSummary[]>,
        providesTags: ['PublicationRateSnapshot'],
      }),
      publicationRateFreeze: builder.mutation<SnapshotSummary, FreezeRequest>({
        query: (data) => ({ url: '/publication-rate/snapshots', method: 'POST', data }),
        transformResponse: dataOf<SnapshotSummary>,
        invalidatesTags: ['PublicationRateSnapshot'],
      }),
      publicationRateComparison: builder.query<SnapshotComparison, ComparisonQuery>({
        query: ({ snapshot, ...against }) =>
          get(`snapshots/${encodeURIComponent(snapshot)}/comparison`, against),
        transformResponse: dataOf<SnapshotComparison>,
      }),
      publicationRateChanges: builder.query<PagedAnswer<SnapshotItemChange>, ChangesQuery>({
        query: ({ snapshot, figure, ...question }) =>
          get(
            `snapshots/${encodeURIComponent(snapshot)}/comparison/${encodeURIComponent(figure)}/items`,
            question,
          ),
        providesTags: ['PublicationRate'],
      }),
      publicationRateFrozenItems: builder.query<PagedAnswer<FigureItem>, FrozenItemsQuery>({
        query: ({ snapshot, figure, ...question }) =>
          get(
            `snapshots/${encodeURIComponent(snapshot)}/figures/${encodeURIComponent(figure)}/items`,
            question,
          ),
      }),
      publicationRateMe: builder.query<Me, void>({
        query: () => get('me'),
        transformResponse: dataOf<Me>,
      }),
      publicationRateSettings: builder.query<RateSettings, void>({
        query: () => get('settings'),
        transformResponse: dataOf<RateSettings>,
        providesTags: ['PublicationRateSettings'],
      }),
      publicationRateSetLimits: builder.mutation<RateSettings, LimitChanges>({
        query: (limits) => ({ url: '/publication-rate/settings', method: 'PUT', data: { limits } }),
        transformResponse: dataOf<RateSettings>,
        invalidatesTags: ['PublicationRate', 'PublicationRateSettings'],
      }),
      publicationRateEditors: builder.query<readonly OrganizationEditor[], void>({
        query: () => get('editors'),
        transformResponse: dataOf<readonly OrganizationEditor[]>,
        providesTags: ['PublicationRateEditors'],
      }),
      publicationRateAssign: builder.mutation<OrganizationEditor, Assignment>({
        query: ({ userId, organizations }) => ({
          url: `/publication-rate/editors/${userId}`,
          method: 'PUT',
          data: { organizations },
        }),
        transformResponse: dataOf<OrganizationEditor>,
        invalidatesTags: ['PublicationRateEditors'],
      }),
    }),
  });

export const {
  usePublicationRateReloadMutation: useReload,
  usePublicationRateYearsQuery: useYears,
  usePublicationRateFiguresQuery: useFigures,
  usePublicationRateItemsQuery: useItems,
  usePublicationRateTrendQuery: useTrend,
  usePublicationRateHeatmapQuery: useHeatmap,
  usePublicationRateMyWorkQuery: useMyWork,
  usePublicationRateReconciliationsQuery: useReconciliations,
  usePublicationRateNodesQuery: useNodes,
  usePublicationRateFindingsQuery: useFindings,
  usePublicationRateInspectionQuery: useInspection,
  usePublicationRateCheckLinksMutation: useCheckLinks,
  usePublicationRateSnapshotsQuery: useSnapshots,
  usePublicationRateFreezeMutation: useFreeze,
  usePublicationRateComparisonQuery: useComparison,
  usePublicationRateChangesQuery: useChanges,
  usePublicationRateFrozenItemsQuery: useFrozenItems,
  usePublicationRatePaymentsQuery: usePayments,
  usePublicationRateMeQuery: useMe,
  usePublicationRateSettingsQuery: useSettings,
  usePublicationRateSetLimitsMutation: useSetLimits,
  usePublicationRateEditorsQuery: useEditors,
  usePublicationRateAssignMutation: useAssign,
} = api;
