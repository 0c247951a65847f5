import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import { addDays, addWorkdays, instantOf, workdayFrom } from '../calendar';
import { createPeople, nameOf } from '../personal';
import { createDocumentIds, createRandom, type Random } from '../random';
import type { EntryChannel, Organization, PersonnelChange, StaffMember } from '../records';
import type { InstitutionType } from '../text/institutions';
import type { Establishment } from './establishment';

/** Verified by real name: everybody in organs, this many in institutions. */
export const VERIFIED_INSTITUTION_STAFF = 7627;
export const PERSONNEL_CHANGES = 340;

type ChangeKind = PersonnelChange['kind'];

/** The year's changes; those who left have no row among the staff any more. */
const CHANGES: readonly (readonly [ChangeKind, number])[] = [
  ['recruit', 82],
  ['transfer-in', 34],
  ['open-selection', 9],
  ['military-transfer', 7],
  ['retire', 108],
  ['transfer-out', 26],
  ['resign', 9],
  ['dismiss', 1],
  ['death', 3],
  ['appoint', 31],
  ['remove', 6],
  ['rank-change', 18],
  ['establishment-change', 6],
];

const ENTERING: ReadonlySet<ChangeKind> = new Set([
  'recruit',
  'transfer-in',
  'open-selection',
  'military-transfer',
]);
const LEAVING: ReadonlySet<ChangeKind> = new Set([
  'retire',
  'transfer-out',
  'resign',
  'dismiss',
  'death',
]);

const ORGAN_POSITIONS: readonly (readonly [string, number])[] = [
  ['科员', 34],
  ['副主任科员', 20],
  ['主任科员', 18],
  ['副科长', 10],
  ['科长', 12],
  ['办事员', 3],
  ['副调研员', 3],
];

type Post = readonly [position: string, title: string | null];
const POSTS: Readonly<Record<InstitutionType, readonly (readonly [Post, number])[]>> = {
  'primary-school': [
    [['教师', '小学一级教师'], 36],
    [['教师', '小学高级教师'], 40],
    [['教师', '小学二级教师'], 12],
    [['教研组长', '高级教师'], 7],
    [['会计', '会计师'], 2],
    [['校医', '主管护师'], 1],
    [['后勤管理员', null], 2],
  ],
  'middle-school': [
    [['教师', '中学一级教师'], 42],
    [['教师', '中学高级教师'], 28],
    [['教师', '中学二级教师'], 18],
    [['年级组长', '中学高级教师'], 5],
    [['实验员', '实验师'], 3],
    [['会计', '会计师'], 2],
    [['后勤管理员', null], 2],
  ],
  kindergarten: [
    [['教师', '幼儿园一级教师'], 44],
    [['教师', '幼儿园高级教师'], 30],
    [['保育员', null], 16],
    [['保健医', '医师'], 4],
    [['会计', '助理会计师'], 4],
  ],
  'education-service': [
    [['教研员', '中学高级教师'], 34],
    [['业务干事', '中学一级教师'], 30],
    [['管理岗八级职员', null], 18],
    [['会计', '会计师'], 10],
    [['工程师', '工程师'], 8],
  ],
  'health-centre': [
    [['全科医师', '主治医师'], 22],
    [['全科医师', '医师'], 20],
    [['护士', '护师'], 24],
    [['护士长', '主管护师'], 6],
    [['公卫医师', '主管医师'], 12],
    [['药师', '主管药师'], 8],
    [['检验技师', '检验师'], 6],
    [['管理岗九级职员', null], 2],
  ],
  'health-service': [
    [['公卫医师', '主管医师'], 30],
    [['公卫医师', '副主任医师'], 12],
    [['检验技师', '主管技师'], 16],
    [['护士', '主管护师'], 16],
    [['监督员', null], 14],
    [['管理岗八级职员', null], 12],
  ],
  'street-service': [
    [['综合窗口工作人员', null], 40],
    [['管理岗九级职员', null], 34],
    [['管理岗八级职员', null], 16],
    [['会计', '助理会计师'], 10],
  ],
  service: [
    [['管理岗九级职员', null], 28],
    [['管理岗八级职员', null], 22],
    [['工程技术岗', '工程师'], 16],
    [['工程技术岗', '助理工程师'], 12],
    [['会计', '会计师'], 8],
    [['技术工三级', null], 14],
  ],
};

const HEADS: Readonly<Record<InstitutionType, readonly string[]>> = {
  'primary-school': ['校长', '党支部书记', '副校长', '教导主任'],
  'middle-school': ['校长', '党总支书记', '副校长', '副校长'],
  kindergarten: ['园长', '副园长'],
  'education-service': ['主任', '副主任'],
  'health-centre': ['主任', '副主任'],
  'health-service': ['主任', '党支部书记', '副主任'],
  'street-service': ['主任', '副主任'],
  service: ['主任', '副主任'],
};

