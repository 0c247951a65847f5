import type { Label } from '../../../shared/contracts/editor-desk';
import type { JsonSchema, RouteDescription } from '../../../shared/contracts/public-api';
import { LIMITS, SEARCH_LIMITS } from './constants';
import { COUNT, DAY, DOCUMENT_ID, list, nullable, object, PAGE_META, ref } from './domain/schemas';

const both = (zh: string, en: string): Label => ({ zh, en });
const text: JsonSchema = { type: 'string' };
const YEAR: JsonSchema = { type: 'integer', minimum: 1000, maximum: 9999 };
const ORGANIZATION = { documentId: DOCUMENT_ID, name: text };
const HTML: JsonSchema = {
  type: 'string',
  description:
    'HTML：已转义，只含 <mark>，可直接放进网页 / HTML: escaped, with <mark> and no other element',
};

/** Schemas of the search, by the names of what can be searched. */
export const searchSchemas = (types: readonly string[]): Readonly<Record<string, JsonSchema>> => ({
  SearchResult: object({
    type: { type: 'string', enum: types },
    documentId: {
      ...DOCUMENT_ID,
      description: '名单为所属资金的 / of a list: its fund’s',
    },
    url: { type: 'string', format: 'uri' },
    title: text,
    validity: {
      ...nullable(ref('Coded')),
      description: '效力状态：有效、已废止、已失效 / Whether the document is still in force',
    },
    date: nullable(DAY),
    year: nullable(YEAR),
    organization: nullable(object(ORGANIZATION)),
    highlight: object({ title: HTML, text: nullable(HTML) }),
  }),
  SearchFacets: object({
    type: list(
      object({ value: { type: 'string', enum: types }, label: ref('Label'), count: COUNT }),
    ),
    year: list(object({ value: YEAR, count: COUNT })),
    organization: list(object({ ...ORGANIZATION, count: COUNT })),
  }),
});

/** `GET /api/search`. */
export const searchRoute = (
  types: readonly string[],
  example: { readonly q: string; answer(): Promise<unknown> },
): RouteDescription => {
  const oneOf = `(${types.join('|')})`;
  return {
    method: 'get',
    path: '/api/search',
    id: 'search',
    group: both('搜索', 'Search'),
    summary: both('全文搜索', 'Full text search'),
    description: both(
      '标题中有的在前，其次新的在前。可以只写两个字、拼音（dibao）或拼音首字母（db）；没有完全相符的，就按词查找（isLoosened）。分类计数不受该类自己的筛选影响。',
      'Titles before texts, newer ones before older ones. Two characters are enough; titles are found by pinyin (dibao) and its initials (db) too. Where nothing has the text as typed, its words are searched for (isLoosened). Each facet counts what choosing otherwise would give.',
    ),
    parameters: [
      {
        name: 'q',
        in: 'query',
        isRequired: true,
        description: both(
          `要搜索的文字，至多 ${SEARCH_LIMITS.characters} 个字符、${SEARCH_LIMITS.terms} 个词`,
          `What to search for, at most ${SEARCH_LIMITS.characters} characters and ${SEARCH_LIMITS.terms} words`,
        ),
        schema: { type: 'string', minLength: 1, maxLength: SEARCH_LIMITS.characters },
        example: example.q,
      },
      {
        name: 'type',
        in: 'query',
        description: both('搜索范围，多个之间用逗号', 'What to search, separated by commas'),
        schema: { type: 'string', pattern: `^${oneOf}(,${oneOf}){0,${types.length - 1}}$` },
        example: types[0],
      },
      {
        name: 'year',
        in: 'query',
        description: both('年份', 'Year'),
        schema: { type: 'integer', minimum: 1000, maximum: 2999 },
        example: 2017,
      },
      {
        name: 'organization',
        in: 'query',
        description: both('机构的 documentId 或 slug', 'documentId or slug of an organization'),
        schema: { type: 'string', minLength: 1, maxLength: LIMITS.value },
      },
      {
        name: 'page',
        in: 'query',
        description: both(
          `页码，从 1 起；至多看前 ${SEARCH_LIMITS.depth} 条`,
          `Page, from 1; the first ${SEARCH_LIMITS.depth} results can be looked through`,
        ),
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: Math.floor(SEARCH_LIMITS.depth / LIMITS.pageSize),
        },
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
        description: both('一页结果', 'A page of results'),
        content: {
          'application/json': {
            schema: object({
              data: list(ref('SearchResult')),
              meta: object({
                pagination: PAGE_META,
                facets: ref('SearchFacets'),
                isLoosened: { type: 'boolean' },
              }),
            }),
            example: () => example.answer(),
          },
        },
      },
    },
  };
};
