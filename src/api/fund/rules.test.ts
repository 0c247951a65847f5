import { faultsOf } from '../../shared/record-checks';
import {
  fundAllocationRules,
  fundAuditFindingRules,
  fundBeneficiaryRules,
  fundRules,
} from './rules';

const TODAY = { today: '2017-12-31' };

describe('fund rules', () => {
  const valid = {
    code: '2017-01',
    year: 2017,
    name: '城市低保',
    department: { documentId: 'd', name: '江岸区民政局' },
    sources: { central: 0.1, province: 0.2, city: '0.30', district: null },
    totalAmount: 0.6,
    asOf: '2017-12-19',
  };

  it.each([
    ['parts that floats can’t add', {}],
    ['one fen', { totalAmount: '0.01', sources: { district: 0.01 } }],
    [
      'the year’s largest amount',
      { totalAmount: 4779610000, sources: { district: '4779610000.00' } },
    ],
    [
      'the largest amount of all',
      { totalAmount: 9999999999999.99, sources: { district: 9999999999999.99 } },
    ],
    ['a code typed in full width', { code: ' ２０１７－０１ ' }],
    [
      'a policy with its address',
      { policies: [{ title: '办法', url: 'https://example.org/a', issuedOn: '2017-01-01' }] },
    ],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(fundRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['code', { code: '2016-01' }, '资金编号应以年度 2017 开头'],
    ['code', { code: '17-1' }, '资金编号应为“年度-序号”'],
    ['name', { name: '' }, '请填写资金名称'],
    ['department', { department: null }, '请填写主管部门'],
    ['totalAmount', { totalAmount: 0.61 }, '总额 0.61 元，中央、省、市、区合计 0.60 元'],
    ['totalAmount', { totalAmount: -1 }, '资金总额不能小于 0'],
    ['totalAmount', { totalAmount: 0.605 }, '资金总额不是有效金额'],
    ['totalAmount', { totalAmount: '37417.1548' }, '资金总额不是有效金额'],
    ['totalAmount', { totalAmount: '1,000.00' }, '资金总额不是有效金额'],
    ['totalAmount', { totalAmount: '10000000000000.00' }, '资金总额太大'],
    ['sources.central', { sources: { ...valid.sources, central: '一百' } }, '中央资金不是有效金额'],
    ['asOf', { asOf: '2018-01-01' }, '数据截止日期不能晚于今天'],
    ['asOf', { asOf: '2016-12-31' }, '数据截止日期早于年度 2017'],
    [
      'policies.0.url',
      { policies: [{ title: '办法', url: 'ftp://example.org' }] },
      '政策链接不是有效网址',
    ],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(fundRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('let a draft be incomplete, but not wrong', () => {
    const draft = { ...TODAY, isFinal: false };
    expect(faultsOf(fundRules, { name: '城市低保' }, draft)).toEqual({});
    expect(faultsOf(fundRules, { totalAmount: 5 }, draft)).toEqual({});
    expect(
      Object.keys(faultsOf(fundRules, { totalAmount: 5, sources: { city: 4 } }, draft)),
    ).toEqual(['totalAmount']);
  });

  it('make an address of year and name', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    expect(fundRules.derive?.(valid, context)).toEqual({ slug: '2017-cheng-shi-di-bao' });
  });
});

describe('fund allocation rules', () => {
  const valid = {
    code: 'A-1',
    fundCode: '2017-01',
    tier: 'street',
    receiver: '大智街道',
    amount: 10,
  };
  const below = (tier: string, fundCode = '2017-01') => ({
    ...TODAY,
    referenced: { parentCode: { code: 'P', tier, fundCode } },
  });

  it.each([
    ['the first tier', {}, TODAY],
    ['a street under a department', { parentCode: 'P' }, below('department')],
    ['a community under a street', { parentCode: 'P', tier: 'community' }, below('street')],
    ['a project under a department', { parentCode: 'P', tier: 'project' }, below('department')],
    ['a project under a community', { parentCode: 'P', tier: 'project' }, below('community')],
    ['a remainder with its reason', { undisbursedAmount: 10, undisbursedReason: '待核' }, TODAY],
  ])('accept %s', (_, patch, context) => {
    expect(faultsOf(fundAllocationRules, { ...valid, ...patch }, context)).toEqual({});
  });

  it.each([
    ['amount', { amount: -0.01 }, TODAY, '拨付金额不能小于 0'],
    [
      'undisbursedAmount',
      { undisbursedAmount: 10.01, undisbursedReason: '待核' },
      TODAY,
      '未拨付金额不能大于拨付金额',
    ],
    ['undisbursedReason', { undisbursedAmount: 1 }, TODAY, '请填写未拨付原因'],
    ['allocatedOn', { allocatedOn: '2018-01-01' }, TODAY, '拨付日期不能晚于今天'],
    ['parentCode', { parentCode: 'A-1' }, TODAY, '上级拨付编号不能是本条自己的编号'],
    [
      'parentCode',
      { parentCode: 'P', tier: 'department' },
      below('department'),
      '主管部门是第一级，没有上级',
    ],
    ['parentCode', { parentCode: 'P' }, below('department', '2017-02'), '上级拨付属于另一项资金'],
    ['tier', { parentCode: 'P' }, below('street'), '级次不对：上级是街道，本条是街道'],
    ['tier', { parentCode: 'P' }, below('community'), '级次不对：上级是社区，本条是街道'],
    [
      'tier',
      { parentCode: 'P', tier: 'community' },
      below('project'),
      '级次不对：上级是项目，本条是社区',
    ],
  ])('refuse a wrong %s: %p', (field, patch, context, message) => {
    const faults = faultsOf(fundAllocationRules, { ...valid, ...patch }, context);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});

describe('fund beneficiary rules', () => {
  const valid = {
    fundCode: '2017-01',
    allocationCode: 'A-1',
    name: '张小明',
    idNumber: '11010519491231002X',
    account: '6222020200112233446',
    street: '大智街道',
    community: '铭新社区',
    amount: 580,
    period: '2017-06',
    persons: 1,
    households: 0,
  };

  it.each([
    ['2017'],
    ['2017-06'],
    ['2017-01/2017-06'],
    ['2017-Q2'],
    ['2017Q2'],
    ['2017-H1'],
    ['2017年'],
    ['2017年度'],
    ['2017年上半年'],
    ['2017年6月'],
    ['2017年第二季度'],
    ['2017年1月-6月'],
    ['2017年1-12月'],
    ['2017年第1季度'],
  ])('accept the period %s', (period) => {
    expect(faultsOf(fundBeneficiaryRules, { ...valid, period }, TODAY)).toEqual({});
  });

  it.each([
    ['17'],
    ['2017-13'],
    ['2017-6'],
    ['六月'],
    ['2017-Q5'],
    ['2017-H3'],
    ['2017-06-01'],
    ['2017年13月'],
    ['2017年1-13月'],
  ])('refuse the period %s', (period) => {
    expect(faultsOf(fundBeneficiaryRules, { ...valid, period }, TODAY)).toEqual({
      period: expect.stringContaining('发放期间请写成'),
    });
  });

  it.each([
    ['name', { name: '', publicName: '张*明' }, '请填写姓名'],
    ['publicName', { publicName: '张小明' }, '公示姓名须用 * 遮盖'],
    ['publicName', { publicName: '张先生' }, '公示姓名须用 * 遮盖'],
    ['amount', { amount: 1.001 }, '发放金额不是有效金额'],
    ['persons', { persons: 0 }, '人数和户数不能都是 0'],
    ['households', { households: -1 }, '户数必须是不小于 0 的整数'],
    ['idNumber', { idNumber: '110105194912310021' }, '身份证号码不正确'],
    ['account', { account: '6222-账号' }, '账号只能是 6 至 30 位数字'],
    ['community', { community: '铭新社区13871234567' }, '社区中有手机号码（138****4567）'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(fundBeneficiaryRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('refuse an allocation of another fund', () => {
    const referenced = { allocationCode: { code: 'A-1', fundCode: '2017-02' } };
    expect(faultsOf(fundBeneficiaryRules, valid, { ...TODAY, referenced })).toEqual({
      allocationCode: expect.stringContaining('拨付编号属于另一项资金'),
    });
  });

  it('mask the name for the public, and again when it changes', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    expect(fundBeneficiaryRules.derive?.(valid, context)).toEqual({ publicName: '张*明' });
    expect(
      fundBeneficiaryRules.derive?.(
        { ...valid, name: '欧阳修', publicName: '张*明' },
        { ...context, previous: { ...valid, publicName: '张*明' } },
      ),
    ).toEqual({ publicName: '欧阳*' });
    expect(
      fundBeneficiaryRules.derive?.(
        { ...valid, name: '欧阳修', publicName: '某**' },
        { ...context, previous: { ...valid, publicName: '某**' } },
      ),
    ).toEqual({});
  });
});

describe('fund audit finding rules', () => {
  const valid = {
    fundCode: '2017-03',
    foundOn: '2017-06-30',
    persons: 13,
    households: 0,
    amount: 31000,
    recoveredAmount: 31000,
    reasons: [
      { reason: '死亡', count: 7 },
      { reason: '伤残康复', count: 2 },
      { reason: '转外区', count: 4 },
    ],
  };

  it.each([
    ['reasons that add up to the persons', {}],
    ['reasons that add up to the households', { persons: null, households: 13 }],
    ['no reasons', { reasons: [] }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(fundAuditFindingRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['reasons', { persons: 12 }, '各原因数量合计 13，与涉及人数或户数都不符'],
    ['recoveredAmount', { recoveredAmount: 31000.01 }, '追回金额不能大于涉及金额'],
    ['foundOn', { foundOn: '2018-02-01' }, '发现日期不能晚于今天'],
    ['persons', { persons: -1, households: 13 }, '涉及人数必须是不小于 0 的整数'],
    ['description', { description: '当事人电话 138-7123-4567' }, '说明中有手机号码'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(fundAuditFindingRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
