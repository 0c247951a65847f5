import { creditCodeCheck } from '../../../src/shared/credit-code';
import { instantOf } from '../calendar';
import { createDocumentIds, createRandom } from '../random';
import type { Organization } from '../records';
import { createSlugs } from '../slugs';
import { INSTITUTIONS, type InstitutionType } from '../text/institutions';
import { CLASSIFIED_ORGAN_NAME, ORGANS, streetOffice, type OrganText } from '../text/organs';
import { STREETS } from '../text/places';

export const WEBSITE = 'http://www.jiangan.example';

/** An organ with what its establishment record needs. */
export interface Organ {
  readonly organization: Organization;
  readonly text: OrganText;
}

export interface Institution {
  readonly organization: Organization;
  readonly type: InstitutionType;
  readonly weight: number;
  readonly duties: readonly string[];
}

export interface Organizations {
  /** The 67 organs that are not classified. */
  readonly organs: readonly Organ[];
  readonly institutions: readonly Institution[];
  readonly classified: Organization;
  readonly all: readonly Organization[];
  /** By the key of text/organs.ts or the name of a street. @throws RangeError */
  organ(key: string): Organization;
}

/** Budget units of the first level beside the 66 organs. */
const INSTITUTION_BUDGET_UNITS = [
  '中共武汉市江岸区委员会党校',
  '武汉市江岸区档案馆',
  '武汉市江岸区机关事务服务中心',
  '武汉市江岸区房屋征收管理办公室',
  '武汉市江岸区环境卫生服务中心',
];

const ORGAN_CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** 组织机构代码 (GB 11714) of a range that isn't given out. */
const organCode = (serial: number): string => {
  const digits = String(99_000_000 + serial * 137).padStart(8, '0');
  const sum = ORGAN_CODE_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number(digits[index]),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return digits + (check === 10 ? 'X' : String(check));
};

/** 统一社会信用代码 of an organ (11) or an institution (12) of Jiang'an (420102). */
export const creditCode = (kind: Organization['kind'], serial: number): string => {
  const body = `${kind === 'organ' ? '11' : '12'}420102${organCode(serial)}`;
  return body + creditCodeCheck(body);
};

const OFFICE_HOURS = '周一至周五 上午8:30—12:00，下午14:00—17:30（法定节假日除外）';
const SCHOOL_HOURS = '教学日 上午8:00—12:00，下午14:00—17:00';
const HEALTH_HOURS = '周一至周日 上午8:00—12:00，下午14:00—17:30';
const DISTRICT_SEAT = '武汉市江岸区六合路1号';
/** Instant at which the register of organizations was opened in 2017. */
export const REGISTERED_AT = instantOf('2017-01-03', 9, 0);

const hoursOf = (type: InstitutionType): string =>
  type === 'health-centre' || type === 'health-service'
    ? HEALTH_HOURS
    : ['primary-school', 'middle-school', 'kindergarten'].includes(type)
      ? SCHOOL_HOURS
      : OFFICE_HOURS;

const numbered = (duties: readonly string[]): string =>
  duties.map((duty, index) => `${index + 1}．${duty}。`).join('\n');

/** All organizations of the district. */
export const createOrganizations = (): Organizations => {
  const random = createRandom('2017/organizations');
  const documentId = createDocumentIds('2017/organizations');
  const slug = createSlugs();
  const phones = random.shuffle(Array.from({ length: 1000 }, (_, index) => index));
  let serial = 0;

  const base = (name: string, kind: Organization['kind']) => {
    serial += 1;
    const own = slug(name);
    return {
      documentId: documentId(),
      createdAt: REGISTERED_AT,
      code: creditCode(kind, serial),
      name,
      slug: own,
      kind,
      phone: `027-8299${String(phones[serial]).padStart(4, '0')}`,
      website: `${WEBSITE}/bm/${own}/`,
      state: 'active' as const,
    };
  };
  const streetAddress = (index: number): string => {
    const street = STREETS[index % STREETS.length] as (typeof STREETS)[number];
    return `武汉市江岸区${random.pick(street.roads)}${random.int(1, 380)}号`;
  };

  const texts = [...ORGANS, ...STREETS.map(({ name, weight }) => streetOffice(name, 34 + weight))];
  const organs: Organ[] = [];
  const byKey = new Map<string, Organization>();
  for (const text of texts) {
    const streetIndex = STREETS.findIndex(({ name }) => name === text.key);
    const isFirstLevel = text.key !== 'cadres';
    const organization: Organization = {
      ...base(text.name, 'organ'),
      category: text.category,
      isFirstLevel,
      isBudgetUnit: isFirstLevel,
      isClassified: false,
      parent: isFirstLevel ? null : (byKey.get('organization') ?? null),
      duties: numbered(text.duties),
      address:
        streetIndex >= 0
          ? streetAddress(streetIndex)
          : random.chance(0.45)
            ? DISTRICT_SEAT
            : streetAddress(random.int(0, 15)),
      officeHours: OFFICE_HOURS,
    };
    organs.push({ organization, text });
    byKey.set(text.key, organization);
  }

  const organ = (key: string): Organization => {
    const found = byKey.get(key);
    if (!found) throw new RangeError(`no organ ${key}`);
    return found;
  };

  const institutions = INSTITUTIONS.map(
    ({ name, type, parent, category, weight, duties }, index): Institution => ({
      type,
      weight,
      duties,
      organization: {
        ...base(name, 'institution'),
        category,
        isFirstLevel: false,
        isBudgetUnit: INSTITUTION_BUDGET_UNITS.includes(name),
        isClassified: false,
        parent: organ(parent),
        duties: numbered(duties),
        address: streetAddress(
          type === 'street-service' || type === 'health-centre'
            ? Math.max(
                0,
                STREETS.findIndex(({ name: street }) => name.includes(street)),
              )
            : index,
        ),
        officeHours: hoursOf(type),
      },
    }),
  );

  const classified: Organization = {
    ...base(CLASSIFIED_ORGAN_NAME, 'organ'),
    category: 'party-organ',
    isFirstLevel: true,
    isBudgetUnit: false,
    isClassified: true,
    parent: null,
    duties: '按有关规定履行职责。',
    address: DISTRICT_SEAT,
    officeHours: OFFICE_HOURS,
  };

  return {
    organs,
    institutions,
    classified,
    organ,
    all: [
      ...organs.map(({ organization }) => organization),
      classified,
      ...institutions.map(({ organization }) => organization),
    ],
  };
};
