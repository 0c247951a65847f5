import type { PublicType } from '../../shared/contracts/public-api';

/** 机构: every organ but the classified ones, merged and abolished ones included. */
export const organizationPublic: PublicType = {
  uid: 'api::organization.organization',
  path: 'organizations',
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
  relations: { parent: 'api::organization.organization' },
  classifiedThrough: '',
  defaultSort: 'name:asc',
  hasSlug: true,
  isInSitemap: true,
  search: { title: 'name', texts: ['duties', 'address', 'code'], organization: '' },
};
