import { fromFen, toFen } from '../../../src/shared/money';
import { addDays, instantOf, workdayFrom, workdayUntil } from '../calendar';
import { apportion, createDocumentIds, createRandom } from '../random';
import type { DepartmentBudget, Organization } from '../records';
import { createSlugs } from '../slugs';
import { publicationInstant } from './establishment';
import { WEBSITE, type Organizations } from './organizations';

/** What the 2017 report says of the budgets. */
export const BUDGET_TOTALS = {
  units: 71,
  expenditure: '4779610000.00',
  threePublic: '23977900.00',
} as const;

/** The eight tables of 财预〔2016〕143号. */
export const BUDGET_TABLES = [
  '部门收支总体情况表',
  '部门收入总体情况表',
  '部门支出总体情况表',
  '财政拨款收支总体情况表',
  '一般公共预算支出情况表',
  '一般公共预算基本支出情况表',
  '一般公共预算“三公”经费支出情况表',
  '政府性基金预算支出情况表',
] as const;

/** Share of the expenditure relative to an ordinary department. */
const BIG: readonly (readonly [RegExp, number])[] = [
  [/教育局/, 105],
  [/卫生和计划生育/, 34],
  [/民政局/, 34],
  [/城市管理委员会/, 30],
  [/城乡建设局/, 26],
  [/人力资源局/, 24],
  [/环境卫生服务中心/, 18],
  [/住房保障和房屋管理局|房屋征收/, 16],
  [/道办事处/, 11],
  [/财政局|食品药品|工商行政/, 9],
  [/机关事务|园林局|水务局|商务局|发展和改革/, 7],
  [/政府办公室|纪律检查|人民代表大会|党校/, 4],
  [/.*/, 2],
];

const HUNDRED_YUAN = 10_000;
const yuan = (fen: number): string => fromFen(BigInt(fen));
const wan = (fen: number): string => `${Number((fen / 1_000_000).toFixed(2))}万元`;

interface ThreePublicFen {
  readonly overseas: number;
  readonly reception: number;
  readonly vehiclePurchase: number;
  readonly vehicleOperation: number;
}

/** Why the year differs from the one before: what 财预〔2016〕143号 asks to be explained. */
const explain = (
  total: number,
  parts: ThreePublicFen,
  before: number,
  counts: { groups: number; vehicles: number; owned: number; batches: number },
): string => {
  const change = total - before;
  const percent =
    before === 0
      ? ''
      : `，${change <= 0 ? '下降' : '增长'}${Math.abs((change * 100) / before).toFixed(1)}%`;
  const lines = [
    `2017年“三公”经费预算${wan(total)}，比上年预算${change <= 0 ? '减少' : '增加'}${wan(Math.abs(change))}${percent}。`,
    parts.overseas > 0
      ? `因公出国（境）费${wan(parts.overseas)}，计划安排出访团组${counts.groups}个，用于友好城市交流和招商推介。`
      : '因公出国（境）费0万元，本年未安排出访团组。',
    parts.reception > 0
      ? `公务接待费${wan(parts.reception)}，计划接待${counts.batches}批次，严格执行公函接待和陪餐人数规定，按上年实际压减。`
      : '公务接待费0万元，本年未安排公务接待。',
    parts.vehiclePurchase > 0
      ? `公务用车购置费${wan(parts.vehiclePurchase)}，更新已达报废年限的执法执勤车辆${counts.vehicles}辆。`
      : '公务用车购置费0万元，本年未安排购置车辆。',
    parts.vehicleOperation > 0
      ? `公务用车运行维护费${wan(parts.vehicleOperation)}，保有车辆${counts.owned}辆，用于燃油、维修、保险和过路停车等支出。`
      : '公务用车运行维护费0万元，公务用车制度改革后本单位不再保留车辆。',
  ];
  return lines.join('\n');
};

