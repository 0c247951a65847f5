import type { PublicType } from '../../shared/contracts/public-api';

/** 公开信息: published documents, news and announcements; repealed ones are marked, not hidden. */
export const noticePublic: PublicType = {
  uid: 'api::notice.notice',
  path: 'notices',
  fields: [
    'title',
    'slug',
    'kind',
    'indexNumber',
    'docNumber',
    'issuedOn',
    'formedOn',
    'summary',
    'body',
    'legalBasis',
    'validity',
  ],
  media: ['cover', 'attachments'],
  relations: { issuer: 'api::organization.organization' },
  classifiedThrough: 'issuer',
  defaultSort: 'issuedOn:desc',
  hasSlug: true,
  feed: {
    title: 'title',
    summary: 'summary',
    day: 'issuedOn',
    kind: 'kind',
    organization: 'issuer',
  },
  isInSitemap: true,
  entry: {
    indexNumber: '{indexNumber}',
    name: '{title}',
    summary: ['{summary}'],
    formedOn: ['formedOn', 'issuedOn'],
    organization: 'issuer',
    subject: 'legalBasis',
    kind: 'kind',
    validity: 'validity',
  },
};
