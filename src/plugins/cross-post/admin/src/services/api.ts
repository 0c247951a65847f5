import { adminApi } from '@strapi/strapi/admin';

import type {
  ChannelSummary,
  DeliveryDetail,
  DeliverySummary,
  Page,
} from '../../../shared/contracts/deliveries';

export interface ListQuery {
  readonly lane?: string | undefined;
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly q?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

const api = adminApi
  .enhanceEndpoints({ addTagTypes: ['CrossPostDelivery', 'CrossPostChannel'] })
  .injectEndpoints({
    endpoints: (builder) => ({
      crossPostDeliveries: builder.query<Page<DeliverySummary>, ListQuery>({
        query: (params) => ({ url: '/cross-post/deliveries', method: 'GET', config: { params } }),
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostDelivery: builder.query<DeliveryDetail, string>({
        query: (documentId) => ({ url: `/cross-post/deliveries/${documentId}`, method: 'GET' }),
        transformResponse: (answer: { data: DeliveryDetail }) => answer.data,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostRetry: builder.mutation<DeliveryDetail, string>({
        query: (documentId) => ({
          url: `/cross-post/deliveries/${documentId}/retry`,
          method: 'POST',
        }),
        transformResponse: (answer: { data: DeliveryDetail }) => answer.data,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostOfDocument: builder.query<readonly DeliverySummary[], string>({
        query: (documentId) => ({
          url: `/cross-post/documents/${documentId}/deliveries`,
          method: 'GET',
        }),
        transformResponse: (answer: { data: DeliverySummary[] }) => answer.data,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostPostables: builder.query<readonly string[], void>({
        query: () => ({ url: '/cross-post/postables', method: 'GET' }),
        transformResponse: (answer: { data: string[] }) => answer.data,
      }),
      crossPostChannels: builder.query<readonly ChannelSummary[], void>({
        query: () => ({ url: '/cross-post/channels', method: 'GET' }),
        transformResponse: (answer: { data: ChannelSummary[] }) => answer.data,
        providesTags: ['CrossPostChannel'],
      }),
      crossPostPause: builder.mutation<unknown, { documentId: string; reason: string }>({
        query: ({ documentId, reason }) => ({
          url: `/cross-post/channels/${documentId}/pause`,
          method: 'POST',
          data: { reason },
        }),
        invalidatesTags: ['CrossPostChannel'],
      }),
      crossPostResume: builder.mutation<unknown, string>({
        query: (documentId) => ({
          url: `/cross-post/channels/${documentId}/resume`,
          method: 'POST',
        }),
        invalidatesTags: ['CrossPostChannel', 'CrossPostDelivery'],
      }),
    }),
  });

export const {
  useCrossPostDeliveriesQuery: useDeliveries,
  useCrossPostDeliveryQuery: useDelivery,
  useCrossPostRetryMutation: useRetry,
  useCrossPostOfDocumentQuery: useDocumentDeliveries,
  useCrossPostPostablesQuery: usePostables,
  useCrossPostChannelsQuery: useChannels,
  useCrossPostPauseMutation: usePause,
  useCrossPostResumeMutation: useResume,
} = api;

/** Milliseconds between looks while something is under way; 0 when nothing is. */
export const pollingFor = (deliveries: readonly DeliverySummary[] | undefined): number =>
  deliveries?.some(({ state }) => ['queued', 'sending', 'submitted', 'uncertain'].includes(state))
    ? 3000
    : 0;
