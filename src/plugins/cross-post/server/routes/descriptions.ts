import type { JsonSchema, RouteDescription } from '../../../../shared/contracts/public-api';

const text: JsonSchema = { type: 'string' };
const maybe: JsonSchema = { type: ['string', 'null'] };

/** Public routes, for the documentation of the content API. */
export const publicRoutes: readonly RouteDescription[] = [
  {
    method: 'get',
    path: '/api/cross-post/receipts',
    id: 'findReceipts',
    group: { zh: '发布回执', en: 'Receipts' },
    summary: {
      zh: '一条信息在微博、微信的发布回执',
      en: 'Where a record was posted on Weibo and WeChat, and the proof of it',
    },
    parameters: [
      {
        name: 'document',
        in: 'query',
        isRequired: true,
        description: { zh: '信息的 documentId', en: 'documentId of the record' },
        schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '\\S' },
        example: 'f5vk3nkreuu3uzuc91hyseml',
      },
    ],
    answers: {
      200: {
        description: { zh: '回执；没有时为空', en: 'The receipts; none is an empty list' },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['data'],
              additionalProperties: false,
              properties: {
                data: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['channel', 'channelName', 'state', 'contentHash'],
                    additionalProperties: false,
                    properties: {
                      channel: text,
                      channelName: text,
                      state: text,
                      remoteId: maybe,
                      url: maybe,
                      publishedAt: maybe,
                      contentHash: text,
                      error: { type: 'null' },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
];
