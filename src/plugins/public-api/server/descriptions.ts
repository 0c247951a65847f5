import type { Label } from '../../../shared/contracts/editor-desk';
import type {
  JsonSchema,
  ParameterDescription,
  PublicSubmission,
  PublicType,
  RouteDescription,
} from '../../../shared/contracts/public-api';
import { ATTACHMENTS, LIMITS } from './constants';
import { FEED_FORMATS, FEED_ITEMS } from './domain/feed';
import { FILE_FORMATS } from './domain/files';
import type { Labels } from './domain/labels';
import type { Model } from './domain/model';
import {
  COUNT,
  DAY,
  DOCUMENT_ID,
  fieldNames,
  filtersName,
  INSTANT,
  list,
  namesSchema,
  nullable,
  object,
  PAGE_META,
  PAGINATION_QUERY,
  populateNames,
  recordMeta,
  ref,
  schemaName,
  sortSchema,
} from './domain/schemas';

type Example = () => Promise<unknown>;

const both = (zh: string, en: string): Label => ({ zh, en });
const json = (schema: JsonSchema, example?: Example) => ({
  'application/json': example ? { schema, example } : { schema },
});
const text: JsonSchema = { type: 'string' };

const STATUS: ParameterDescription = {
  name: 'status',
  in: 'query',
  description: both('只有已公开的版本', 'Only what is published'),
  schema: { type: 'string', enum: ['published'] },
};

const fieldsParameter = (model: Model): ParameterDescription => ({
  name: 'fields',
  in: 'query',
  description: both('要返回的字段，逗号分隔', 'Fields to return, separated by commas'),
  schema: namesSchema(fieldNames(model)),
  example: fieldNames(model).slice(1, 3).join(','),
});

const populateParameter = (model: Model): ParameterDescription[] =>
  populateNames(model).length === 0
    ? []
    : [
        {
          name: 'populate',
          in: 'query',
          description: both(
            '一并返回的组件、附件、关联，逗号分隔，* 为全部；也可写成 populate[名称][fields]=…，至多两层',
            'Components, files and relations to return as well, or *; also populate[name][fields]=…, two levels at most',
          ),
          schema: namesSchema(populateNames(model)),
          example: populateNames(model)[0],
        },
      ];

/** List and record of a public type. */
export const typeRoutes = (
  model: Model,
  labels: Labels,
  /** Whether a withdrawal is told of: rows under a parent go with it. */
  isToldGone: boolean,
  examples: { readonly page: Example; readonly one: Example; readonly id: string | null },
): RouteDescription[] => {
  const label = labels.type(model.uid);
  const name = schemaName(model.path);
  const record = ref(name);
  const withdrawn: RouteDescription['answers'] = isToldGone
    ? { 410: { description: both('已撤回', 'Withdrawn'), content: json(ref('Error')) } }
    : {};
  return [
    {
      method: 'get',
      path: `/api/${model.path}`,
      id: `find${name}`,
      group: label,
      summary: both(`${label.zh}列表`, `List of ${label.en.toLowerCase()}`),
      parameters: [
        {
          name: 'filters',
          in: 'query',
          isDeep: true,
          description: both(
            '筛选条件：filters[字段][$运算]=值',
            'Conditions: filters[field][$operator]=value',
          ),
          schema: ref(filtersName(model)),
          example: { updatedAt: { $gte: '2017-01-01T00:00:00Z' } },
        },
        {
          name: 'sort',
          in: 'query',
          description: both(
            `排序：字段:asc 或 字段:desc，至多 ${LIMITS.sortKeys} 个，默认 ${model.defaultSort}`,
            `Order: field:asc or field:desc, at most ${LIMITS.sortKeys}; ${model.defaultSort} unless told`,
          ),
          schema: sortSchema(fieldNames(model)),
          example: model.defaultSort,
        },
        fieldsParameter(model),
        ...populateParameter(model),
        {
          name: 'pagination',
          in: 'query',
          isDeep: true,
          description: both(
            `page、pageSize（默认 ${LIMITS.defaultPageSize}，至多 ${LIMITS.pageSize}）或 start、limit；很长的列表用 after，从空值开始，以后用上一页的 next；withCount=false 不计总数`,
            `page and pageSize (${LIMITS.defaultPageSize} unless told, at most ${LIMITS.pageSize}), or start and limit; long lists by after: begin with nothing, go on with the last page’s next; withCount=false counts nothing`,
          ),
          schema: PAGINATION_QUERY,
          example: { page: 1, pageSize: 10 },
        },
        STATUS,
      ],
      answers: {
        200: {
          description: both('一页记录', 'A page of records'),
          content: json(object({ data: list(record), meta: ref('ListMeta') }), examples.page),
        },
      },
    },
    {
      method: 'get',
      path: `/api/${model.path}/{idOrSlug}`,
      id: `findOne${name}`,
      group: label,
      summary: both(`一条${label.zh}`, `One of ${label.en.toLowerCase()}`),
      parameters: [
        {
          name: 'idOrSlug',
          in: 'path',
          description: model.hasSlug
            ? both('documentId 或 slug', 'documentId or slug')
            : both('documentId', 'documentId'),
          schema: { type: 'string', minLength: 1, maxLength: LIMITS.value },
          ...(examples.id === null ? {} : { example: examples.id }),
        },
        fieldsParameter(model),
        ...populateParameter(model),
        STATUS,
      ],
      answers: {
        200: {
          description: both('一条记录', 'The record'),
          content: json(object({ data: record, meta: recordMeta(model) }), examples.one),
        },
        ...withdrawn,
      },
    },
  ];
};

