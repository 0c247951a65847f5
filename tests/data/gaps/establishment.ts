import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import { addWorkdays, instantOf } from '../calendar';
import { createPeople } from '../personal';
import { createRandom } from '../random';
import type {
  EntryChannel,
  EstablishmentKind,
  EstablishmentRecord,
  Organization,
  PersonnelChange,
  StaffMember,
} from '../records';
import { createSlugs } from '../slugs';
import type { GapOrganizations, InstitutionKey, OrganKey } from './organizations';
import { gapId } from './identity';

type UnitKey = OrganKey | InstitutionKey | 'classified';

interface Unit {
  readonly key: UnitKey;
  /** Posts beyond the staff on the roll. */
  readonly vacant: number;
  readonly level: EstablishmentRecord['organLevel'];
  readonly offices: readonly (readonly [name: string, duties: string])[];
  readonly approval: readonly [number: string, day: string];
  /** Day of publication, null for a draft only. */
  readonly publishedOn: string | null;
}

const OFFICE = ['办公室', '负责文电、会务、机要、档案、信息公开、督办和后勤保障等工作。'] as const;

/** Institution 社会救助中心 (`relief`) has no record at all. */
const UNITS: readonly Unit[] = [
  {
    key: 'establishment',
    vacant: 1,
    level: 'section',
    offices: [OFFICE, ['监督检查科', '负责机构编制实名制管理、政务公开和监督检查工作。']],
    approval: ['岸编〔2011〕6号', '2011-04-12'],
    publishedOn: '2017-12-04',
  },
  {
    key: 'government-office',
    vacant: 0,
    level: 'section',
    offices: [OFFICE, ['政务公开科', '主管全区政府信息公开和政务公开工作，办理政府信息公开申请。']],
    approval: ['岸编〔2014〕21号', '2014-09-18'],
    publishedOn: '2017-12-04',
  },
  {
    key: 'civil-affairs',
    vacant: 2,
    level: 'section',
    offices: [OFFICE, ['社会救助科', '负责最低生活保障、医疗救助、临时救助的审批和资金监管。']],
    approval: ['岸编〔2015〕33号', '2015-06-25'],
    publishedOn: '2017-12-05',
  },
  {
    key: 'human-resources',
    vacant: 1,
    level: 'section',
    offices: [OFFICE, ['就业促进科', '负责就业扶持政策落实和就业补助资金审核。']],
    approval: ['岸编〔2014〕40号', '2014-11-06'],
    publishedOn: '2017-12-05',
  },
  {
    key: 'health',
    vacant: 0,
    level: 'section',
    offices: [OFFICE, ['计划生育家庭发展科', '落实计划生育奖励扶助和特别扶助政策。']],
    approval: ['岸编〔2015〕8号', '2015-03-10'],
    publishedOn: '2017-12-06',
  },
  {
    key: 'classified',
    vacant: 5,
    level: 'section',
    offices: [OFFICE],
    approval: ['岸编〔2012〕1号', '2012-02-14'],
    publishedOn: null,
  },
  {
    key: 'disease-control',
    vacant: 3,
    level: 'deputy-section',
    offices: [OFFICE, ['免疫规划科', '承担预防接种管理和疫苗冷链监测工作。']],
    approval: ['岸编〔2013〕17号', '2013-07-22'],
    publishedOn: '2017-12-06',
  },
  {
    key: 'insurance',
    vacant: 0,
    level: 'deputy-section',
    offices: [OFFICE, ['待遇核定科', '承担养老、医疗、失业保险待遇核定和支付工作。']],
    approval: ['岸编〔2010〕29号', '2010-10-19'],
    publishedOn: '2017-12-07',
  },
  {
    key: 'information',
    vacant: 1,
    level: 'deputy-section',
    offices: [OFFICE, ['网站运维科', '承担区政府门户网站和查询点终端的运行维护工作。']],
    approval: ['岸编〔2016〕11号', '2016-05-16'],
    publishedOn: '2017-12-07',
  },
];

interface Post {
  readonly unit: UnitKey | 'relief';
  readonly position: string;
  readonly title?: string;
  readonly joinedOn: string;
  readonly channel: EntryChannel;
  readonly isUnverified?: boolean;
}

