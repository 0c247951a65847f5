/** The forms that a data set can be had in. */
export const FILE_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', name: 'CSV' },
  jsonl: { mediaType: 'application/jsonl; charset=utf-8', extension: 'jsonl', name: 'JSON Lines' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    name: 'Excel',
  },
} as const;

export type FileFormat = keyof typeof FILE_FORMATS;

export const isFileFormat = (text: string): text is FileFormat => Object.hasOwn(FILE_FORMATS, text);

/** What is known of a file without reading it. */
export interface FileFacts {
  readonly rows: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}
