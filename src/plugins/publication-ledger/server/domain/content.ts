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

/** What the ledger keeps of a record: its declared fields, with relations by documentId. */
export const recordedContent = (subject: LedgerSubject, record: Row): Record<string, unknown> => ({
  ...Object.fromEntries(subject.fields.map((field) => [field, record[field] ?? null])),
  ...Object.fromEntries(
    (subject.relations ?? []).map((name) => [name, documentIdOf(record[name])]),
  ),
  ...Object.fromEntries(
    (subject.components ?? []).map((name) => [name, withoutIds(record[name] ?? null)]),
  ),
});

/** Document Service `populate` for what `recordedContent` reads. */
export const contentPopulate = (subject: LedgerSubject): Record<string, unknown> => ({
  ...Object.fromEntries(
    (subject.relations ?? []).map((name) => [name, { fields: ['documentId'] }]),
  ),
  ...Object.fromEntries((subject.components ?? []).map((name) => [name, true])),
});
