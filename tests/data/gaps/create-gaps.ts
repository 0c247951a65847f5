import { fromFen, toFen } from '../../../src/shared/money';
import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import { instantOf } from '../calendar';
import type { DataSet, LedgerRecord } from '../data-set';
import { importEntry, inTimeOrder, ledgerEntry } from '../ledger-content';
import type { EstablishmentRecord, Fund } from '../records';
import { REGISTERED_AT } from '../year-2017/organizations';
import { createGapBudgets } from './budgets';
import { createGapEstablishments, type GapEstablishments } from './establishment';
import { createGapFunds, type GapFunds } from './funds';
import { createGapInquiries } from './inquiries';
import { createGapNotices, createGapTallies } from './notices';
import { createGapOrganizations } from './organizations';
import { createGapPoints, createGapVisits } from './query-points';
import { createGapRequests } from './requests';

export { PLANTED } from './planted';

const ORGANIZATION = 'api::organization.organization';
const RECORD = 'api::establishment.establishment-record';
const STAFF = 'api::establishment.staff-member';
const FUND = 'api::fund.fund';
const BENEFICIARY = 'api::fund.fund-beneficiary';
const BUDGET = 'api::budget.department-budget';
const NOTICE = 'api::notice.notice';
const INQUIRY = 'api::inquiry.inquiry';
const POINT = 'api::query-point.query-point';

type Published = { readonly publishedAt?: string | null };

const isPublished = <T extends Published>(entity: T): entity is T & { publishedAt: string } =>
  typeof entity.publishedAt === 'string';

/** Half a second after the parent became public. */
const after = (instant: string): string => new Date(Date.parse(instant) + 500).toISOString();

const recordEntries = (
  record: EstablishmentRecord & { publishedAt: string },
  staff: GapEstablishments['staff'],
): LedgerRecord[] => [
  ledgerEntry(RECORD, record, 'publish', record.publishedAt),
  importEntry(STAFF, record, after(record.publishedAt), {
    organizationCode: record.organization.code,
    rows: staff.filter(({ organization }) => organization === record.organization).length,
  }),
];

const fundEntries = (
  fund: Fund & { publishedAt: string },
  beneficiaries: GapFunds['beneficiaries'],
): LedgerRecord[] => {
  const own = beneficiaries.filter(({ fundCode }) => fundCode === fund.code);
  return [
    ledgerEntry(FUND, fund, 'publish', fund.publishedAt),
    importEntry(BENEFICIARY, fund, after(fund.publishedAt), {
      fundCode: fund.code,
      rows: own.length,
      amount: fromFen(own.reduce((sum, { amount }) => sum + toFen(amount), 0n)),
    }),
  ];
};

/** A small year 2017 in which something is wrong or lacking in every domain; see PLANTED. */
export const createGaps = (cipher: PersonalDataCipher): DataSet => {
  const organizations = createGapOrganizations();
  const { records, staff, changes } = createGapEstablishments(organizations, cipher);
  const { funds, allocations, beneficiaries, findings } = createGapFunds(organizations, cipher);
  const budgets = createGapBudgets(organizations);
  const notices = createGapNotices(organizations);
  const points = createGapPoints();
  const inquiries = createGapInquiries(organizations);

  const ledger: LedgerRecord[] = [
    ...organizations.all
      .filter(({ isClassified }) => !isClassified)
      .map((organization) => ledgerEntry(ORGANIZATION, organization, 'create', REGISTERED_AT)),
    ...points.map((point) => ledgerEntry(POINT, point, 'create', point.createdAt)),
    ...budgets
      .filter(isPublished)
      .map((budget) => ledgerEntry(BUDGET, budget, 'publish', budget.publishedAt)),
    ...records.filter(isPublished).flatMap((record) => recordEntries(record, staff)),
    ...funds.filter(isPublished).flatMap((fund) => fundEntries(fund, beneficiaries)),
    ...notices
      .filter(isPublished)
      .map((notice) => ledgerEntry(NOTICE, notice, 'publish', notice.publishedAt)),
    ...inquiries
      .filter(({ isPublic }) => isPublic)
      .map((inquiry) =>
        ledgerEntry(INQUIRY, inquiry, 'create', instantOf(inquiry.repliedOn as string, 16)),
      ),
  ];

  return {
    sections: [
      { uid: ORGANIZATION, label: '机构', rows: organizations.all },
      { uid: RECORD, label: '机构编制', rows: records },
      { uid: STAFF, label: '在册人员', rows: staff },
      { uid: 'api::establishment.personnel-change', label: '人员异动', rows: changes },
      { uid: FUND, label: '专项资金', rows: funds },
      { uid: 'api::fund.fund-allocation', label: '分级拨付', rows: allocations },
      { uid: BENEFICIARY, label: '到人到户', rows: beneficiaries },
      { uid: 'api::fund.fund-audit-finding', label: '核查纠正', rows: findings },
      { uid: BUDGET, label: '部门预算', rows: budgets },
      { uid: NOTICE, label: '公开信息', rows: notices },
      {
        uid: 'api::notice.publication-tally',
        label: '信息报送',
        rows: createGapTallies(organizations),
      },
      { uid: POINT, label: '免费查询点', rows: points },
      {
        uid: 'api::query-point.query-point-visit',
        label: '查询点点击',
        rows: createGapVisits(points),
      },
      {
        uid: 'api::disclosure-request.disclosure-request',
        label: '依申请公开',
        rows: createGapRequests(organizations, cipher),
      },
      { uid: INQUIRY, label: '咨询投诉', rows: inquiries },
    ],
    ledger: inTimeOrder(ledger),
  };
};
