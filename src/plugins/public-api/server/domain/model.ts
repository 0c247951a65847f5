import type { PublicType } from '../../../../shared/contracts/public-api';
import { MEDIA_FIELDS } from '../constants';

export type FieldType =
  'text' | 'enumeration' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime';

/** A scalar attribute. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Values of an enumeration. */
  readonly values: readonly string[];
  /** Decimals of a decimal. */
  readonly scale: number;
  /** Never null in a public row. */
  readonly isRequired: boolean;
}

export interface ComponentModel {
  readonly uid: string;
  readonly isRepeatable: boolean;
  readonly fields: ReadonlyMap<string, Field>;
  readonly media: ReadonlyMap<string, MediaModel>;
}

export interface MediaModel {
  readonly isMultiple: boolean;
}

/** What of a content type can be named in a query: its public part, or all of it for declarations. */
export interface Model {
  readonly uid: string;
  readonly path: string;
  readonly hasDraft: boolean;
  readonly hasSlug: boolean;
  readonly defaultSort: string;
  /** Enumeration that says whether a document still holds. */
  readonly validity: Field | null;
  /** Of a type with very many rows: fields by which some of them are found at once. Null for others. */
  readonly indexed: ReadonlySet<string> | null;
  readonly fields: ReadonlyMap<string, Field>;
  readonly components: ReadonlyMap<string, ComponentModel>;
  readonly media: ReadonlyMap<string, MediaModel>;
  /** Relation to one record -> uid of its type. */
  readonly relations: ReadonlyMap<string, string>;
}

/** Public models by uid. */
export type Catalogue = ReadonlyMap<string, Model>;

/** An attribute as a Strapi schema writes it. */
export interface SchemaAttribute {
  readonly type: string;
  readonly required?: boolean;
  readonly private?: boolean;
  readonly enum?: readonly string[];
  readonly columnType?: { readonly args?: readonly unknown[] };
  readonly relation?: string;
  readonly target?: string;
  readonly component?: string;
  readonly repeatable?: boolean;
  readonly multiple?: boolean;
}

export interface Schema {
  readonly uid: string;
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly attributes: Readonly<Record<string, SchemaAttribute>>;
}

const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  string: 'text',
  text: 'text',
  richtext: 'text',
  uid: 'text',
  enumeration: 'enumeration',
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
};

const toField = (name: string, attribute: SchemaAttribute): Field | null => {
  const type = FIELD_TYPES[attribute.type];
  if (!type) return null;
  const scale = attribute.columnType?.args?.[1];
  return {
    name,
    type,
    values: attribute.enum ?? [],
    scale: typeof scale === 'number' ? scale : 2,
    isRequired: attribute.required === true,
  };
};

const system = (name: string, type: FieldType, isRequired: boolean): Field => ({
  name,
  type,
  values: [],
  scale: 0,
  isRequired,
});

/** What every record has beside its own attributes. Creation times stay inside. */
const systemFields = (hasDraft: boolean): Field[] => [
  system('documentId', 'text', true),
  system('updatedAt', 'datetime', false),
  ...(hasDraft ? [system('publishedAt', 'datetime', true)] : []),
];

const byName = (fields: readonly Field[]): Map<string, Field> =>
  new Map(fields.map((field) => [field.name, field]));

const isToOne = (attribute: SchemaAttribute): boolean =>
  attribute.type === 'relation' &&
  (attribute.relation === 'manyToOne' || attribute.relation === 'oneToOne');

/** The named attribute, which a declaration may only name if it exists and isn't private. */
const declared = (schema: Schema, name: string): SchemaAttribute => {
  const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
  if (!attribute) throw new Error(`public-api: ${schema.uid} has no attribute ${name}`);
  if (attribute.private)
    throw new Error(`public-api: ${schema.uid}.${name} is private and can't be declared public`);
  return attribute;
};

const mediaOf = (schema: Schema, names: readonly string[]): Map<string, MediaModel> =>
  new Map(
    names.map((name) => {
      const attribute = declared(schema, name);
      if (attribute.type !== 'media')
        throw new Error(`public-api: ${schema.uid}.${name} is no media attribute`);
      return [name, { isMultiple: attribute.multiple === true }];
    }),
  );

const scalarsOf = (schema: Schema, names: readonly string[]): Field[] =>
  names.map((name) => {
    const field = toField(name, declared(schema, name));
    if (!field) throw new Error(`public-api: ${schema.uid}.${name} is no scalar attribute`);
    return field;
  });

const indexedOf = ({ uid, fields }: PublicType, names: readonly string[]): Set<string> => {
  const lost = names.find((name) => !fields.includes(name));
  if (lost !== undefined) throw new Error(`public-api: ${uid}.${lost} is no public field`);
  return new Set(['documentId', ...names]);
};

/**
 * The public model of a declared type.
 * @throws Error where the declaration names what doesn't exist, is private or is of another kind:
 *   the application must not start with it.
 */
export const createModel = (
  type: PublicType,
  schema: Schema,
  componentSchema: (uid: string) => Schema,
): Model => {
  const hasDraft = schema.options?.draftAndPublish === true;
  const components = new Map<string, ComponentModel>();
  for (const [name, fields] of Object.entries(type.components ?? {})) {
    const attribute = declared(schema, name);
    if (attribute.type !== 'component' || !attribute.component) {
      throw new Error(`public-api: ${type.uid}.${name} is no component`);
    }
    const inner = componentSchema(attribute.component);
    const isMedia = (field: string): boolean => declared(inner, field).type === 'media';
    components.set(name, {
      uid: attribute.component,
      isRepeatable: attribute.repeatable === true,
      fields: byName(
        scalarsOf(
          inner,
          fields.filter((field) => !isMedia(field)),
        ),
      ),
      media: mediaOf(inner, fields.filter(isMedia)),
    });
  }
  const relations = new Map<string, string>();
  for (const [name, target] of Object.entries(type.relations ?? {})) {
    const attribute = declared(schema, name);
    if (!isToOne(attribute))
      throw new Error(`public-api: ${type.uid}.${name} is no relation to one record`);
    if (attribute.target !== target)
      throw new Error(`public-api: ${type.uid}.${name} leads to ${attribute.target}`);
    relations.set(name, target);
  }
  const fields = byName([
    ...systemFields(hasDraft).slice(0, 1),
    ...scalarsOf(schema, type.fields),
    ...systemFields(hasDraft).slice(1),
  ]);
  return {
    uid: type.uid,
    path: type.path,
    hasDraft,
    hasSlug: type.hasSlug === true,
    defaultSort: type.defaultSort,
    validity: fields.get(type.entry?.validity ?? '') ?? null,
    indexed: type.indexed ? indexedOf(type, type.indexed) : null,
    fields,
    components,
    media: mediaOf(schema, type.media ?? []),
    relations,
  };
};

/** Every scalar of a type, private ones too: only for the filters that declarations bind answers by. */
export const createInnerModel = (schema: Schema): Model => {
  const hasDraft = schema.options?.draftAndPublish === true;
  const fields = Object.entries(schema.attributes).flatMap(
    ([name, attribute]) => toField(name, attribute) ?? [],
  );
  return {
    uid: schema.uid,
    path: '',
    hasDraft,
    hasSlug: false,
    defaultSort: 'documentId',
    validity: null,
    indexed: null,
    fields: byName([...fields, ...systemFields(hasDraft)]),
    components: new Map(),
    media: new Map(),
    relations: new Map(),
  };
};

export type MediaField = (typeof MEDIA_FIELDS)[number];

export const isMediaField = (name: string): name is MediaField =>
  (MEDIA_FIELDS as readonly string[]).includes(name);
