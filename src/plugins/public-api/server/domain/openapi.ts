import type { Label } from '../../../../shared/contracts/editor-desk';
import type {
  AnswerDescription,
  JsonSchema,
  ParameterDescription,
  RouteDescription,
} from '../../../../shared/contracts/public-api';

/** Text for both readers. */
export const bilingual = ({ zh, en }: Label): string => (zh === en ? zh : `${zh} / ${en}`);

const ERRORS: Readonly<Record<number, Label>> = {
  400: { zh: '参数或填写有误', en: 'A parameter or field is wrong' },
  404: { zh: '没有，或者未公开', en: 'Not there, or not public' },
  413: { zh: '提交的内容过长', en: 'The body is too long' },
  415: { zh: '不接受这种格式的正文', en: 'Not a form of body that is taken' },
  429: { zh: '请求过于频繁，请按 Retry-After 重试', en: 'Too many requests; see Retry-After' },
  500: { zh: '服务器出错', en: 'The server failed' },
  503: { zh: '暂时繁忙，请按 Retry-After 重试', en: 'Busy; see Retry-After' },
};

const parameter = (one: ParameterDescription): Readonly<Record<string, unknown>> => ({
  name: one.name,
  in: one.in,
  description: bilingual(one.description),
  ...(one.in === 'path' || one.isRequired ? { required: true } : {}),
  ...(one.isDeep ? { style: 'deepObject', explode: true } : {}),
  schema: one.schema,
  ...(one.example === undefined ? {} : { example: one.example }),
});

const answer = async (one: AnswerDescription): Promise<Readonly<Record<string, unknown>>> => {
  const content: Record<string, unknown> = {};
  for (const [mediaType, { schema, example }] of Object.entries(one.content ?? {})) {
    const value = example ? await example() : undefined;
    content[mediaType] = { schema, ...(value === undefined ? {} : { example: value }) };
  }
  return {
    description: bilingual(one.description),
    ...(one.headers
      ? {
          headers: Object.fromEntries(
            Object.entries(one.headers).map(([name, { description, schema }]) => [
              name,
              { description: bilingual(description), schema },
            ]),
          ),
        }
      : {}),
    ...(one.content ? { content } : {}),
  };
};

const operation = async (route: RouteDescription): Promise<Readonly<Record<string, unknown>>> => {
  const responses: Record<string, unknown> = {};
  for (const [status, told] of Object.entries(route.answers))
    responses[status] = await answer(told);
  for (const status of Object.keys(ERRORS))
    responses[status] ??= { $ref: `#/components/responses/Error${status}` };
  return {
    operationId: route.id,
    tags: [bilingual(route.group)],
    summary: bilingual(route.summary),
    ...(route.description ? { description: bilingual(route.description) } : {}),
    ...(route.parameters?.length ? { parameters: route.parameters.map(parameter) } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: {
              [route.body.mediaType]: { schema: route.body.schema, example: route.body.example },
              ...(route.body.alternative
                ? { [route.body.alternative.mediaType]: { schema: route.body.alternative.schema } }
                : {}),
            },
          },
        }
      : {}),
    responses,
  };
};

/** An OpenAPI 3.1 document of the routes, in their order. @throws Error where two share a name */
export const openApi = async (
  routes: readonly RouteDescription[],
  schemas: Readonly<Record<string, JsonSchema>>,
  site: { url: string; publisher: string; licence: { name: string; url: string } },
): Promise<Readonly<Record<string, unknown>>> => {
  const paths: Record<string, Record<string, unknown>> = {};
  const ids = new Set<string>();
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    if (ids.has(route.id) || route.method in path)
      throw new Error(`public-api: ${route.id} is described twice`);
    ids.add(route.id);
    path[route.method] = await operation(route);
  }
  const groups = [...new Set(routes.map(({ group }) => bilingual(group)))];
  return {
    openapi: '3.1.0',
    info: {
      title: '政府信息公开内容接口 / Government information disclosure API',
      version: '1.0.0',
      description:
        '只有已公开的信息，无需登录。写法与 Strapi 5 相同。金额是两位小数的文字，单位为元；日期是北京时间的日期，时间是 UTC。\n\nPublished information only, without sign-in, in the syntax of Strapi 5. Amounts are texts with two decimals, in yuan; dates are days in Asia/Shanghai, times are UTC.',
      contact: { name: site.publisher, url: site.url },
      license: { name: site.licence.name, url: site.licence.url },
    },
    servers: [{ url: site.url }],
    tags: groups.map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: Object.fromEntries(
        Object.entries(ERRORS).map(([status, description]) => [
          `Error${status}`,
          {
            description: bilingual(description),
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        ]),
      ),
    },
  };
};
