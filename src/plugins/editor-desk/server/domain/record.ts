import type { RecordData } from '../../../../shared/contracts/editor-desk';

/** The parts of a Strapi attribute that matter here. */
export interface Attribute {
  readonly type: string;
  readonly default?: unknown;
  readonly component?: string;
  readonly repeatable?: boolean;
  readonly relation?: string;
  readonly target?: string;
}
export type Attributes = Readonly<Record<string, Attribute>>;

/** Attributes that Strapi keeps itself. */
const SYSTEM_RELATIONS = ['createdBy', 'updatedBy', 'localizations'];

export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

/** Names of to-one relations that belong to the record itself. */
export const relationNames = (attributes: Attributes): string[] =>
  Object.entries(attributes)
    .filter(
      ([name, { type, relation }]) =>
        type === 'relation' && !SYSTEM_RELATIONS.includes(name) && /ToOne$/.test(relation ?? ''),
    )
    .map(([name]) => name);

/** `populate` of strapi.db.query for a whole record. */
export const recordPopulate = (
  attributes: Attributes,
  componentAttributes: (uid: string) => Attributes,
): Record<string, unknown> => {
  const relations = new Set(relationNames(attributes));
  const populate: Record<string, unknown> = {};
  for (const [name, { type, component }] of Object.entries(attributes)) {
    if (type === 'media' || relations.has(name)) populate[name] = true;
    if (type === 'component' && component) {
      populate[name] = {
        populate: recordPopulate(componentAttributes(component), componentAttributes),
      };
    }
  }
  return populate;
};

/** Which record a relation points to after saving, as the Document Service reads the value. */
export type RelationChange =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'none' }
  | { readonly kind: 'documentId'; readonly documentId: string }
  | { readonly kind: 'id'; readonly id: number };

const targetOf = (value: unknown): RelationChange => {
  if (isBlank(value)) return { kind: 'none' };
  if (typeof value === 'number') return { kind: 'id', id: value };
  // The Document Service takes a text that begins with a digit for a row id.
  if (typeof value === 'string')
    return /^\d+$/.test(value)
      ? { kind: 'id', id: Number(value) }
      : { kind: 'documentId', documentId: value };
  if (isObject(value)) {
    if (typeof value['documentId'] === 'string')
      return { kind: 'documentId', documentId: value['documentId'] };
    if (!isBlank(value['id'])) return { kind: 'id', id: Number(value['id']) };
  }
  return { kind: 'unchanged' };
};

const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

/** Reads the forms of a to-one relation: connect/disconnect/set, a record, an id, null. */
export const relationChange = (value: unknown): RelationChange => {
  if (value === undefined) return { kind: 'unchanged' };
  if (isObject(value) && ('set' in value || 'connect' in value || 'disconnect' in value)) {
    if (value['set'] !== undefined) return targetOf(lastOf(value['set']));
    const connected = lastOf(value['connect']);
    if (!isBlank(connected)) return targetOf(connected);
    const disconnected = value['disconnect'];
    const isDisconnected = Array.isArray(disconnected)
      ? disconnected.length > 0
      : !isBlank(disconnected);
    return isDisconnected ? { kind: 'none' } : { kind: 'unchanged' };
  }
  return targetOf(lastOf(value));
};

const defaults = (attributes: Attributes): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.default !== undefined)
      .map(([name, attribute]) => [name, attribute.default]),
  );

const defined = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));

/** A component as saved: one with the id of a stored one changes it, any other is new. */
const mergedComponent = (
  stored: readonly RecordData[],
  incoming: unknown,
  attributes: Attributes,
): unknown => {
  if (!isObject(incoming)) return incoming;
  const existing = isBlank(incoming['id'])
    ? undefined
    : stored.find((component) => String(component['id']) === String(incoming['id']));
  return { ...(existing ?? defaults(attributes)), ...defined(incoming) };
};

/**
 * The record as it would be after saving; relations are left as stored (see `relationChange`).
 * `stored` null: a new record, which starts from the attributes' defaults.
 */
export const mergedRecord = (
  attributes: Attributes,
  componentAttributes: (uid: string) => Attributes,
  stored: RecordData | null,
  data: RecordData,
): Record<string, unknown> => {
  const relations = new Set(relationNames(attributes));
  const record: Record<string, unknown> = {
    ...defaults(attributes),
    ...(stored ? defined({ ...stored }) : {}),
  };
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || relations.has(name)) continue;
    const attribute = attributes[name];
    if (attribute?.type !== 'component' || !attribute.component) {
      record[name] = value;
      continue;
    }
    const own = componentAttributes(attribute.component);
    const before = [stored?.[name]].flat().filter(isObject);
    record[name] = Array.isArray(value)
      ? value.map((component) => mergedComponent(before, component, own))
      : mergedComponent(before, value, own);
  }
  return record;
};
