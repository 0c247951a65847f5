import type { Column } from './data-set';
import { columnPage, type DataSetPage } from './open-data';
import type { Field } from './model';

const TYPES: Readonly<Record<Field['type'], string>> = {
  text: 'string',
  enumeration: 'string',
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
};

const fieldOf = (
  column: Column,
  fiscal: Readonly<Record<string, string>> | null,
  key: readonly string[],
): Readonly<Record<string, unknown>> => {
  const { name, type, label, hint, values } = columnPage(column);
  const constraints = {
    ...(values.length > 0 ? { enum: values.map(({ value }) => value) } : {}),
    ...(key.includes(name) ? { required: true } : {}),
  };
  return {
    name,
    type: TYPES[type],
    title: label.zh,
    description: [label.en, hint?.zh].filter(Boolean).join('；'),
    ...(fiscal?.[name] ? { columnType: fiscal[name] } : {}),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
};

/**
 * A Data Package of the CSV file, with `columnType` a Fiscal Data Package 1.0 where the declaration
 * says so. Amounts are yuan.
 * https://specs.frictionlessdata.io/fiscal-data-package/
 */
export const dataPackage = (
  page: DataSetPage,
  columns: readonly Column[],
  fiscal: Readonly<Record<string, string>> | null,
): Readonly<Record<string, unknown>> => {
  const csv = page.files.find(({ format }) => format === 'csv');
  return {
    profile: fiscal ? 'fiscal-data-package' : 'tabular-data-package',
    name: page.id,
    id: csv?.url.replace(/\/data\.csv$/, ''),
    title: page.name.zh,
    description: `${page.description.zh} ${page.description.en}`,
    keywords: page.keywords.map(({ zh }) => zh),
    licenses: [{ name: page.licence.name, path: page.licence.url, title: page.licence.name }],
    contributors: [{ title: page.publisher, role: 'publisher' }],
    ...(fiscal ? { countryCode: 'CN' } : {}),
    resources: [
      {
        profile: 'tabular-data-resource',
        name: page.id,
        title: page.name.zh,
        path: csv?.url,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        ...(csv?.bytes != null ? { bytes: csv.bytes } : {}),
        ...(csv?.sha256 ? { hash: `sha256:${csv.sha256}` } : {}),
        dialect: { delimiter: ',', lineTerminator: '\n', doubleQuote: true, header: true },
        schema: {
          fields: columns.map((column) => fieldOf(column, fiscal, page.key)),
          missingValues: [''],
          ...(page.key.length > 0 ? { primaryKey: page.key } : {}),
        },
        ...(fiscal
          ? {
              extraFields: [
                {
                  name: 'currency',
                  type: 'string',
                  columnType: 'value-currency:code',
                  constant: 'CNY',
                },
              ],
            }
          : {}),
      },
    ],
  };
};
