import type { DeskType } from '../../shared/contracts/editor-desk';
import { moneyField, slugField } from '../../shared/field-labels';

export const departmentBudgetLabels: DeskType = {
  uid: 'api::budget.department-budget',
  label: { zh: '部门预算决算', en: 'Department budgets' },
  menu: { group: { zh: '财政资金', en: 'Public money' }, order: 205 },
  mainField: 'title',
  defaultSort: { field: 'year', order: 'DESC' },
  pageSize: 50,
  list: [
    'title',
    'organization',
    'year',
    'stage',
    'approvedOn',
    'totalRevenue',
    'totalExpenditure',
  ],
  form: [
    ['organization'],
    ['year', 'stage', 'approvedOn'],
    ['totalRevenue', 'totalExpenditure', 'operatingCosts'],
    ['threePublic'],
    ['sourceUrl'],
    ['tables'],
    ['title', 'slug'],
  ],
  fields: {
    title: {
      zh: '标题',
      en: 'Title',
      hint: {
        zh: '留空时由系统生成，例：××局 2017 年部门预算',
        en: 'Made from organization, year and stage if left empty.',
      },
    },
    slug: slugField,
    organization: {
      zh: '部门（单位）',
      en: 'Organization',
      hint: {
        zh: '选预算一级单位；同一单位同一年度预算、决算各一条。',
        en: 'A first-level budget unit; one entry for each year and stage.',
      },
    },
    year: {
      zh: '年度',
      en: 'Year',
      hint: { zh: '四位年份，例：2017', en: 'Four digits' },
      plainNumber: true,
    },
    stage: {
      zh: '预算或决算',
      en: 'Stage',
      values: {
        budget: { zh: '预算', en: 'Budget' },
        'final-accounts': { zh: '决算', en: 'Final accounts' },
      },
    },
    approvedOn: {
      zh: '批复日期',
      en: 'Approved on',
      hint: {
        zh: '财政部门批复之日；批复后 20 日内应当公开（预算法第十四条）。',
        en: 'Must be public within 20 days of it (Budget Law, art. 14).',
      },
    },
    totalRevenue: moneyField('收入总计', 'Total revenue'),
    totalExpenditure: moneyField('支出总计', 'Total expenditure'),
    threePublic: { zh: '三公经费', en: 'Three public expenses' },
    operatingCosts: moneyField('机关运行经费', 'Operating costs'),
    sourceUrl: {
      zh: '公开网址',
      en: 'Source address',
      hint: {
        zh: '部门网站上公开页面的网址，以 http:// 或 https:// 开头。',
        en: 'Page on the department’s own site.',
      },
    },
    tables: {
      zh: '公开表格',
      en: 'Tables',
      hint: { zh: '逐张添加，可传文件或填链接。', en: 'One entry each, a file or a link.' },
    },
  },
};

export const threePublicLabels: DeskType = {
  uid: 'budget.three-public',
  label: { zh: '三公经费', en: 'Three public expenses' },
  mainField: 'id',
  list: ['overseas', 'reception', 'vehiclePurchase', 'vehicleOperation'],
  form: [
    ['overseas', 'overseasGroups', 'overseasPersons'],
    ['reception', 'receptionBatches', 'receptionPersons'],
    ['vehiclePurchase', 'vehiclesPurchased'],
    ['vehicleOperation', 'vehiclesOwned'],
    ['statedVehicles', 'statedTotal'],
    ['explanation'],
  ],
  fields: {
    overseas: moneyField('因公出国（境）费', 'Official travel abroad'),
    reception: moneyField('公务接待费', 'Official reception'),
    vehiclePurchase: moneyField('公务用车购置费', 'Purchase of vehicles'),
    vehicleOperation: moneyField('公务用车运行维护费', 'Operation of vehicles'),
    statedVehicles: moneyField('公务用车费小计（原表所列）', 'Vehicles as stated', {
      zh: '照公开表格填写，用于核对；不填则不核对。',
      en: 'As the published table has it, for checking; left empty it isn’t checked.',
    }),
    statedTotal: moneyField('“三公”经费合计（原表所列）', 'Total as stated', {
      zh: '照公开表格填写，用于核对；不填则不核对。',
      en: 'As the published table has it, for checking; left empty it isn’t checked.',
    }),
    overseasGroups: {
      zh: '出国（境）团组数',
      en: 'Groups abroad',
      hint: { zh: '单位：个', en: 'Groups' },
    },
    overseasPersons: {
      zh: '出国（境）人次',
      en: 'Persons abroad',
      hint: { zh: '单位：人次', en: 'Persons' },
    },
    vehiclesPurchased: {
      zh: '购置车辆数',
      en: 'Vehicles purchased',
      hint: { zh: '单位：辆', en: 'Vehicles' },
    },
    vehiclesOwned: {
      zh: '车辆保有量',
      en: 'Vehicles owned',
      hint: { zh: '单位：辆', en: 'Vehicles' },
    },
    receptionBatches: {
      zh: '接待批次',
      en: 'Receptions',
      hint: { zh: '单位：批次', en: 'Receptions' },
    },
    receptionPersons: {
      zh: '接待人次',
      en: 'Persons received',
      hint: { zh: '单位：人次', en: 'Persons' },
    },
    explanation: {
      zh: '增减变化说明',
      en: 'Explanation',
      hint: {
        zh: '与上年相比增减的原因；为零也要说明。',
        en: 'Why it rose or fell; also when it is zero.',
      },
    },
  },
};

export const budgetTableLabels: DeskType = {
  uid: 'budget.table',
  label: { zh: '公开表格', en: 'Table' },
  mainField: 'name',
  list: ['name', 'url'],
  form: [['name', 'url'], ['file']],
  fields: {
    name: {
      zh: '表名',
      en: 'Name',
      hint: { zh: '例：一般公共预算支出表', en: 'E.g. General public budget expenditure' },
    },
    url: { zh: '链接', en: 'Link' },
    file: {
      zh: '文件',
      en: 'File',
      hint: {
        zh: '优先上传可机读的表格文件（xlsx、csv）。',
        en: 'Preferably machine-readable (xlsx, csv).',
      },
    },
  },
};

export const budgetDesk: readonly DeskType[] = [
  departmentBudgetLabels,
  threePublicLabels,
  budgetTableLabels,
];
