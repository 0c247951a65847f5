import { departmentBudgetPublic } from '../../src/api/budget/public';
import { establishmentRecordPublic } from '../../src/api/establishment/public';
import { fundPublic } from '../../src/api/fund/public';
import { inquiryPublic } from '../../src/api/inquiry/public';
import { noticePublic } from '../../src/api/notice/public';
import { organizationPublic } from '../../src/api/organization/public';
import { queryPointPublic } from '../../src/api/query-point/public';
import type { PublicType } from '../../src/shared/contracts/public-api';
import type { ComponentValue, Entity, LedgerRecord } from './data-set';
import { componentSchemaOf, schemaOf } from './schema';
import { componentScalarsOf, scalarsOf } from './tables';

/**
 * What the ledger records of each public type: its public fields, as src/index.ts declares them to
 * the ledger. Anything else would make the first re-publication look like a change of fields.
 */
export const LEDGER_SUBJECTS: ReadonlyMap<string, PublicType> = new Map(
  [
    organizationPublic,
    establishmentRecordPublic,
    fundPublic,
    departmentBudgetPublic,
    noticePublic,
    queryPointPublic,
    inquiryPublic,
  ].map((type) => [type.uid, type]),
);

/** A value as the Document Service reads it back: decimals are numbers, what is unset is null. */
const readBack = (type: string, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  return type === 'decimal' ? Number(value) : value;
};

/** Public media of a component; the data set has no files. */
const componentMedia = (uid: string, fields: readonly string[]): string[] =>
  fields.filter((name) => componentSchemaOf(uid).attributes[name]?.type === 'media');

const componentContent = (
  uid: string,
  value: ComponentValue,
  media: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries([
    ...componentScalarsOf(uid).map(([name, { type }]) => [name, readBack(type, value[name])]),
    ...media.map((name) => [name, null]),
  ]) as Record<string, unknown>;

/** The content that the ledger records when the record becomes public. */
export const ledgerContent = (uid: string, entity: Entity): Record<string, unknown> => {
  const subject = LEDGER_SUBJECTS.get(uid);
  if (!subject) throw new RangeError(`not a subject of the ledger: ${uid}`);
  const values = entity as Entity & Readonly<Record<string, unknown>>;
  const scalars = new Map(scalarsOf(uid));
  const content: Record<string, unknown> = {};
  for (const name of subject.fields) {
    content[name] = readBack(scalars.get(name)?.type ?? 'string', values[name]);
  }
  for (const name of Object.keys(subject.relations ?? {})) {
    content[name] = (values[name] as Entity | null | undefined)?.documentId ?? null;
  }
  for (const name of subject.media ?? []) content[name] = null;
  for (const [name, fields] of Object.entries(subject.components ?? {})) {
    const component = schemaOf(uid).attributes[name]?.component as string;
    const media = componentMedia(component, fields);
    const value = values[name] as ComponentValue | readonly ComponentValue[] | null | undefined;
    content[name] = Array.isArray(value)
      ? (value as ComponentValue[]).map((one) => componentContent(component, one, media))
      : value
        ? componentContent(component, value as ComponentValue, media)
        : null;
  }
  return content;
};

/** Entry of a record's publication, or (for types without drafts) of its creation. */
export const ledgerEntry = (
  uid: string,
  entity: Entity,
  action: 'publish' | 'create',
  occurredAt: string,
): LedgerRecord => ({
  subjectType: uid,
  subjectDocumentId: entity.documentId,
  action,
  occurredAt,
  content: ledgerContent(uid, entity),
});

/** Entry of rows that became public with their parent. */
export const importEntry = (
  uid: string,
  parent: Entity,
  occurredAt: string,
  content: Readonly<Record<string, unknown>>,
): LedgerRecord => ({
  subjectType: uid,
  subjectDocumentId: parent.documentId,
  action: 'import',
  occurredAt,
  content,
});

/** Oldest first; entries of one instant keep their order. */
export const inTimeOrder = (entries: readonly LedgerRecord[]): LedgerRecord[] =>
  entries
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) =>
      one.entry.occurredAt < other.entry.occurredAt
        ? -1
        : one.entry.occurredAt > other.entry.occurredAt
          ? 1
          : one.index - other.index,
    )
    .map(({ entry }) => entry);
