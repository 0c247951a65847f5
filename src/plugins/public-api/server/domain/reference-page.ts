interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: unknown;
  readonly example?: unknown;
}

interface Content {
  readonly schema: unknown;
  readonly example?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }
    >
  >;
}

/** The parts of an OpenAPI document that the page shows. */
export interface PageSource {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);

const anchor = (text: string): string =>
  encodeURIComponent(text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, ''));

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** A schema in a few words, with links to named ones. */
const typeOf = (value: unknown): string => {
  if (!isSchema(value)) return '';
  const { $ref, anyOf, type, items, format, pattern } = value;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return `<a href="#schema-${anchor(name)}">${escape(name)}</a>`;
  }
  if (Array.isArray(anyOf)) return anyOf.map(typeOf).filter(Boolean).join(' | ');
  if (Array.isArray(value['enum'])) {
    const texts = value['enum'].map(String);
    return texts.map((text) => `<code>${escape(text)}</code>`).join(' ');
  }
  if ('const' in value) return `<code>${escape(String(value['const']))}</code>`;
  if (type === 'array') return `${typeOf(items)}[]`;
  const name = typeof type === 'string' ? type : '';
  if (typeof format === 'string') return `${name} (${escape(format)})`;
  return typeof pattern === 'string' && pattern.length < 60
    ? `${name} <code>${escape(pattern)}</code>`
    : name;
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<div class="wide"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</tbody></table></div>`;

const exampleText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return text.length > 6000 ? `${text.slice(0, 6000)}\n…` : text;
};

const example = (title: string, value: unknown): string =>
  value === undefined
    ? ''
    : `<details><summary>${title}</summary><pre><code>${escape(exampleText(value))}</code></pre></details>`;

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** `a[b]=c` of a nested value. */
const queryOf = (name: string, value: unknown): string[] =>
  isSchema(value)
    ? Object.entries(value).flatMap(([key, inner]) => queryOf(`${name}[${key}]`, inner))
    : [`${name}=${encodeURIComponent(String(value))}`];

/** A call that works, from the parameters' examples. */
const call = (server: string, method: string, path: string, operation: Operation): string => {
  const parameters = operation.parameters ?? [];
  const filled = parameters
    .filter((one) => one.in === 'path')
    .reduce(
      (address, { name, example: value }) =>
        address.replace(`{${name}}`, encodeURIComponent(plain(value ?? name))),
      path,
    );
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required || one.name === 'fields'))
    .flatMap(({ name, example: value }) => (value === undefined ? [] : queryOf(name, value)));
  const url = `${server}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  if (method === 'get') return `curl -g '${url}'`;
  const [body] = Object.entries(operation.requestBody?.content ?? {});
  return `curl -X ${method.toUpperCase()} -H 'Content-Type: ${body?.[0] ?? ''}' -d '${JSON.stringify(body?.[1].example ?? {})}' '${url}'`;
};

const answers = (operation: Operation): string => {
  const told = Object.entries(operation.responses).filter(([, { description }]) => description);
  const rows = told.map(([status, { description = '', content = {} }]) => [
    status,
    escape(description),
    Object.entries(content)
      .map(([mediaType, { schema }]) => `${escape(mediaType)} ${typeOf(schema)}`)
      .join('<br>'),
  ]);
  const examples = told.flatMap(([status, { content = {} }]) =>
    Object.values(content).map((one) => example(`${status} 示例 Example`, one.example)),
  );
  return `<h4>回答 Answers</h4>${table(['状态 Status', '说明 Meaning', '内容 Content'], rows)}${examples.join('')}`;
};

const operationHtml = (
  server: string,
  path: string,
  method: string,
  operation: Operation,
): string => {
  const parameters = (operation.parameters ?? []).map((one) => [
    `<code>${escape(one.name)}</code>${one.required ? ' *' : ''}`,
    escape(one.in),
    typeOf(one.schema),
    escape(one.description ?? ''),
    one.example === undefined
      ? ''
      : `<code>${escape(isSchema(one.example) ? queryOf(one.name, one.example).join('&') : plain(one.example))}</code>`,
  ]);
  const body = Object.entries(operation.requestBody?.content ?? {}).map(
    ([mediaType, { schema }]) =>
      mediaType === 'multipart/form-data'
        ? `<p><code>${mediaType}</code></p>${properties(schema)}`
        : properties(
            isSchema(schema)
              ? ((schema['properties'] as Schema | undefined)?.['data'] ?? schema)
              : schema,
          ),
  );
  return `<section id="${anchor(operation.operationId)}"><h3><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code></h3><p>${escape(operation.summary)}</p>${
    operation.description ? `<p>${escape(operation.description)}</p>` : ''
  }${parameters.length > 0 ? '<h4>参数 Parameters</h4>' : ''}${table(
    ['名称 Name', '位置 In', '类型 Type', '说明 Meaning', '示例 Example'],
    parameters,
  )}${body.length > 0 ? `<h4>正文 Body: data</h4>${body.join('')}` : ''}<pre><code>${escape(
    call(server, method, path, operation),
  )}</code></pre>${answers(operation)}</section>`;
};

const properties = (schema: unknown): string => {
  if (!isSchema(schema) || !isSchema(schema['properties'])) return `<p>${typeOf(schema)}</p>`;
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  return table(
    ['名称 Name', '类型 Type', '说明 Meaning'],
    Object.entries(schema['properties']).map(([name, value]) => [
      `<code>${escape(name)}</code>${required.includes(name) ? ' *' : ''}`,
      typeOf(value),
      isSchema(value) && typeof value['description'] === 'string'
        ? escape(value['description'])
        : '',
    ]),
  );
};

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif; margin: 0; }
main, header, nav { max-width: 68rem; margin: 0 auto; padding: 1rem; }
nav ul { columns: 18rem; padding-left: 1.2rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 3rem; }
section { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: 0 1rem 1rem; }
.method { background: #1a6; border-radius: .25rem; color: #fff; font-size: .8em; padding: .1rem .4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9em; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
pre { background: var(--soft); border-radius: .25rem; overflow-x: auto; padding: .6rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
`;

/** The document as a page that needs no script and nothing from elsewhere. */
export const referencePage = (source: PageSource): string => {
  const server = source.servers[0]?.url ?? '';
  const operations = Object.entries(source.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = source.tags.map(({ name }) => ({
    name,
    of: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const contents = groups
    .map(({ name }) => `<li><a href="#group-${anchor(name)}">${escape(name)}</a></li>`)
    .join('');
  const body = groups
    .map(
      ({ name, of }) =>
        `<h2 id="group-${anchor(name)}">${escape(name)}</h2>${of
          .map(({ path, method, operation }) => operationHtml(server, path, method, operation))
          .join('')}`,
    )
    .join('');
  const schemas = Object.entries(source.components.schemas)
    .map(
      ([name, schema]) =>
        `<section id="schema-${anchor(name)}"><h3>${escape(name)}</h3>${properties(schema)}</section>`,
    )
    .join('');
  const paragraphs = source.info.description
    .split('\n\n')
    .map((paragraph) => `<p>${escape(paragraph)}</p>`)
    .join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(source.info.title)}</title><style>${STYLE}</style></head><body><header><h1>${escape(source.info.title)}</h1>${paragraphs}<p><a href="openapi.json">OpenAPI 3.1</a> · <a href="open-data">开放数据 Open data</a></p></header><nav aria-label="目录 Contents"><ul>${contents}<li><a href="#schemas">数据结构 Schemas</a></li></ul></nav><main>${body}<h2 id="schemas">数据结构 Schemas</h2>${schemas}</main></body></html>`;
};