/** On the roll; keys of documentIds are `${unit}-1`, `${unit}-2` … */
const POSTS: readonly Post[] = [
  {
    unit: 'establishment',
    position: '主任',
    joinedOn: '2009-03-01',
    channel: 'transfer-appointment',
  },
  {
    unit: 'establishment',
    position: '监督检查科科长',
    joinedOn: '2011-08-01',
    channel: 'civil-service-exam',
  },
  {
    unit: 'establishment',
    position: '科员',
    joinedOn: '2014-09-01',
    channel: 'civil-service-exam',
  },
  { unit: 'government-office', position: '主任', joinedOn: '2012-10-01', channel: 'transfer' },
  {
    unit: 'government-office',
    position: '政务公开科科长',
    joinedOn: '2010-07-01',
    channel: 'civil-service-exam',
  },
  {
    unit: 'government-office',
    position: '主任科员',
    joinedOn: '2008-12-01',
    channel: 'military-transfer',
  },
  {
    unit: 'civil-affairs',
    position: '局长',
    joinedOn: '2013-07-01',
    channel: 'transfer-appointment',
  },
  {
    unit: 'civil-affairs',
    position: '社会救助科科长',
    joinedOn: '2007-08-01',
    channel: 'civil-service-exam',
  },
  { unit: 'human-resources', position: '局长', joinedOn: '2011-03-01', channel: 'transfer' },
  {
    unit: 'human-resources',
    position: '副主任科员',
    joinedOn: '2012-08-01',
    channel: 'civil-service-exam',
  },
  { unit: 'health', position: '主任', joinedOn: '2014-10-01', channel: 'transfer-appointment' },
  { unit: 'health', position: '科员', joinedOn: '2015-09-01', channel: 'civil-service-exam' },
  { unit: 'classified', position: '主任', joinedOn: '2012-03-01', channel: 'transfer-appointment' },
  {
    unit: 'disease-control',
    position: '主任',
    title: '主任医师',
    joinedOn: '2005-07-01',
    channel: 'open-recruitment',
  },
  {
    unit: 'disease-control',
    position: '公卫医师',
    title: '主管医师',
    joinedOn: '2017-08-21',
    channel: 'open-recruitment',
  },
  {
    unit: 'disease-control',
    position: '检验技师',
    title: '主管技师',
    joinedOn: '2010-07-01',
    channel: 'open-recruitment',
    isUnverified: true,
  },
  { unit: 'insurance', position: '主任', joinedOn: '2009-12-01', channel: 'transfer' },
  {
    unit: 'insurance',
    position: '管理岗八级职员',
    joinedOn: '2003-08-01',
    channel: 'policy-placement',
  },
  {
    unit: 'insurance',
    position: '会计',
    title: '会计师',
    joinedOn: '2012-07-01',
    channel: 'open-recruitment',
  },
  { unit: 'information', position: '主任', joinedOn: '2008-07-01', channel: 'open-recruitment' },
  {
    unit: 'information',
    position: '工程技术岗',
    title: '工程师',
    joinedOn: '2011-07-01',
    channel: 'open-recruitment',
  },
  {
    unit: 'information',
    position: '工程技术岗',
    title: '助理工程师',
    joinedOn: '2015-07-01',
    channel: 'open-recruitment',
  },
  { unit: 'relief', position: '主任', joinedOn: '2010-12-01', channel: 'transfer' },
  {
    unit: 'relief',
    position: '管理岗九级职员',
    joinedOn: '2013-07-01',
    channel: 'open-recruitment',
  },
];

const AS_OF = '2017-11-30';

const organizationOf = (organizations: GapOrganizations, key: UnitKey | 'relief'): Organization =>
  key === 'classified' ? organizations.classified : organizations.of(key);

const kindOf = (organization: Organization): EstablishmentKind =>
  organization.kind === 'organ' ? 'administrative' : 'institution-full';

export interface GapEstablishments {
  readonly records: readonly EstablishmentRecord[];
  readonly staff: readonly StaffMember[];
  readonly changes: readonly PersonnelChange[];
}

