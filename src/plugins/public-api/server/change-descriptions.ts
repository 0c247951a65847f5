import type { Label } from '../../../shared/contracts/editor-desk';
import type { JsonSchema, RouteDescription } from '../../../shared/contracts/public-api';
import { CHANGES } from './constants';
import { CHANGE_KINDS, type ChangePlan } from './domain/changes';
import { DOCUMENT_ID, INSTANT, list, nullable, object, ref, schemaName } from './domain/schemas';

const both = (zh: string, en: string): Label => ({ zh, en });
const URI: JsonSchema = { type: 'string', format: 'uri' };
const POSITION: JsonSchema = { type: 'integer', minimum: 0 };

const oneOf = (names: readonly string[]): JsonSchema => ({ type: 'string', enum: names });

/** Schemas of the feed of changes, and of what webhooks send. */
export const changeSchemas = ({ types, children }: ChangePlan): Record<string, JsonSchema> => {
  const models = [...types.values()].map(({ model }) => model);
  return {
    Change: object({
      position: { ...POSITION, description: '在公开台账中的位置 / Position in the ledger' },
      kind: oneOf(CHANGE_KINDS),
      type: oneOf(models.map(({ path }) => path)),
      documentId: DOCUMENT_ID,
      url: URI,
      time: INSTANT,
      document: { anyOf: [...models.map(({ path }) => ref(schemaName(path))), { type: 'null' }] },
      parts: list(
        object({
          type: oneOf([...children.values()].map(({ part }) => part.model.path)),
          url: URI,
        }),
      ),
    }),
    ChangeMessage: object({
      type: {
        type: 'string',
        pattern: `^(${models.map(({ path }) => path).join('|')})\\.(${CHANGE_KINDS.join('|')})$`,
      },
      timestamp: INSTANT,
      data: ref('Change'),
    }),
  };
};

const signedHeader = (name: string, zh: string, en: string): object => ({
  name,
  in: 'header',
  required: true,
  description: `${zh} / ${en}`,
  schema: { type: 'string' },
});

/** What subscribers are sent: the document's `webhooks`. */
export const CHANGE_WEBHOOK: JsonSchema = {
  change: {
    post: {
      operationId: 'change',
      summary: '公开、修改或撤回的通知（Standard Webhooks） / Notice of a change',
      description:
        '由公开办在管理后台登记。10 秒内回答 2xx 算收到，否则重试；同一 webhook-id 可能收到两次。 / Registered by the disclosure office. Taken when answered by 2xx within ten seconds, else tried again; one webhook-id may come twice.',
      parameters: [
        signedHeader('webhook-id', '消息编号，重发时不变', 'The same at every attempt'),
        signedHeader('webhook-timestamp', '发送时间（Unix 秒）', 'Seconds since 1970'),
        signedHeader(
          'webhook-signature',
          'v1, 加 HMAC-SHA256（编号.时间.正文）的 base64',
          'v1, and HMAC-SHA256 of id.timestamp.body in base64',
        ),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref('ChangeMessage') } },
      },
      responses: {
        '2XX': { description: '已收到 / Taken' },
        '410': { description: '不再接收 / No longer wanted' },
        default: { description: '稍后重试 / Tried again' },
      },
    },
  },
};

/** `GET /api/changes`. */
export const changesRoute = (
  paths: readonly string[],
  example: () => Promise<unknown>,
): RouteDescription => ({
  method: 'get',
  path: '/api/changes',
  id: 'findChanges',
  group: both('变更', 'Changes'),
  summary: both('公开、修改、撤回的清单', 'What was published, changed and withdrawn'),
  description: both(
    '按公开台账的顺序，每条信息只列最近一次变化。从 since=0 读起，按 position 依次处理，hasMore 为 false 时留下 next，下次作为 since：副本就与本接口一致。publish 和 change：保存 document，并重新读取 parts 里的名单；withdraw：删除该信息及其名单。关联只给 documentId，所指信息已撤回时按空处理。next 小于 since 说明服务端数据恢复过，请从 0 重新读取。到人到户名单按 meta.personRetentionDays 到期下线，不另列变化：请每天查看一次，列表为空就删除副本中的名单。',
    'In the order of the ledger, each document by its newest change only. Begin with since=0, go through by position, and keep next as the next since when hasMore is false: the copy is then exact. publish and change: store the document and read the lists in parts anew; withdraw: delete the document and its lists. Relations come as documentId; take one to a withdrawn document for null. A next below since means that the data was restored: begin with 0. Lists of persons end by meta.personRetentionDays, which no change tells: look once a day, and delete yours where the list is empty.',
  ),
  parameters: [
    {
      name: 'since',
      in: 'query',
      description: both(
        '上一次回答里的 next，第一次用 0',
        'The last answer’s next; 0 to begin with',
      ),
      schema: { ...POSITION, maximum: 999_999_999_999_999 },
      example: 0,
    },
    {
      name: 'limit',
      in: 'query',
      description: both(
        `一次至多看台账的多少条，默认 ${CHANGES.defaultLimit}，至多 ${CHANGES.limit}`,
        `How many entries of the ledger at a time: ${CHANGES.defaultLimit} unless told, at most ${CHANGES.limit}`,
      ),
      schema: { type: 'integer', minimum: 1, maximum: CHANGES.limit },
      example: 10,
    },
    {
      name: 'type',
      in: 'query',
      description: both('只要这些类型，逗号分隔', 'Only these types, separated by commas'),
      schema: {
        type: 'string',
        pattern: `^(${paths.join('|')})(,(${paths.join('|')})){0,3}$`,
        maxLength: 200,
      },
      example: paths[0],
    },
  ],
  answers: {
    200: {
      description: both('一批变化', 'Changes'),
      content: {
        'application/json': {
          schema: object({
            data: list(ref('Change')),
            meta: object({
              next: POSITION,
              hasMore: { type: 'boolean' },
              personRetentionDays: {
                ...nullable({ type: 'integer', minimum: 1 }),
                description:
                  '资金公开满多少天后到人到户名单下线（不另列变化），null 为不下线 / Days after which a fund’s list of persons goes offline, which no change tells; null for never',
              },
            }),
          }),
          example,
        },
      },
    },
  },
});
