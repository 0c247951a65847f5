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

/** Writes something in the place of every `:name` that is a binding, with its type. */
const replaceNames = (sql: string, placeOf: (name: string) => string): string =>
  sql.replace(/(?<![:\w]):([A-Za-z]\w*)/g, (match, name: string) => {
    const type = typeOf(name);
    return type === undefined ? match : `${placeOf(name)}::${type}`;
  });

const valueOf = (values: BindingValues, name: string): BindingValue => {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for the binding :${name}`);
  return value;
};

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
  const text = replaceNames(sql.replaceAll('?', '\\?'), (name) => {
    bindings.push(valueOf(values, name));
    return '?';
  });
  return { sql: text, bindings };
};

/** A statement for PostgreSQL itself, which may be run many times with other values. */
export interface NumberedStatement {
  readonly text: string;
  /** @throws RangeError for a name without a value. */
  readonly bind: (values: BindingValues) => BindingValue[];
}

/** The same in PostgreSQL's own form, `$1` and so on, in which a name has one place. */
export const numberNamed = (sql: string): NumberedStatement => {
  const names: string[] = [];
  const text = replaceNames(sql, (name) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, bind: (values) => names.map((name) => valueOf(values, name)) };
};
