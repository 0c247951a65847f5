import { maskName, type PersonalDataCipher } from '../../../src/shared/personal-data';
import { fromFen } from '../../../src/shared/money';
import { addDays, addWorkdays, instantOf, workdayFrom } from '../calendar';
import type { DataSet, Entity, LedgerRecord } from '../data-set';
import { importEntry, inTimeOrder, ledgerEntry } from '../ledger-content';
import { accountOf, createPeople, mobileOf } from '../personal';
import { createDocumentIds, createRandom } from '../random';
import type {
  DepartmentBudget,
  DisclosureRequest,
  EstablishmentRecord,
  Fund,
  FundAllocation,
  FundBeneficiary,
  FundCategory,
  Inquiry,
  Notice,
  Organization,
  QueryPoint,
  StaffMember,
} from '../records';
import { createSlugs } from '../slugs';
import { officialDocument } from '../text/layout';
import { BUDGET_TABLES } from '../year-2017/budgets';
import { creditCode, WEBSITE } from '../year-2017/organizations';

/** Name that must never be seen by the public; tests look for it everywhere. */
export const PLANTED_CLASSIFIED_NAME = '涉密测试单位';

/** What is amiss in the set, for tests and for those who read its screens. */
export const GAPS = {
  funds: 6,
  unpublishedFunds: 2,
  unbalancedFund: '2017-103',
  organs: 5,
  /** The establishment record of one organ is only a draft. */
  organsPublished: 4,
  institutions: 3,
  /** One institution has no establishment record at all. */
  institutionsPublished: 2,
  budgetUnits: 5,
  /** One budget has no link, one is only a draft, one is published late, one doesn't exist. */
  budgetsPublished: 2,
  lateBudgets: 1,
  /** Beside the one of the classified organ, as below. */
  notices: 7,
  lateNotices: 2,
  draftNotices: 1,
  requests: 5,
  requestsAnswered: 3,
  lateRequests: 1,
  inquiries: 5,
  inquiriesAnswered: 3,
  lateReplies: 1,
  invalidInquiries: 1,
  activeQueryPoints: 4,
  maintainedQueryPoints: 3,
} as const;

const OPENED = instantOf('2017-01-03', 9);

interface FundGap {
  readonly name: string;
  readonly category: FundCategory;
  readonly department: number;
  readonly isPublished: boolean;
  /** Fen by which the table of one community falls short. */
  readonly shortfall: number;
  readonly isSensitive: boolean;
}

const FUND_GAPS: readonly FundGap[] = [
  { name: '城市居民最低生活保障金', category: 'minimum-living', department: 1, isPublished: true, shortfall: 0, isSensitive: false },
  { name: '高龄老年人津贴', category: 'elderly-allowance', department: 1, isPublished: true, shortfall: 0, isSensitive: false },
  { name: '灵活就业人员社会保险补贴', category: 'social-insurance-subsidy', department: 2, isPublished: true, shortfall: 1, isSensitive: false },
  { name: '计划生育家庭特别扶助金', category: 'family-planning-support', department: 3, isPublished: true, shortfall: 0, isSensitive: true },
  { name: '家庭经济困难学生资助资金', category: 'education-aid', department: 4, isPublished: false, shortfall: 0, isSensitive: false },
  { name: '公共租赁住房租赁补贴', category: 'housing-subsidy', department: 2, isPublished: false, shortfall: 0, isSensitive: false },
];

const COMMUNITIES = [
  ['花桥街', '新成社区'],
  ['花桥街', '黎明社区'],
  ['后湖街', '惠康社区'],
] as const;

