import type { PublicType } from '../../shared/contracts/public-api';

/** 免费查询点: those in service. */
export const queryPointPublic: PublicType = {
  uid: 'api::query-point.query-point',
  path: 'query-points',
  fields: [
    'name',
    'street',
    'address',
    'phone',
    'officeHours',
    'latitude',
    'longitude',
    'hasGuide',
    'hasSeatsAndTea',
    'hasStationery',
    'hasSupervisionPhone',
    'hasOpinionBook',
    'hasDedicatedGuide',
    'maintainedOn',
    'isActive',
  ],
  filters: { isActive: true },
  defaultSort: 'name:asc',
  isInSitemap: true,
};
