import fs from 'node:fs';
import path from 'node:path';

/** What the loader needs of an attribute of a Strapi schema. */
export interface Attribute {
  readonly type: string;
  readonly component?: string;
  readonly repeatable?: boolean;
  readonly relation?: string;
  readonly target?: string;
}

export interface Schema {
  readonly collectionName: string;
  readonly info: { readonly singularName?: string };
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** `src` of the checkout, or of `dist` when compiled. */
const SOURCE = path.resolve(__dirname, '..', '..', 'src');
const cache = new Map<string, Schema | null>();

const read = (file: string): Schema | null => {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const schema = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Schema) : null;
  cache.set(file, schema);
  return schema;
};

/** Schema of a content type, or null where its plugin isn't part of this checkout. */
export const findSchema = (uid: string): Schema | null => {
  const match = /^(api|plugin)::([\w-]+)\.([\w-]+)$/.exec(uid);
  if (!match) throw new RangeError(`not a content type: ${uid}`);
  const [, space, home, name] = match as unknown as [string, string, string, string];
  return space === 'api'
    ? read(path.join(SOURCE, 'api', home, 'content-types', name, 'schema.json'))
    : read(path.join(SOURCE, 'plugins', home, 'server', 'content-types', name, 'schema.json'));
};

/** Schema of a content type. @throws RangeError where there is none. */
export const schemaOf = (uid: string): Schema => {
  const schema = findSchema(uid);
  if (!schema) throw new RangeError(`unknown content type: ${uid}`);
  return schema;
};

/** Schema of a component, such as `fund.sources`. */
export const componentSchemaOf = (uid: string): Schema => {
  const schema = read(path.join(SOURCE, 'components', `${uid.replace('.', '/')}.json`));
  if (!schema) throw new RangeError(`unknown component: ${uid}`);
  return schema;
};

/** Column of an attribute: totalAmount → total_amount. */
export const columnOf = (attribute: string): string =>
  attribute.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_');
