import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { strapiMessages } from './admin/translations/strapi-keys';
import { deskTypes } from './desk';

interface Attribute {
  readonly type: string;
  readonly relation?: string;
  readonly enum?: readonly string[];
}

interface Schema {
  readonly uid: string;
  readonly info: { readonly displayName: string };
  readonly attributes: Readonly<Record<string, Attribute>>;
}

const readSchema = (uid: string, file: string): Schema => ({
  ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Schema, 'uid'>),
  uid,
});

const contentTypes = readdirSync(path.join(__dirname, 'api')).flatMap((api) => {
  const folder = path.join(__dirname, 'api', api, 'content-types');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) =>
    readSchema(`api::${api}.${name}`, path.join(folder, name, 'schema.json')),
  );
});

const components = readdirSync(path.join(__dirname, 'components')).flatMap((category) =>
  readdirSync(path.join(__dirname, 'components', category)).map((file) =>
    readSchema(
      `${category}.${path.basename(file, '.json')}`,
      path.join(__dirname, 'components', category, file),
    ),
  ),
);

const schemas = [...contentTypes, ...components];
const FULL_ROW = ['component', 'richtext', 'json', 'dynamiczone', 'blocks'];
const UNLISTABLE = ['richtext', 'json', 'dynamiczone', 'blocks', 'password'];

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** English may quote a Chinese document number, but has to say something of its own. */
const isEnglish = (text: string): boolean => /[A-Za-z]{2}/.test(text);

describe('labels', () => {
  it('exist for every content type and component, and for nothing else', () => {
    expect(deskTypes.map(({ uid }) => uid).sort()).toEqual(schemas.map(({ uid }) => uid).sort());
  });

  it('give one wording to one value, because Strapi looks it up by the value alone', () => {
    const wordings = new Map<string, Set<string>>();
    for (const { fields } of deskTypes) {
      for (const { values = {} } of Object.values(fields)) {
        for (const [value, { zh, en }] of Object.entries(values)) {
          wordings.set(value, (wordings.get(value) ?? new Set()).add(`${zh} / ${en}`));
        }
      }
    }
    expect([...wordings].filter(([, labels]) => labels.size > 1)).toEqual([]);
    const strapis = new Set(Object.keys(strapiMessages('en')));
    expect([...wordings.keys()].filter((value) => strapis.has(value))).toEqual([]);
  });

  it('order the menu without ties, group by group', () => {
    const menu = deskTypes
      .flatMap((type) => (type.menu ? [type.menu] : []))
      .sort((a, b) => a.order - b.order);
    expect(new Set(menu.map(({ order }) => order)).size).toBe(menu.length);
    const groups = menu.map(({ group }) => group.zh);
    const changes = groups.filter((group, index) => group !== groups[index - 1]);
    expect(changes).toEqual(['机构编制', '财政资金', '政务信息', '互动', '查询点', '设置']);
  });
});

describe.each(schemas.map((schema) => [schema.uid, schema] as const))('%s', (uid, schema) => {
  const type = deskTypes.find((candidate) => candidate.uid === uid)!;
  const attributeNames = Object.keys(schema.attributes);
  const visible = attributeNames.filter((name) => !type.fields[name]?.hidden);

  it('has the name of its schema, and a place in the menu if it is a content type', () => {
    expect(schema.info.displayName).toBe(type.label.zh);
    expect(type.menu !== undefined).toBe(uid.includes('::'));
  });

  it('names every attribute', () => {
    expect(Object.keys(type.fields).sort()).toEqual([...attributeNames].sort());
  });

  it('says everything in Chinese and English, in plain text', () => {
    const texts = [type.label, ...(type.menu ? [type.menu.group] : [])].concat(
      Object.values(type.fields).flatMap((field) => [
        field,
        ...(field.hint ? [field.hint] : []),
        ...Object.values(field.values ?? {}),
      ]),
    );
    expect(texts.filter(({ zh }) => !hasHan(zh))).toEqual([]);
    expect(texts.filter(({ en }) => !isEnglish(en))).toEqual([]);
    // Strapi reads every message as ICU, where these open an argument or a tag.
    expect(texts.filter(({ zh, en }) => /[{}<>]/.test(zh + en))).toEqual([]);
  });

  it('names the values of its enumerations, and of nothing else', () => {
    const declared = attributeNames.map((name) => [
      name,
      Object.keys(type.fields[name]?.values ?? {}).sort(),
    ]);
    const actual = attributeNames.map((name) => [
      name,
      [...(schema.attributes[name]?.enum ?? [])].sort(),
    ]);
    expect(declared).toEqual(actual);
  });

  it('has each visible field once in its form, in rows that fit', () => {
    expect(type.form.flat().sort()).toEqual([...visible].sort());
    for (const row of type.form) {
      expect([1, 2, 3, 4]).toContain(row.length);
      const full = row.filter((name) => FULL_ROW.includes(schema.attributes[name]!.type));
      if (row.length > 1) expect(full).toEqual([]);
    }
  });

  it('lists, titles and sorts by fields that can be', () => {
    const listed = type.list.map((name) => [name, schema.attributes[name]?.type]);
    expect(listed.filter(([, of]) => of === undefined || UNLISTABLE.includes(of))).toEqual([]);
    expect(type.list.filter((name) => !visible.includes(name))).toEqual([]);
    expect([...visible, 'id']).toContain(type.mainField);
    if (type.defaultSort) expect([...visible, 'id']).toContain(type.defaultSort.field);
  });
});