/** Budgets of the 71 budget units, approved in January and published within 20 days. */
export const createBudgets = (organizations: Organizations): DepartmentBudget[] => {
  const random = createRandom('2017/budgets');
  const documentId = createDocumentIds('2017/budgets');
  const slug = createSlugs();
  const units: Organization[] = organizations.all.filter(({ isBudgetUnit }) => isBudgetUnit);
  const isEnforcing = (name: string) =>
    /城市管理|食品药品|工商|安全生产|环境保护|环境卫生|水务|道办事处|建设局|司法局/.test(name);

  const expenditures = apportion(
    Number(toFen(BUDGET_TOTALS.expenditure)),
    units.map(
      ({ name }) =>
        (BIG.find(([pattern]) => pattern.test(name)) as readonly [RegExp, number])[1] *
        (0.8 + random.next() * 0.4),
    ),
    HUNDRED_YUAN,
  );

  // One list of the four items of all units, so that they divide the reported total exactly.
  const items = units.flatMap(({ name, kind }) => {
    const size = isEnforcing(name) ? 3 : 1;
    const hasCars = isEnforcing(name) || random.chance(0.72);
    return [
      kind === 'organ' && !/道办事处|文学|红十字|科学技术协会/.test(name) && random.chance(0.22)
        ? 6 + random.next() * 6
        : 0,
      name.endsWith('联合机关') ? 0 : random.chance(0.94) ? 1 + random.next() * 2.6 : 0,
      isEnforcing(name) && random.chance(0.24) ? 22 + random.next() * 14 : 0,
      hasCars ? size * (4 + random.next() * 5) : 0,
    ];
  });
  const amounts = apportion(Number(toFen(BUDGET_TOTALS.threePublic)), items, HUNDRED_YUAN);

  return units.map((organization, index): DepartmentBudget => {
    const [overseas, reception, vehiclePurchase, vehicleOperation] = amounts.slice(
      index * 4,
      index * 4 + 4,
    ) as [number, number, number, number];
    const parts = { overseas, reception, vehiclePurchase, vehicleOperation };
    const total = overseas + reception + vehiclePurchase + vehicleOperation;
    const before =
      Math.round((total * (0.98 + random.next() * 0.22)) / HUNDRED_YUAN) * HUNDRED_YUAN;
    const groups = overseas > 0 ? Math.max(1, Math.round(overseas / 6_000_000)) : 0;
    const vehicles =
      vehiclePurchase > 0 ? Math.max(1, Math.round(vehiclePurchase / 16_000_000)) : 0;
    const owned =
      vehicleOperation > 0 ? Math.max(1, vehicles, Math.round(vehicleOperation / 3_400_000)) : 0;
    const batches = reception > 0 ? Math.max(2, Math.round(reception / 90_000)) : 0;
    const expenditure = expenditures[index] as number;
    const approvedOn = workdayFrom(addDays('2017-01-16', random.int(0, 9)));
    const publishedOn = workdayUntil(addDays(approvedOn, random.int(8, 19)));
    const title = `${organization.name}2017年部门预算`;
    const own = slug(title);
    const page = `${WEBSITE}/xxgk/bmys/2017/${organization.slug}`;
    return {
      documentId: documentId(),
      createdAt: instantOf(approvedOn, 15, random.int(0, 59)),
      publishedAt: publicationInstant(
        random,
        publishedOn > approvedOn ? publishedOn : workdayFrom(addDays(approvedOn, 1)),
      ),
      title,
      slug: own,
      organization,
      year: 2017,
      stage: 'budget',
      approvedOn,
      totalRevenue: yuan(expenditure),
      totalExpenditure: yuan(expenditure),
      threePublic: {
        overseas: yuan(overseas),
        reception: yuan(reception),
        vehiclePurchase: yuan(vehiclePurchase),
        vehicleOperation: yuan(vehicleOperation),
        overseasGroups: groups,
        overseasPersons: groups === 0 ? 0 : groups * random.int(1, 3),
        vehiclesPurchased: vehicles,
        vehiclesOwned: owned,
        receptionBatches: batches,
        receptionPersons: batches * random.int(6, 9),
        explanation: explain(total, parts, before, { groups, vehicles, owned, batches }),
      },
      operatingCosts: yuan(
        Math.round((expenditure * (0.03 + random.next() * 0.05)) / HUNDRED_YUAN) * HUNDRED_YUAN,
      ),
      sourceUrl: `${page}/`,
      tables: BUDGET_TABLES.map((name, table) => ({
        name,
        url: `${page}/table-${table + 1}.html`,
      })),
    };
  });
};
