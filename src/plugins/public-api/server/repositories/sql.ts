/** A piece of SQL with its values. Request data becomes a value, never text. */
export interface Sql {
  readonly text: string;
  readonly bindings: readonly (string | number)[];
}

const isSql = (part: Sql | string | number): part is Sql => typeof part === 'object';

/** Template tag: pieces of SQL are put in, everything else is bound. */
export const sql = (
  strings: TemplateStringsArray,
  ...parts: readonly (Sql | string | number)[]
): Sql => {
  let text = strings[0] ?? '';
  const bindings: (string | number)[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text;
      bindings.push(...part.bindings);
    } else {
      text += '?';
      bindings.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return { text, bindings };
};

/** SQL that no request has touched: keywords and generated aliases. */
export const raw = (text: string): Sql => ({ text, bindings: [] });

/** A quoted identifier from the schema. */
export const ident = (name: string): Sql => {
  if (!/^[a-z][a-z0-9_]*$/i.test(name)) throw new Error(`public-api: ${name} is no identifier`);
  return raw(`"${name}"`);
};

/** A name from the schema as a text literal. */
export const literal = (name: string): Sql => {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new Error(`public-api: ${name} is no attribute name`);
  return raw(`'${name}'`);
};

export const join = (parts: readonly Sql[], separator: string): Sql => ({
  text: parts.map((part) => part.text).join(separator),
  bindings: parts.flatMap((part) => part.bindings),
});
