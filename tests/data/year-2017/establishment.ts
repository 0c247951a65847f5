import { addDays, instantOf, workdaysBetween } from '../calendar';
import { apportion, createDocumentIds, createRandom, type Random } from '../random';
import type { ComponentValue } from '../data-set';
import type { EstablishmentKind, EstablishmentRecord, Organization, Quota } from '../records';
import { createSlugs } from '../slugs';
import type { InstitutionType } from '../text/institutions';
import type { Institution, Organ, Organizations } from './organizations';

/** What the 2017 report says of the establishment. */
export const ESTABLISHMENT_TOTALS = {
  organAdministrative: 1709,
  organOther: 32,
  institutionQuota: 9174,
  institutionStaff: 8776,
} as const;

/** Posts of organs outside the administrative quota: those who keep archives, houses and aid centres. */
const OTHER_QUOTAS: Readonly<Record<string, readonly (readonly [EstablishmentKind, number])[]>> = {
  disabled: [['special', 8]],
  'red-cross': [['organ-institution', 3]],
  union: [['organ-institution', 4]],
  literary: [['organ-institution', 2]],
  'government-office': [['organ-institution', 5]],
  'party-office': [['organ-institution', 4]],
  finance: [['organ-institution', 4]],
  statistics: [['organ-institution', 2]],
};

const AS_OF = '2017-11-30';

const OFFICES: Readonly<Record<InstitutionType, readonly string[]>> = {
  'primary-school': ['校务办公室', '教导处', '德育处', '总务处'],
  'middle-school': ['校务办公室', '教务处', '政教处', '教科室', '总务处'],
  kindergarten: ['园务办公室', '保教室', '后勤保健室'],
  'education-service': ['办公室', '业务部', '后勤财务部'],
  'health-centre': ['综合办公室', '全科诊疗科', '预防保健科', '护理部', '药房与检验科'],
  'health-service': ['办公室', '业务一科', '业务二科', '财务后勤科'],
  'street-service': ['综合受理窗口', '业务部'],
  service: ['办公室', '业务科', '财务后勤科'],
};

const OFFICE_DUTIES: readonly (readonly [RegExp, string])[] = [
  [
    /党政综合|办公室$|秘书|校务|园务|综合办/,
    '负责文电、会务、机要、档案、信息公开、督办和后勤保障等工作。',
  ],
  [/财务|计划|国库|预算|会计/, '负责经费预决算、财务核算、资产管理和内部审计工作。'],
  [/法|复议|监督|督查|督导|检查|稽查|审理/, '负责监督检查、执法规范和相关案件的办理工作。'],
  [/组织|人事|干部|公务员|党建/, '负责干部人事、机构编制、党的建设和教育培训工作。'],
  [/教|德育|政教|保教|教科/, '负责教育教学组织、学生管理和教研工作。'],
  [/诊疗|护理|预防|药房|医政|卫生|妇幼|疾病/, '负责诊疗服务、公共卫生和业务质量管理工作。'],
  [/.*/, '负责本领域业务工作的计划、组织、协调和落实。'],
];

const officeDuties = (name: string): string =>
  (OFFICE_DUTIES.find(([pattern]) => pattern.test(name)) as readonly [RegExp, string])[1];

const officesOf = (names: readonly string[], headcount: number): ComponentValue[] => {
  const shares = apportion(
    headcount,
    names.map((_, index) => (index === 0 ? 3 : 2)),
  );
  return names.map((name, index) => ({
    name,
    duties: officeDuties(name),
    headcount: shares[index] as number,
  }));
};

const institutionKind = (institution: Institution): EstablishmentKind =>
  institution.organization.category === 'public-welfare-2'
    ? institution.type === 'kindergarten' || institution.organization.name.includes('环境卫生')
      ? 'institution-partial'
      : 'institution-self-funded'
    : 'institution-full';

const levelOf = (
  organization: Organization,
  type: InstitutionType | null,
): EstablishmentRecord['organLevel'] => {
  if (type === null) {
    if (['peoples-congress', 'cppcc', 'supervision'].includes(organization.category))
      return 'deputy-bureau';
    return organization.isFirstLevel ? 'section' : 'deputy-section';
  }
  if (type === 'primary-school' || type === 'middle-school' || type === 'health-centre')
    return 'unit';
  return type === 'kindergarten' ? 'unranked' : 'deputy-section';
};

