import type { PublicType } from '../../shared/contracts/public-api';
import { allocationOpenData, beneficiaryOpenData, fundOpenData } from './open-data';

const FUND = 'api::fund.fund';

/** 专项资金: published funds. */
export const fundPublic: PublicType = {
  uid: FUND,
  path: 'funds',
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
  components: {
    sources: ['central', 'province', 'city', 'district'],
    policies: ['title', 'docNumber', 'issuedOn', 'url'],
  },
  relations: { department: 'api::organization.organization' },
  classifiedThrough: 'department',
  defaultSort: 'code:asc',
  hasSlug: true,
  isInSitemap: true,
  entry: {
    indexNumber: '{department.code}/{code}',
    name: '{year}年{name}',
    summary: ['{standards}'],
    formedOn: ['asOf'],
    organization: 'department',
    subject: '=art20-11',
    kind: '=fund',
  },
  openData: fundOpenData,
  search: {
    title: 'name',
    texts: ['standards', 'code', 'policies.title', 'policies.docNumber'],
    year: 'year',
    day: 'asOf',
    organization: 'department',
  },
};

/** 分级拨付: under a published fund. */
export const fundAllocationPublic: PublicType = {
  uid: 'api::fund.fund-allocation',
  path: 'fund-allocations',
  fields: [
    'code',
    'fundCode',
    'parentCode',
    'tier',
    'receiver',
    'street',
    'amount',
    'undisbursedAmount',
    'undisbursedReason',
    'allocatedOn',
  ],
  parent: { uid: FUND, field: 'fundCode', parentField: 'code' },
  defaultSort: 'code:asc',
  openData: allocationOpenData,
};

/**
 * 到人到户: masked, and only under a published fund whose list doesn't itself tell of health or
 * hardship (social assistance rules art. 61, PIPL art. 28).
 */
export const fundBeneficiaryPublic: PublicType = {
  uid: 'api::fund.fund-beneficiary',
  path: 'fund-beneficiaries',
  fields: [
    'fundCode',
    'allocationCode',
    'publicName',
    'street',
    'community',
    'amount',
    'period',
    'persons',
    'households',
  ],
  parent: {
    uid: FUND,
    field: 'fundCode',
    parentField: 'code',
    parentFilters: { $or: [{ isSensitive: false }, { isSensitive: { $null: true } }] },
    isRetained: true,
  },
  defaultSort: 'fundCode:asc',
  indexed: ['fundCode', 'allocationCode', 'street'],
  openData: beneficiaryOpenData,
  // Found by fund and place. No name is searched for: lists are for looking through, not for looking
  // somebody up.
  search: {
    as: 'beneficiary-lists',
    by: ['street', 'community'],
    title: 'name',
    year: 'year',
    day: 'asOf',
    organization: 'department',
  },
};
