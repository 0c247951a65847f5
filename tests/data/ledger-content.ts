import type { ComponentValue, Entity, LedgerRecord } from './data-set';
import { schemaOf } from './schema';
import { componentScalarsOf, scalarsOf } from './tables';

/**
 * What the ledger records of each public type. It has to be what the domains declare to the ledger
 * at run time: a first re-publication would otherwise look like a change of fields.
 */
export const LEDGER_SUBJECTS: Readonly<
  Record<
    string,
    { readonly fields: readonly string[]; readonly relations: readonly string[]; readonly components: readonly string[] }
  >
> = {
  'api::organization.organization': {
    fields: [
      'code',
      'name',
      'slug',
      'kind',
      'category',
      'isFirstLevel',
      'isBudgetUnit',
      'duties',
      'address',
      'officeHours',
      'phone',
      'website',
      'state',
    ],
    relations: ['parent'],
    components: [],
  },
  'api::establishment.establishment-record': {
    fields: [
      'title',
      'slug',
      'approvalNumber',
      'approvedOn',
      'organLevel',
      'duties',
      'leadershipQuota',
      'leadershipActual',
      'asOf',
    ],
    relations: ['organization'],
    components: ['offices', 'quotas'],
  },
  'api::fund.fund': {
    fields: [
      'code',
      'year',
      'name',
      'slug',
      'category',
      'totalAmount',
      'standards',
      'reachesIndividuals',
      'isSensitive',
      'asOf',
    ],
    relations: ['department'],
    components: ['sources', 'policies'],
  },
  'api::budget.department-budget': {
    fields: [
      'title',
      'slug',
      'year',
      'stage',
      'approvedOn',
      'totalRevenue',
      'totalExpenditure',
      'operatingCosts',
      'sourceUrl',
    ],
    relations: ['organization'],
    components: ['threePublic', 'tables'],
  },
  'api::notice.notice': {
    fields: [
      'title',
      'slug',
      'kind',
      'indexNumber',
      'docNumber',
      'issuedOn',
      'formedOn',
      'summary',
      'body',
      'legalBasis',
      'validity',
    ],
    relations: ['issuer'],
    components: [],
  },
  'api::query-point.query-point': {
    fields: [
      'name',
      'street',
      'address',
      'phone',
      'officeHours',
      'latitude',
      'longitude',
      'hasGuide',
      'hasSeatsAndTea',
      'hasStationery',
      'hasSupervisionPhone',
      'hasOpinionBook',
      'hasDedicatedGuide',
      'maintainedOn',
      'isActive',
    ],
    relations: [],
    components: [],
  },
  'api::inquiry.inquiry': {
    fields: ['kind', 'title', 'content', 'receivedOn', 'state', 'reply', 'repliedOn', 'isPublic'],
    relations: ['organization'],
    components: [],
  },
};

/** A value as the Document Service reads it back: decimals are numbers, what is unset is null. */
const readBack = (type: string, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  return type === 'decimal' ? Number(value) : value;
};

const componentContent = (uid: string, value: ComponentValue): Record<string, unknown> =>
  Object.fromEntries(
    componentScalarsOf(uid).map(([name, { type }]) => [name, readBack(type, value[name])]),
  );

/** The content that the ledger records when the record becomes public. */
export const ledgerContent = (uid: string, entity: Entity): Record<string, unknown> => {
  const subject = LEDGER_SUBJECTS[uid];
  if (!subject) throw new RangeError(`not a subject of the ledger: ${uid}`);
  const values = entity as Entity & Readonly<Record<string, unknown>>;
  const scalars = new Map(scalarsOf(uid));
  const content: Record<string, unknown> = {};
  for (const name of subject.fields) {
    content[name] = readBack(scalars.get(name)?.type ?? 'string', values[name]);
  }
  for (const name of subject.relations) {
    content[name] = (values[name] as Entity | null | undefined)?.documentId ?? null;
  }
  for (const name of subject.components) {
    const component = schemaOf(uid).attributes[name]?.component as string;
    const value = values[name] as ComponentValue | readonly ComponentValue[] | null | undefined;
    content[name] = Array.isArray(value)
      ? (value as ComponentValue[]).map((one) => componentContent(component, one))
      : value
        ? componentContent(component, value as ComponentValue)
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
