import { createHash } from 'node:crypto';
import { isWorkday } from 'chinese-days';

import { isCreditCode } from '../../../src/shared/credit-code';
import { isIdNumber } from '../../../src/shared/id-number';
import { findLeaks } from '../../../src/shared/leak-scanner';
import { fromFen, toFen } from '../../../src/shared/money';
import { maskName, type PersonalDataCipher } from '../../../src/shared/personal-data';
import { addDays, addWorkdays } from '../calendar';
import type { DataSet, Entity } from '../data-set';
import { luhnDigit } from '../personal';
import type {
  DepartmentBudget,
  DisclosureRequest,
  EstablishmentRecord,
  Fund,
  FundAllocation,
  FundAuditFinding,
  FundBeneficiary,
  Inquiry,
  Notice,
  Organization,
  PersonnelChange,
  PublicationTally,
  QueryPoint,
  QueryPointVisit,
  StaffMember,
} from '../records';
import { CLASSIFIED_ORGAN_NAME } from '../text/organs';
import { createYear2017 } from './index';
import { createPastPosts } from './posts';

/** Leaves private fields readable: encryption has tests of its own. */
const plain: PersonalDataCipher = {
  encrypt: (text) => text,
  decrypt: (text) => text,
  hash: (text) => `#${text}`,
};

const sum = <T>(rows: readonly T[], value: (row: T) => number): number =>
  rows.reduce((total, row) => total + value(row), 0);
