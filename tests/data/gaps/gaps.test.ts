import fs from 'node:fs';
import path from 'node:path';

import { isCreditCode } from '../../../src/shared/credit-code';
import { fromFen, toFen } from '../../../src/shared/money';
import { createPersonalDataCipher } from '../../../src/shared/personal-data';
import { workdaysBetween } from '../calendar';
import type { DataSet, Entity } from '../data-set';
import type {
  DepartmentBudget,
  DisclosureRequest,
  EstablishmentRecord,
  Fund,
  FundAllocation,
  FundBeneficiary,
  Inquiry,
  Notice,
  Organization,
  QueryPoint,
  StaffMember,
} from '../records';
import { createGaps, PLANTED } from './create-gaps';

const cipher = createPersonalDataCipher('test-key-test-key-test-key-test-key');

const listed = (set: DataSet) => set.sections.map(({ uid, rows }) => ({ uid, rows: [...rows] }));

const set = createGaps(cipher);
const sections = listed(set);

const rowsOf = <T extends Entity>(uid: string): T[] => {
  const section = sections.find((one) => one.uid === uid);
  if (!section) throw new RangeError(`no section ${uid}`);
  return section.rows as T[];
};
const idsOf = (rows: readonly Entity[]): string[] => rows.map(({ documentId }) => documentId);

const organizations = rowsOf<Organization>('api::organization.organization');
const records = rowsOf<EstablishmentRecord>('api::establishment.establishment-record');
const staff = rowsOf<StaffMember>('api::establishment.staff-member');
const funds = rowsOf<Fund>('api::fund.fund');
const allocations = rowsOf<FundAllocation>('api::fund.fund-allocation');
const beneficiaries = rowsOf<FundBeneficiary>('api::fund.fund-beneficiary');
const budgets = rowsOf<DepartmentBudget>('api::budget.department-budget');
const notices = rowsOf<Notice>('api::notice.notice');
const points = rowsOf<QueryPoint>('api::query-point.query-point');
const requests = rowsOf<DisclosureRequest>('api::disclosure-request.disclosure-request');
const inquiries = rowsOf<Inquiry>('api::inquiry.inquiry');

/** Working days after the first day, up to the last. */
const workdaysAfter = (first: string, last: string): number =>
  workdaysBetween(first, last).filter((day) => day > first).length;

const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

const entriesOf = (documentId: string) =>
  set.ledger.filter(({ subjectDocumentId }) => subjectDocumentId === documentId);

describe('the whole set', () => {
  it('has the rows that its README counts', () => {
    expect(
      Object.fromEntries(sections.map(({ uid, rows }) => [uid.split('.')[1], rows.length])),
    ).toEqual({
      organization: 10,
      'establishment-record': 9,
      'staff-member': 24,
      'personnel-change': 3,
      fund: 6,
      'fund-allocation': 36,
      'fund-beneficiary': 46,
      'fund-audit-finding': 2,
      'department-budget': 4,
      notice: 11,
      'publication-tally': 12,
      'query-point': 5,
      'query-point-visit': 22,
      'disclosure-request': 6,
      inquiry: 11,
    });
    expect(set.ledger).toHaveLength(59);
  });

  it('is the same every time', () => {
    const again = createGaps(cipher);
    expect(listed(again)).toEqual(sections);
    expect(again.ledger).toEqual(set.ledger);
  });

  it('gives every record a documentId of its own', () => {
    const ids = sections.flatMap(({ rows }) => idsOf(rows));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]{23}$/);
  });

  it('enters in the ledger what is public and nothing else, in order of time', () => {
    const isPublicOrganization = ({ isClassified }: Organization) => !isClassified;
    const isPublished = ({ publishedAt }: Entity) => typeof publishedAt === 'string';
    expect(
      set.ledger
        .filter(({ action }) => action !== 'import')
        .map(({ subjectDocumentId }) => subjectDocumentId)
        .sort(),
    ).toEqual(
      [
        ...idsOf(organizations.filter(isPublicOrganization)),
        ...idsOf([...records, ...funds, ...budgets, ...notices].filter(isPublished)),
        ...idsOf(points),
        ...idsOf(inquiries.filter(({ isPublic }) => isPublic)),
      ].sort(),
    );
    const instants = set.ledger.map(({ occurredAt }) => occurredAt);
    expect(instants).toEqual([...instants].sort());
  });

  it('lists its planted gaps in the README', () => {
    const readme = fs.readFileSync(path.join(__dirname, 'README.md'), 'utf8');
    const ids = JSON.stringify(PLANTED).match(/"[a-z][a-z0-9]{23}"/g) ?? [];
    expect(ids).toHaveLength(32);
    for (const id of ids) expect(readme).toContain(id.slice(1, -1));
  });
});

