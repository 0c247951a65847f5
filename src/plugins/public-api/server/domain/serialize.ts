import type { Field, MediaField } from './model';
import type { ComponentSelection, MediaSelection, Selection } from './selection';

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Scalars come from JSON as text, number or boolean; anything else is not one. */
const toText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `12.5` with scale 2 as `12.50`: decimals travel as text, so that no reader rounds them. */
const toDecimal = (value: string, scale: number): string => {
  const [whole = '0', decimals = ''] = value.split('.');
  return scale === 0 ? whole : `${whole}.${decimals.padEnd(scale, '0').slice(0, scale)}`;
};

const scalar = (field: Field, value: unknown): Json => {
  const text = toText(value);
  if (text === null) return null;
  switch (field.type) {
    case 'integer':
      return Number(text);
    case 'boolean':
      return value === true;
    case 'decimal':
      return toDecimal(text, field.scale);
    case 'text':
    case 'enumeration':
    case 'date':
    case 'datetime':
      return text;
  }
};

const NUMERIC_MEDIA: readonly MediaField[] = ['size', 'width', 'height'];

const media = (selection: MediaSelection, value: unknown): Json => {
  const one = (file: unknown): Json => {
    if (!isRow(file)) return null;
    return Object.fromEntries(
      selection.fields.map((name) => {
        const text = toText(file[name]);
        return [name, text !== null && NUMERIC_MEDIA.includes(name) ? Number(text) : text];
      }),
    );
  };
  const files = Array.isArray(value) ? value.map(one) : [];
  return selection.isMultiple ? files : (files[0] ?? null);
};

const component = (selection: ComponentSelection, value: unknown): Json => {
  const one = (row: unknown): Json => {
    if (!isRow(row)) return null;
    const fields = selection.fields.map((field): [string, Json] => [
      field.name,
      scalar(field, row[field.name]),
    ]);
    const files = [...selection.media].map(([name, inner]): [string, Json] => [
      name,
      media(inner, row[name]),
    ]);
    return Object.fromEntries([...fields, ...files]);
  };
  const rows = Array.isArray(value) ? value.map(one) : [];
  return selection.isRepeatable ? rows : (rows[0] ?? null);
};

/**
 * The only way out: a stored record as the selection's attributes and nothing else. Components and
 * files come as lists, relations as a record or null.
 */
export const serialize = (selection: Selection, row: Row): { readonly [key: string]: Json } => {
  const output: Record<string, Json> = {};
  for (const field of selection.fields) output[field.name] = scalar(field, row[field.name]);
  for (const [name, inner] of selection.components) output[name] = component(inner, row[name]);
  for (const [name, inner] of selection.media) output[name] = media(inner, row[name]);
  for (const [name, inner] of selection.relations) {
    const related = row[name];
    output[name] = isRow(related) ? serialize(inner, related) : null;
  }
  return output;
};