/** Establishment of one organization: its record and the quotas that its staff fills. */
export interface Establishment {
  readonly record: EstablishmentRecord;
  readonly organization: Organization;
  readonly institutionType: InstitutionType | null;
}

/** Records of all 67 organs and 182 institutions, and a draft of the classified organ's. */
export const createEstablishments = (organizations: Organizations): Establishment[] => {
  const random = createRandom('2017/establishment');
  const documentId = createDocumentIds('2017/establishment');
  const slug = createSlugs();
  const days = workdaysBetween('2017-12-01', '2017-12-15');

  const record = (
    source: { organization: Organization; duties: readonly string[]; offices: readonly string[] },
    type: InstitutionType | null,
    quotas: readonly Quota[],
    isPublished = true,
  ): Establishment => {
    const { organization } = source;
    const onRoll = quotas.reduce((sum, quota) => sum + quota.onRoll, 0);
    const leadershipQuota =
      type === null
        ? onRoll > 30
          ? 5
          : onRoll > 14
            ? 4
            : 3
        : onRoll > 60
          ? 4
          : onRoll > 20
            ? 3
            : 2;
    const title = `${organization.name}机构编制信息`;
    const year = random.int(2010, 2016);
    const month = random.int(3, 11);
    return {
      organization,
      institutionType: type,
      record: {
        documentId: documentId(),
        createdAt: instantOf(
          addDays(AS_OF, -random.int(3, 60)),
          9 + random.int(0, 7),
          random.int(0, 59),
        ),
        publishedAt: isPublished ? publicationInstant(random, random.pick(days)) : null,
        title,
        slug: slug(title),
        organization,
        approvalNumber: `岸编〔${year}〕${random.int(3, 96)}号`,
        approvedOn: `${year}-${String(month).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
        organLevel: levelOf(organization, type),
        duties: source.duties.map((duty, index) => `${index + 1}．${duty}。`).join('\n'),
        offices: officesOf(source.offices, Math.max(0, onRoll - leadershipQuota)),
        leadershipQuota,
        leadershipActual: leadershipQuota - (random.chance(0.2) ? 1 : 0),
        quotas,
        asOf: AS_OF,
      },
    };
  };

  const administrative = apportion(
    ESTABLISHMENT_TOTALS.organAdministrative,
    organizations.organs.map(({ text }) => text.weight),
  );
  const ofOrgan = ({ organization, text }: Organ, index: number): Establishment =>
    record({ organization, duties: text.duties, offices: text.offices }, null, [
      {
        kind: 'administrative',
        authorized: administrative[index] as number,
        onRoll: administrative[index] as number,
      },
      ...(OTHER_QUOTAS[text.key] ?? []).map(([kind, count]): Quota => ({
        kind,
        authorized: count,
        onRoll: count,
      })),
    ]);

  const authorized = apportion(
    ESTABLISHMENT_TOTALS.institutionQuota,
    organizations.institutions.map(({ weight }) => weight),
  );
  // Vacant posts: about every second institution has some, in proportion to its size.
  const vacancyWeights = authorized.map((posts) =>
    random.chance(0.62) ? posts * (0.4 + random.next()) : 0,
  );
  const vacant = apportion(
    ESTABLISHMENT_TOTALS.institutionQuota - ESTABLISHMENT_TOTALS.institutionStaff,
    vacancyWeights,
  );
  const ofInstitution = (institution: Institution, index: number): Establishment => {
    const posts = authorized[index] as number;
    return record(
      {
        organization: institution.organization,
        duties: institution.duties,
        offices: OFFICES[institution.type],
      },
      institution.type,
      [
        {
          kind: institutionKind(institution),
          authorized: posts,
          onRoll: posts - (vacant[index] as number),
        },
      ],
    );
  };

  return [
    ...organizations.organs.map(ofOrgan),
    ...organizations.institutions.map(ofInstitution),
    record(
      {
        organization: organizations.classified,
        duties: ['按有关规定履行职责'],
        offices: ['办公室'],
      },
      null,
      [{ kind: 'administrative', authorized: 6, onRoll: 0 }],
      false,
    ),
  ];
};

/** A moment of office hours on the day. */
export const publicationInstant = (random: Random, day: string): string =>
  random.chance(0.5)
    ? instantOf(day, random.int(9, 11), random.int(0, 59), random.int(0, 59))
    : instantOf(day, random.int(14, 16), random.int(0, 59), random.int(0, 59));
