import { adminApi } from '@strapi/strapi/admin';

import type {
  AccountKind,
  ChannelMode,
  ChannelSummary,
  DeliveryDetail,
  WithdrawalSummary,
} from '../../../shared/contracts/deliveries';

/** What is entered for an account; an empty secret stays as it is. */
export interface AccountInput {
  readonly kind?: ChannelSummary['kind'];
  readonly name?: string;
  readonly appId?: string;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly callbackToken?: string;
  readonly encodingAesKey?: string;
  readonly safeDomain?: string;
  readonly rip?: string;
  readonly mode?: ChannelMode;
  readonly accountKind?: AccountKind;
  readonly confirmMassSend?: boolean;
}

const dataOf = <T>(answer: { data: T }): T => answer.data;

const api = adminApi
  .enhanceEndpoints({
    addTagTypes: ['CrossPostDelivery', 'CrossPostChannel', 'CrossPostWithdrawal'],
  })
  .injectEndpoints({
    endpoints: (builder) => ({
      crossPostCreateChannel: builder.mutation<ChannelSummary, AccountInput>({
        query: (data) => ({ url: '/cross-post/channels', method: 'POST', data }),
        transformResponse: dataOf<ChannelSummary>,
        invalidatesTags: ['CrossPostChannel'],
      }),
      crossPostChangeChannel: builder.mutation<
        ChannelSummary,
        { documentId: string; account: AccountInput }
      >({
        query: ({ documentId, account }) => ({
          url: `/cross-post/channels/${documentId}`,
          method: 'PUT',
          data: account,
        }),
        transformResponse: dataOf<ChannelSummary>,
        invalidatesTags: ['CrossPostChannel'],
      }),
      crossPostTestChannel: builder.mutation<ChannelSummary, string>({
        query: (documentId) => ({
          url: `/cross-post/channels/${documentId}/test`,
          method: 'POST',
        }),
        transformResponse: dataOf<ChannelSummary>,
        invalidatesTags: ['CrossPostChannel'],
      }),
      crossPostAuthorize: builder.mutation<{ url: string }, string>({
        query: (documentId) => ({
          url: `/cross-post/channels/${documentId}/authorize`,
          method: 'POST',
        }),
        transformResponse: dataOf<{ url: string }>,
      }),
      crossPostAuthorized: builder.mutation<ChannelSummary, { state: string; code: string }>({
        query: (data) => ({ url: '/cross-post/authorizations', method: 'POST', data }),
        transformResponse: dataOf<ChannelSummary>,
        invalidatesTags: ['CrossPostChannel', 'CrossPostDelivery'],
      }),
      crossPostWithdrawals: builder.query<readonly WithdrawalSummary[], string | null>({
        query: (document) => ({
          url: '/cross-post/withdrawals',
          method: 'GET',
          config: { params: document ? { document } : {} },
        }),
        transformResponse: dataOf<WithdrawalSummary[]>,
        providesTags: ['CrossPostWithdrawal'],
      }),
      crossPostSettleWithdrawal: builder.mutation<null, { documentId: string; link: string }>({
        query: ({ documentId, link }) => ({
          url: `/cross-post/withdrawals/${documentId}/settle`,
          method: 'POST',
          data: { link },
        }),
        invalidatesTags: ['CrossPostWithdrawal', 'CrossPostDelivery'],
      }),
      crossPostByHand: builder.mutation<
        DeliveryDetail,
        { documentId: string; outcome: 'posted' | 'withdrawn'; url: string }
      >({
        query: ({ documentId, ...data }) => ({
          url: `/cross-post/deliveries/${documentId}/by-hand`,
          method: 'POST',
          data,
        }),
        transformResponse: dataOf<DeliveryDetail>,
        invalidatesTags: ['CrossPostWithdrawal', 'CrossPostDelivery'],
      }),
    }),
  });

export const {
  useCrossPostCreateChannelMutation: useCreateChannel,
  useCrossPostChangeChannelMutation: useChangeChannel,
  useCrossPostTestChannelMutation: useTestChannel,
  useCrossPostAuthorizeMutation: useAuthorize,
  useCrossPostAuthorizedMutation: useAuthorized,
  useCrossPostWithdrawalsQuery: useWithdrawals,
  useCrossPostSettleWithdrawalMutation: useSettleWithdrawal,
  useCrossPostByHandMutation: useByHand,
} = api;