/** A small year with everything that the figures have to find: what is missing, late, unbalanced or hidden. */
export const createGaps = (cipher: PersonalDataCipher): DataSet => {
  const random = createRandom('gaps');
  const documentId = createDocumentIds('gaps');
  const people = createPeople(random.fork('people'));
  const slug = createSlugs();
  const yuan = (fen: number) => fromFen(BigInt(fen));
  const at = (day: string) => instantOf(day, 10, 15);
  let serial = 5000;

  const organization = (name: string, kind: Organization['kind'], change: Partial<Organization> = {}): Organization => {
    serial += 1;
    return {
      documentId: documentId(),
      createdAt: OPENED,
      code: creditCode(kind, serial),
      name,
      slug: slug(name),
      kind,
      category: kind === 'organ' ? 'government-department' : 'public-welfare-1',
      isFirstLevel: kind === 'organ',
      isBudgetUnit: kind === 'organ',
      isClassified: false,
      parent: null,
      duties: '1．贯彻执行有关方针政策和法律法规。\n2．承担本领域管理和服务工作。',
      address: '武汉市江岸区六合路1号',
      officeHours: '周一至周五 8:30—12:00，14:00—17:30',
      phone: `027-8299${String(serial).slice(-4)}`,
      website: WEBSITE,
      state: 'active',
      ...change,
    };
  };
  const office = organization('武汉市江岸区人民政府办公室', 'organ');
  const organs: readonly Organization[] = [
    office,
    organization('武汉市江岸区民政局', 'organ'),
    organization('武汉市江岸区人力资源局', 'organ'),
    organization('武汉市江岸区卫生和计划生育委员会', 'organ'),
    organization('武汉市江岸区教育局', 'organ'),
  ];
  const organ = (index: number): Organization => organs[index] as Organization;
  const institutions: readonly Organization[] = [
    organization('武汉市江岸区社会救助中心', 'institution', { parent: organ(1) }),
    organization('武汉市江岸区学生资助管理中心', 'institution', { parent: organ(4) }),
    organization('武汉市江岸区医疗急救中心', 'institution', { parent: organ(3) }),
  ];
  const classified = organization(PLANTED_CLASSIFIED_NAME, 'organ', { isClassified: true, category: 'party-organ' });

  const record = (owner: Organization, authorized: number, onRoll: number, publishedOn: string | null): EstablishmentRecord => ({
    documentId: documentId(),
    createdAt: at('2017-11-20'),
    publishedAt: publishedOn && at(publishedOn),
    title: `${owner.name}机构编制信息`,
    slug: slug(`${owner.name}机构编制信息`),
    organization: owner,
    approvalNumber: `岸编〔2015〕${serial - 4990}号`,
    approvedOn: '2015-06-18',
    organLevel: owner.kind === 'organ' ? 'section' : 'unit',
    duties: owner.duties,
    offices: [{ name: '办公室', duties: '负责综合协调和信息公开工作。', headcount: Math.min(2, onRoll) }],
    leadershipQuota: 2,
    leadershipActual: 1,
    quotas: [{ kind: owner.kind === 'organ' ? 'administrative' : 'institution-full', authorized, onRoll }],
    asOf: '2017-11-30',
  });
  const records: readonly EstablishmentRecord[] = [
    record(organ(0), 6, 5, '2017-12-05'),
    record(organ(1), 5, 5, '2017-12-05'),
    // More on the roll than authorized.
    record(organ(2), 3, 4, '2017-12-06'),
    record(organ(3), 4, 4, null),
    record(organ(4), 4, 3, '2017-12-06'),
    record(institutions[0] as Organization, 6, 4, '2017-12-07'),
    record(institutions[1] as Organization, 4, 3, '2017-12-07'),
    // Published by mistake: the rule on classified organs has to hide it all the same.
    record(classified, 3, 2, '2017-12-08'),
  ];
  const staff = records.flatMap(({ organization: owner, quotas: [quota] }) =>
    Array.from({ length: quota?.onRoll ?? 0 }, (_, index): StaffMember => {
      const person = people.person([26, 57]);
      return {
        documentId: documentId(),
        createdAt: OPENED,
        organization: owner,
        name: person.name,
        gender: person.gender,
        position: index === 0 ? '主任' : '科员',
        professionalTitle: null,
        establishmentKind: quota?.kind ?? 'administrative',
        joinedOn: '2012-07-01',
        leftOn: null,
        entryChannel: owner.kind === 'organ' ? 'civil-service-exam' : 'open-recruitment',
        rollStatus: index < (quota?.authorized ?? 0) ? 'on-roll' : 'over-quota',
        realNameVerified: owner.kind === 'organ' || index > 0,
        cardNumber: `岸编Q${String(serial * 10 + index)}`,
        idNumber: cipher.encrypt(person.idNumber),
        idHash: cipher.hash(person.idNumber),
        birthMonth: person.bornOn.slice(0, 7),
      };
    }),
  );

  const beneficiaries: FundBeneficiary[] = [];
  const allocations: FundAllocation[] = [];
  const funds = FUND_GAPS.map((gap, index): Fund => {
    const code = `2017-${String(101 + index)}`;
    const amounts = COMMUNITIES.map(([street, community], place) => {
      const allocationCode = `${code}-${street === '花桥街' ? '13' : '15'}-${String(place + 1).padStart(3, '0')}`;
      let sum = 0;
      for (let row = 0; row < 4; row += 1) {
        const person = people.person(gap.category === 'elderly-allowance' ? [80, 96] : [30, 70]);
        const fen = random.int(12, 80) * 10_000 + (gap.category === 'social-insurance-subsidy' ? 90 : 0);
        sum += fen;
        beneficiaries.push({
          documentId: documentId(),
          createdAt: at('2017-12-11'),
          fundCode: code,
          allocationCode,
          publicName: maskName(person.name),
          street,
          community,
          amount: yuan(fen),
          period: '2017年度',
          persons: 1,
          households: gap.category === 'minimum-living' ? 1 : 0,
          name: person.name,
          idNumber: cipher.encrypt(person.idNumber),
          idHash: cipher.hash(person.idNumber),
          account: cipher.encrypt(accountOf(900_000 + beneficiaries.length)),
        });
      }
      return { street, community, allocationCode, sum };
    });
    const total = amounts.reduce((sum, amount) => sum + amount.sum, 0);
    const allocation = (
      allocationCode: string,
      parentCode: string | null,
      tier: FundAllocation['tier'],
      receiver: string,
      street: string | null,
      fen: number,
    ): void => {
      allocations.push({
        documentId: documentId(),
        createdAt: at('2017-12-11'),
        code: allocationCode,
        fundCode: code,
        parentCode,
        tier,
        receiver,
        street,
        amount: yuan(fen),
        undisbursedAmount: '0.00',
        undisbursedReason: null,
        allocatedOn: '2017-03-15',
      });
    };
    allocation(`${code}-00`, null, 'department', organ(gap.department).name, null, total);
    for (const [place, street] of ['花桥街', '后湖街'].entries()) {
      const own = amounts.filter((amount) => amount.street === street);
      const parent = `${code}-${place === 0 ? '13' : '15'}`;
      allocation(parent, `${code}-00`, 'street', `${street}道办事处`, street, own.reduce((sum, amount) => sum + amount.sum, 0));
      for (const [number, { allocationCode, community, sum }] of own.entries()) {
        const short = place === 0 && number === 0 ? gap.shortfall : 0;
        allocation(allocationCode, parent, 'community', community, street, sum - short);
      }
    }
    return {
      documentId: documentId(),
      createdAt: at('2017-12-01'),
      publishedAt: gap.isPublished ? at('2017-12-14') : null,
      code,
      year: 2017,
      name: gap.name,
      slug: slug(`2017年${gap.name}`),
      category: gap.category,
      department: organ(gap.department),
      sources: { central: yuan(0), province: yuan(0), city: yuan(100_000), district: yuan(total - 100_000) },
      totalAmount: yuan(total),
      standards: '按现行政策规定的标准发放。',
      policies: [{ title: '社会救助暂行办法', docNumber: '国务院令第649号', issuedOn: '2014-02-21', url: null }],
      reachesIndividuals: true,
      isSensitive: gap.isSensitive,
      asOf: '2017-12-19',
    };
  });

  const budget = (owner: Organization, publishedOn: string | null, hasLink: boolean): DepartmentBudget => ({
    documentId: documentId(),
    createdAt: at('2017-01-20'),
    publishedAt: publishedOn && at(publishedOn),
    title: `${owner.name}2017年部门预算`,
    slug: slug(`${owner.name}2017年部门预算`),
    organization: owner,
    year: 2017,
    stage: 'budget',
    approvedOn: '2017-01-19',
    totalRevenue: '12000000.00',
    totalExpenditure: '12000000.00',
    threePublic: {
      overseas: '0.00',
      reception: '12000.00',
      vehiclePurchase: '0.00',
      vehicleOperation: '60000.00',
      overseasGroups: 0,
      overseasPersons: 0,
      vehiclesPurchased: 0,
      vehiclesOwned: 2,
      receptionBatches: 12,
      receptionPersons: 86,
      explanation: '与上年持平。',
    },
    operatingCosts: '400000.00',
    sourceUrl: hasLink ? `${WEBSITE}/xxgk/bmys/2017/${owner.slug}/` : null,
    tables: BUDGET_TABLES.map((name, index) => ({ name, url: `${WEBSITE}/xxgk/bmys/2017/${owner.slug}/table-${index + 1}.html` })),
  });
  const budgets = [
    budget(organ(0), '2017-02-06', true),
    budget(organ(1), '2017-03-20', true),
    budget(organ(2), '2017-02-06', false),
    budget(organ(3), null, true),
  ];

  const notice = (
    kind: Notice['kind'],
    title: string,
    formedOn: string,
    publishedOn: string | null,
    issuer: Organization = office,
    docNumber: string | null = null,
  ): Notice => {
    serial += 1;
    const issuedOn = publishedOn ?? workdayFrom(addDays(formedOn, 3));
    return {
      documentId: documentId(),
      createdAt: at(formedOn),
      publishedAt: publishedOn && at(publishedOn),
      title,
      slug: slug(title),
      kind,
      indexNumber: `${issuer.code}/2017-${String(serial).padStart(5, '0')}`,
      docNumber,
      issuer,
      issuedOn,
      formedOn,
      summary: title,
      body: officialDocument({ blocks: ['现将有关情况公布如下，请予以监督。'], signer: issuer.name, day: formedOn }),
      legalBasis: 'art20-15',
      validity: 'in-force',
    };
  };
  const notices = [
    notice('normative-document', '江岸区临时救助实施细则', '2017-03-06', '2017-03-10', office, '岸政规〔2017〕11号'),
    // More than twenty working days after they came about.
    notice('document', '江岸区2017年政务公开工作安排', '2017-02-13', '2017-04-10', office, '岸政办〔2017〕61号'),
    notice('announcement', '花桥街2017年第一季度低保对象公示', '2017-03-31', '2017-05-26'),
    notice('announcement', '后湖街高龄津贴新增对象公示', '2017-06-05', '2017-06-08'),
    notice('news', '区政务公开培训班举办', '2017-07-11', '2017-07-12'),
    notice('establishment-document', '关于调整区教育局人员编制的批复', '2017-08-02', '2017-08-09', office, '岸编办〔2017〕91号'),
    notice('announcement', '公租房租赁补贴资格审核结果公示（待发布）', '2017-09-04', null),
    notice('announcement', `${PLANTED_CLASSIFIED_NAME}采购结果公告`, '2017-09-18', '2017-09-20', classified),
  ];

  const request = (
    number: number,
    receivedOn: string,
    answeredOn: string | null,
    description: string,
    change: Partial<DisclosureRequest> = {},
  ): DisclosureRequest => {
    const person = people.person([28, 66]);
    return {
      documentId: documentId(),
      createdAt: at(receivedOn),
      number: `岸依申请〔2017〕${900 + number}号`,
      channel: 'online',
      applicantKind: 'natural-person',
      submittedAt: at(receivedOn),
      receivedOn,
      description,
      deliveryForm: 'electronic',
      organization: organ(number % organs.length),
      state: answeredOn ? 'closed' : 'processing',
      outcome: answeredOn ? 'granted' : null,
      answeredOn,
      closedOn: answeredOn,
      extendedUntil: null,
      extensionReason: null,
      pauses: [],
      name: person.name,
      idNumber: cipher.encrypt(person.idNumber),
      contact: mobileOf(random),
      ...change,
    };
  };
  const requests = [
    request(1, '2017-03-06', addWorkdays('2017-03-06', 9), '申请公开：2016年度区级“三公”经费决算汇总数。'),
    request(2, '2017-04-10', addWorkdays('2017-04-10', 24), '申请公开：某旧城改建项目的征收补偿方案。', { channel: 'letter' }),
    request(3, '2017-05-15', addWorkdays('2017-05-15', 28), '申请公开：社区服务设施建设项目审批文件。', {
      extendedUntil: addWorkdays('2017-05-15', 30),
      extensionReason: '涉及历史档案较多，经信息公开工作机构负责人同意延长答复并告知申请人。',
    }),
    // Overdue: nobody has answered.
    request(4, '2017-08-14', null, '申请公开：花桥街道路停车泊位设置的批准文件。'),
    request(5, '2017-09-25', null, '申请公开：学校食堂检查结果。', { channel: 'in-person' }),
  ];

  const inquiry = (
    kind: Inquiry['kind'],
    title: string,
    content: string,
    receivedOn: string,
    repliedOn: string | null,
    change: Partial<Inquiry> = {},
  ): Inquiry => {
    serial += 1;
    return {
      documentId: documentId(),
      createdAt: at(receivedOn),
      kind,
      title,
      content,
      trackingCode: `JAGAP${serial}`,
      receivedOn,
      isValid: true,
      organization: organ(1),
      state: repliedOn ? 'replied' : 'assigned',
      reply: repliedOn ? '您好！您反映的情况已收悉，现答复如下：已按规定核实处理。感谢您的来信！' : null,
      repliedOn,
      isPublic: repliedOn !== null,
      name: people.person([25, 70]).name,
      contact: mobileOf(random),
      ...change,
    };
  };
  const inquiries = [
    inquiry('consultation', '高龄津贴何时发放', '老人上月满80岁，请问何时发放？', '2017-03-06', '2017-03-09'),
    inquiry('complaint', '反映低保公示名单有误', '公示名单中有一户已搬走，请核实。', '2017-04-05', '2017-09-12'),
    inquiry('suggestion', '建议延长查询点开放时间', '上班族没有时间，建议周末开放。', '2017-05-11', '2017-05-19', { isPublic: false }),
    inquiry('complaint', '小区电梯停用', '电梯停用一个月，老人出行困难。', '2017-10-09', null),
    inquiry('consultation', '教师绩效工资咨询', '请问补发的时间范围是什么？', '2017-11-20', null, { organization: organ(4), state: 'received' }),
    inquiry('consultation', '办公时间咨询', '请问该单位的接待时间？', '2017-06-01', '2017-06-05', { organization: classified }),
    inquiry('consultation', '测试', '测试测试', '2017-06-02', null, { isValid: false, organization: null, state: 'closed' }),
  ];

  const point = (name: string, change: Partial<QueryPoint> = {}): QueryPoint => ({
    documentId: documentId(),
    createdAt: OPENED,
    name: `${name}免费查询点`,
    street: name.slice(0, 3),
    address: `武汉市江岸区${name}公共服务站`,
    phone: '027-82980000',
    officeHours: '周一至周五 9:00—12:00，14:00—17:00',
    latitude: '30.618000',
    longitude: '114.292000',
    hasGuide: true,
    hasSeatsAndTea: true,
    hasStationery: true,
    hasSupervisionPhone: true,
    hasOpinionBook: true,
    hasDedicatedGuide: true,
    maintainedOn: '2017-06-15',
    isActive: true,
    ...change,
  });
  const points = [
    point('花桥街新成社区'),
    point('花桥街黎明社区', { hasOpinionBook: false, hasDedicatedGuide: false }),
    point('后湖街惠康社区', { maintainedOn: '2016-05-20' }),
    point('后湖街佳海社区'),
    point('二七街先锋社区', { isActive: false, maintainedOn: null }),
  ];

  const isOpen = ({ organization: owner }: { organization: Organization | null }) => owner?.isClassified !== true;
  const published = <T extends Entity>(rows: readonly T[]): readonly T[] => rows.filter(({ publishedAt }) => publishedAt);
  const ledger: LedgerRecord[] = [
    ...[...organs, ...institutions].map((one) => ledgerEntry('api::organization.organization', one, 'create', OPENED)),
    ...points.filter(({ isActive }) => isActive).map((one) => ledgerEntry('api::query-point.query-point', one, 'create', OPENED)),
    ...published(budgets).map((one) => ledgerEntry('api::budget.department-budget', one, 'publish', one.publishedAt as string)),
    ...published(records.filter(isOpen)).flatMap((one) => [
      ledgerEntry('api::establishment.establishment-record', one, 'publish', one.publishedAt as string),
      importEntry('api::establishment.staff-member', one, one.publishedAt as string, {
        organizationCode: (one as EstablishmentRecord).organization.code,
        rows: (one as EstablishmentRecord).quotas[0]?.onRoll ?? 0,
      }),
    ]),
    ...published(funds).flatMap((one) => [
      ledgerEntry('api::fund.fund', one, 'publish', one.publishedAt as string),
      importEntry('api::fund.fund-beneficiary', one, one.publishedAt as string, {
        fundCode: (one as Fund).code,
        rows: 12,
        amount: (one as Fund).totalAmount,
      }),
    ]),
    ...published(notices.filter(({ issuer }) => !issuer.isClassified)).map((one) =>
      ledgerEntry('api::notice.notice', one, 'publish', one.publishedAt as string),
    ),
    ...inquiries
      .filter((one) => one.isPublic && isOpen(one))
      .map((one) => ledgerEntry('api::inquiry.inquiry', one, 'create', at(one.repliedOn as string))),
  ];

  return {
    sections: [
      { uid: 'api::organization.organization', label: '机构', rows: [...organs, ...institutions, classified] },
      { uid: 'api::establishment.establishment-record', label: '机构编制', rows: records },
      { uid: 'api::establishment.staff-member', label: '在册人员', rows: staff },
      { uid: 'api::fund.fund', label: '专项资金', rows: funds },
      { uid: 'api::fund.fund-allocation', label: '分级拨付', rows: allocations },
      { uid: 'api::fund.fund-beneficiary', label: '到人到户', rows: beneficiaries },
      { uid: 'api::budget.department-budget', label: '部门预算', rows: budgets },
      { uid: 'api::notice.notice', label: '公开信息', rows: notices },
      { uid: 'api::query-point.query-point', label: '免费查询点', rows: points },
      { uid: 'api::disclosure-request.disclosure-request', label: '依申请公开', rows: requests },
      { uid: 'api::inquiry.inquiry', label: '咨询投诉', rows: inquiries },
    ],
    ledger: inTimeOrder(ledger),
  };
};
