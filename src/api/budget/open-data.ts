import type { OpenDataSet } from '../../shared/contracts/public-api';

const keyword = { zh: '部门预算决算', en: 'Department budgets' };

/** 部门预算、决算 and their 三公经费. */
export const budgetOpenData: readonly OpenDataSet[] = [
  {
    id: 'department-budgets',
    name: { zh: '部门预算、决算', en: 'Department budgets and final accounts' },
    description: {
      zh: '各单位每年预算、决算的收入、支出和机关运行经费，一份一行。',
      en: 'Revenue, expenditure and operating costs of every department, year and stage.',
    },
    keywords: [keyword],
    columns: {
      documentId: 'documentId',
      organizationCode: 'organization.code',
      organization: 'organization.name',
      year: 'year',
      stage: 'stage',
      approvedOn: 'approvedOn',
      totalRevenue: 'totalRevenue',
      totalExpenditure: 'totalExpenditure',
      operatingCosts: 'operatingCosts',
      sourceUrl: 'sourceUrl',
    },
    key: ['documentId'],
    sort: ['year', 'stage'],
    fiscal: {
      organizationCode: 'administrative-classification:generic:level1:code',
      organization: 'administrative-classification:generic:level1:label',
      year: 'date:fiscal-year',
      stage: 'phase:id',
      totalExpenditure: 'value',
    },
  },
  {
    id: 'three-public-expenses',
    name: { zh: '“三公”经费', en: 'Travel, receptions and vehicles' },
    description: {
      zh: '因公出国（境）、公务接待、公务用车购置和运行维护的经费及数量，一份预算或决算一行。',
      en: 'Overseas travel, receptions, and the purchase and running of vehicles, one row per budget or final account.',
    },
    keywords: [keyword, { zh: '三公经费', en: 'Three public expenses' }],
    columns: {
      budgetDocumentId: 'documentId',
      organizationCode: 'organization.code',
      organization: 'organization.name',
      year: 'year',
      stage: 'stage',
      overseas: 'threePublic.overseas',
      reception: 'threePublic.reception',
      vehiclePurchase: 'threePublic.vehiclePurchase',
      vehicleOperation: 'threePublic.vehicleOperation',
      overseasGroups: 'threePublic.overseasGroups',
      overseasPersons: 'threePublic.overseasPersons',
      vehiclesPurchased: 'threePublic.vehiclesPurchased',
      vehiclesOwned: 'threePublic.vehiclesOwned',
      receptionBatches: 'threePublic.receptionBatches',
      receptionPersons: 'threePublic.receptionPersons',
      explanation: 'threePublic.explanation',
    },
    key: ['budgetDocumentId'],
    sort: ['year', 'stage'],
  },
];
