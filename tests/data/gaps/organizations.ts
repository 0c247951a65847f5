import type { Organization, OrganizationCategory } from '../records';
import { createSlugs } from '../slugs';
import { INSTITUTIONS } from '../text/institutions';
import { ORGANS } from '../text/organs';
import { creditCode, REGISTERED_AT, WEBSITE } from '../year-2017/organizations';
import { gapId } from './identity';

export type OrganKey =
  'establishment' | 'government-office' | 'civil-affairs' | 'human-resources' | 'health';

/** The organs that are not classified; those with `true` are budget units. */
const ORGAN_KEYS: readonly (readonly [OrganKey, boolean])[] = [
  ['establishment', false],
  ['government-office', true],
  ['civil-affairs', true],
  ['human-resources', true],
  ['health', true],
];

export const CLASSIFIED_NAME = '涉密测试单位';

export type InstitutionKey = 'disease-control' | 'insurance' | 'information' | 'relief';

const INSTITUTION_NAMES: Readonly<
  Record<InstitutionKey, readonly [name: string, parent: OrganKey]>
> = {
  'disease-control': ['武汉市江岸区疾病预防控制中心', 'health'],
  insurance: ['武汉市江岸区社会保险管理处', 'human-resources'],
  information: ['武汉市江岸区政府信息中心', 'government-office'],
  relief: ['武汉市江岸区社会救助中心', 'civil-affairs'],
};

/** Credit codes far from those of the year 2017. */
const FIRST_SERIAL = 901;
const SEAT = '武汉市江岸区六合路1号';
const OFFICE_HOURS = '周一至周五 上午8:30—12:00，下午14:00—17:30（法定节假日除外）';

const numbered = (duties: readonly string[]): string =>
  duties.map((duty, index) => `${index + 1}．${duty}。`).join('\n');

export interface GapOrganizations {
  /** Five organs that are not classified. */
  readonly organs: readonly Organization[];
  readonly institutions: readonly Organization[];
  readonly classified: Organization;
  readonly all: readonly Organization[];
  of(key: OrganKey | InstitutionKey): Organization;
}

/** Six organs, one of them classified, and four institutions. */
export const createGapOrganizations = (): GapOrganizations => {
  const slug = createSlugs();
  const byKey = new Map<string, Organization>();
  let serial = FIRST_SERIAL;

  const organization = (
    key: string,
    name: string,
    own: {
      kind: Organization['kind'];
      category: OrganizationCategory;
      duties: readonly string[];
      parent?: Organization;
      isBudgetUnit?: boolean;
      isClassified?: boolean;
    },
  ): Organization => {
    const address = slug(name);
    const made: Organization = {
      documentId: gapId('organization', key),
      createdAt: REGISTERED_AT,
      code: creditCode(own.kind, serial),
      name,
      slug: address,
      kind: own.kind,
      category: own.category,
      isFirstLevel: own.kind === 'organ',
      isBudgetUnit: own.isBudgetUnit ?? false,
      isClassified: own.isClassified ?? false,
      parent: own.parent ?? null,
      duties: numbered(own.duties),
      address: SEAT,
      officeHours: OFFICE_HOURS,
      phone: `027-8297${String(serial).padStart(4, '0')}`,
      website: `${WEBSITE}/bm/${address}/`,
      state: 'active',
    };
    serial += 1;
    byKey.set(key, made);
    return made;
  };
  const of = (key: string): Organization => {
    const found = byKey.get(key);
    if (!found) throw new RangeError(`no organization ${key}`);
    return found;
  };

  const organs = ORGAN_KEYS.map(([key, isBudgetUnit]) => {
    const text = ORGANS.find((one) => one.key === key);
    if (!text) throw new RangeError(`no text of the organ ${key}`);
    const { name, category, duties } = text;
    return organization(key, name, { kind: 'organ', category, duties, isBudgetUnit });
  });
  const classified = organization('classified', CLASSIFIED_NAME, {
    kind: 'organ',
    category: 'party-organ',
    duties: ['按有关规定履行职责'],
    isClassified: true,
  });
  const institutions = Object.entries(INSTITUTION_NAMES).map(([key, [name, parent]]) => {
    const text = INSTITUTIONS.find((one) => one.name === name);
    if (!text) throw new RangeError(`no text of the institution ${name}`);
    const { category, duties } = text;
    return organization(key, name, { kind: 'institution', category, duties, parent: of(parent) });
  });
  return { organs, institutions, classified, all: [...organs, classified, ...institutions], of };
};