/** Records of nine organizations, their staff and three changes of it. */
export const createGapEstablishments = (
  organizations: GapOrganizations,
  cipher: PersonalDataCipher,
): GapEstablishments => {
  const slug = createSlugs();
  const random = createRandom('gaps/staff');
  const people = createPeople(random.fork('people'));
  const places = new Map<string, number>();

  const staff = POSTS.map(
    ({ unit, position, title, joinedOn, channel, isUnverified }, index): StaffMember => {
      const place = (places.get(unit) ?? 0) + 1;
      places.set(unit, place);
      const organization = organizationOf(organizations, unit);
      const year = Number(joinedOn.slice(0, 4));
      // Between 24 and 34 years old on entry.
      const person = people.person([2017 - year + 24, 2017 - year + 34]);
      return {
        documentId: gapId('staff', `${unit}-${place}`),
        createdAt: instantOf(year === 2017 ? addWorkdays(joinedOn, 3) : '2017-01-03', 10),
        organization,
        name: person.name,
        gender: person.gender,
        position,
        professionalTitle: title ?? null,
        establishmentKind: kindOf(organization),
        joinedOn,
        leftOn: null,
        entryChannel: channel,
        rollStatus: 'on-roll',
        realNameVerified: isUnverified !== true,
        cardNumber: `岸编${organization.kind === 'organ' ? 'J' : 'S'}9${String(index + 1).padStart(5, '0')}`,
        idNumber: cipher.encrypt(person.idNumber),
        idHash: cipher.hash(person.idNumber),
        birthMonth: person.bornOn.slice(0, 7),
      };
    },
  );

  const records = UNITS.map(
    ({ key, vacant, level, offices, approval, publishedOn }, index): EstablishmentRecord => {
      const organization = organizationOf(organizations, key);
      const onRoll = staff.filter((member) => member.organization === organization).length;
      const title = `${organization.name}机构编制信息`;
      return {
        documentId: gapId('establishment', key),
        createdAt: instantOf('2017-11-28', 9, index * 5),
        publishedAt: publishedOn === null ? null : instantOf(publishedOn, 10, index * 5),
        title,
        slug: slug(title),
        organization,
        approvalNumber: approval[0],
        approvedOn: approval[1],
        organLevel: level,
        duties: organization.duties,
        offices: offices.map(([name, duties], place) => ({
          name,
          duties,
          headcount:
            place === 0
              ? Math.ceil((onRoll - 1) / offices.length)
              : Math.floor((onRoll - 1) / offices.length),
        })),
        leadershipQuota: 1,
        leadershipActual: 1,
        quotas: [{ kind: kindOf(organization), authorized: onRoll + vacant, onRoll }],
        asOf: AS_OF,
      };
    },
  );

  const member = (key: string): StaffMember =>
    staff.find(({ documentId }) => documentId === gapId('staff', key)) as StaffMember;
  const change = (
    key: string,
    kind: PersonnelChange['kind'],
    [happenedOn, recordedOn]: readonly [string, string],
    who: Pick<PersonnelChange, 'staff' | 'organization' | 'personName'>,
    description: string,
  ): PersonnelChange => ({
    documentId: gapId('change', key),
    createdAt: instantOf(recordedOn, 10, 30),
    ...who,
    kind,
    happenedOn,
    recordedOn,
    description,
  });
  const of = (staffMember: StaffMember) => ({
    staff: staffMember,
    organization: staffMember.organization,
    personName: staffMember.name,
  });
  const changes = [
    change(
      'rank-change',
      'rank-change',
      ['2017-04-17', '2017-04-20'],
      of(member('human-resources-2')),
      '职级晋升为副主任科员，相关信息已更新。',
    ),
    change(
      'retire',
      'retire',
      ['2017-06-30', '2017-07-05'],
      { staff: null, organization: organizations.of('insurance'), personName: '陈桂芳' },
      '达到国家规定的退休年龄，办理退休手续。',
    ),
    change(
      'recruit',
      'recruit',
      ['2017-08-21', '2017-08-24'],
      of(member('disease-control-2')),
      '经公开招聘、体检、考察和公示，办理入职和入编手续。',
    ),
  ];
  return { records, staff, changes };
};
