import type { PublicType } from '../../shared/contracts/public-api';
import { budgetOpenData } from './open-data';

/** 部门预算、决算: published ones. */
export const departmentBudgetPublic: PublicType = {
  uid: 'api::budget.department-budget',
  path: 'department-budgets',
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
  components: {
    threePublic: [
      'overseas',
      'reception',
      'vehiclePurchase',
      'vehicleOperation',
      'overseasGroups',
      'overseasPersons',
      'vehiclesPurchased',
      'vehiclesOwned',
      'receptionBatches',
      'receptionPersons',
      'explanation',
    ],
    tables: ['name', 'url', 'file'],
  },
  relations: { organization: 'api::organization.organization' },
  classifiedThrough: 'organization',
  defaultSort: 'year:desc',
  hasSlug: true,
  isInSitemap: true,
  entry: {
    indexNumber: '{organization.code}/{year}-{stage}',
    name: '{title}',
    summary: [],
    formedOn: ['approvedOn'],
    organization: 'organization',
    subject: '=art20-7',
    kind: '=department-budget',
  },
  openData: budgetOpenData,
  search: {
    title: 'title',
    texts: ['threePublic.explanation', 'tables.name'],
    year: 'year',
    day: 'approvedOn',
    organization: 'organization',
  },
};
