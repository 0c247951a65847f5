import type { OpenDataSet, SuppliedDataSet } from '../../../../shared/contracts/public-api';
import type { Label } from '../../../../shared/contracts/editor-desk';
import type { Labels } from './labels';
import type { Catalogue, Field, Model } from './model';

/** Where a column's value stands. */
export type Source =
  | { readonly kind: 'own' }
  | { readonly kind: 'relation'; readonly name: string; readonly target: string }
  | { readonly kind: 'component'; readonly name: string; readonly uid: string };

export interface Column {
  readonly name: string;
  readonly field: Field;
  readonly source: Source;
  readonly label: Label;
  readonly hint: Label | null;
  /** Meaning of an enumeration's values. */
  readonly values: Readonly<Record<string, Label>> | null;
}

export interface DataSetHead {
  readonly id: string;
  readonly name: Label;
  readonly description: Label;
  readonly keywords: readonly Label[];
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly fiscal: Readonly<Record<string, string>> | null;
}

/** A data set read from the rows of a public type. */
export interface StoredDataSet extends DataSetHead {
  readonly model: Model;
  readonly each: { readonly name: string; readonly uid: string } | null;
  readonly sort: readonly Field[];
}

/** A data set whose rows another part computes. */
export interface ComputedDataSet extends DataSetHead {
  readonly rows: SuppliedDataSet['rows'];
}

export type DataSet = StoredDataSet | ComputedDataSet;

export const isStored = (set: DataSet): set is StoredDataSet => 'model' in set;

/** Too many rows to read for a checksum unless somebody asks for this set. */
export const isLarge = (set: DataSet): boolean => isStored(set) && set.model.indexed !== null;

const ID = /^[a-z][a-z0-9-]*$/;

const joined = (outer: Label, inner: Label): Label => ({
  zh: `${outer.zh}：${inner.zh}`,
  en: `${outer.en}: ${inner.en}`,
});

/**
 * The data set of a declaration, with labels from the admin panel.
 * @throws Error where it names what isn't public: the application must not start with it.
 */
export const createDataSet = (
  model: Model,
  set: OpenDataSet,
  catalogue: Catalogue,
  labels: Labels,
): StoredDataSet => {
  const refuse = (path: string): never => {
    throw new Error(`public-api: data set ${set.id} names ${path}, which ${model.uid} has not`);
  };
  const source = (path: string): { source: Source; uid: string; field: Field } => {
    const [first = '', second] = path.split('.');
    if (second === undefined) {
      const field = model.fields.get(first) ?? refuse(path);
      return { source: { kind: 'own' }, uid: model.uid, field };
    }
    const component = model.components.get(first);
    if (component) {
      if (component.isRepeatable !== (set.each === first)) refuse(path);
      const field = component.fields.get(second) ?? refuse(path);
      return {
        source: { kind: 'component', name: first, uid: component.uid },
        uid: component.uid,
        field,
      };
    }
    const target = catalogue.get(model.relations.get(first) ?? '') ?? refuse(path);
    const field = target.fields.get(second) ?? refuse(path);
    return {
      source: { kind: 'relation', name: first, target: target.uid },
      uid: target.uid,
      field,
    };
  };
  const columns = Object.entries(set.columns).map(([name, path]): Column => {
    const found = source(path);
    const text = labels.field(found.uid, found.field.name);
    const isOwn = found.source.kind === 'own';
    const label = isOwn ? text : joined(labels.field(model.uid, path.split('.')[0] ?? ''), text);
    return {
      name,
      field: found.field,
      source: found.source,
      label: { zh: label.zh, en: label.en },
      // The panel's hints are written for those who fill it in.
      hint: null,
      values: text.values ?? null,
    };
  });
  const named = new Set(Object.keys(set.columns));
  const lost = [...set.key, ...Object.keys(set.fiscal ?? {})].find((name) => !named.has(name));
  if (lost !== undefined || !ID.test(set.id)) refuse(lost ?? set.id);
  const each = set.each === undefined ? null : model.components.get(set.each);
  if (each === undefined) refuse(set.each ?? '');
  return {
    id: set.id,
    name: set.name,
    description: set.description,
    keywords: set.keywords,
    key: set.key,
    columns,
    fiscal: set.fiscal ?? null,
    model,
    each: each && set.each !== undefined ? { name: set.each, uid: each.uid } : null,
    sort: (set.sort ?? []).map((name) => model.fields.get(name) ?? refuse(name)),
  };
};

/** A supplied data set in the same form. */
export const createComputedDataSet = (set: SuppliedDataSet): ComputedDataSet => ({
  ...set,
  columns: set.columns.map(({ name, type, label, hint }) => ({
    name,
    field: { name, type, values: [], scale: 6, isRequired: false },
    source: { kind: 'own' },
    label,
    hint: hint ?? null,
    values: null,
  })),
  fiscal: null,
});