/** Feeds of a type. */
export const feedRoutesOf = (
  type: PublicType,
  model: Model,
  labels: Labels,
): RouteDescription[] => {
  const { feed } = type;
  if (!feed) return [];
  const label = labels.type(model.uid);
  const kinds = model.fields.get(feed.kind)?.values ?? [];
  return (Object.keys(FEED_FORMATS) as (keyof typeof FEED_FORMATS)[]).map((format) => {
    const mediaType = FEED_FORMATS[format].mediaType.split(';')[0] ?? '';
    return {
      method: 'get',
      path: `/api/feeds/${model.path}.${format}`,
      id: `feed${schemaName(model.path)}${schemaName(format)}`,
      group: both('订阅', 'Feeds'),
      summary: both(
        `${label.zh}订阅（${format}）`,
        `Feed of ${label.en.toLowerCase()} (${format})`,
      ),
      description: both(
        `最新的 ${FEED_ITEMS} 条。${model.validity ? '类别之外另标效力状态（有效、已废止、已失效）。' : ''}`,
        `The newest ${FEED_ITEMS}.${model.validity ? ' A second category tells whether a document is still in force.' : ''}`,
      ),
      parameters: [
        {
          name: 'kind',
          in: 'query',
          description: both('只要这一类', 'Only of this kind'),
          schema: { type: 'string', enum: kinds },
          example: kinds[0],
        },
        {
          name: 'organization',
          in: 'query',
          description: both(
            '只要这个机构的（documentId 或 slug）',
            'Only of this organization (documentId or slug)',
          ),
          schema: { type: 'string', minLength: 1, maxLength: LIMITS.value },
        },
      ],
      answers: {
        200: {
          description: both('订阅文件', 'The feed'),
          content: {
            [mediaType]: {
              schema:
                format === 'json'
                  ? {
                      type: 'object',
                      properties: { version: text, title: text, items: list({ type: 'object' }) },
                      required: ['version', 'title', 'items'],
                    }
                  : text,
            },
          },
        },
      },
    };
  });
};

const SUBMISSIONS = both('提交', 'Submissions');
const ALTCHA: JsonSchema = {
  type: 'string',
  maxLength: 4_000,
  description:
    '验证结果（ALTCHA），回答 428 时才需要 / solution of a challenge, needed after a 428',
};

const CODE: JsonSchema = { type: 'string', minLength: 1, maxLength: 40 };

const submitRoute = (submission: PublicSubmission, data: JsonSchema): RouteDescription => {
  const { label, example, answer } = submission.description;
  const told = { ...answer, queryCode: '7Q2M4K9XTR' };
  const files = submission.files ?? 0;
  return {
    method: 'post',
    path: `/api/${submission.path}`,
    id: `submit${schemaName(submission.path)}`,
    group: SUBMISSIONS,
    summary: label,
    body: {
      mediaType: 'application/json',
      schema: object({ data, altcha: ALTCHA }, ['data']),
      example: { data: example },
      ...(files === 0
        ? {}
        : {
            alternative: {
              mediaType: 'multipart/form-data',
              schema: object(
                {
                  data: {
                    type: 'string',
                    contentMediaType: 'application/json',
                    contentSchema: data,
                  },
                  altcha: ALTCHA,
                  files: {
                    type: 'array',
                    maxItems: files,
                    items: { type: 'string', format: 'binary' },
                    description: `${Object.values(ATTACHMENTS.types).join(', ')}, ${ATTACHMENTS.maxBytes} bytes`,
                  },
                },
                ['data'],
              ),
            },
          }),
    },
    answers: {
      201: {
        description: both('已收到，请保存编号和查询码', 'Received; keep number and query code'),
        content: json(
          object({ data: object(Object.fromEntries(Object.keys(told).map((key) => [key, text]))) }),
          () => Promise.resolve({ data: told }),
        ),
      },
      428: {
        description: both('请先完成验证', 'A challenge is to be solved first'),
        content: json(ref('Error')),
      },
    },
  };
};

