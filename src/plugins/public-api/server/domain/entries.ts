import type { CatalogueEntry } from '../../../../shared/contracts/public-api';
import type { Label } from '../../../../shared/contracts/editor-desk';
import type { Labels } from './labels';
import type { Catalogue, Field, Model } from './model';

/** An attribute of the record or of its organization. */
export interface EntryAttribute {
  readonly isOfOrganization: boolean;
  readonly field: Field;
}

/** Literal texts and attributes, one after the other. */
export type Template = readonly (string | EntryAttribute)[];

/** A value of the record, or the same for all of a type. */
export type Choice = { readonly field: Field } | { readonly constant: string };

/** How the records of a type are entered in the catalogue. */
export interface EntryPlan {
  readonly model: Model;
  readonly organization: { readonly name: string; readonly target: string };
  readonly indexNumber: Template;
  readonly name: Template;
  readonly summary: readonly Template[];
  readonly formedOn: readonly Field[];
  readonly subject: Choice;
  readonly kind: Choice;
  readonly validity: Field | null;
}

/** @throws Error where the declaration names what isn't public. */
export const createEntryPlan = (
  model: Model,
  entry: CatalogueEntry,
  catalogue: Catalogue,
): EntryPlan => {
  const refuse = (name: string): never => {
    throw new Error(`public-api: the catalogue entry of ${model.uid} names ${name}`);
  };
  const own = (name: string): Field => model.fields.get(name) ?? refuse(name);
  const target =
    catalogue.get(model.relations.get(entry.organization) ?? '') ?? refuse(entry.organization);
  const attribute = (path: string): EntryAttribute => {
    const [first = '', second] = path.split('.');
    if (second === undefined) return { isOfOrganization: false, field: own(path) };
    if (first !== entry.organization) refuse(path);
    return { isOfOrganization: true, field: target.fields.get(second) ?? refuse(path) };
  };
  const template = (text: string): Template =>
    text
      .split(/(\{[\w.]+\})/)
      .filter((part) => part !== '')
      .map((part) => (part.startsWith('{') ? attribute(part.slice(1, -1)) : part));
  const choice = (text: string): Choice =>
    text.startsWith('=') ? { constant: text.slice(1) } : { field: own(text) };
  return {
    model,
    organization: { name: entry.organization, target: target.uid },
    indexNumber: template(entry.indexNumber),
    name: template(entry.name),
    summary: entry.summary.map(template),
    formedOn: entry.formedOn.map(own),
    subject: choice(entry.subject),
    kind: choice(entry.kind),
    validity: entry.validity === undefined ? null : own(entry.validity),
  };
};

/** A code with its meaning. */
export interface Coded {
  readonly value: string;
  readonly label: Label;
}

/** Codes of the catalogue and what they mean: those of every type that has them as an attribute. */
export const codesOf = (
  plans: readonly EntryPlan[],
  of: 'subject' | 'kind' | 'validity',
  labels: Labels,
): ReadonlyMap<string, Label> => {
  const codes = new Map<string, Label>();
  const constants: [string, EntryPlan][] = [];
  for (const plan of plans) {
    const choice = of === 'validity' ? plan.validity && { field: plan.validity } : plan[of];
    if (choice === null) continue;
    if ('constant' in choice) {
      constants.push([choice.constant, plan]);
      continue;
    }
    const { values } = labels.field(plan.model.uid, choice.field.name);
    for (const value of choice.field.values)
      codes.set(value, values?.[value] ?? { zh: value, en: value });
  }
  // A kind that is no attribute's value is a type of its own, and called like it.
  for (const [value, { model }] of constants)
    if (!codes.has(value)) codes.set(value, labels.type(model.uid));
  return codes;
};
