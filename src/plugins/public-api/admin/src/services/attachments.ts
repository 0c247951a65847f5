import { adminApi } from '@strapi/strapi/admin';

export interface AttachmentSummary {
  readonly position: number;
  readonly name: string;
  readonly bytes: number;
}

export interface Owner {
  readonly uid: string;
  readonly documentId: string;
}

export const addressOf = ({ uid, documentId }: Owner): string =>
  `/public-api/attachments/${uid}/${documentId}`;

const api = adminApi.injectEndpoints({
  endpoints: (builder) => ({
    publicApiAttachmentOwners: builder.query<readonly string[], void>({
      query: () => ({ url: '/public-api/attachments', method: 'GET' }),
      transformResponse: (answer: { data: string[] }) => answer.data,
    }),
    publicApiAttachments: builder.query<readonly AttachmentSummary[], Owner>({
      query: (owner) => ({ url: addressOf(owner), method: 'GET' }),
      transformResponse: (answer: { data: AttachmentSummary[] }) => answer.data,
    }),
  }),
});

export const {
  usePublicApiAttachmentOwnersQuery: useAttachmentOwners,
  usePublicApiAttachmentsQuery: useAttachments,
} = api;