const trackRoute = (
  { path, tracking, description }: PublicSubmission,
  told: Readonly<Record<string, JsonSchema>>,
): RouteDescription => ({
  method: 'post',
  path: `/api/${path}/track`,
  id: `track${schemaName(path)}`,
  group: SUBMISSIONS,
  summary: both(`查询办理情况：${description.label.zh}`, `How it stands: ${description.label.en}`),
  body: {
    mediaType: 'application/json',
    schema: object({ data: object({ number: CODE, queryCode: CODE }) }),
    example: {
      data: { number: description.answer[tracking.number], queryCode: '7Q2M4K9XTR' },
    },
  },
  answers: {
    200: {
      description: both('办理情况', 'How it stands'),
      content: json(object({ data: object(told) })),
    },
  },
});

/** `POST` of a submission, and of the question how it stands, which is answered with `told`. */
export const submissionRoutesOf = (
  submission: PublicSubmission,
  data: JsonSchema,
  told: Readonly<Record<string, JsonSchema>>,
): RouteDescription[] => [submitRoute(submission, data), trackRoute(submission, told)];

const OPEN_DATA = both('开放数据', 'Open data');

const setId = (ids: readonly string[]): ParameterDescription => ({
  name: 'id',
  in: 'path',
  description: both('数据集', 'Data set'),
  schema: { type: 'string', enum: ids },
  example: ids[0],
});

const checksum: JsonSchema = nullable({ type: 'string', pattern: '^[0-9a-f]{64}$' });

/** Schemas of this file's routes. */
export const OWN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  DataSet: object({
    id: text,
    url: {
      type: 'string',
      format: 'uri',
      description: '本数据集自己的地址 / Address of the data set’s own page',
    },
    name: ref('Label'),
    description: ref('Label'),
    keywords: list(ref('Label')),
    publisher: text,
    licence: object({ name: text, url: { type: 'string', format: 'uri' } }),
    lastChange: {
      ...nullable(INSTANT),
      description:
        '最近一次变更：修改、公开、撤回、到期下线，绝不早于实际变化；指标按天计算，不早于当天零点 / When what it shows last changed, withdrawals and the end of retention included; never too early. Figures are as of the day',
    },
    rows: nullable(COUNT),
    key: list(text),
    columns: list(
      object({
        name: text,
        type: {
          type: 'string',
          enum: ['text', 'enumeration', 'integer', 'decimal', 'boolean', 'date', 'datetime'],
        },
        label: ref('Label'),
        hint: nullable(ref('Label')),
        values: list(ref('Coded')),
      }),
    ),
    files: list(
      object({
        format: { type: 'string', enum: Object.keys(FILE_FORMATS) },
        mediaType: text,
        url: { type: 'string', format: 'uri' },
        bytes: nullable(COUNT),
        sha256: {
          ...checksum,
          description:
            'SHA-256；很大的数据集在目录里可能为 null，请查看它自己的 url；行数很多的 XLSX 在有人下载后才有 / Null in the catalogue for a very large set until its own page (url) is asked for; of a large workbook once somebody has fetched it',
        },
      }),
    ),
  }),
  CatalogueEntry: object({
    documentId: DOCUMENT_ID,
    url: { type: 'string', format: 'uri' },
    indexNumber: { ...nullable(text), description: '索引号' },
    name: { ...nullable(text), description: '名称' },
    summary: { ...nullable(text), description: '内容概述' },
    formedOn: { ...nullable(DAY), description: '生成日期' },
    organization: nullable(object({ documentId: DOCUMENT_ID, name: text })),
    subject: nullable(ref('Coded')),
    kind: nullable(ref('Coded')),
    validity: nullable(ref('Coded')),
    changedAt: INSTANT,
    correctedAt: {
      ...nullable(INSTANT),
      description:
        '最近一次更正，null 为没有更正过 / When its public content was last corrected, null for never',
    },
  }),
  Health: object({
    database: { type: 'string', enum: ['up', 'down'] },
    queue: { type: 'string', enum: ['up', 'down'] },
  }),
};

