import type { RecordRules } from '../../shared/contracts/editor-desk';
import { idNumberFacts } from '../../shared/id-number';
import { fromFen } from '../../shared/money';
import { maskName } from '../../shared/personal-data';
import {
  countOf,
  createChecker,
  deriveAll,
  fenOf,
  filledSlug,
  isBlank,
  listOf,
  normalizedCodes,
  normalizedTexts,
  recordOf,
  textOf,
} from '../../shared/record-checks';
import { toSlug } from '../../shared/slugs';

const SOURCES = {
  central: '中央资金',
  province: '省级资金',
  city: '市级资金',
  district: '区级资金',
} as const;

const FUND = 'api::fund.fund';
const ALLOCATION = 'api::fund.fund-allocation';
const NO_FUND = '没有这个资金编号的专项资金，请先建立专项资金，或核对编号';

/** 专项资金 */
export const fundRules: RecordRules = {
  uid: FUND,
  derive: (record) =>
    deriveAll(
      record,
      (values) => ({ ...normalizedCodes(values, 'code'), ...normalizedTexts(values, 'name') }),
      (values) =>
        filledSlug(
          values,
          isBlank(values['name'])
            ? null
            : `${String(countOf(values['year']) ?? '')} ${textOf(values['name'])}`,
          toSlug,
        ),
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('code', '资金编号');
    checker.need('name', '资金名称');
    checker.need('department', '主管部门');
    checker.matches('code', /^\d{4}-\d{2,3}$/, '资金编号应为“年度-序号”，例如 2017-01');
    const year = record['year'];
    checker.when(
      !isBlank(year) &&
        /^\d{4}-\d{2,3}$/.test(textOf(record['code'])) &&
        !textOf(record['code']).startsWith(`${String(year)}-`),
      'code',
      `资金编号应以年度 ${String(year)} 开头，请核对年度和编号`,
    );
    const total = checker.amount('totalAmount', '资金总额');
    const sources = recordOf(record['sources']);
    if (sources) {
      const parts = Object.entries(SOURCES).map(([key, label]) => {
        const before = checker.issues.length;
        const amount = checker.amount(`sources.${key}`, label);
        return checker.issues.length > before ? null : (amount ?? 0n);
      });
      const sum = parts.every((part) => part !== null)
        ? parts.reduce<bigint>((added, part) => added + (part ?? 0n), 0n)
        : null;
      checker.when(
        total !== null && sum !== null && total !== sum,
        'totalAmount',
        `资金总额与各级资金之和不符：总额 ${fromFen(total ?? 0n)} 元，中央、省、市、区合计 ${fromFen(sum ?? 0n)} 元，请核对`,
      );
    }
    const asOf = checker.pastDate('asOf', '数据截止日期');
    checker.when(
      asOf !== null && typeof year === 'number' && Number(asOf.slice(0, 4)) < year,
      'asOf',
      `数据截止日期早于年度 ${String(year)}，请核对年度和日期`,
    );
    for (const index of listOf(record['policies']).keys()) {
      checker.url(`policies.${index}.url`, '政策链接');
      checker.pastDate(`policies.${index}.issuedOn`, '政策发文日期');
    }
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['code'], message: '资金编号已被另一项资金使用，请换一个编号' },
    { fields: ['name', 'year'], message: '同一年度已有同名专项资金，请核对是否重复录入' },
  ],
};

/** Steps of the way down; a project may hang under any of them. */
const TIERS: Readonly<Record<string, { rank: number; label: string }>> = {
  department: { rank: 1, label: '主管部门' },
  street: { rank: 2, label: '街道' },
  community: { rank: 3, label: '社区' },
  project: { rank: 4, label: '项目' },
};

/** 分级拨付. Whether the children add up is shown by the figures: half a tree must be storable. */
export const fundAllocationRules: RecordRules = {
  uid: ALLOCATION,
  derive: (record) => ({
    ...normalizedCodes(record, 'code', 'fundCode', 'parentCode'),
    ...normalizedTexts(record, 'receiver', 'street'),
  }),
  references: {
    fundCode: { uid: FUND, field: 'code', message: NO_FUND },
    parentCode: {
      uid: ALLOCATION,
      field: 'code',
      message: '没有这个编号的上级拨付，请先录入上级，或核对上级拨付编号',
    },
  },
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('code', '拨付编号');
    checker.need('fundCode', '资金编号');
    checker.need('receiver', '接收单位');
    const amount = checker.amount('amount', '拨付金额');
    const undisbursed = checker.amount('undisbursedAmount', '未拨付金额');
    checker.when(
      amount !== null && undisbursed !== null && undisbursed > amount,
      'undisbursedAmount',
      '未拨付金额不能大于拨付金额，请核对',
    );
    checker.when(
      context.isFinal &&
        undisbursed !== null &&
        undisbursed > 0n &&
        isBlank(record['undisbursedReason']),
      'undisbursedReason',
      '有未拨付金额时须说明原因，请填写未拨付原因',
    );
    checker.pastDate('allocatedOn', '拨付日期');
    checker.when(
      !isBlank(record['parentCode']) && record['parentCode'] === record['code'],
      'parentCode',
      '上级拨付编号不能是本条自己的编号，请重新填写',
    );
    const tier = TIERS[textOf(record['tier'])];
    const parent = context.referenced['parentCode'];
    const parentTier = TIERS[textOf(parent?.['tier'])];
    checker.when(
      tier?.rank === 1 && !isBlank(record['parentCode']),
      'parentCode',
      '主管部门是第一级，没有上级，请清空上级拨付编号或改选级次',
    );
    checker.when(
      Boolean(tier && parentTier && tier.rank > 1 && parentTier.rank >= tier.rank),
      'tier',
      `级次不对：上级是${parentTier?.label ?? ''}，本条是${tier?.label ?? ''}，下级的级次须低于上级（主管部门、街道、社区、项目）`,
    );
    checker.when(
      Boolean(parent) &&
        !isBlank(record['fundCode']) &&
        parent?.['fundCode'] !== record['fundCode'],
      'parentCode',
      '上级拨付属于另一项资金，请填写同一资金编号下的上级',
    );
    return checker.issues;
  },
  uniqueKeys: [{ fields: ['code'], message: '拨付编号已被使用，请换一个编号' }],
};

