import type { JsonSchema } from '../../../../shared/contracts/public-api';
import { LIMITS, MEDIA_FIELDS } from '../constants';
import { operatorsOf } from './filters';
import type { Labels } from './labels';
import type { Catalogue, ComponentModel, Field, Model } from './model';

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

/** A JSON object with these properties and no others. */
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

export const INSTANT: JsonSchema = { type: 'string', format: 'date-time' };
export const DAY: JsonSchema = { type: 'string', format: 'date' };
export const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
export const DOCUMENT_ID: JsonSchema = { type: 'string', pattern: '^[a-z0-9]{1,60}$' };

/** `funds` -> `Funds`, `fund-allocations` -> `FundAllocations`. */
export const schemaName = (path: string): string =>
  path
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Values that a field has when it isn't blank. */
const valueSchema = (field: Field): JsonSchema => {
  switch (field.type) {
    case 'enumeration':
      return { type: 'string', enum: field.values };
    case 'integer':
      return { type: 'integer' };
    case 'decimal':
      return {
        type: 'string',
        pattern: field.scale === 0 ? '^-?\\d+$' : `^-?\\d+\\.\\d{${field.scale}}$`,
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return DAY;
    case 'datetime':
      return INSTANT;
    case 'text':
      return field.name === 'documentId' ? DOCUMENT_ID : { type: 'string' };
  }
};

/** What an attribute of Strapi's holds: enumeration, date, time, otherwise text. */
export const attributeSchema = (
  attribute: { readonly type: string; readonly enum?: readonly string[] } | undefined,
): JsonSchema => {
  switch (attribute?.type) {
    case 'enumeration':
      return { type: 'string', enum: attribute.enum };
    case 'date':
      return DAY;
    case 'datetime':
      return INSTANT;
    default:
      return { type: 'string' };
  }
};

const described = (schema: JsonSchema, zh: string, en: string): JsonSchema => ({
  ...schema,
  description: `${zh} / ${en}`,
});

const fieldSchema = (uid: string, field: Field, labels: Labels): JsonSchema => {
  const { zh, en, values } = labels.field(uid, field.name);
  const value = valueSchema(field);
  const meanings = field.values.map((code) => `${code}: ${values?.[code]?.zh ?? code}`).join('; ');
  const names = meanings ? `${zh} / ${en}. ${meanings}` : `${zh} / ${en}`;
  return field.name === 'documentId'
    ? { ...value, description: names }
    : { ...nullable(value), description: names };
};

const componentSchema = (component: ComponentModel, labels: Labels): JsonSchema => {
  const one = object(
    {
      ...Object.fromEntries(
        [...component.fields.values()].map((field) => [
          field.name,
          fieldSchema(component.uid, field, labels),
        ]),
      ),
      ...Object.fromEntries(
        [...component.media].map(([name, { isMultiple }]) => [
          name,
          isMultiple ? list(ref('File')) : nullable(ref('File')),
        ]),
      ),
    },
    [],
  );
  return component.isRepeatable ? list(one) : nullable(one);
};

/** A record as it is answered: what wasn't selected or populated is missing, all else is there. */
export const recordSchema = (model: Model, catalogue: Catalogue, labels: Labels): JsonSchema => {
  const label = (name: string, schema: JsonSchema): [string, JsonSchema] => {
    const { zh, en } = labels.field(model.uid, name);
    return [name, described(schema, zh, en)];
  };
  const properties = Object.fromEntries([
    ...[...model.fields.values()].map((field): [string, JsonSchema] => [
      field.name,
      fieldSchema(model.uid, field, labels),
    ]),
    ...[...model.components].map(([name, component]) =>
      label(name, componentSchema(component, labels)),
    ),
    ...[...model.media].map(([name, { isMultiple }]) =>
      label(name, isMultiple ? list(ref('File')) : nullable(ref('File'))),
    ),
    ...[...model.relations].flatMap(([name, uid]) => {
      const target = catalogue.get(uid);
      return target ? [label(name, nullable(ref(schemaName(target.path))))] : [];
    }),
  ]);
  const { zh, en } = labels.type(model.uid);
  return described(object(properties, ['documentId']), zh, en);
};

/** Text of a query that the database takes for a value of the field. */
const queryValue = (field: Field): JsonSchema => {
  switch (field.type) {
    case 'enumeration':
      return { type: 'string', enum: field.values };
    case 'integer':
      return { type: 'integer', minimum: -2_147_483_647, maximum: 2_147_483_647 };
    case 'decimal':
      return { type: 'string', pattern: '^-?\\d{1,16}(\\.\\d{1,6})?$' };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return DAY;
    case 'datetime':
      return INSTANT;
    case 'text':
      return { type: 'string', minLength: 1, maxLength: LIMITS.value };
  }
};

/** Operators of a field, as `filters[field][$gte]=…` has them. */
const conditionSchema = (field: Field): JsonSchema => {
  const value = queryValue(field);
  const operators = operatorsOf(field.type).map((operator): [string, JsonSchema] => {
    if (operator === 'null' || operator === 'notNull') return [`$${operator}`, { type: 'boolean' }];
    if (operator === 'between')
      return ['$between', { type: 'array', items: value, minItems: 2, maxItems: 2 }];
    if (operator === 'in' || operator === 'notIn')
      return [
        `$${operator}`,
        { type: 'array', items: value, minItems: 1, maxItems: LIMITS.values },
      ];
    return [`$${operator}`, value];
  });
  return {
    anyOf: [
      value,
      { ...object(Object.fromEntries(operators), []), minProperties: 1, maxProperties: 4 },
    ],
  };
};

/** Filters of a type: its public fields and relations, and groups of them. */
export const filtersSchema = (model: Model, catalogue: Catalogue): JsonSchema => {
  const own = filtersName(model);
  const group = { type: 'array', items: ref(own), minItems: 1, maxItems: 3 };
  return {
    ...object(
      {
        ...Object.fromEntries(
          [...model.fields.values()].map((field) => [field.name, conditionSchema(field)]),
        ),
        ...Object.fromEntries(
          [...model.relations].flatMap(([name, uid]) => {
            const target = catalogue.get(uid);
            return target ? [[name, ref(filtersName(target))]] : [];
          }),
        ),
        $and: group,
        $or: group,
        $not: ref(own),
      },
      [],
    ),
    minProperties: 1,
    maxProperties: 5,
    description: `至多 ${LIMITS.conditions} 个条件、${LIMITS.filterDepth} 层关联 / At most ${LIMITS.conditions} conditions and ${LIMITS.filterDepth} relations deep`,
  };
};

export const filtersName = ({ path }: Pick<Model, 'path'>): string => `${schemaName(path)}Filters`;

/** Names of the type's fields that `fields` and `sort` take. */
export const fieldNames = (model: Model): string[] => [...model.fields.keys()];

/** Names that `populate` takes. */
export const populateNames = (model: Model): string[] => [
  ...model.components.keys(),
  ...model.media.keys(),
  ...model.relations.keys(),
];

const oneOf = (names: readonly string[]): string => `(${names.join('|')})`;

/** `a,b`: at least one of the names. */
export const namesSchema = (names: readonly string[]): JsonSchema => ({
  type: 'string',
  pattern: `^(\\*|${oneOf(names)}(,${oneOf(names)})*)$`,
});

export const sortSchema = (names: readonly string[]): JsonSchema => {
  const key = `${oneOf(names)}(:(asc|desc))?`;
  return { type: 'string', pattern: `^${key}(,${key}){0,${LIMITS.sortKeys - 1}}$` };
};

export const PAGINATION_QUERY: JsonSchema = {
  anyOf: [
    object(
      {
        page: { type: 'integer', minimum: 1, maximum: 20_000 },
        pageSize: { type: 'integer', minimum: 1, maximum: LIMITS.pageSize },
        withCount: { type: 'boolean' },
      },
      [],
    ),
    object(
      {
        start: { type: 'integer', minimum: 0, maximum: LIMITS.offset },
        limit: { type: 'integer', minimum: 1, maximum: LIMITS.pageSize },
        withCount: { type: 'boolean' },
      },
      [],
    ),
    object(
      {
        after: { type: 'string', maxLength: 6000, examples: [''] },
        pageSize: { type: 'integer', minimum: 1, maximum: LIMITS.pageSize },
        withCount: { type: 'boolean' },
      },
      ['after'],
    ),
  ],
};

/** What a record's `meta` tells: of a document also when it was last corrected. */
export const recordMeta = (model: Model): JsonSchema =>
  model.hasDraft ? object({ correctedAt: nullable(INSTANT) }) : object({});

export const PAGE_META: JsonSchema = object({
  page: { type: 'integer', minimum: 1 },
  pageSize: { type: 'integer', minimum: 1 },
  pageCount: COUNT,
  total: COUNT,
});

const LIST_META: JsonSchema = object(
  {
    page: { type: 'integer', minimum: 1 },
    pageSize: { type: 'integer', minimum: 1 },
    pageCount: COUNT,
    start: COUNT,
    limit: { type: 'integer', minimum: 1 },
    next: nullable({ type: 'string' }),
    total: COUNT,
  },
  [],
);

const text: JsonSchema = { type: 'string' };

/** Schemas that every document has. */
export const COMMON_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Error: object({
    data: { type: 'null' },
    error: object(
      {
        status: { type: 'integer' },
        name: text,
        message: text,
        details: { type: 'object' },
      },
      ['status', 'name', 'message'],
    ),
  }),
  File: object(
    {
      ...Object.fromEntries(
        MEDIA_FIELDS.map((name) => [
          name,
          nullable(['size', 'width', 'height'].includes(name) ? { type: 'number' } : text),
        ]),
      ),
      url: {
        ...nullable(text),
        description:
          '文件地址，公开期间才能打开 / Address of the file, which is there while something public holds it',
      },
    },
    [],
  ),
  Label: object({ zh: text, en: text }),
  Coded: object({ value: text, label: ref('Label') }),
  ListMeta: object({ pagination: LIST_META }),
};