describe('organizations and their establishment', () => {
  const { classified, withoutRecord, unverifiedStaff } = PLANTED.organizations;

  it('has six organs and four institutions with valid codes, four of them budget units', () => {
    expect(organizations.filter(({ kind }) => kind === 'organ')).toHaveLength(6);
    expect(organizations.filter(({ kind }) => kind === 'institution')).toHaveLength(4);
    for (const { code, kind } of organizations) {
      expect(isCreditCode(code)).toBe(true);
      expect(code.slice(0, 2)).toBe(kind === 'organ' ? '11' : '12');
    }
    expect(
      organizations.filter(({ isBudgetUnit, isClassified }) => isBudgetUnit && !isClassified),
    ).toHaveLength(4);
    expect(organizations.filter(({ isBudgetUnit }) => isBudgetUnit)).toHaveLength(4);
  });

  it('keeps the classified organ out of the ledger, its record a draft', () => {
    const organs = organizations.filter(({ isClassified }) => isClassified);
    expect(organs.map(({ name, documentId }) => [name, documentId])).toEqual([
      ['涉密测试单位', classified.documentId],
    ]);
    expect(records.find(({ documentId }) => documentId === classified.draftRecord)).toMatchObject({
      organization: { documentId: classified.documentId },
      publishedAt: null,
    });
    expect(staff.find(({ documentId }) => documentId === classified.staff)?.organization).toBe(
      organs[0],
    );
    expect(JSON.stringify(set.ledger)).not.toContain(classified.documentId);
    expect(JSON.stringify(set.ledger)).not.toContain(classified.name);
  });

  it('publishes every other record but that of one institution, which has none', () => {
    const lacking = organizations.filter(
      (organization) =>
        !records.some((record) => record.organization === organization && record.publishedAt),
    );
    expect(idsOf(lacking).sort()).toEqual([classified.documentId, withoutRecord.documentId].sort());
    expect(
      records.some(({ organization }) => organization.documentId === withoutRecord.documentId),
    ).toBe(false);
    expect(
      idsOf(
        staff.filter(({ organization }) => organization.documentId === withoutRecord.documentId),
      ),
    ).toEqual(withoutRecord.staff);
  });

  it('has as many staff rows as its records say, one not verified', () => {
    for (const { organization, quotas } of records) {
      const onRoll = quotas.reduce((sum, quota) => sum + quota.onRoll, 0);
      expect(staff.filter((member) => member.organization === organization)).toHaveLength(onRoll);
    }
    expect(idsOf(staff.filter(({ realNameVerified }) => !realNameVerified))).toEqual([
      unverifiedStaff,
    ]);
  });
});

describe('funds', () => {
  const { complete, unbalanced, sensitive, withoutPolicy, drafts } = PLANTED.funds;
  const sum = (amounts: readonly { amount: string }[]): bigint =>
    amounts.reduce((total, { amount }) => total + toFen(amount), 0n);

  it('has four public funds and two drafts that the ledger does not know', () => {
    expect(
      funds.map(({ code, documentId, publishedAt }) => [code, documentId, Boolean(publishedAt)]),
    ).toEqual([
      ...[complete, unbalanced, sensitive, withoutPolicy].map(({ code, documentId }) => [
        code,
        documentId,
        true,
      ]),
      ...drafts.map(({ code, documentId }) => [code, documentId, false]),
    ]);
    for (const { documentId } of drafts) expect(entriesOf(documentId)).toEqual([]);
  });

  it('has one fund without a policy and one sensitive one', () => {
    expect(funds.filter(({ policies }) => policies.length === 0).map(({ code }) => code)).toEqual([
      withoutPolicy.code,
    ]);
    expect(funds.filter(({ isSensitive }) => isSensitive).map(({ code }) => code)).toEqual([
      sensitive.code,
    ]);
  });

  it('agrees from source to street in every fund', () => {
    for (const { code, totalAmount, sources } of funds) {
      const total = toFen(totalAmount);
      const own = allocations.filter(({ fundCode }) => fundCode === code);
      const { central, province, city, district } = sources;
      expect(sum([central, province, city, district].map((amount) => ({ amount })))).toBe(total);
      for (const tier of ['department', 'street', 'community']) {
        expect(sum(own.filter((one) => one.tier === tier))).toBe(total);
      }
      for (const parent of own.filter(({ tier }) => tier !== 'community')) {
        expect(sum(own.filter(({ parentCode }) => parentCode === parent.code))).toBe(
          toFen(parent.amount),
        );
      }
    }
  });

  it('differs from the receivers in one community only, by one fen', () => {
    const differences = allocations
      .filter(({ tier }) => tier === 'community')
      .flatMap(({ code, fundCode, amount }) => {
        const rest =
          toFen(amount) -
          sum(beneficiaries.filter(({ allocationCode }) => allocationCode === code));
        return rest === 0n
          ? []
          : [{ code: fundCode, allocationCode: code, difference: fromFen(rest) }];
      });
    const { code, allocationCode, difference } = unbalanced;
    expect(differences).toEqual([{ code, allocationCode, difference }]);
    expect(beneficiaries.every(({ persons }) => persons === 1)).toBe(true);
  });
});

