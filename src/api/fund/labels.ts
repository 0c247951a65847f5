import type { DeskType, FieldLabel, Label } from '../../shared/contracts/editor-desk';
import { idHashField, idNumberField, moneyField, slugField } from '../../shared/field-labels';

const group: Label = { zh: '财政资金', en: 'Public money' };

const fundCodeField: FieldLabel = {
  zh: '资金编号',
  en: 'Fund code',
  hint: { zh: '“专项资金”中的编号，例：2017-01', en: 'Code of the fund, e.g. 2017-01' },
};

export const fundLabels: DeskType = {
  uid: 'api::fund.fund',
  label: { zh: '专项资金', en: 'Earmarked funds' },
  menu: { group, order: 201 },
  mainField: 'name',
  defaultSort: { field: 'code', order: 'DESC' },
  pageSize: 50,
  list: ['name', 'year', 'category', 'department', 'totalAmount', 'asOf'],
  form: [
    ['name'],
    ['code', 'year', 'asOf'],
    ['category', 'department'],
    ['totalAmount', 'reachesIndividuals', 'isSensitive'],
    ['sources'],
    ['standards'],
    ['policies'],
    ['slug'],
  ],
  fields: {
    code: {
      zh: '资金编号',
      en: 'Code',
      hint: {
        zh: '年份加序号，例：2017-01；拨付和到人到户数据靠它对应，填后不要再改。',
        en: 'Year and number, e.g. 2017-01; allocations refer to it, so do not change it later.',
      },
    },
    year: {
      zh: '年度',
      en: 'Year',
      hint: { zh: '四位年份，例：2017', en: 'Four digits' },
      plainNumber: true,
    },
    name: {
      zh: '资金名称',
      en: 'Name',
      hint: {
        zh: '与资金文件一致，例：城市居民最低生活保障金；同一年度不重名。',
        en: 'As in the policy; unique within a year.',
      },
    },
    slug: slugField,
    category: {
      zh: '资金类别',
      en: 'Category',
      values: {
        'minimum-living': { zh: '最低生活保障', en: 'Minimum living allowance' },
        'social-insurance-subsidy': { zh: '社会保险补贴', en: 'Social insurance subsidy' },
        'family-planning-support': { zh: '计划生育家庭扶助', en: 'Family planning support' },
        'disability-subsidy': { zh: '残疾人补贴', en: 'Disability subsidy' },
        'elderly-allowance': { zh: '高龄津贴', en: 'Allowance for the elderly' },
        'medical-assistance': { zh: '医疗救助', en: 'Medical assistance' },
        'temporary-relief': { zh: '临时救助', en: 'Temporary relief' },
        'orphan-support': { zh: '孤儿基本生活保障', en: 'Support for orphans' },
        'veteran-benefits': { zh: '优抚对象补助', en: 'Benefits for veterans' },
        'education-aid': { zh: '教育资助', en: 'Education aid' },
        'employment-subsidy': { zh: '就业补贴', en: 'Employment subsidy' },
        'housing-subsidy': { zh: '住房补贴', en: 'Housing subsidy' },
        'one-child-award': { zh: '独生子女奖励', en: 'One-child award' },
        'community-project': { zh: '社区惠民项目', en: 'Community project' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    department: {
      zh: '主管部门',
      en: 'Department',
      hint: {
        zh: '负责分配和发放这项资金的部门。',
        en: 'The department that allocates this fund.',
      },
    },
    sources: {
      zh: '资金来源',
      en: 'Sources',
      hint: { zh: '四级来源之和应等于资金总额。', en: 'Their sum must be the total.' },
    },
    totalAmount: moneyField('资金总额', 'Total amount', {
      zh: '等于各级来源之和。',
      en: 'The sum of its sources.',
    }),
    standards: {
      zh: '发放标准',
      en: 'Standards',
      hint: {
        zh: '写明对象、条件和金额，例：每人每月 580 元。',
        en: 'Who gets how much, and on what conditions.',
      },
    },
    policies: {
      zh: '政策依据',
      en: 'Policies',
      hint: { zh: '逐件添加所依据的文件。', en: 'The documents it is based on.' },
    },
    reachesIndividuals: {
      zh: '到人到户',
      en: 'Reaches individuals',
      hint: {
        zh: '发放到个人或家庭的，须公开到人到户。',
        en: 'Paid to persons or households, and published down to them.',
      },
    },
    isSensitive: {
      zh: '仅公开总数',
      en: 'Totals only',
      hint: {
        zh: '涉及个人隐私（如孤儿、涉毒涉艾）的资金，只公开总额和人数，不公开名册。',
        en: 'Where names would harm people (orphans, patients): only totals are published.',
      },
    },
    asOf: {
      zh: '数据截止日期',
      en: 'As of',
      hint: { zh: '以上数据截止到哪一天。', en: 'The day for which these numbers hold.' },
    },
  },
};

export const fundSourcesLabels: DeskType = {
  uid: 'fund.sources',
  label: { zh: '资金来源', en: 'Sources' },
  mainField: 'id',
  list: ['central', 'province', 'city', 'district'],
  form: [
    ['central', 'province'],
    ['city', 'district'],
  ],
  fields: {
    central: moneyField('中央资金', 'Central'),
    province: moneyField('省级资金', 'Province'),
    city: moneyField('市级资金', 'City'),
    district: moneyField('区级资金', 'District'),
  },
};

export const fundPolicyLabels: DeskType = {
  uid: 'fund.policy',
  label: { zh: '政策依据', en: 'Policy' },
  mainField: 'title',
  list: ['title', 'docNumber', 'issuedOn'],
  form: [['title'], ['docNumber', 'issuedOn'], ['url']],
  fields: {
    title: { zh: '文件标题', en: 'Title' },
    docNumber: {
      zh: '发文字号',
      en: 'Document number',
      hint: {
        zh: '例：国发〔2012〕45 号',
        en: 'With 〔 〕 round the year, e.g. 国发〔2012〕45 号',
      },
    },
    issuedOn: { zh: '发文日期', en: 'Issued on' },
    url: {
      zh: '链接',
      en: 'Link',
      hint: { zh: '文件在公开网站上的网址。', en: 'Where the document can be read.' },
    },
  },
};

export const fundAllocationLabels: DeskType = {
  uid: 'api::fund.fund-allocation',
  label: { zh: '分级拨付', en: 'Allocations' },
  menu: { group, order: 202 },
  mainField: 'code',
  defaultSort: { field: 'code', order: 'ASC' },
  pageSize: 50,
  list: ['code', 'fundCode', 'tier', 'receiver', 'amount', 'undisbursedAmount', 'allocatedOn'],
  form: [
    ['code', 'fundCode', 'parentCode'],
    ['tier', 'receiver'],
    ['street', 'allocatedOn'],
    ['amount', 'undisbursedAmount'],
    ['undisbursedReason'],
  ],
  fields: {
    code: {
      zh: '拨付编号',
      en: 'Allocation code',
      hint: {
        zh: '全区唯一，例：2017-01-J03-S02（资金编号-街道-社区）',
        en: 'Unique, e.g. 2017-01-J03-S02',
      },
    },
    fundCode: fundCodeField,
    parentCode: {
      zh: '上级拨付编号',
      en: 'Parent allocation',
      hint: {
        zh: '这笔钱由哪一笔拨付而来；部门一级不填。',
        en: 'The allocation it came out of; empty for the department tier.',
      },
    },
    tier: {
      zh: '拨付层级',
      en: 'Tier',
      values: {
        department: { zh: '部门', en: 'Department' },
        street: { zh: '街道', en: 'Street' },
        community: { zh: '社区', en: 'Community' },
        project: { zh: '项目', en: 'Project' },
      },
    },
    receiver: {
      zh: '接收单位',
      en: 'Receiver',
      hint: { zh: '部门、街道、社区或项目的全称。', en: 'Full name.' },
    },
    street: { zh: '所属街道', en: 'Street' },
    amount: moneyField('拨付金额', 'Amount'),
    undisbursedAmount: moneyField('未拨出金额', 'Undisbursed', {
      zh: '尚未再往下拨付或发放的部分。',
      en: 'The part that has not gone further down.',
    }),
    undisbursedReason: {
      zh: '未拨出原因',
      en: 'Reason',
      hint: { zh: '有未拨出金额时必须说明。', en: 'Needed where something is undisbursed.' },
    },
    allocatedOn: { zh: '拨付日期', en: 'Allocated on' },
  },
};

export const fundBeneficiaryLabels: DeskType = {
  uid: 'api::fund.fund-beneficiary',
  label: { zh: '到人到户', en: 'Beneficiaries' },
  menu: { group, order: 203 },
  mainField: 'publicName',
  defaultSort: { field: 'id', order: 'ASC' },
  pageSize: 50,
  list: [
    'publicName',
    'fundCode',
    'street',
    'community',
    'period',
    'amount',
    'persons',
    'households',
  ],
  form: [
    ['fundCode', 'allocationCode'],
    ['name', 'publicName'],
    ['street', 'community'],
    ['amount', 'period'],
    ['persons', 'households'],
    ['idNumber', 'account'],
  ],
  fields: {
    fundCode: fundCodeField,
    allocationCode: {
      zh: '拨付编号',
      en: 'Allocation code',
      hint: {
        zh: '发放这笔钱的社区（或街道）拨付编号。',
        en: 'Code of the allocation that paid it.',
      },
    },
    publicName: {
      zh: '公开姓名',
      en: 'Public name',
      hint: {
        zh: '对外显示的姓名，由系统脱敏生成，例：王*明',
        en: 'Shown to the public; masked by the system.',
      },
      readOnly: true,
    },
    street: { zh: '街道', en: 'Street' },
    community: { zh: '社区', en: 'Community' },
    amount: moneyField('发放金额', 'Amount'),
    period: {
      zh: '发放期间',
      en: 'Period',
      hint: { zh: '例：2017-06、2017年第二季度、2017年', en: 'E.g. 2017-06 or 2017' },
    },
    persons: { zh: '人数', en: 'Persons', hint: { zh: '单位：人', en: 'Persons' } },
    households: {
      zh: '户数',
      en: 'Households',
      hint: { zh: '单位：户；只按人发放的填 0。', en: 'Households; 0 where paid to persons only.' },
    },
    name: {
      zh: '姓名',
      en: 'Name',
      hint: { zh: '真实姓名，仅内部可见。', en: 'Real name, internal.' },
    },
    idNumber: idNumberField,
    idHash: idHashField,
    account: {
      zh: '收款账号',
      en: 'Account',
      hint: {
        zh: '加密保存，不对外公开；保存后只显示末四位。',
        en: 'Stored encrypted, never published; only the last four digits are shown.',
      },
    },
  },
};

export const fundAuditFindingLabels: DeskType = {
  uid: 'api::fund.fund-audit-finding',
  label: { zh: '核查纠正', en: 'Audit findings' },
  menu: { group, order: 204 },
  mainField: 'fundCode',
  defaultSort: { field: 'foundOn', order: 'DESC' },
  pageSize: 50,
  list: ['fundCode', 'foundOn', 'period', 'persons', 'households', 'amount', 'recoveredAmount'],
  form: [
    ['fundCode', 'foundOn', 'period'],
    ['persons', 'households'],
    ['amount', 'recoveredAmount'],
    ['reasons'],
    ['description'],
  ],
  fields: {
    fundCode: fundCodeField,
    foundOn: { zh: '核查日期', en: 'Found on' },
    period: {
      zh: '所涉期间',
      en: 'Period',
      hint: { zh: '例：2017年上半年', en: 'E.g. first half of 2017' },
    },
    persons: { zh: '涉及人数', en: 'Persons', hint: { zh: '单位：人', en: 'Persons' } },
    households: { zh: '涉及户数', en: 'Households', hint: { zh: '单位：户', en: 'Households' } },
    amount: moneyField('涉及金额', 'Amount'),
    recoveredAmount: moneyField('已追回金额', 'Recovered', {
      zh: '不大于涉及金额。',
      en: 'Not more than the amount.',
    }),
    reasons: { zh: '原因', en: 'Reasons' },
    description: {
      zh: '情况说明',
      en: 'Description',
      hint: { zh: '不写个人姓名和证件号。', en: 'No names or ID numbers.' },
    },
  },
};

export const findingReasonLabels: DeskType = {
  uid: 'fund.finding-reason',
  label: { zh: '原因与数量', en: 'Reason' },
  mainField: 'reason',
  list: ['reason', 'count'],
  form: [['reason', 'count']],
  fields: {
    reason: {
      zh: '原因',
      en: 'Reason',
      hint: { zh: '例：家庭收入超标、人员死亡未及时停发', en: 'E.g. income above the limit' },
    },
    count: { zh: '数量', en: 'Count', hint: { zh: '单位：户（人）', en: 'Households or persons' } },
  },
};

export const fundDesk: readonly DeskType[] = [
  fundLabels,
  fundSourcesLabels,
  fundPolicyLabels,
  fundAllocationLabels,
  fundBeneficiaryLabels,
  fundAuditFindingLabels,
  findingReasonLabels,
];
