import { faultsOf } from '../../shared/record-checks';
import { departmentBudgetRules } from './rules';

const TODAY = { today: '2018-12-31' };
const costs = {
  overseas: 0,
  reception: 1000,
  vehiclePurchase: 0,
  vehicleOperation: 20000,
  receptionBatches: 4,
  receptionPersons: 20,
};
const valid = {
  organization: { documentId: 'o', name: '江岸区水务局' },
  year: 2017,
  stage: 'budget',
  approvedOn: '2017-01-20',
  totalRevenue: 4779610000,
  totalExpenditure: 4779610000,
  operatingCosts: 100000,
  threePublic: costs,
  sourceUrl: 'http://www.jiangan.example/ys/1.html',
  tables: [{ name: '收支总表', url: 'https://www.jiangan.example/1.pdf' }],
};

describe('department budget rules', () => {
  it.each([
    ['a sound budget', {}],
    ['accounts approved the year after', { stage: 'final-accounts', approvedOn: '2018-08-20' }],
    ['a budget approved the year before', { approvedOn: '2016-12-28' }],
    [
      'a journey that others paid',
      { threePublic: { ...costs, overseasGroups: 1, overseasPersons: 2 } },
    ],
    ['a table with a file', { tables: [{ name: '总表', file: { id: 1 } }] }],
    ['no link yet', { sourceUrl: null }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(departmentBudgetRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['organization', { organization: null }, '请填写预算单位'],
    [
      'approvedOn',
      { approvedOn: '2018-01-02' },
      '2017 年部门预算的批复日期应在 2016-07-01 至 2017-12-31 之间',
    ],
    [
      'approvedOn',
      { stage: 'final-accounts' },
      '2017 年部门决算的批复日期应在 2018-01-01 至 2019-12-31 之间',
    ],
    ['approvedOn', { stage: 'final-accounts', approvedOn: '2019-03-01' }, '批复日期不能晚于今天'],
    ['totalExpenditure', { totalExpenditure: 0.001 }, '支出总计不是有效金额'],
    ['operatingCosts', { operatingCosts: 4779610000.01 }, '机关运行经费不能大于支出总计'],
    [
      'threePublic',
      { totalExpenditure: 20999.99, operatingCosts: 0 },
      '“三公”经费合计 21000.00 元大于支出总计 20999.99 元',
    ],
    [
      'threePublic.reception',
      { threePublic: { ...costs, reception: -1, receptionBatches: null } },
      '公务接待费不能小于 0',
    ],
    [
      'threePublic.receptionBatches',
      { threePublic: { ...costs, receptionBatches: 0 } },
      '有公务接待费但接待批次为 0',
    ],
    [
      'threePublic.reception',
      { threePublic: { ...costs, reception: 0 } },
      '接待批次大于 0 但公务接待费为 0',
    ],
    [
      'threePublic.vehiclePurchase',
      { threePublic: { ...costs, vehiclesPurchased: 1 } },
      '购置车辆数大于 0 但公务用车购置费为 0',
    ],
    [
      'threePublic.receptionPersons',
      { threePublic: { ...costs, receptionPersons: 3 } },
      '接待人次不能少于接待批次',
    ],
    [
      'threePublic.vehiclesOwned',
      { threePublic: { ...costs, vehiclesOwned: 1.5 } },
      '车辆保有量必须是不小于 0 的整数',
    ],
    ['sourceUrl', { sourceUrl: 'file:///etc/passwd' }, '公开网址不是有效网址'],
    ['tables.0.url', { tables: [{ name: '总表' }] }, '公开表格须有网址或附件'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(departmentBudgetRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('fill in title and slug', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    expect(departmentBudgetRules.derive?.({ ...valid, stage: 'final-accounts' }, context)).toEqual({
      title: '江岸区水务局2017年部门决算',
      slug: 'jiang-an-qu-shui-wu-ju-2017-nian-bu-men-jue-suan',
    });
  });
});