describe('budgets', () => {
  it('has two complete, one without a source and one draft', () => {
    const { complete, withoutSource, draft } = PLANTED.budgets;
    const published = budgets.filter(({ publishedAt }) => publishedAt);
    expect(idsOf(published.filter(({ sourceUrl }) => sourceUrl))).toEqual(complete);
    expect(idsOf(published.filter(({ sourceUrl }) => !sourceUrl))).toEqual([withoutSource]);
    expect(idsOf(budgets.filter(({ publishedAt }) => !publishedAt))).toEqual([draft]);
    expect(entriesOf(draft)).toEqual([]);
    expect(budgets.map(({ organization }) => organization)).toEqual(
      organizations.filter(({ isBudgetUnit }) => isBudgetUnit),
    );
  });
});

describe('notices', () => {
  it('has some of every kind', () => {
    expect(new Set(notices.map(({ kind }) => kind)).size).toBe(6);
  });

  it('published two of them after the 20 working days', () => {
    const late = notices.filter(
      ({ formedOn, publishedAt }) => workdaysAfter(formedOn, dayOf(publishedAt as string)) > 20,
    );
    expect(idsOf(late)).toEqual(PLANTED.notices.late);
    expect(
      notices.every(({ issuedOn, publishedAt }) => dayOf(publishedAt as string) === issuedOn),
    ).toBe(true);
  });
});

describe('query points', () => {
  it('has one not maintained in the year and one inactive', () => {
    const { notMaintained, inactive } = PLANTED.points;
    expect(
      points
        .filter(({ maintainedOn }) => !maintainedOn?.startsWith('2017-'))
        .map(({ name, documentId }) => ({ name, documentId })),
    ).toEqual([notMaintained]);
    expect(
      points
        .filter(({ isActive }) => !isActive)
        .map(({ name, documentId }) => ({ name, documentId })),
    ).toEqual([inactive]);
  });
});

describe('requests', () => {
  const { closed, late, extended, paused, overdue } = PLANTED.requests;
  const numbers = (rows: readonly DisclosureRequest[]) =>
    rows.map(({ number, documentId }) => ({ number, documentId }));

  it('has one closed and one unanswered past its limit', () => {
    expect(numbers(requests.filter(({ state }) => state === 'closed'))).toEqual([closed]);
    const unanswered = requests.filter(({ answeredOn }) => answeredOn === null);
    expect(numbers(unanswered)).toEqual([overdue]);
    expect(workdaysAfter(unanswered[0]?.receivedOn as string, '2017-12-31')).toBeGreaterThan(15);
    expect(unanswered[0]?.extendedUntil).toBeNull();
  });

  it('answered three after 15 working days, two of them with a reason', () => {
    const slow = requests.filter(
      ({ receivedOn, answeredOn }) => answeredOn && workdaysAfter(receivedOn, answeredOn) > 15,
    );
    expect(numbers(slow)).toEqual([late, extended, paused]);
    const [, second, third] = slow as [DisclosureRequest, DisclosureRequest, DisclosureRequest];
    expect((second.answeredOn as string) <= (second.extendedUntil as string)).toBe(true);
    const [pause] = third.pauses;
    expect(
      workdaysAfter(third.receivedOn, third.answeredOn as string) -
        workdaysBetween(pause?.['startedOn'] as string, pause?.['endedOn'] as string).length,
    ).toBeLessThanOrEqual(15);
    expect(slow[0]).toMatchObject({ extendedUntil: null, pauses: [] });
  });
});

describe('inquiries', () => {
  const codes = (rows: readonly Inquiry[]) =>
    rows.map(({ trackingCode, documentId }) => ({ trackingCode, documentId }));

  it('has ten valid ones, two unanswered, two late, and one that is none', () => {
    const { unanswered, late, notPublic, invalid } = PLANTED.inquiries;
    const valid = inquiries.filter(({ isValid }) => isValid);
    expect(valid).toHaveLength(10);
    expect(codes(inquiries.filter(({ isValid }) => !isValid))).toEqual([invalid]);
    expect(codes(valid.filter(({ repliedOn }) => repliedOn === null))).toEqual(unanswered);
    expect(
      codes(
        valid.filter(
          ({ receivedOn, repliedOn }) => repliedOn && workdaysAfter(receivedOn, repliedOn) > 15,
        ),
      ),
    ).toEqual(late);
    expect(codes(valid.filter(({ repliedOn, isPublic }) => repliedOn && !isPublic))).toEqual([
      notPublic,
    ]);
    expect(inquiries.filter(({ isPublic, reply }) => isPublic && !reply)).toEqual([]);
  });
});
