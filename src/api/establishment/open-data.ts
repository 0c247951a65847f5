import type { OpenDataSet } from '../../shared/contracts/public-api';

const keyword = { zh: '机构编制', en: 'Establishment' };

/** 机构编制 and the quotas of its kinds. */
export const establishmentOpenData: readonly OpenDataSet[] = [
  {
    id: 'establishment-records',
    name: { zh: '机构编制', en: 'Establishment of organs' },
    description: {
      zh: '各机构的批准文号、规格、职责和领导职数，一个机构一行。涉密机构不公开。',
      en: 'Approval, level, duties and leadership posts of every organ. Classified organs are not published.',
    },
    keywords: [keyword],
    columns: {
      documentId: 'documentId',
      organizationCode: 'organization.code',
      organization: 'organization.name',
      approvalNumber: 'approvalNumber',
      approvedOn: 'approvedOn',
      organLevel: 'organLevel',
      duties: 'duties',
      leadershipQuota: 'leadershipQuota',
      leadershipActual: 'leadershipActual',
      asOf: 'asOf',
    },
    key: ['documentId'],
  },
  {
    id: 'establishment-quotas',
    name: { zh: '编制核定与在册人数', en: 'Authorized and actual staff' },
    description: {
      zh: '各机构每类编制的核定数和在册数，一类一行。',
      en: 'Authorized and actual number of staff by organ and kind.',
    },
    keywords: [keyword, { zh: '编制', en: 'Staffing quotas' }],
    columns: {
      organizationCode: 'organization.code',
      organization: 'organization.name',
      kind: 'quotas.kind',
      authorized: 'quotas.authorized',
      onRoll: 'quotas.onRoll',
      asOf: 'asOf',
    },
    each: 'quotas',
    key: [],
  },
];

/** 在册人员. */
export const staffOpenData: readonly OpenDataSet[] = [
  {
    id: 'staff-members',
    name: { zh: '在册人员', en: 'Staff on the roll' },
    description: {
      zh: '机构编制已公开的机构的在册人员，一人一行，不含身份证号、编制卡号和出生年月。',
      en: 'Staff of organs whose establishment is published, without ID number, card number and month of birth.',
    },
    keywords: [keyword, { zh: '实名制', en: 'Roster' }],
    columns: {
      documentId: 'documentId',
      organizationCode: 'organization.code',
      organization: 'organization.name',
      name: 'name',
      gender: 'gender',
      position: 'position',
      professionalTitle: 'professionalTitle',
      establishmentKind: 'establishmentKind',
      joinedOn: 'joinedOn',
      entryChannel: 'entryChannel',
      rollStatus: 'rollStatus',
    },
    key: ['documentId'],
  },
];
