import { adminApi } from '@strapi/strapi/admin';

import type {
  BulkAction,
  BulkResult,
  CalendarEntry,
  ChannelSchedule,
  CorrectionAnswer,
  DeliveryVariant,
  Overview,
  PreviewVariant,
  ScheduleWish,
  Variant,
  VariantFields,
} from '../../../shared/contracts/flow';

interface Seen {
  readonly documentId: string;
  /** Digest of what the person has before them. */
  readonly contentHash: string;
}

const dataOf = <T>(answer: { data: T }): T => answer.data;

const api = adminApi
  .enhanceEndpoints({ addTagTypes: ['CrossPostDelivery', 'CrossPostChannel'] })
  .injectEndpoints({
    endpoints: (builder) => ({
      crossPostOverview: builder.query<Overview, void>({
        query: () => ({ url: '/cross-post/overview', method: 'GET' }),
        transformResponse: dataOf<Overview>,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostCalendar: builder.query<
        readonly CalendarEntry[],
        { from: string; to: string; channel?: string | undefined }
      >({
        query: (params) => ({ url: '/cross-post/calendar', method: 'GET', config: { params } }),
        transformResponse: dataOf<CalendarEntry[]>,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostPreview: builder.query<
        readonly PreviewVariant[],
        { uid: string; documentId: string; savedAt: string }
      >({
        // The moment of the last save tells one text of the document from the next.
        query: ({ uid, documentId }) => ({
          url: '/cross-post/preview',
          method: 'GET',
          config: { params: { uid, documentId } },
        }),
        transformResponse: dataOf<PreviewVariant[]>,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostVariant: builder.query<DeliveryVariant, string>({
        query: (documentId) => ({
          url: `/cross-post/deliveries/${documentId}/variant`,
          method: 'GET',
        }),
        transformResponse: dataOf<DeliveryVariant>,
        providesTags: ['CrossPostDelivery'],
      }),
      crossPostCheck: builder.mutation<Variant, { documentId: string; fields: VariantFields }>({
        query: ({ documentId, fields }) => ({
          url: `/cross-post/deliveries/${documentId}/variant/check`,
          method: 'POST',
          data: { fields },
        }),
        transformResponse: dataOf<Variant>,
      }),
      crossPostEdit: builder.mutation<DeliveryVariant, Seen & { fields: VariantFields }>({
        query: ({ documentId, ...data }) => ({
          url: `/cross-post/deliveries/${documentId}/variant`,
          method: 'PUT',
          data,
        }),
        transformResponse: dataOf<DeliveryVariant>,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostRegenerate: builder.mutation<DeliveryVariant, Seen>({
        query: ({ documentId, contentHash }) => ({
          url: `/cross-post/deliveries/${documentId}/variant/regenerate`,
          method: 'POST',
          data: { contentHash },
        }),
        transformResponse: dataOf<DeliveryVariant>,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostApprove: builder.mutation<DeliveryVariant, Seen>({
        query: ({ documentId, contentHash }) => ({
          url: `/cross-post/deliveries/${documentId}/approve`,
          method: 'POST',
          data: { contentHash },
        }),
        transformResponse: dataOf<DeliveryVariant>,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostCancel: builder.mutation<unknown, string>({
        query: (documentId) => ({
          url: `/cross-post/deliveries/${documentId}/cancel`,
          method: 'POST',
        }),
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostReschedule: builder.mutation<
        DeliveryVariant,
        { documentId: string; wish: ScheduleWish }
      >({
        query: ({ documentId, wish }) => ({
          url: `/cross-post/deliveries/${documentId}/schedule`,
          method: 'PUT',
          data: wish,
        }),
        transformResponse: dataOf<DeliveryVariant>,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostCorrection: builder.mutation<
        unknown,
        { documentId: string; answer: CorrectionAnswer }
      >({
        query: ({ documentId, answer }) => ({
          url: `/cross-post/deliveries/${documentId}/correction`,
          method: 'POST',
          data: { answer },
        }),
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostBulk: builder.mutation<
        readonly BulkResult[],
        {
          action: BulkAction;
          items: readonly { documentId: string; contentHash?: string }[];
          schedule?: ScheduleWish;
        }
      >({
        query: (data) => ({ url: '/cross-post/bulk', method: 'POST', data }),
        transformResponse: dataOf<BulkResult[]>,
        invalidatesTags: ['CrossPostDelivery'],
      }),
      crossPostSchedule: builder.query<ChannelSchedule, string>({
        query: (documentId) => ({
          url: `/cross-post/channels/${documentId}/schedule`,
          method: 'GET',
        }),
        transformResponse: dataOf<ChannelSchedule>,
        providesTags: ['CrossPostChannel'],
      }),
      crossPostSaveSchedule: builder.mutation<
        ChannelSchedule,
        { documentId: string; schedule: ChannelSchedule }
      >({
        query: ({ documentId, schedule }) => ({
          url: `/cross-post/channels/${documentId}/schedule`,
          method: 'PUT',
          data: schedule,
        }),
        transformResponse: dataOf<ChannelSchedule>,
        invalidatesTags: ['CrossPostChannel'],
      }),
    }),
  });

export const {
  useCrossPostOverviewQuery: useOverview,
  useCrossPostCalendarQuery: useCalendar,
  useCrossPostPreviewQuery: usePreview,
  useCrossPostVariantQuery: useVariant,
  useCrossPostCheckMutation: useCheck,
  useCrossPostEditMutation: useEdit,
  useCrossPostRegenerateMutation: useRegenerate,
  useCrossPostApproveMutation: useApprove,
  useCrossPostCancelMutation: useCancel,
  useCrossPostRescheduleMutation: useReschedule,
  useCrossPostCorrectionMutation: useCorrection,
  useCrossPostBulkMutation: useBulk,
  useCrossPostScheduleQuery: useChannelSchedule,
  useCrossPostSaveScheduleMutation: useSaveChannelSchedule,
} = api;