/** 2017, 2017-06, 2017-01/2017-06, 2017-Q2, 2017-H1 and the same in Chinese. */
const MONTH = '(?:0?[1-9]|1[0-2])';
const PERIOD = new RegExp(
  `^\\d{4}(?:${[
    '-(?:0[1-9]|1[0-2])(?:[/~]\\d{4}-(?:0[1-9]|1[0-2]))?',
    '-?Q[1-4]',
    '-?H[12]',
    `年(?:度|全年|上半年|下半年|第?[一二三四1-4]季度|${MONTH}月?[-至]${MONTH}月|${MONTH}月)?`,
  ].join('|')})?$`,
);

/** 到人到户 */
export const fundBeneficiaryRules: RecordRules = {
  uid: 'api::fund.fund-beneficiary',
  derive: (record, { previous }) =>
    deriveAll(
      record,
      (values) => ({
        ...normalizedCodes(values, 'fundCode', 'allocationCode', 'idNumber', 'account', 'period'),
        ...normalizedTexts(values, 'name', 'publicName', 'street', 'community'),
      }),
      (values) => {
        const name = textOf(values['name']);
        const followsOldName =
          previous !== null &&
          previous['name'] !== name &&
          values['publicName'] === maskName(textOf(previous['name']));
        return name !== '' && (isBlank(values['publicName']) || followsOldName)
          ? { publicName: maskName(name) }
          : {};
      },
    ),
  references: {
    fundCode: { uid: FUND, field: 'code', message: NO_FUND },
    allocationCode: {
      uid: ALLOCATION,
      field: 'code',
      message: '没有这个拨付编号，请先录入分级拨付，或核对编号',
    },
  },
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('fundCode', '资金编号');
    checker.need('allocationCode', '拨付编号');
    checker.need('name', '姓名');
    const allocation = context.referenced['allocationCode'];
    checker.when(
      Boolean(allocation) &&
        !isBlank(record['fundCode']) &&
        allocation?.['fundCode'] !== record['fundCode'],
      'allocationCode',
      '拨付编号属于另一项资金，请填写同一资金编号下的拨付',
    );
    const publicName = textOf(record['publicName']);
    checker.when(
      publicName !== '' && (!publicName.includes('*') || publicName === record['name']),
      'publicName',
      '公示姓名须用 * 遮盖（如 张*、张*明），请修改，或留空由系统生成',
    );
    checker.amount('amount', '发放金额');
    checker.matches(
      'period',
      PERIOD,
      '发放期间请写成 2017、2017-06、2017-Q2、2017-H1 或 2017年上半年 的形式',
    );
    const persons = checker.count('persons', '人数');
    const households = checker.count('households', '户数');
    checker.when(
      persons === 0 && households === 0,
      'persons',
      '人数和户数不能都是 0，请至少填写一项',
    );
    checker.when(
      !isBlank(record['idNumber']) && !idNumberFacts(textOf(record['idNumber'])),
      'idNumber',
      '身份证号码不正确：应为 18 位，出生日期和校验位须相符，请对照身份证核对',
    );
    checker.matches('account', /^\d{6,30}$/, '账号只能是 6 至 30 位数字，请核对');
    for (const [field, label] of [
      ['street', '街道'],
      ['community', '社区'],
    ] as const) {
      checker.noPersonalData(field, label);
    }
    return checker.issues;
  },
  encrypted: { idNumber: 'idHash', account: null },
};

/** 核查纠正 */
export const fundAuditFindingRules: RecordRules = {
  uid: 'api::fund.fund-audit-finding',
  derive: (record) => ({
    ...normalizedCodes(record, 'fundCode'),
    ...normalizedTexts(record, 'period'),
  }),
  references: { fundCode: { uid: FUND, field: 'code', message: NO_FUND } },
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('fundCode', '资金编号');
    checker.pastDate('foundOn', '发现日期');
    const persons = checker.count('persons', '涉及人数');
    const households = checker.count('households', '涉及户数');
    const amount = checker.amount('amount', '涉及金额');
    checker.amount('recoveredAmount', '追回金额');
    const recovered = fenOf(record['recoveredAmount']);
    checker.when(
      amount !== null && recovered !== null && recovered > amount,
      'recoveredAmount',
      '追回金额不能大于涉及金额，请核对',
    );
    const reasons = listOf(record['reasons']);
    const counts = reasons.map((_, index) => checker.count(`reasons.${index}.count`, '数量'));
    if (
      reasons.length > 0 &&
      counts.every((count) => count !== null) &&
      (persons !== null || households !== null)
    ) {
      const sum = counts.reduce<number>((added, count) => added + (count ?? 0), 0);
      checker.when(
        sum !== persons && sum !== households,
        'reasons',
        `各原因数量合计 ${sum}，与涉及人数或户数都不符，请核对`,
      );
    }
    checker.noPersonalData('description', '说明');
    return checker.issues;
  },
};
