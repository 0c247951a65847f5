/** Bindings that a statement may name, each with the type that it is bound as. */
export const BINDING_TYPES = {
  year: 'integer',
  asOfDay: 'date',
  asOfEnd: 'timestamptz',
  yearStart: 'date',
  yearEnd: 'date',
  search: 'text',
  state: 'text',
  documentId: 'text',
  node: 'text',
  kind: 'text',
  isAnywhere: 'boolean',
  isDifferent: 'boolean',
  limit: 'integer',
  offset: 'integer',
  organizations: 'text[]',
  isOfAll: 'boolean',
  classified: 'text[]',
  soonDay: 'date',
  reasons: 'text[]',
  snapshotId: 'bigint',
  place: 'smallint',
} as const;

export type BindingValue = string | number | boolean | readonly string[];
export type BindingValues = Readonly<Record<string, BindingValue>>;

/** Limits that an office sets; see `FigureSet.limits`. */
const LIMIT = /^limit[A-Z]\w*$/;

const typeOf = (name: string): string | undefined =>
  LIMIT.test(name)
    ? 'integer'
    : Object.entries(BINDING_TYPES).find(([known]) => known === name)?.[1];

/**
 * Turns `:name` into typed positional bindings. Knex's own named bindings take the `:asOfEnd:` of
 * `:asOfEnd::timestamptz` for an identifier, and `?` of jsonb operators for a binding.
 * @throws RangeError for a name without a value.
 */
export const bindNamed = (
  sql: string,
  values: BindingValues,
): { sql: string; bindings: BindingValue[] } => {
  const bindings: BindingValue[] = [];
  const text = sql
    .replaceAll('?', '\\?')
    .replace(/(?<![:\w]):([A-Za-z]\w*)/g, (match, name: string) => {
      const type = typeOf(name);
      if (type === undefined) return match;
      const value = values[name];
      if (value === undefined) throw new RangeError(`no value for the binding :${name}`);
      bindings.push(value);
      return `?::${type}`;
    });
  return { sql: text, bindings };
};
