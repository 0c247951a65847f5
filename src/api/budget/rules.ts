import type { RecordRules } from '../../shared/contracts/editor-desk';
import { fromFen } from '../../shared/money';
import {
  createChecker,
  deriveAll,
  fenOf,
  filledSlug,
  isBlank,
  listOf,
  normalizedTexts,
  recordOf,
  textOf,
} from '../../shared/record-checks';
import { toSlug } from '../../shared/slugs';

const STAGES: Readonly<Record<string, string>> = {
  budget: '部门预算',
  'final-accounts': '部门决算',
};

const THREE_PUBLIC = {
  overseas: '因公出国（境）费',
  reception: '公务接待费',
  vehiclePurchase: '公务用车购置费',
  vehicleOperation: '公务用车运行维护费',
} as const;

/** Number → what it counts, and the cost that can't be nothing where it isn't nothing. */
const COUNTS = {
  overseasGroups: ['出国（境）团组数', 'overseas'],
  overseasPersons: ['出国（境）人次', 'overseas'],
  vehiclesPurchased: ['购置车辆数', 'vehiclePurchase'],
  vehiclesOwned: ['车辆保有量', null],
  receptionBatches: ['接待批次', 'reception'],
  receptionPersons: ['接待人次', 'reception'],
} as const;

/** Days between which approval is plausible: a budget around the turn of the year, accounts after it. */
const approvalRange = (year: number, stage: string): [first: string, last: string] =>
  stage === 'budget'
    ? [`${year - 1}-07-01`, `${year}-12-31`]
    : [`${year + 1}-01-01`, `${year + 2}-12-31`];

/** 部门预算、决算 */
export const departmentBudgetRules: RecordRules = {
  uid: 'api::budget.department-budget',
  derive: (record) =>
    deriveAll(
      record,
      (values) => normalizedTexts(values, 'title', 'sourceUrl'),
      (values) => {
        const name = recordOf(values['organization'])?.['name'];
        const stage = STAGES[textOf(values['stage'])];
        return isBlank(values['title']) && !isBlank(name) && !isBlank(values['year']) && stage
          ? { title: `${textOf(name)}${String(values['year'])}年${stage}` }
          : {};
      },
      (values) => filledSlug(values, values['title'], toSlug),
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('organization', '预算单位');
    checker.amount('totalRevenue', '收入总计');
    const total = checker.amount('totalExpenditure', '支出总计');
    const operating = checker.amount('operatingCosts', '机关运行经费');
    checker.when(
      total !== null && operating !== null && operating > total,
      'operatingCosts',
      '机关运行经费不能大于支出总计，请核对',
    );

    const year = record['year'];
    const stage = textOf(record['stage']);
    const approvedOn = checker.pastDate('approvedOn', '批复日期');
    if (approvedOn !== null && typeof year === 'number' && STAGES[stage]) {
      const [first, last] = approvalRange(year, stage);
      checker.when(
        approvedOn < first || approvedOn > last,
        'approvedOn',
        `${year} 年${STAGES[stage]}的批复日期应在 ${first} 至 ${last} 之间，请核对年度和日期`,
      );
    }

    const costs = recordOf(record['threePublic']);
    if (costs) {
      const amounts = Object.entries(THREE_PUBLIC).map(([key, label]) =>
        checker.amount(`threePublic.${key}`, label),
      );
      const sum = amounts.reduce<bigint>((added, amount) => added + (amount ?? 0n), 0n);
      checker.when(
        total !== null && sum > total,
        'threePublic',
        `“三公”经费合计 ${fromFen(sum)} 元大于支出总计 ${fromFen(total ?? 0n)} 元，请核对金额单位是否都是元`,
      );
      // Whether they agree with the parts is shown as a finding: a published table stays as it is.
      checker.amount('threePublic.statedVehicles', '公务用车费小计');
      checker.amount('threePublic.statedTotal', '“三公”经费合计');
      for (const [key, [label, cost]] of Object.entries(COUNTS)) {
        const count = checker.count(`threePublic.${key}`, label);
        if (count === null || cost === null) continue;
        const amount = fenOf(costs[cost]);
        checker.when(
          count === 0 && amount !== null && amount > 0n,
          `threePublic.${key}`,
          `有${THREE_PUBLIC[cost]}但${label}为 0，请核对；不掌握数量时请留空`,
        );
      }
      // Somebody else may pay for a journey, but not for a car or a dinner of one's own.
      for (const [key, cost] of [
        ['vehiclesPurchased', 'vehiclePurchase'],
        ['receptionBatches', 'reception'],
      ] as const) {
        checker.when(
          Number(costs[key] ?? 0) > 0 && fenOf(costs[cost]) === 0n,
          `threePublic.${cost}`,
          `${COUNTS[key][0]}大于 0 但${THREE_PUBLIC[cost]}为 0，请核对`,
        );
      }
      for (const [fewer, more] of [
        ['overseasGroups', 'overseasPersons'],
        ['receptionBatches', 'receptionPersons'],
      ] as const) {
        checker.when(
          !isBlank(costs[fewer]) &&
            !isBlank(costs[more]) &&
            Number(costs[more]) < Number(costs[fewer]),
          `threePublic.${more}`,
          `${COUNTS[more][0]}不能少于${COUNTS[fewer][0]}，请核对`,
        );
      }
    }

    checker.url('sourceUrl', '公开网址');
    for (const [index, table] of listOf(record['tables']).entries()) {
      checker.url(`tables.${index}.url`, '表格网址');
      checker.when(
        context.isFinal && isBlank(table['url']) && isBlank(table['file']),
        `tables.${index}.url`,
        '公开表格须有网址或附件，请填写网址或上传文件',
      );
    }
    return checker.issues;
  },
  uniqueKeys: [
    {
      fields: ['organization', 'year', 'stage'],
      message: '该单位同一年度的预算（或决算）已录入，请直接修改已有的一条',
    },
  ],
};