const fen = <T>(rows: Iterable<T>, value: (row: T) => string): bigint => {
  let total = 0n;
  for (const row of rows) total += toFen(value(row));
  return total;
};
const countBy = <T>(rows: readonly T[], key: (row: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
};

describe('the year 2017', () => {
  let data: DataSet;
  let rows: Map<string, Entity[]>;
  const of = <T extends Entity>(uid: string): T[] => rows.get(uid) as T[];

  beforeAll(() => {
    data = createYear2017(plain);
    rows = new Map(data.sections.map((section) => [section.uid, [...section.rows]]));
  });

  const organizations = () => of<Organization>('api::organization.organization');
  const records = () => of<EstablishmentRecord>('api::establishment.establishment-record');
  const staff = () => of<StaffMember>('api::establishment.staff-member');
  const funds = () => of<Fund>('api::fund.fund');
  const allocations = () => of<FundAllocation>('api::fund.fund-allocation');
  const beneficiaries = () => of<FundBeneficiary>('api::fund.fund-beneficiary');
  const budgets = () => of<DepartmentBudget>('api::budget.department-budget');
  const notices = () => of<Notice>('api::notice.notice');
  const points = () => of<QueryPoint>('api::query-point.query-point');

  it('should have 67 organs, one classified organ and 182 institutions with valid codes', () => {
    const open = organizations().filter(({ isClassified }) => !isClassified);
    expect(countBy(open, ({ kind }) => kind)).toEqual({ organ: 67, institution: 182 });
    expect(open.filter(({ isFirstLevel }) => isFirstLevel)).toHaveLength(66);
    expect(
      organizations()
        .filter(({ isClassified }) => isClassified)
        .map(({ name }) => name),
    ).toEqual([CLASSIFIED_ORGAN_NAME]);
    expect(organizations().filter(({ isBudgetUnit }) => isBudgetUnit)).toHaveLength(71);
    for (const { code, kind } of organizations()) {
      expect(isCreditCode(code)).toBe(true);
      expect(code.startsWith(kind === 'organ' ? '11420102' : '12420102')).toBe(true);
    }
    for (const key of ['code', 'slug', 'name'] as const) {
      expect(new Set(organizations().map((one) => one[key])).size).toBe(250);
    }
    expect(organizations().filter(({ kind, parent }) => kind === 'institution' && !parent)).toEqual(
      [],
    );
  });

  it('should have quotas that the staff fills', () => {
    const published = records().filter(({ publishedAt }) => publishedAt);
    const quotas = published.flatMap(({ organization, quotas: own }) =>
      own.map((quota) => ({ ...quota, of: organization.kind })),
    );
    const organs = quotas.filter((quota) => quota.of === 'organ');
    const isAdministrative = ({ kind }: { kind: string }) => kind === 'administrative';
    expect(published).toHaveLength(249);
    expect(sum(organs.filter(isAdministrative), ({ authorized }) => authorized)).toBe(1709);
    expect(
      sum(
        organs.filter((quota) => !isAdministrative(quota)),
        ({ authorized }) => authorized,
      ),
    ).toBe(32);
    expect(
      sum(
        quotas.filter((quota) => quota.of === 'institution'),
        ({ authorized }) => authorized,
      ),
    ).toBe(9174);
    const expected = new Map(
      published.flatMap(({ organization, quotas: own }) =>
        own.map(({ kind, onRoll }) => [`${organization.code} ${kind}`, onRoll]),
      ),
    );
    const found = countBy(
      staff(),
      ({ organization, establishmentKind }) => `${organization.code} ${establishmentKind}`,
    );
    for (const [key, onRoll] of expected) expect([key, found[key] ?? 0]).toEqual([key, onRoll]);
    expect(countBy(staff(), ({ organization }) => organization.kind)).toEqual({
      organ: 1741,
      institution: 8776,
    });
    for (const { quotas: own } of published)
      for (const quota of own) expect(quota.onRoll).toBeLessThanOrEqual(quota.authorized);
  });

  it('should have verified all staff of organs and 7627 of institutions', () => {
    expect(
      countBy(
        staff().filter(({ realNameVerified }) => realNameVerified),
        ({ organization }) => organization.kind,
      ),
    ).toEqual({ organ: 1741, institution: 7627 });
  });

  it('should have 340 personnel changes that agree with the staff', () => {
    const changes = of<PersonnelChange>('api::establishment.personnel-change');
    expect(changes).toHaveLength(340);
    for (const change of changes) {
      expect(change.recordedOn.slice(0, 4)).toBe('2017');
      expect(change.happenedOn <= change.recordedOn).toBe(true);
      const isGone = ['retire', 'transfer-out', 'resign', 'dismiss', 'death'].includes(change.kind);
      expect(change.staff === null).toBe(isGone);
      if (['recruit', 'transfer-in', 'open-selection', 'military-transfer'].includes(change.kind)) {
        expect(change.staff?.joinedOn).toBe(change.happenedOn);
      }
    }
    const arrived = staff().filter(({ joinedOn }) => joinedOn >= '2017-01-01');
    expect(arrived).toHaveLength(132);
  });

  it('should divide every fund exactly, tier by tier, to the fen', () => {
    expect(funds().map(({ code }) => code)).toEqual(
      Array.from({ length: 14 }, (_, index) => `2017-${String(index + 1).padStart(2, '0')}`),
    );
    expect(fromFen(fen(funds(), ({ totalAmount }) => totalAmount))).toBe('374171548.00');
    expect(beneficiaries()).toHaveLength(133_209);
    expect(sum(beneficiaries(), ({ persons }) => persons)).toBe(133_209);
    const paid = new Map<string, bigint>();
    for (const { allocationCode, amount } of beneficiaries()) {
      paid.set(allocationCode, (paid.get(allocationCode) ?? 0n) + toFen(amount));
    }
    const communities = allocations().filter(({ tier }) => tier === 'community');
    expect(paid.size).toBe(communities.length);
    for (const { code, amount } of communities)
      expect([code, paid.get(code)]).toEqual([code, toFen(amount)]);
    for (const fund of funds()) {
      const total = toFen(fund.totalAmount);
      const own = allocations().filter(({ fundCode }) => fundCode === fund.code);
      expect(fen(Object.values(fund.sources) as string[], (part) => part)).toBe(total);
      for (const tier of ['department', 'street', 'community']) {
        expect([
          fund.code,
          tier,
          fen(
            own.filter((row) => row.tier === tier),
            ({ amount }) => amount,
          ),
        ]).toEqual([fund.code, tier, total]);
      }
      for (const street of own.filter(({ tier }) => tier === 'street')) {
        expect(
          fen(
            own.filter(({ parentCode }) => parentCode === street.code),
            ({ amount }) => amount,
          ),
        ).toBe(toFen(street.amount));
      }
      // Online by the end of 19 December in Asia/Shanghai, as the report says.
      expect(fund.publishedAt! < '2017-12-19T16:00:00.000Z').toBe(true);
      expect(fund.policies.length).toBeGreaterThan(1);
    }
    expect(funds().filter(({ isSensitive }) => isSensitive)).toHaveLength(3);
    expect(funds().every(({ reachesIndividuals }) => reachesIndividuals)).toBe(true);
  });

  it('should pay medical assistance in plausible amounts though it balances the total', () => {
    const medical = funds().find(({ category }) => category === 'medical-assistance') as Fund;
    const amounts = beneficiaries()
      .filter(({ fundCode }) => fundCode === medical.code)
      .map(({ amount }) => Number(amount));
    expect(Math.min(...amounts)).toBeGreaterThan(50);
    expect(Math.max(...amounts)).toBeLessThanOrEqual(20_000);
  });

  it('should make up receivers that belong to nobody and are masked', () => {
    const ids = new Set<string>();
    for (const { name, publicName, idNumber, account } of beneficiaries()) {
      if (!isIdNumber(idNumber) || !idNumber.startsWith('429980'))
        throw new Error(`bad ID number ${idNumber}`);
      if (publicName !== maskName(name)) throw new Error(`bad mask ${publicName}`);
      if (luhnDigit(account.slice(0, -1)) === Number(account.at(-1)))
        throw new Error(`real account ${account}`);
      ids.add(idNumber);
    }
    expect(ids.size).toBe(133_209);
    for (const { idNumber, gender, birthMonth } of staff()) {
      expect(Number(idNumber.charAt(16)) % 2).toBe(gender === 'male' ? 1 : 0);
      expect(`${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}`).toBe(birthMonth);
    }
  });

  it('should have 71 budgets that add up and were published within 20 days', () => {
    expect(budgets()).toHaveLength(71);
    expect(new Set(budgets().map(({ organization }) => organization.code)).size).toBe(71);
    expect(fromFen(fen(budgets(), ({ totalExpenditure }) => totalExpenditure))).toBe(
      '4779610000.00',
    );
    const items = budgets().flatMap(({ threePublic: one }) => [
      one.overseas,
      one.reception,
      one.vehiclePurchase,
      one.vehicleOperation,
    ]);
    expect(fromFen(fen(items, (item) => item))).toBe('23977900.00');
    for (const budget of budgets()) {
      const { threePublic: one } = budget;
      const publishedOn = addDays(
        new Date(Date.parse(budget.publishedAt as string) + 8 * 3_600_000)
          .toISOString()
          .slice(0, 10),
        0,
      );
      expect(publishedOn > budget.approvedOn && publishedOn <= addDays(budget.approvedOn, 20)).toBe(
        true,
      );
      expect(Number(one['vehiclesPurchased']) > 0).toBe(toFen(one.vehiclePurchase) > 0n);
      expect(Number(one['overseasGroups']) > 0).toBe(toFen(one.overseas) > 0n);
      expect(Number(one['receptionBatches']) > 0).toBe(toFen(one.reception) > 0n);
      expect(budget.totalRevenue).toBe(budget.totalExpenditure);
      expect(budget.tables).toHaveLength(8);
      expect(budget.sourceUrl).toMatch(/^http/);
    }
  });

  it('should have 607 notices on working days of 2017, none with personal numbers', () => {
    expect(countBy(notices(), ({ kind }) => kind)).toEqual({
      'normative-document': 4,
      document: 4,
      'establishment-document': 71,
      news: 36,
      announcement: 492,
    });
    for (const notice of notices()) {
      expect([notice.title, notice.issuedOn.slice(0, 4), isWorkday(notice.issuedOn)]).toEqual([
        notice.title,
        '2017',
        true,
      ]);
      expect(
        notice.formedOn <= notice.issuedOn && notice.issuedOn <= addWorkdays(notice.formedOn, 20),
      ).toBe(true);
      expect(findLeaks(`${notice.title}\n${notice.summary}\n${notice.body}`)).toEqual([]);
      expect(`${notice.title}${notice.summary}${notice.body}`).not.toMatch(
        /undefined|\{[^}]*\}|NaN/,
      );
      expect(notice.title.length).toBeLessThanOrEqual(200);
    }
    for (const key of ['slug', 'indexNumber', 'title'] as const) {
      expect(new Set(notices().map((notice) => notice[key])).size).toBe(607);
    }
  });

  it('should have 20,469 tallied items, one row an organ, month and channel', () => {
    const tallies = of<PublicationTally>('api::notice.publication-tally');
    expect(sum(tallies, ({ count }) => count)).toBe(20_469);
    expect(
      new Set(
        tallies.map(
          ({ organization, month, channel }) => `${organization.code} ${month} ${channel}`,
        ),
      ).size,
    ).toBe(tallies.length);
    expect(tallies.filter(({ channel }) => channel === 'weibo' || channel === 'wechat')).toEqual(
      [],
    );
  });

  it('should have 1534 posts on Weibo and 528 on WeChat', () => {
    const posts = createPastPosts(notices());
    const deliveries = posts.flatMap(({ deliveries: own }) => own);
    expect(countBy(deliveries, ({ kind }) => kind)).toEqual({ weibo: 1534, wechat: 528 });
    expect(
      deliveries.filter(
        ({ deliveredAt }) => deliveredAt < '2016-12-31T16:00' || deliveredAt >= '2017-12-31T16:00',
      ),
    ).toEqual([]);
    for (const { deliveries: own } of posts)
      expect(new Set(own.map(({ kind }) => kind)).size).toBe(own.length);
  });

  it('should have 132 maintained query points with 256,238 clicks', () => {
    const visits = of<QueryPointVisit>('api::query-point.query-point-visit');
    expect(points()).toHaveLength(132);
    expect(new Set(points().map(({ street }) => street)).size).toBe(16);
    expect(
      points().every(({ maintainedOn, isActive }) => isActive && maintainedOn?.startsWith('2017')),
    ).toBe(true);
    expect(visits).toHaveLength(132 * 365);
    expect(sum(visits, ({ clicks }) => clicks)).toBe(256_238);
    expect(visits.every(({ clicks }) => clicks >= 0)).toBe(true);
  });

  it('should have answered 41 requests within 15 working days', () => {
    const requests = of<DisclosureRequest>('api::disclosure-request.disclosure-request');
    expect(countBy(requests, ({ channel }) => channel)).toEqual({
      'in-person': 6,
      online: 14,
      letter: 21,
    });
    for (const { receivedOn, answeredOn, closedOn } of requests) {
      expect(
        answeredOn && answeredOn <= addWorkdays(receivedOn, 15) && answeredOn > receivedOn,
      ).toBe(true);
      expect(closedOn && closedOn <= '2017-12-31').toBe(true);
    }
    expect(new Set(requests.map(({ outcome }) => outcome)).size).toBeGreaterThan(8);
  });

  it('should have answered 497 valid inquiries', () => {
    const inquiries = of<Inquiry>('api::inquiry.inquiry');
    const valid = inquiries.filter(({ isValid }) => isValid);
    expect(valid).toHaveLength(497);
    expect(inquiries).toHaveLength(506);
    for (const { receivedOn, repliedOn, reply, title, content } of valid) {
      expect(reply && repliedOn && repliedOn >= receivedOn && repliedOn <= '2017-12-31').toBe(true);
      expect(`${title}${content}${reply}`).not.toMatch(/undefined|\{/);
      expect(findLeaks(`${title}${content}${reply}`)).toEqual([]);
    }
    expect(new Set(inquiries.map(({ trackingCode }) => trackingCode)).size).toBe(506);
    expect(inquiries.filter(({ isValid, isPublic }) => !isValid && isPublic)).toEqual([]);
  });

  it('should have the findings of the report', () => {
    const findings = of<FundAuditFinding>('api::fund.fund-audit-finding');
    const categoryOf = ({ fundCode }: FundAuditFinding) =>
      funds().find(({ code }) => code === fundCode)?.category;
    expect(
      findings.map((one) => [categoryOf(one), one.persons, one.households, one.amount]),
    ).toEqual([
      ['minimum-living', null, 985, '654500.00'],
      ['social-insurance-subsidy', 2, null, '1679.60'],
      ['family-planning-support', 13, null, '31000.00'],
    ]);
    for (const { reasons, persons, households } of findings) {
      expect(sum(reasons, ({ count }) => count)).toBe(persons ?? households);
    }
  });

  it('should record what was public in order of time, and nothing of the classified organ', () => {
    const times = data.ledger.map(({ occurredAt }) => occurredAt);
    expect([...times].sort()).toEqual(times);
    expect(
      countBy([...data.ledger], ({ subjectType, action }) => `${subjectType} ${action}`),
    ).toMatchObject({
      'api::fund.fund publish': 14,
      'api::fund.fund-beneficiary import': 14,
      'api::budget.department-budget publish': 71,
      'api::establishment.establishment-record publish': 249,
      'api::notice.notice publish': 607,
      'api::organization.organization create': 249,
      'api::query-point.query-point create': 132,
    });
    expect(JSON.stringify(data.ledger)).not.toContain(CLASSIFIED_ORGAN_NAME);
  });

  it('should give every record an id of its own', () => {
    const ids = new Set<string>();
    let count = 0;
    for (const section of rows.values()) {
      for (const { documentId } of section) {
        if (!/^[a-z][a-z0-9]{23}$/.test(documentId)) throw new Error(`bad id ${documentId}`);
        ids.add(documentId);
        count += 1;
      }
    }
    expect(ids.size).toBe(count);
  });
});

describe('making the year twice', () => {
  const fingerprint = (): string => {
    const hash = createHash('sha256');
    const { sections, ledger } = createYear2017(plain);
    // A record that another refers to counts by its id.
    const flat = (key: string, value: unknown): unknown =>
      key !== '' && value && typeof value === 'object' && 'documentId' in value
        ? (value as Entity).documentId
        : value;
    for (const { uid, rows } of sections)
      for (const row of rows) hash.update(uid).update(JSON.stringify(row, flat));
    for (const entry of ledger) hash.update(JSON.stringify(entry));
    return hash.digest('hex');
  };

  it('should give the same rows', () => {
    expect(fingerprint()).toBe(fingerprint());
  });
});
