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

export type Figure = FigureDescription & FigureValue;
export type { FigureItem, ItemState };

export interface PeriodQuery {
  readonly year: number;
  readonly asOf?: string | undefined;
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

const api = adminApi.injectEndpoints({
  endpoints: (builder) => ({
    publicationRateYears: builder.query<FigureYears, void>({
      query: () => ({ url: '/publication-rate/years', method: 'GET' }),
      transformResponse: (answer: { data: FigureYears }) => answer.data,
    }),
    publicationRateFigures: builder.query<FiguresAnswer, PeriodQuery>({
      query: ({ year, asOf }) => ({
        url: '/publication-rate/figures',
        method: 'GET',
        config: { params: { year, ...(asOf ? { asOf } : {}) } },
      }),
    }),
    publicationRateItems: builder.query<ItemsAnswer, ItemsQuery>({
      query: ({ id, asOf, q, ...rest }) => ({
        url: `/publication-rate/figures/${encodeURIComponent(id)}/items`,
        method: 'GET',
        config: { params: { ...rest, ...(asOf ? { asOf } : {}), ...(q ? { q } : {}) } },
      }),
    }),
  }),
});

export const {
  usePublicationRateYearsQuery: useYears,
  usePublicationRateFiguresQuery: useFigures,
  usePublicationRateItemsQuery: useItems,
} = api;
