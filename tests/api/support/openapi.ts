import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import qs from 'qs';

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly style?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

export interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

export const routesOf = (document: OpenApiDocument): Route[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const lastOf = (ref: string): string => ref.split('/').at(-1) ?? '';

/** Checks answers against the document. */
export const createJudge = (document: OpenApiDocument) => {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'https://document.test/', ...document });
  const inDocument = (schema: Schema): Schema =>
    JSON.parse(
      JSON.stringify(schema).replaceAll('"#/components/', '"https://document.test/#/components/'),
    ) as Schema;
  const compiled = new Map<Schema, ReturnType<typeof ajv.compile>>();
  const errorsOf = (schema: Schema, value: unknown): string | null => {
    const validate = compiled.get(schema) ?? ajv.compile(inDocument(schema));
    compiled.set(schema, validate);
    return validate(value) ? null : ajv.errorsText(validate.errors);
  };
  return {
    errorsOf,

    /** What is wrong with an answer; null for nothing. */
    verdict(
      { operation }: Route,
      answer: { status: number; type: string; text: string },
    ): string | null {
      const told = operation.responses[String(answer.status)];
      if (!told) return `status ${answer.status} is not described`;
      const response = told.$ref ? document.components.responses[lastOf(told.$ref)] : told;
      const mediaType = answer.type.split(';')[0]?.trim() ?? '';
      const media = response?.content?.[mediaType];
      if (!media) return `${answer.status} ${mediaType} is not described`;
      const isJson = /[/+](json|feed\+json)$|\+json$/.test(mediaType);
      return errorsOf(media.schema, isJson ? JSON.parse(answer.text) : answer.text);
    },
  };
};

const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('区财政局', '%', '_', '\\', "'", '$eq', 'a,b', '2017-01', '＝1+1', '﷽'),
);

/** Up to now: some routes know no future. */
const DAY_TEXT = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString());

/** Values that a schema allows, few and small. */
export const valuesOf = (
  document: OpenApiDocument,
  schema: Schema,
  depth = 0,
): fc.Arbitrary<unknown> => {
  const inner = (value: unknown, deeper = 1) => valuesOf(document, value as Schema, depth + deeper);
  const { $ref, anyOf, type, format, pattern } = schema;
  if (typeof $ref === 'string')
    return inner(document.components.schemas[lastOf($ref)] ?? { type: 'null' });
  if (Array.isArray(anyOf)) {
    const some = anyOf as Schema[];
    return fc.oneof(...some.map((one) => inner(one, 0)));
  }
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (Array.isArray(schema['examples']))
    return fc.constantFrom(...(schema['examples'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  switch (type) {
    case 'integer':
      return fc.integer({
        min: (schema['minimum'] as number | undefined) ?? -1000,
        max: (schema['maximum'] as number | undefined) ?? 1000,
      });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const least = (schema['minItems'] as number | undefined) ?? 0;
      return fc.array(inner(schema['items']), { minLength: least, maxLength: Math.max(least, 2) });
    }
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
      const required = (schema['required'] ?? []) as string[];
      const least = (schema['minProperties'] as number | undefined) ?? 0;
      const nested = (name: string) => {
        const property = properties[name] ?? {};
        return '$ref' in property || 'items' in property;
      };
      const names = Object.keys(properties).filter((name) => depth < 5 || !nested(name));
      const optional = names.filter((name) => !required.includes(name));
      const count = { minLength: Math.min(least, optional.length), maxLength: 2 };
      return fc
        .subarray(optional, { ...count, maxLength: Math.min(2, optional.length) })
        .chain((chosen) =>
          fc.record(
            Object.fromEntries(
              [...required, ...chosen].map((name) => [name, inner(properties[name])]),
            ),
          ),
        );
    }
    default:
      if (format === 'date') return DAY_TEXT.map((day) => day.slice(0, 10));
      if (format === 'date-time') return DAY_TEXT;
      if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
      return TEXT;
  }
};

/** Anything at all that can stand in a query string. */
const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '',
    'null',
    '-1',
    '1e309',
    '9'.repeat(40),
    'x'.repeat(500),
    '\u0000',
    "'; select 1 --",
    '../..',
    '__proto__',
    'constructor',
    '%00',
  ),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
  fc.dictionary(
    fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('$eq', '$gt', '$or', '$and', '$not', '$in', '$null', 'idNumber', 'fields'),
    ),
    fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
      fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 2 }),
    ),
    { maxKeys: 3 },
  ),
);

export interface Call {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

const split = (
  parameters: readonly Parameter[],
  values: Readonly<Record<string, unknown>>,
): Call => {
  const of = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === place && one.name in values)
        .map(({ name }) => [name, values[name]]),
    );
  return { path: of('path'), query: of('query') };
};

/** Calls with values that the document allows. */
export const validCalls = (document: OpenApiDocument, { operation }: Route): fc.Arbitrary<Call> => {
  const parameters = operation.parameters ?? [];
  const isNeeded = (one: Parameter) => one.in === 'path' || one.required === true;
  return fc
    .record(
      Object.fromEntries(parameters.map((one) => [one.name, valuesOf(document, one.schema)])),
      { requiredKeys: parameters.filter(isNeeded).map(({ name }) => name) },
    )
    .map((values) => split(parameters, values));
};

/** Calls with junk in some parameters, known and unknown. */
export const junkCalls = (document: OpenApiDocument, route: Route): fc.Arbitrary<Call> => {
  const names = (route.operation.parameters ?? [])
    .filter((one) => one.in === 'query')
    .map(({ name }) => name);
  const path = Object.fromEntries(
    (route.operation.parameters ?? [])
      .filter((one) => one.in === 'path')
      .map(({ name }) => [name, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })]),
  );
  const unknown = [
    '_q',
    'locale',
    'where',
    'publicationFilter',
    'status',
    'x',
    'filters',
    'populate',
  ];
  return fc
    .tuple(
      validCalls(document, route),
      fc.dictionary(fc.constantFrom(...names, ...unknown), JUNK, { minKeys: 1, maxKeys: 3 }),
      fc.record(path),
      fc.boolean(),
    )
    .map(([valid, junk, places, hasPlaces]) => ({
      path: hasPlaces ? places : valid.path,
      query: { ...valid.query, ...junk },
    }));
};

/** The address of a call. A dot alone would be resolved by the client. */
export const addressOf = (route: Pick<Route, 'path'>, { path, query }: Call): string => {
  const filled = Object.entries(path).reduce<string>((address, [name, value]) => {
    const text = String(value);
    return address.replace(
      `{${name}}`,
      encodeURIComponent(/^\.+$/.test(text) ? 'x' : text).replaceAll('.', '%2E'),
    );
  }, route.path);
  const text = qs.stringify(query);
  return text ? `${filled}?${text}` : filled;
};
