import { adminApi } from '@strapi/strapi/admin';

import type {
  AttemptPage,
  WebhookAttempt,
  WebhookInput,
  WebhookList,
  WebhookSummary,
  WebhookWithSecret,
} from '../../../shared/contracts/webhooks';

export interface LogQuery {
  readonly id: string;
  readonly outcome?: string | undefined;
  readonly page: number;
}

interface Answer<T> {
  readonly data: T;
}

const ROOT = '/public-api/webhooks';

const api = adminApi
  .enhanceEndpoints({ addTagTypes: ['PublicApiWebhook', 'PublicApiAttempt'] })
  .injectEndpoints({
    endpoints: (builder) => ({
      publicApiWebhooks: builder.query<WebhookList, void>({
        query: () => ({ url: ROOT, method: 'GET' }),
        providesTags: ['PublicApiWebhook'],
      }),
      publicApiCreateWebhook: builder.mutation<WebhookWithSecret, WebhookInput>({
        query: (data) => ({ url: ROOT, method: 'POST', data }),
        transformResponse: (answer: Answer<WebhookWithSecret>) => answer.data,
        invalidatesTags: ['PublicApiWebhook'],
      }),
      publicApiUpdateWebhook: builder.mutation<
        WebhookSummary,
        { readonly id: string; readonly input: WebhookInput }
      >({
        query: ({ id, input }) => ({ url: `${ROOT}/${id}`, method: 'PUT', data: input }),
        transformResponse: (answer: Answer<WebhookSummary>) => answer.data,
        invalidatesTags: ['PublicApiWebhook', 'PublicApiAttempt'],
      }),
      publicApiRemoveWebhook: builder.mutation<unknown, string>({
        query: (id) => ({ url: `${ROOT}/${id}`, method: 'DELETE' }),
        invalidatesTags: ['PublicApiWebhook'],
      }),
      publicApiRenewSecret: builder.mutation<WebhookWithSecret, string>({
        query: (id) => ({ url: `${ROOT}/${id}/secret`, method: 'POST' }),
        transformResponse: (answer: Answer<WebhookWithSecret>) => answer.data,
      }),
      publicApiResumeWebhook: builder.mutation<WebhookSummary, string>({
        query: (id) => ({ url: `${ROOT}/${id}/resume`, method: 'POST' }),
        transformResponse: (answer: Answer<WebhookSummary>) => answer.data,
        invalidatesTags: ['PublicApiWebhook', 'PublicApiAttempt'],
      }),
      publicApiAttempts: builder.query<AttemptPage, LogQuery>({
        query: ({ id, ...params }) => ({
          url: `${ROOT}/${id}/attempts`,
          method: 'GET',
          config: { params },
        }),
        providesTags: ['PublicApiAttempt'],
      }),
      publicApiResend: builder.mutation<
        WebhookAttempt,
        { readonly id: string; readonly attempt: string }
      >({
        query: ({ id, attempt }) => ({
          url: `${ROOT}/${id}/attempts/${attempt}/resend`,
          method: 'POST',
        }),
        transformResponse: (answer: Answer<WebhookAttempt>) => answer.data,
        invalidatesTags: ['PublicApiAttempt'],
      }),
    }),
  });

export const {
  usePublicApiWebhooksQuery: useWebhooks,
  usePublicApiCreateWebhookMutation: useCreateWebhook,
  usePublicApiUpdateWebhookMutation: useUpdateWebhook,
  usePublicApiRemoveWebhookMutation: useRemoveWebhook,
  usePublicApiRenewSecretMutation: useRenewSecret,
  usePublicApiResumeWebhookMutation: useResumeWebhook,
  usePublicApiAttemptsQuery: useAttempts,
  usePublicApiResendMutation: useResend,
} = api;