/** Catalogue, open data, sitemap, documentation and health. */
export const fixedRoutes = (told: {
  readonly dataSets: readonly string[];
  readonly kinds: readonly string[];
  readonly subjects: readonly string[];
  readonly entries: Example;
}): RouteDescription[] => [
  {
    method: 'get',
    path: '/api/catalogue',
    id: 'findCatalogue',
    group: both('信息公开目录', 'Information catalogue'),
    summary: both('政府信息公开目录', 'Information catalogue'),
    description: both(
      '《政府信息公开条例》第十二条的目录：索引号、名称、内容概述、生成日期，最新的在前。',
      'The catalogue of article 12 of the regulation: index number, name, summary, date; newest first.',
    ),
    parameters: [
      {
        name: 'kind',
        in: 'query',
        description: both('类别', 'Kind'),
        schema: { type: 'string', enum: told.kinds },
        example: told.kinds[0],
      },
      {
        name: 'subject',
        in: 'query',
        description: both('公开依据（条例的条款）', 'Item of the regulation'),
        schema: { type: 'string', enum: told.subjects },
        example: told.subjects[0],
      },
      {
        name: 'organization',
        in: 'query',
        description: both('机构的 documentId 或 slug', 'documentId or slug of an organization'),
        schema: { type: 'string', minLength: 1, maxLength: LIMITS.value },
      },
      {
        name: 'year',
        in: 'query',
        description: both('生成日期的年份', 'Year of the date'),
        schema: { type: 'integer', minimum: 1000, maximum: 2999 },
        example: 2017,
      },
      {
        name: 'page',
        in: 'query',
        description: both('页码，从 1 起', 'Page, from 1'),
        schema: { type: 'integer', minimum: 1, maximum: 20_000 },
        example: 1,
      },
      {
        name: 'pageSize',
        in: 'query',
        description: both(`每页条数，至多 ${LIMITS.pageSize}`, `At most ${LIMITS.pageSize}`),
        schema: { type: 'integer', minimum: 1, maximum: LIMITS.pageSize },
        example: 10,
      },
    ],
    answers: {
      200: {
        description: both('一页目录', 'A page of entries'),
        content: json(
          object({ data: list(ref('CatalogueEntry')), meta: object({ pagination: PAGE_META }) }),
          told.entries,
        ),
      },
    },
  },
  {
    method: 'get',
    path: '/api/open-data',
    id: 'findDataSets',
    group: OPEN_DATA,
    summary: both('数据集目录', 'Data sets'),
    answers: {
      200: {
        description: both('全部数据集', 'All data sets'),
        content: json(object({ data: list(ref('DataSet')), meta: object({ total: COUNT }) })),
      },
    },
  },
  {
    method: 'get',
    path: '/api/open-data/catalog.jsonld',
    id: 'findDcatCatalogue',
    group: OPEN_DATA,
    summary: both('数据集目录（DCAT-AP）', 'Data sets as DCAT-AP'),
    answers: {
      200: {
        description: both('JSON-LD', 'JSON-LD'),
        content: {
          'application/ld+json': {
            schema: {
              type: 'object',
              properties: { '@type': { const: 'dcat:Catalog' } },
              required: ['@context', '@id', '@type', 'dcat:dataset'],
            },
          },
        },
      },
    },
  },
  {
    method: 'get',
    path: '/api/open-data/{id}',
    id: 'findOneDataSet',
    group: OPEN_DATA,
    summary: both('数据集：字典、行数、校验值', 'A data set: dictionary, rows, checksums'),
    parameters: [setId(told.dataSets)],
    answers: {
      200: {
        description: both('数据集', 'The data set'),
        content: json(object({ data: ref('DataSet'), meta: object({}) })),
      },
    },
  },
  {
    method: 'get',
    path: '/api/open-data/{id}/datapackage.json',
    id: 'findDataPackage',
    group: OPEN_DATA,
    summary: both('数据包说明（Data Package）', 'Data Package'),
    parameters: [setId(told.dataSets)],
    answers: {
      200: {
        description: both('Data Package 或 Fiscal Data Package', 'A (Fiscal) Data Package'),
        content: json({
          type: 'object',
          properties: { profile: text, name: text, resources: list({ type: 'object' }) },
          required: ['profile', 'name', 'resources'],
        }),
      },
    },
  },
  {
    method: 'get',
    path: '/api/open-data/{id}/data.{format}',
    id: 'downloadDataSet',
    group: OPEN_DATA,
    summary: both('下载数据', 'Download'),
    description: both(
      'CSV 为 UTF-8（带 BOM），金额单位为元；以 = + - @ 开头的文字前加撇号，防止被当作公式。同一地址同时下载过多时回答 429，所有人同时下载过多时回答 503。',
      'CSV is UTF-8 with BOM, amounts are yuan; a text that begins with = + - @ gets an apostrophe so that no spreadsheet calculates it. 429 while too many are being sent to one address, 503 while too many to all.',
    ),
    parameters: [
      setId(told.dataSets),
      {
        name: 'format',
        in: 'path',
        description: both('格式', 'Format'),
        schema: { type: 'string', enum: Object.keys(FILE_FORMATS) },
        example: 'csv',
      },
    ],
    answers: {
      200: {
        description: both('文件', 'The file'),
        headers: {
          'Repr-Digest': {
            description: both('已知时给出的 SHA-256（RFC 9530）', 'SHA-256 where it is known'),
            schema: text,
          },
          'X-Row-Count': {
            description: both('已知时给出的行数', 'Number of rows where it is known'),
            schema: COUNT,
          },
        },
        content: Object.fromEntries(
          Object.values(FILE_FORMATS).map(({ mediaType }) => [
            mediaType.split(';')[0] ?? mediaType,
            { schema: text },
          ]),
        ),
      },
    },
  },
  {
    method: 'get',
    path: '/api/challenge',
    id: 'issueChallenge',
    group: SUBMISSIONS,
    summary: both('取得验证（ALTCHA）', 'A challenge (ALTCHA)'),
    answers: {
      200: {
        description: both('十分钟内有效，只能用一次', 'Good for ten minutes and one submission'),
        content: json(
          object({
            parameters: object({
              algorithm: text,
              nonce: text,
              salt: text,
              cost: COUNT,
              keyLength: COUNT,
              keyPrefix: text,
              expiresAt: COUNT,
            }),
            signature: text,
          }),
        ),
      },
    },
  },
  {
    method: 'get',
    path: '/sitemap.xml',
    id: 'findSitemap',
    group: both('订阅', 'Feeds'),
    summary: both('网站地图', 'Sitemap'),
    answers: {
      200: {
        description: both('各部分的地址', 'Addresses of its parts'),
        content: { 'application/xml': { schema: text } },
      },
    },
  },
  {
    method: 'get',
    path: '/sitemaps/{part}',
    id: 'findSitemapPart',
    group: both('订阅', 'Feeds'),
    summary: both('网站地图的一部分', 'Part of the sitemap'),
    parameters: [
      {
        name: 'part',
        in: 'path',
        description: both('名称，取自 /sitemap.xml', 'Its name, from /sitemap.xml'),
        schema: { type: 'string', pattern: '^[a-z-]+-[1-9]\\d{0,3}\\.xml$' },
        example: 'organizations-1.xml',
      },
    ],
    answers: {
      200: {
        description: both('至多 50,000 个地址', 'At most 50,000 addresses'),
        content: { 'application/xml': { schema: text } },
      },
    },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    id: 'findOpenApi',
    group: both('说明', 'Documentation'),
    summary: both('本接口的 OpenAPI 3.1 文档', 'This document'),
    answers: {
      200: {
        description: both('OpenAPI 3.1', 'OpenAPI 3.1'),
        content: json({ type: 'object', required: ['openapi', 'info', 'paths'] }),
      },
    },
  },
  {
    method: 'get',
    path: '/api/docs',
    id: 'findDocs',
    group: both('说明', 'Documentation'),
    summary: both('接口参考（网页）', 'Reference page'),
    answers: {
      200: {
        description: both('网页', 'A page'),
        content: { 'text/html': { schema: text } },
      },
    },
  },
  {
    method: 'get',
    path: '/api/health/ready',
    id: 'findHealth',
    group: both('说明', 'Documentation'),
    summary: both('能否提供服务', 'Whether the service is ready'),
    answers: {
      200: {
        description: both('可以', 'Ready'),
        content: json(ref('Health'), () => Promise.resolve({ database: 'up', queue: 'up' })),
      },
      503: { description: both('不能', 'Not ready'), content: json(ref('Health')) },
    },
  },
];
