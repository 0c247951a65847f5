import { instantOf } from '../calendar';
import type { DepartmentBudget } from '../records';
import { createSlugs } from '../slugs';
import { BUDGET_TABLES } from '../year-2017/budgets';
import { WEBSITE } from '../year-2017/organizations';
import { gapId } from './identity';
import type { GapOrganizations, OrganKey } from './organizations';

interface Plan {
  readonly unit: OrganKey;
  readonly total: string;
  readonly operating: string;
  readonly reception: readonly [amount: string, batches: number, persons: number];
  readonly vehicles: readonly [amount: string, owned: number];
  readonly publishedOn: string | null;
  readonly hasNoSource?: boolean;
  readonly explanation: string;
}

const PLANS: readonly Plan[] = [
  {
    unit: 'government-office',
    total: '38260000.00',
    operating: '2145000.00',
    reception: ['86000.00', 42, 310],
    vehicles: ['174000.00', 5],
    publishedOn: '2017-02-08',
    explanation: '2017年“三公”经费预算26万元，比上年预算减少1.2万元，主要是压减公务接待批次。',
  },
  {
    unit: 'civil-affairs',
    total: '162480000.00',
    operating: '1868000.00',
    reception: ['12000.00', 9, 64],
    vehicles: ['68000.00', 2],
    publishedOn: '2017-02-09',
    explanation: '2017年“三公”经费预算8万元，与上年持平，本年未安排因公出国（境）和车辆购置。',
  },
  {
    unit: 'human-resources',
    total: '94315000.00',
    operating: '1592000.00',
    reception: ['9000.00', 7, 48],
    vehicles: ['33000.00', 1],
    publishedOn: '2017-02-09',
    hasNoSource: true,
    explanation: '2017年“三公”经费预算4.2万元，比上年预算减少0.3万元，主要是车辆维修费下降。',
  },
  {
    unit: 'health',
    total: '128770000.00',
    operating: '2036000.00',
    reception: ['15000.00', 11, 82],
    vehicles: ['70000.00', 2],
    publishedOn: null,
    explanation:
      '2017年“三公”经费预算8.5万元，比上年预算增加0.5万元，主要是卫生应急车辆维修费增加。',
  },
];

/** Budgets of the four budget units: two complete, one without a link to its source, one draft. */
export const createGapBudgets = (organizations: GapOrganizations): DepartmentBudget[] => {
  const slug = createSlugs();
  return PLANS.map((plan, index): DepartmentBudget => {
    const organization = organizations.of(plan.unit);
    const title = `${organization.name}2017年部门预算`;
    const page = `${WEBSITE}/xxgk/bmys/2017/${organization.slug}`;
    const [reception, receptionBatches, receptionPersons] = plan.reception;
    const [vehicleOperation, vehiclesOwned] = plan.vehicles;
    return {
      documentId: gapId('budget', plan.unit),
      createdAt: instantOf('2017-01-23', 15, index * 5),
      publishedAt: plan.publishedOn === null ? null : instantOf(plan.publishedOn, 10, index * 5),
      title,
      slug: slug(title),
      organization,
      year: 2017,
      stage: 'budget',
      approvedOn: '2017-01-23',
      totalRevenue: plan.total,
      totalExpenditure: plan.total,
      threePublic: {
        overseas: '0.00',
        reception,
        vehiclePurchase: '0.00',
        vehicleOperation,
        overseasGroups: 0,
        overseasPersons: 0,
        vehiclesPurchased: 0,
        vehiclesOwned,
        receptionBatches,
        receptionPersons,
        explanation: plan.explanation,
      },
      operatingCosts: plan.operating,
      sourceUrl: plan.hasNoSource ? null : `${page}/`,
      tables: BUDGET_TABLES.map((name, table) => ({
        name,
        url: `${page}/table-${table + 1}.html`,
      })),
    };
  });
};
