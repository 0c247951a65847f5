import type { OpenDataSet } from '../../shared/contracts/public-api';

const fundKeyword = { zh: '专项资金', en: 'Earmarked funds' };

/** 专项资金 with their sources, and the policies that they rest on. */
export const fundOpenData: readonly OpenDataSet[] = [
  {
    id: 'funds',
    name: { zh: '专项资金', en: 'Earmarked funds' },
    description: {
      zh: '每项专项资金的总额、来源、发放标准和主管部门，一项一行。仅公开总数的资金只在这里和分级拨付中出现。',
      en: 'Total, sources, standards and department of every fund, one row each. Of funds with totals only, this and the allocations are all there is.',
    },
    keywords: [fundKeyword, { zh: '惠民资金', en: 'Social benefits' }],
    columns: {
      documentId: 'documentId',
      code: 'code',
      year: 'year',
      name: 'name',
      category: 'category',
      departmentCode: 'department.code',
      department: 'department.name',
      totalAmount: 'totalAmount',
      centralAmount: 'sources.central',
      provinceAmount: 'sources.province',
      cityAmount: 'sources.city',
      districtAmount: 'sources.district',
      standards: 'standards',
      reachesIndividuals: 'reachesIndividuals',
      isSensitive: 'isSensitive',
      asOf: 'asOf',
    },
    key: ['code'],
    sort: ['code'],
    fiscal: {
      code: 'activity:generic:program:code',
      name: 'activity:generic:program:label',
      year: 'date:fiscal-year',
      departmentCode: 'administrative-classification:generic:level1:code',
      department: 'administrative-classification:generic:level1:label',
      totalAmount: 'value',
    },
  },
  {
    id: 'fund-policies',
    name: { zh: '专项资金政策依据', en: 'Policies of earmarked funds' },
    description: {
      zh: '每项专项资金所依据的文件，一件一行。',
      en: 'The documents that every fund rests on, one row each.',
    },
    keywords: [fundKeyword, { zh: '政策文件', en: 'Policies' }],
    columns: {
      fundCode: 'code',
      fundName: 'name',
      title: 'policies.title',
      docNumber: 'policies.docNumber',
      issuedOn: 'policies.issuedOn',
      url: 'policies.url',
    },
    each: 'policies',
    key: [],
    sort: ['code'],
  },
];

/** 分级拨付. */
export const allocationOpenData: readonly OpenDataSet[] = [
  {
    id: 'fund-allocations',
    name: { zh: '专项资金分级拨付', en: 'Allocations of earmarked funds' },
    description: {
      zh: '资金由部门到街道、社区、项目的每一笔拨付，一笔一行，上级拨付编号相连。',
      en: 'Every allocation from department to street, community or project, one row each, linked by the parent’s code.',
    },
    keywords: [fundKeyword, { zh: '分级拨付', en: 'Allocations' }],
    columns: {
      documentId: 'documentId',
      code: 'code',
      fundCode: 'fundCode',
      parentCode: 'parentCode',
      tier: 'tier',
      receiver: 'receiver',
      street: 'street',
      amount: 'amount',
      undisbursedAmount: 'undisbursedAmount',
      undisbursedReason: 'undisbursedReason',
      allocatedOn: 'allocatedOn',
    },
    key: ['code'],
    sort: ['code'],
    fiscal: {
      code: 'transaction-id:code',
      fundCode: 'activity:generic:program:code',
      receiver: 'recipient:generic:name',
      amount: 'value',
      allocatedOn: 'date:generic',
    },
  },
];

/** 到人到户, masked; large, and so in the order of the rows. */
export const beneficiaryOpenData: readonly OpenDataSet[] = [
  {
    id: 'fund-beneficiaries',
    name: { zh: '专项资金到人到户（姓名已去标识化）', en: 'Beneficiaries (names masked)' },
    description: {
      zh: '发放到个人和家庭的每一笔，姓名已去标识化，地址只到社区。仅公开总数的资金没有名册。',
      en: 'Every payment to a person or household; names are masked and addresses end at the community. Funds with totals only have no list.',
    },
    keywords: [fundKeyword, { zh: '到人到户', en: 'Beneficiaries' }],
    columns: {
      fundCode: 'fundCode',
      allocationCode: 'allocationCode',
      publicName: 'publicName',
      street: 'street',
      community: 'community',
      amount: 'amount',
      period: 'period',
      persons: 'persons',
      households: 'households',
    },
    key: [],
    fiscal: {
      fundCode: 'activity:generic:program:code',
      publicName: 'recipient:generic:name',
      amount: 'value',
    },
  },
];
