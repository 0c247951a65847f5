import type { PublicType } from '../../shared/contracts/public-api';
import { establishmentOpenData, staffOpenData } from './open-data';

const ORGANIZATION = 'api::organization.organization';

/** 机构编制: published records of organs that are not classified. */
export const establishmentRecordPublic: PublicType = {
  uid: 'api::establishment.establishment-record',
  path: 'establishment-records',
  fields: [
    'title',
    'slug',
    'approvalNumber',
    'approvedOn',
    'organLevel',
    'duties',
    'leadershipQuota',
    'leadershipActual',
    'asOf',
  ],
  components: {
    offices: ['name', 'duties', 'headcount'],
    quotas: ['kind', 'authorized', 'onRoll'],
  },
  relations: { organization: ORGANIZATION },
  classifiedThrough: 'organization',
  defaultSort: 'asOf:desc',
  hasSlug: true,
  isInSitemap: true,
  entry: {
    indexNumber: '{organization.code}/establishment',
    name: '{title}',
    summary: ['{duties}'],
    formedOn: ['approvedOn', 'asOf'],
    organization: 'organization',
    subject: '=art20-2',
    kind: '=establishment-record',
  },
  openData: establishmentOpenData,
};

/**
 * 在册人员: who is on the roll of an organ whose establishment is published. The fields are those
 * that Hubei's disclosure scheme names for publication, without the card number.
 */
export const staffMemberPublic: PublicType = {
  uid: 'api::establishment.staff-member',
  path: 'staff-members',
  fields: [
    'name',
    'gender',
    'position',
    'professionalTitle',
    'establishmentKind',
    'joinedOn',
    'entryChannel',
    'rollStatus',
  ],
  relations: { organization: ORGANIZATION },
  classifiedThrough: 'organization',
  filters: { leftOn: { $null: true } },
  parent: {
    uid: 'api::establishment.establishment-record',
    field: 'organization',
    parentField: 'organization',
  },
  defaultSort: 'name:asc',
  openData: staffOpenData,
};
