import type { Label } from '../../../../shared/contracts/editor-desk';
import type { Column, DataSet } from './data-set';
import { FILE_FORMATS, type FileFacts, type FileFormat } from './files';

/** A data set as its page tells it. */
export interface DataSetPage {
  readonly id: string;
  /** Address of its own page. */
  readonly url: string;
  readonly name: Label;
  readonly description: Label;
  readonly keywords: readonly Label[];
  readonly publisher: string;
  readonly licence: { readonly name: string; readonly url: string };
  /** Instant of the last change of what it shows; null where it never showed anything. */
  readonly lastChange: string | null;
  readonly rows: number | null;
  readonly key: readonly string[];
  readonly columns: readonly ColumnPage[];
  readonly files: readonly FilePage[];
}

export interface ColumnPage {
  readonly name: string;
  readonly type: Column['field']['type'];
  readonly label: Label;
  readonly hint: Label | null;
  readonly values: readonly { readonly value: string; readonly label: Label }[];
}

export interface FilePage {
  readonly format: FileFormat;
  readonly mediaType: string;
  readonly url: string;
  /** Null where the file would have to be read for it: the data set's own page reads CSV and JSON. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

const HINTS: Partial<Readonly<Record<Column['field']['type'], Label>>> = {
  decimal: { zh: '单位：元', en: 'In yuan' },
  date: { zh: '北京时间的日期', en: 'Day in Asia/Shanghai' },
  datetime: { zh: '协调世界时（UTC）', en: 'UTC' },
};

const label = ({ zh, en }: Label): Label => ({ zh, en });

/** One line of the data dictionary. */
export const columnPage = ({ name, field, label: text, hint, values }: Column): ColumnPage => ({
  name,
  type: field.type,
  label: label(text),
  hint: hint ?? HINTS[field.type] ?? null,
  values: field.values.map((value) => ({
    value,
    label: label(values?.[value] ?? { zh: value, en: value }),
  })),
});

export const FORMATS = Object.keys(FILE_FORMATS) as readonly FileFormat[];

/** Address of a file, below the site's. */
export const filePath = (set: Pick<DataSet, 'id'>, format: FileFormat): string =>
  `/api/open-data/${set.id}/data.${FILE_FORMATS[format].extension}`;

export const dataSetPage = (
  set: DataSet,
  site: { url: string; publisher: string; licence: { name: string; url: string } },
  lastChange: string | null,
  facts: (format: FileFormat) => FileFacts | null,
): DataSetPage => ({
  id: set.id,
  url: `${site.url}/api/open-data/${set.id}`,
  name: label(set.name),
  description: label(set.description),
  keywords: set.keywords.map(label),
  publisher: site.publisher,
  licence: site.licence,
  lastChange,
  rows: facts('csv')?.rows ?? null,
  key: set.key,
  columns: set.columns.map(columnPage),
  files: FORMATS.map((format) => ({
    format,
    mediaType: FILE_FORMATS[format].mediaType,
    url: `${site.url}${filePath(set, format)}`,
    bytes: facts(format)?.bytes ?? null,
    sha256: facts(format)?.sha256 ?? null,
  })),
});
