import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import type { DataSet, LedgerRecord } from '../data-set';
import { importEntry, inTimeOrder, ledgerEntry } from '../ledger-content';
import { createRandom } from '../random';
import { beneficiariesOf } from './beneficiaries';
import { createBudgets } from './budgets';
import { createEstablishments, type Establishment } from './establishment';
import { createFindings, createFundPlans, type FundPlan } from './funds';
import { createInquiries, replyInstant } from './inquiries';
import { createNotices } from './notices';
import { createOrganizations, REGISTERED_AT } from './organizations';
import { postSections } from './posts';
import { createInspections, createQueryPoints, visitsOf } from './query-points';
import { createRequests } from './requests';
import { createRoster } from './staff';
import { createTallies } from './tallies';

const ORGANIZATION = 'api::organization.organization';
const RECORD = 'api::establishment.establishment-record';
const STAFF = 'api::establishment.staff-member';
const FUND = 'api::fund.fund';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const BUDGET = 'api::budget.department-budget';
const NOTICE = 'api::notice.notice';
const INQUIRY = 'api::inquiry.inquiry';
const POINT = 'api::query-point.query-point';

/** A moment after the publication of the parent. */
const after = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

const staffImports = (establishments: readonly Establishment[]): LedgerRecord[] =>
  establishments.flatMap(({ record, organization }) =>
    record.publishedAt
      ? [
          importEntry(STAFF, record, after(record.publishedAt, 500), {
            organizationCode: organization.code,
            rows: record.quotas.reduce((sum, { onRoll }) => sum + onRoll, 0),
          }),
        ]
      : [],
  );

const beneficiaryImports = (plans: readonly FundPlan[]): LedgerRecord[] =>
  plans.map(({ fund, amounts }) =>
    importEntry(BENEFICIARY, fund, after(fund.publishedAt as string, 500), {
      fundCode: fund.code,
      rows: amounts.length,
      amount: fund.totalAmount,
    }),
  );

/** The year 2017 of Jiang'an District, as its report tells it. */
export const createYear2017 = (cipher: PersonalDataCipher): DataSet => {
  const organizations = createOrganizations();
  const establishments = createEstablishments(organizations);
  const roster = createRoster(establishments, cipher);
  const plans = createFundPlans(organizations);
  const budgets = createBudgets(organizations);
  const notices = createNotices(organizations);
  const points = createQueryPoints();
  const inquiries = createInquiries(organizations);
  const replies = createRandom('2017/replies');

  const ledger: LedgerRecord[] = [
    ...organizations.all
      .filter(({ isClassified }) => !isClassified)
      .map((organization) => ledgerEntry(ORGANIZATION, organization, 'create', REGISTERED_AT)),
    ...points.map((point) => ledgerEntry(POINT, point, 'create', point.createdAt)),
    ...budgets.map((budget) =>
      ledgerEntry(BUDGET, budget, 'publish', budget.publishedAt as string),
    ),
    ...establishments.flatMap(({ record }) =>
      record.publishedAt ? [ledgerEntry(RECORD, record, 'publish', record.publishedAt)] : [],
    ),
    ...staffImports(establishments),
    ...plans.map(({ fund }) => ledgerEntry(FUND, fund, 'publish', fund.publishedAt as string)),
    ...beneficiaryImports(plans),
    ...notices.map((notice) =>
      ledgerEntry(NOTICE, notice, 'publish', notice.publishedAt as string),
    ),
    ...inquiries
      .filter(({ isPublic }) => isPublic)
      .map((inquiry) => ledgerEntry(INQUIRY, inquiry, 'create', replyInstant(replies, inquiry))),
  ];

  return {
    sections: [
      { uid: ORGANIZATION, label: '机构', rows: organizations.all },
      { uid: RECORD, label: '机构编制', rows: establishments.map(({ record }) => record) },
      { uid: STAFF, label: '在册人员', rows: roster.staff },
      { uid: 'api::establishment.personnel-change', label: '人员异动', rows: roster.changes },
      { uid: FUND, label: '专项资金', rows: plans.map(({ fund }) => fund) },
      {
        uid: 'api::fund.fund-allocation',
        label: '分级拨付',
        rows: plans.flatMap(({ allocations }) => allocations),
      },
      { uid: BENEFICIARY, label: '到人到户', rows: beneficiariesOf(plans, cipher) },
      { uid: 'api::fund.fund-audit-finding', label: '核查纠正', rows: createFindings(plans) },
      { uid: BUDGET, label: '部门预算', rows: budgets },
      { uid: NOTICE, label: '公开信息', rows: notices },
      {
        uid: 'api::notice.publication-tally',
        label: '信息报送',
        rows: createTallies(organizations),
      },
      ...postSections(notices),
      { uid: POINT, label: '免费查询点', rows: points },
      { uid: 'api::query-point.query-point-visit', label: '查询点点击', rows: visitsOf(points) },
      {
        uid: 'api::query-point.query-point-inspection',
        label: '查询点检查',
        rows: createInspections(points),
      },
      {
        uid: 'api::disclosure-request.disclosure-request',
        label: '依申请公开',
        rows: createRequests(organizations, cipher),
      },
      { uid: INQUIRY, label: '咨询投诉', rows: inquiries },
    ],
    ledger: inTimeOrder(ledger),
  };
};