const organHeads = ({ name, category }: Organization): readonly string[] => {
  if (name.endsWith('道办事处'))
    return ['街道办事处主任', '街道办事处副主任', '街道办事处副主任', '武装部部长'];
  if (category === 'supervision') return ['书记', '副书记', '常委', '常委'];
  if (category === 'cppcc' || category === 'mass-organization') return ['主席', '副主席'];
  if (name.includes('部')) return ['部长', '副部长', '副部长'];
  if (name.endsWith('局') || name.endsWith('局）')) return ['局长', '副局长', '副局长', '纪检组长'];
  return ['主任', '副主任', '副主任'];
};

const JOIN_CHANNEL: Readonly<Record<string, EntryChannel>> = {
  'transfer-in': 'transfer',
  'open-selection': 'open-selection',
  'military-transfer': 'military-transfer',
};

interface Draft {
  readonly establishment: Establishment;
  readonly kind: StaffMember['establishmentKind'];
  /** Place on the list of its organization. */
  readonly place: number;
}

export interface Roster {
  readonly staff: readonly StaffMember[];
  readonly changes: readonly PersonnelChange[];
}

const joinDay = (random: Random, birthYear: number): string => {
  const year = Math.min(2016, Math.max(birthYear + random.int(20, 27), 1978));
  return `${year}-${String(random.pick([3, 7, 7, 8, 8, 9, 9, 10, 12])).padStart(2, '0')}-01`;
};

const TEXTS: Readonly<Record<ChangeKind, string>> = {
  recruit: '经公开招录（聘）、体检、考察和公示，办理入职和入编手续。',
  'transfer-in': '经组织人事部门批准调入，核定所占编制。',
  'open-selection': '通过公开遴选进入，已办理转任手续。',
  'military-transfer': '军队转业干部安置，已核增编制并办理入编手续。',
  'transfer-out': '因工作需要调离本单位，编制予以收回。',
  retire: '达到国家规定的退休年龄，办理退休手续。',
  resign: '本人申请辞去公职，经批准办理出编手续。',
  dismiss: '按照有关规定予以解除聘用合同，办理出编手续。',
  appoint: '经研究任命新的职务，任职信息已更新。',
  remove: '经研究免去原任职务，任职信息已更新。',
  'rank-change': '职级（岗位等级）晋升，相关信息已更新。',
  'establishment-change': '所占编制类别调整，编制信息已更新。',
  death: '在职期间病故，办理出编手续。',
};

/** The staff on the roll and the year's changes, which agree with each other. */
export const createRoster = (
  establishments: readonly Establishment[],
  cipher: PersonalDataCipher,
): Roster => {
  const random = createRandom('2017/staff');
  const people = createPeople(random.fork('people'));
  const documentId = createDocumentIds('2017/staff');
  const drafts: Draft[] = establishments.flatMap((establishment) =>
    establishment.record.quotas.flatMap(({ kind, onRoll }) =>
      Array.from({ length: onRoll }, (_, place) => ({ establishment, kind, place })),
    ),
  );

  // Who came in 2017, and how: never a head, whose change is an appointment.
  const ordinary = drafts.flatMap(({ place }, index) => (place > 3 ? [index] : []));
  const arrivals = new Map<number, ChangeKind>();
  const movable = random.shuffle(ordinary);
  for (const [kind, count] of CHANGES.filter(([kind]) => ENTERING.has(kind))) {
    let left = count;
    while (left > 0) {
      const index = movable.pop() as number;
      const isOrgan = (drafts[index] as Draft).establishment.institutionType === null;
      if (
        isOrgan !== (kind === 'open-selection' || kind === 'military-transfer') &&
        kind !== 'recruit' &&
        kind !== 'transfer-in'
      )
        continue;
      arrivals.set(index, kind);
      left -= 1;
    }
  }

  // Institutions whose staff is not yet checked against the identity register: whole houses first.
  const institutionStaff = drafts.filter(
    ({ establishment }) => establishment.institutionType !== null,
  ).length;
  let unverified = institutionStaff - VERIFIED_INSTITUTION_STAFF;
  const pending = new Map<Establishment, number>();
  for (const establishment of random.shuffle(
    establishments.filter(({ institutionType }) => institutionType !== null),
  )) {
    if (unverified === 0) break;
    const onRoll = establishment.record.quotas.reduce((sum, quota) => sum + quota.onRoll, 0);
    const count = Math.min(unverified, random.chance(0.6) ? onRoll : Math.ceil(onRoll / 3));
    pending.set(establishment, count);
    unverified -= count;
  }

  const arrivalDays = new Map<number, string>();
  const staff = drafts.map((draft, index): StaffMember => {
    const { establishment, kind, place } = draft;
    const { organization, institutionType: type } = establishment;
    const arrival = arrivals.get(index);
    const heads = type === null ? organHeads(organization) : HEADS[type];
    const isHead = kind !== 'special' && kind !== 'organ-institution' && place < heads.length;
    const isTeacher =
      type === 'primary-school' || type === 'middle-school' || type === 'kindergarten';
    const gender = random.chance(isTeacher ? 0.24 : type === null ? 0.6 : 0.42) ? 'male' : 'female';
    const oldest = gender === 'male' ? 59 : type === null ? 58 : 54;
    const ages: readonly [number, number] =
      arrival === 'recruit' ? [22, 32] : arrival ? [28, 44] : isHead ? [38, oldest] : [25, oldest];
    const person = people.person(ages, { gender });
    const birthYear = Number(person.bornOn.slice(0, 4));
    let joinedOn = joinDay(random, birthYear);
    if (arrival) {
      joinedOn = workdayFrom(
        arrival === 'recruit' && type !== null
          ? addDays('2017-08-01', random.int(0, 40))
          : addDays('2017-01-10', random.int(0, 310)),
      );
      arrivalDays.set(index, joinedOn);
    }
    const left = pending.get(establishment) ?? 0;
    if (left > 0) pending.set(establishment, left - 1);
    const [position, professionalTitle] = isHead
      ? ([heads[place] as string, isTeacher ? '中学高级教师' : null] as Post)
      : type === null
        ? ([
            kind === 'administrative' ? random.weighted(ORGAN_POSITIONS) : '工作人员',
            null,
          ] as Post)
        : random.weighted(POSTS[type]);
    return {
      documentId: documentId(),
      createdAt: instantOf(arrival ? addWorkdays(joinedOn, 3) : '2017-01-03', 10, 0),
      organization,
      name: person.name,
      gender: person.gender,
      position,
      professionalTitle,
      establishmentKind: kind,
      joinedOn,
      leftOn: null,
      entryChannel: arrival
        ? (JOIN_CHANNEL[arrival] ?? (type === null ? 'civil-service-exam' : 'open-recruitment'))
        : type === null
          ? random.weighted<EntryChannel>([
              ['civil-service-exam', 52],
              ['transfer-appointment', 16],
              ['transfer', 14],
              ['military-transfer', 12],
              ['policy-placement', 6],
            ])
          : random.weighted<EntryChannel>([
              ['open-recruitment', 46],
              ['policy-placement', 28],
              ['transfer', 22],
              ['other', 4],
            ]),
      rollStatus: 'on-roll',
      realNameVerified: left === 0,
      cardNumber: `岸编${type === null ? 'J' : 'S'}${String(index + 1).padStart(6, '0')}`,
      idNumber: cipher.encrypt(person.idNumber),
      idHash: cipher.hash(person.idNumber),
      birthMonth: person.bornOn.slice(0, 7),
    };
  });

  return {
    staff,
    changes: createChanges(random.fork('changes'), establishments, staff, arrivals, arrivalDays),
  };
};

