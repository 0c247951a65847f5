import { LIMITS, MEDIA_FIELDS } from '../constants';
import { refuseKey } from './fault';
import {
  isMediaField,
  type Catalogue,
  type ComponentModel,
  type Field,
  type MediaField,
  type Model,
} from './model';
import { parseList, parseObject } from './values';

export interface MediaSelection {
  readonly isMultiple: boolean;
  readonly fields: readonly MediaField[];
}

export interface ComponentSelection {
  readonly uid: string;
  readonly isRepeatable: boolean;
  readonly fields: readonly Field[];
  readonly media: ReadonlyMap<string, MediaSelection>;
}

/** What of a record is returned: the allow-list of one answer. */
export interface Selection {
  readonly uid: string;
  readonly fields: readonly Field[];
  readonly components: ReadonlyMap<string, ComponentSelection>;
  readonly media: ReadonlyMap<string, MediaSelection>;
  readonly relations: ReadonlyMap<string, Selection>;
}

type Path = readonly string[];

const parseFields = (fields: ReadonlyMap<string, Field>, raw: unknown, path: Path): Field[] => {
  const names = parseList(raw, path);
  if (names.includes('*'))
    return names.length === 1 ? [...fields.values()] : refuseKey([...path, '*']);
  const chosen = new Set(names.map((name) => fields.get(name) ?? refuseKey([...path, name])));
  const id = fields.get('documentId');
  return [...fields.values()].filter((field) => field === id || chosen.has(field));
};

/** `true`, `*` or nothing but a key: everything public of it. */
const isWhole = (raw: unknown): boolean => raw === 'true' || raw === '*';

/** `populate` in any of Strapi's forms, as name -> options. A dotted name is a nested populate. */
const parsePopulate = (raw: unknown, path: Path): Map<string, unknown> => {
  if (typeof raw === 'string' || Array.isArray(raw)) {
    const tree = new Map<string, unknown>();
    for (const name of parseList(raw, path)) {
      const [first = '', ...rest] = name.split('.');
      const known = tree.get(first);
      const nested = rest.join('.');
      if (!nested) tree.set(first, known ?? 'true');
      else {
        const earlier = typeof known === 'object' ? (known as { populate: string[] }).populate : [];
        tree.set(first, { populate: [...earlier, nested] });
      }
    }
    return tree;
  }
  return new Map(parseObject(raw, path));
};

const options = (raw: unknown, allowed: readonly string[], path: Path): Record<string, unknown> => {
  if (isWhole(raw)) return {};
  const entries = parseObject(raw, path);
  for (const [key] of entries) if (!allowed.includes(key)) refuseKey([...path, key]);
  return Object.fromEntries(entries);
};

const selectMedia = (isMultiple: boolean, raw: unknown, path: Path): MediaSelection => {
  const { fields } = options(raw, ['fields'], path);
  if (fields === undefined || fields === '*') return { isMultiple, fields: MEDIA_FIELDS };
  const at = [...path, 'fields'];
  const names = parseList(fields, at).map((name) =>
    isMediaField(name) ? name : refuseKey([...at, name]),
  );
  return { isMultiple, fields: MEDIA_FIELDS.filter((name) => names.includes(name)) };
};

const selectComponent = (model: ComponentModel, raw: unknown, path: Path): ComponentSelection => {
  const { fields, populate } = options(raw, ['fields', 'populate'], path);
  const media = new Map<string, MediaSelection>();
  if (isWhole(populate ?? 'true')) {
    for (const [name, { isMultiple }] of model.media)
      media.set(name, selectMedia(isMultiple, 'true', path));
  } else {
    const at = [...path, 'populate'];
    for (const [name, inner] of parsePopulate(populate, at)) {
      const file = model.media.get(name);
      media.set(
        name,
        file ? selectMedia(file.isMultiple, inner, [...at, name]) : refuseKey([...at, name]),
      );
    }
  }
  return {
    uid: model.uid,
    isRepeatable: model.isRepeatable,
    fields:
      fields === undefined
        ? [...model.fields.values()]
        : parseFields(model.fields, fields, [...path, 'fields']),
    media,
  };
};

const select = (
  model: Model,
  catalogue: Catalogue,
  raw: { fields?: unknown; populate?: unknown },
  path: Path,
  depth: number,
): Selection => {
  const fields =
    raw.fields === undefined
      ? [...model.fields.values()]
      : parseFields(model.fields, raw.fields, [...path, 'fields']);
  const components = new Map<string, ComponentSelection>();
  const media = new Map<string, MediaSelection>();
  const relations = new Map<string, Selection>();
  const at = [...path, 'populate'];

  const add = (name: string, inner: unknown): void => {
    const here = [...at, name];
    const component = model.components.get(name);
    const file = model.media.get(name);
    const target = catalogue.get(model.relations.get(name) ?? '');
    if (component) components.set(name, selectComponent(component, inner, here));
    else if (file) media.set(name, selectMedia(file.isMultiple, inner, here));
    else if (target)
      relations.set(
        name,
        select(target, catalogue, options(inner, ['fields', 'populate'], here), here, depth + 1),
      );
    else refuseKey(here);
  };

  if (raw.populate !== undefined) {
    if (depth >= LIMITS.populateDepth) refuseKey(at);
    if (isWhole(raw.populate)) {
      for (const names of [model.components, model.media, model.relations]) {
        for (const name of names.keys()) add(name, 'true');
      }
    } else {
      for (const [name, inner] of parsePopulate(raw.populate, at)) add(name, inner);
    }
  }
  return { uid: model.uid, fields, components, media, relations };
};

/** `fields` and `populate`: what is returned, never more than the model has. */
export const parseSelection = (
  model: Model,
  catalogue: Catalogue,
  raw: { fields?: unknown; populate?: unknown },
): Selection => select(model, catalogue, raw, [], 0);
