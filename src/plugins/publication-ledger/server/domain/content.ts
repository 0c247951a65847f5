import type { LedgerSubject } from '../../../../shared/contracts/publication-ledger';

type Row = Readonly<Record<string, unknown>>;

const documentIdOf = (related: unknown): string | null =>
  related && typeof related === 'object' && 'documentId' in related
    ? String(related.documentId)
    : null;

/** A component without the ids that change at every publication. */
const withoutIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'id')
      .map(([key, inner]) => [key, withoutIds(inner)]),
  );
};

const FILE_FIELDS = ['name', 'hash', 'ext', 'size'] as const;

/** What identifies a file's content; null for no file, however many there may be. */
const filesOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length > 0 ? value.map(filesOf) : null;
  if (value === null || typeof value !== 'object') return null;
  const file = value as Row;
  return Object.fromEntries(FILE_FIELDS.map((field) => [field, file[field] ?? null]));
};

/** Names of the media of the record itself (`component` null) or of one of its components. */
const mediaOf = (subject: LedgerSubject, component: string | null): string[] =>
  (subject.media ?? []).flatMap((path) => {
    const [first, second] = path.split('.') as [string, string?];
    if (component === null) return second === undefined ? [first] : [];
    return first === component && second !== undefined ? [second] : [];
  });

const componentContent = (value: unknown, media: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => componentContent(one, media));
  if (value === null || typeof value !== 'object') return value ?? null;
  const component = value as Row;
  return {
    ...(withoutIds(component) as Row),
    ...Object.fromEntries(media.map((name) => [name, filesOf(component[name])])),
  };
};

/** What the ledger keeps of a record: its declared fields, with relations by documentId. */
export const recordedContent = (subject: LedgerSubject, record: Row): Record<string, unknown> => ({
  ...Object.fromEntries(subject.fields.map((field) => [field, record[field] ?? null])),
  ...Object.fromEntries(
    (subject.relations ?? []).map((name) => [name, documentIdOf(record[name])]),
  ),
  ...Object.fromEntries(
    (subject.components ?? []).map((name) => [
      name,
      componentContent(record[name], mediaOf(subject, name)),
    ]),
  ),
  ...Object.fromEntries(mediaOf(subject, null).map((name) => [name, filesOf(record[name])])),
});

const filesPopulate = (names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, { fields: [...FILE_FIELDS] }]));

/** Document Service `populate` for what `recordedContent` reads. */
export const contentPopulate = (subject: LedgerSubject): Record<string, unknown> => ({
  ...Object.fromEntries(
    (subject.relations ?? []).map((name) => [name, { fields: ['documentId'] }]),
  ),
  ...Object.fromEntries(
    (subject.components ?? []).map((name) => {
      const media = mediaOf(subject, name);
      return [name, media.length > 0 ? { populate: filesPopulate(media) } : true];
    }),
  ),
  ...filesPopulate(mediaOf(subject, null)),
});
