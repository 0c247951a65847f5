import { createHash } from 'node:crypto';

import type { PublicType, SearchableLists } from '../../../../shared/contracts/public-api';
import type { Catalogue, Field, Model } from './model';
import type { Visibility } from './visibility';

/** Raised when texts are cut up in another way: every index is then made anew. */
const TEXT_VERSION = 2;

interface Shown {
  readonly title: Field;
  readonly year: Field | null;
  readonly day: Field | null;
  /** Relation to the organization and its type; `relation` '' where the record is one itself. */
  readonly organization: { readonly relation: string; readonly target: string };
}

/** How the records of a type are found. */
export interface RecordsPlan extends Shown {
  readonly kind: 'records';
  /** What the type is called in answers. */
  readonly type: string;
  readonly model: Model;
  readonly texts: readonly {
    readonly component: { readonly name: string; readonly uid: string } | null;
    readonly field: Field;
  }[];
}

/** How rows are found as lists; title, year and so on are the parent's. */
export interface ListsPlan extends Shown {
  readonly kind: 'lists';
  readonly type: string;
  readonly model: Model;
  readonly by: readonly Field[];
  readonly parent: Model;
  /** Attribute of the rows, and the parent's that it equals. */
  readonly field: string;
  readonly parentField: string;
}

export type SearchPlan = RecordsPlan | ListsPlan;

/** Changes with anything that makes what is stored another: the plan, or what makes a row public. */
export const planVersion = (
  plan: SearchPlan,
  visibilityOf: (uid: string) => Visibility | undefined,
): string => {
  const owner = plan.kind === 'lists' ? plan.parent : plan.model;
  const isModel = (value: unknown): value is Model =>
    typeof value === 'object' && value !== null && 'fields' in value && 'relations' in value;
  return createHash('sha256')
    .update(
      JSON.stringify(
        [TEXT_VERSION, plan, visibilityOf(plan.model.uid), visibilityOf(owner.uid)],
        (_, value: unknown) => (isModel(value) ? value.uid : value),
      ),
    )
    .digest('hex')
    .slice(0, 16);
};

const isLists = (search: NonNullable<PublicType['search']>): search is SearchableLists =>
  'by' in search;

/** @throws Error where the declaration names what isn't public or isn't of the right kind. */
export const createSearchPlan = (
  declared: PublicType,
  catalogue: Catalogue,
  parentType: PublicType | undefined,
): SearchPlan | null => {
  const { search, uid } = declared;
  const model = catalogue.get(uid);
  if (!search || !model) return null;
  const refuse = (name: string): never => {
    throw new Error(`public-api: the search of ${uid} names ${name}`);
  };
  const parent = isLists(search)
    ? (catalogue.get(declared.parent?.uid ?? '') ?? refuse('no parent'))
    : null;
  const owner = parent ?? model;
  const through = parent ? parentType?.classifiedThrough : declared.classifiedThrough;
  // What hides a record must be what it is chosen by: no other change of visibility is noticed.
  if (through !== search.organization) refuse('another organization than the one it hides behind');
  if (parent ? parentType?.parent : declared.parent) refuse('a type that is public by its parent');
  const of = (from: Model, name: string, types: readonly Field['type'][]): Field => {
    const field = from.fields.get(name) ?? refuse(name);
    return types.includes(field.type) ? field : refuse(name);
  };
  const { organization: relation } = search;
  const shown: Shown = {
    title: of(owner, search.title, ['text']),
    year: search.year === undefined ? null : of(owner, search.year, ['integer', 'date']),
    day: search.day === undefined ? null : of(owner, search.day, ['date']),
    organization: {
      relation,
      target: relation === '' ? uid : (owner.relations.get(relation) ?? refuse(relation)),
    },
  };
  if (isLists(search)) {
    if (!parent || !declared.parent || declared.filters || declared.classifiedThrough !== undefined)
      return refuse('lists of rows that are not public by their parent alone');
    const { field, parentField } = declared.parent;
    of(model, field, ['text']);
    of(parent, parentField, ['text']);
    const by = search.by.map((name) => of(model, name, ['text']));
    return { kind: 'lists', type: search.as, model, parent, by, field, parentField, ...shown };
  }
  const texts = search.texts.map((path) => {
    const [first = '', second] = path.split('.');
    if (second === undefined) return { component: null, field: of(model, first, ['text']) };
    const component = model.components.get(first) ?? refuse(path);
    const field = component.fields.get(second) ?? refuse(path);
    return { component: { name: first, uid: component.uid }, field };
  });
  return { kind: 'records', type: model.path, model, texts, ...shown };
};