const createChanges = (
  random: Random,
  establishments: readonly Establishment[],
  staff: readonly StaffMember[],
  arrivals: ReadonlyMap<number, ChangeKind>,
  arrivalDays: ReadonlyMap<number, string>,
): PersonnelChange[] => {
  const documentId = createDocumentIds('2017/personnel-changes');
  const change = (
    kind: ChangeKind,
    happenedOn: string,
    person: { staff: StaffMember | null; organization: Organization; personName: string },
  ): PersonnelChange => {
    const recorded = addWorkdays(happenedOn, random.int(1, 8));
    const recordedOn = recorded > '2017-12-29' ? '2017-12-29' : recorded;
    return {
      documentId: documentId(),
      createdAt: instantOf(recordedOn, random.int(9, 16), random.int(0, 59)),
      ...person,
      kind,
      happenedOn,
      recordedOn,
      description: TEXTS[kind],
    };
  };

  const changes: PersonnelChange[] = [...arrivals].map(([index, kind]) => {
    const member = staff[index] as StaffMember;
    return change(kind, arrivalDays.get(index) as string, {
      staff: member,
      organization: member.organization,
      personName: member.name,
    });
  });

  const places = establishments.filter(({ record }) => record.publishedAt);
  const weighted = places.map((place) => [place, place.record.quotas[0]?.onRoll ?? 1] as const);
  const rest = random.shuffle(staff.filter((_, index) => !arrivals.has(index)));
  for (const [kind, count] of CHANGES) {
    if (ENTERING.has(kind)) continue;
    for (let index = 0; index < count; index += 1) {
      const happenedOn = workdayFrom(addDays('2017-01-04', random.int(0, 350)));
      if (LEAVING.has(kind)) {
        const gender = random.chance(0.5) ? 'male' : 'female';
        const birthYear =
          kind === 'retire' ? (gender === 'male' ? 1957 : 1962) : random.int(1965, 1990);
        const { organization } = random.weighted(weighted);
        changes.push(
          change(kind, happenedOn, {
            staff: null,
            organization,
            personName: nameOf(random, gender, birthYear),
          }),
        );
      } else {
        const member = rest.pop() as StaffMember;
        changes.push(
          change(kind, happenedOn, {
            staff: member,
            organization: member.organization,
            personName: member.name,
          }),
        );
      }
    }
  }
  return changes.sort((one, other) =>
    one.recordedOn < other.recordedOn ? -1 : one.recordedOn > other.recordedOn ? 1 : 0,
  );
};
