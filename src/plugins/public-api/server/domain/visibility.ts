import type { PublicType } from '../../../../shared/contracts/public-api';
import { parseDeclaredFilters, type Condition } from './filters';
import { createInnerModel, type Schema } from './model';

/** Which rows of a type are public. */
export interface Visibility {
  readonly uid: string;
  readonly hasDraft: boolean;
  readonly filter: Condition | null;
  /** Relations to pass to the organization that may be classified; [] for organizations; null for none. */
  readonly classifiedThrough: readonly string[] | null;
  readonly parent: {
    readonly uid: string;
    readonly field: string;
    readonly parentField: string;
    /** The fields are relations to the same type. */
    readonly byRelation: boolean;
    readonly hasDraft: boolean;
    readonly filter: Condition | null;
    /** Only while the parent has been public for less than the retention. */
    readonly isRetained: boolean;
  } | null;
}

const filterOf = (
  schema: Schema,
  filters: Readonly<Record<string, unknown>> | undefined,
): Condition | null =>
  filters && Object.keys(filters).length > 0
    ? parseDeclaredFilters(createInnerModel(schema), filters)
    : null;

/** @throws Error where the declaration's filters or parent name what doesn't exist. */
export const createVisibility = (
  type: PublicType,
  schema: Schema,
  schemaOf: (uid: string) => Schema,
): Visibility => {
  const { parent, classifiedThrough } = type;
  const parentSchema = parent ? schemaOf(parent.uid) : null;
  const field = parent ? schema.attributes[parent.field] : undefined;
  const parentField = parent ? parentSchema?.attributes[parent.parentField] : undefined;
  if (parent && (!field || !parentField || field.target !== parentField.target)) {
    throw new Error(
      `public-api: ${type.uid}.${parent.field} doesn't fit ${parent.uid}.${parent.parentField}`,
    );
  }
  return {
    uid: type.uid,
    hasDraft: schema.options?.draftAndPublish === true,
    filter: filterOf(schema, type.filters),
    classifiedThrough:
      classifiedThrough === undefined
        ? null
        : classifiedThrough.split('.').filter((name) => name !== ''),
    parent:
      parent && parentSchema
        ? {
            ...parent,
            byRelation: field?.type === 'relation',
            hasDraft: parentSchema.options?.draftAndPublish === true,
            filter: filterOf(parentSchema, parent.parentFilters),
            isRetained: parent.isRetained === true,
          }
        : null,
  };
};
