import { faultsOf } from '../../shared/record-checks';
import { establishmentRecordRules, personnelChangeRules, staffMemberRules } from './rules';

const TODAY = { today: '2017-12-31' };
const organization = { documentId: 'o', name: '江岸区民政局' };

describe('establishment record rules', () => {
  const valid = {
    organization,
    asOf: '2017-12-31',
    approvedOn: '2015-06-01',
    quotas: [
      { kind: 'administrative', authorized: 20, onRoll: 20 },
      { kind: 'special', authorized: 1, onRoll: 0 },
    ],
  };

  it.each([
    ['a sound record', {}],
    [
      'more people than posts, which is a finding and no fault',
      { quotas: [{ kind: 'administrative', authorized: 1, onRoll: 2 }] },
    ],
    ['more leaders than posts', { leadershipQuota: 1, leadershipActual: 2 }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(establishmentRecordRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['organization', { organization: null }, '请填写机构'],
    ['asOf', { asOf: '2018-01-01' }, '数据截止日期不能晚于今天（2017-12-31）'],
    ['asOf', { asOf: '2015-05-31' }, '数据截止日期（2015-05-31）不能早于批准日期（2015-06-01）'],
    ['asOf', { asOf: '2017-02-30' }, '数据截止日期不是有效日期'],
    ['leadershipQuota', { leadershipQuota: -1 }, '核定领导职数必须是不小于 0 的整数'],
    [
      'quotas.1.kind',
      {
        quotas: [
          { kind: 'special', authorized: 1, onRoll: 1 },
          { kind: 'special', authorized: 2, onRoll: 2 },
        ],
      },
      '同一编制类别只能填一行',
    ],
    [
      'quotas.0.onRoll',
      { quotas: [{ kind: 'special', authorized: 1, onRoll: 1.5 }] },
      '在册人数必须是不小于 0 的整数',
    ],
    ['offices.0.headcount', { offices: [{ name: '办公室', headcount: -3 }] }, '内设机构人数必须是'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(establishmentRecordRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('let a draft be without its organization', () => {
    const draft = { ...valid, organization: null };
    expect(faultsOf(establishmentRecordRules, draft, { ...TODAY, isFinal: false })).toEqual({});
  });

  it('fill in title and slug', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    expect(
      establishmentRecordRules.derive?.({ ...valid, approvalNumber: '岸编[2015]7号' }, context),
    ).toEqual({
      approvalNumber: '岸编〔2015〕7号',
      title: '江岸区民政局机构编制',
      slug: 'jiang-an-qu-min-zheng-ju-ji-gou-bian-zhi',
    });
    expect(
      establishmentRecordRules.derive?.({ title: '自拟', slug: 'own', organization }, context),
    ).toEqual({});
  });
});

describe('staff member rules', () => {
  const valid = {
    organization,
    name: '张小明',
    gender: 'female',
    idNumber: '11010519491231002X',
    birthMonth: '1949-12',
    joinedOn: '1972-08-01',
    rollStatus: 'on-roll',
  };

  it.each([
    ['a sound record', {}],
    ['nothing but the public part', { idNumber: null, birthMonth: null, joinedOn: null }],
    ['an ID number with blanks and a small x', { idNumber: ' 110105 19491231 002x' }],
    [
      'the man of the standard’s second example',
      {
        idNumber: '440524188001010014',
        gender: 'male',
        birthMonth: '1880-01',
        joinedOn: '1900-01-01',
      },
    ],
    ['somebody who left the day he came', { leftOn: '1972-08-01' }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(staffMemberRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['organization', { organization: null }, '请填写所在机构'],
    ['name', { name: '' }, '请填写姓名'],
    ['idNumber', { idNumber: '110105194912310021' }, '身份证号码不正确'],
    ['idNumber', { idNumber: '110105491231002' }, '身份证号码不正确'],
    ['gender', { gender: 'male' }, '性别与身份证号码第 17 位不符'],
    ['birthMonth', { birthMonth: '1949-11' }, '出生年月与身份证号码不符'],
    [
      'birthMonth',
      { birthMonth: '1949年12月', idNumber: null, joinedOn: null },
      '出生年月请按“年-月”填写',
    ],
    [
      'leftOn',
      { leftOn: '1972-07-31' },
      '离开时间（1972-07-31）不能早于进入现单位时间（1972-08-01）',
    ],
    ['joinedOn', { joinedOn: '2018-01-01' }, '进入现单位时间不能晚于今天'],
    ['joinedOn', { joinedOn: '1955-01-01' }, '当时不满 14 岁'],
    ['rollStatus', { rollStatus: 'maybe' }, '请选择在编状况'],
    [
      'realNameVerified',
      { realNameVerified: true, idNumber: null },
      '没有身份证号码不能标为已实名核对',
    ],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(staffMemberRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('never tell the number', () => {
    const wrong = '110105194912310021';
    expect(
      JSON.stringify(faultsOf(staffMemberRules, { ...valid, idNumber: wrong }, TODAY)),
    ).not.toContain(wrong);
  });

  it('fill in the birth month', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    expect(staffMemberRules.derive?.({ ...valid, birthMonth: null }, context)).toEqual({
      birthMonth: '1949-12',
    });
  });
});

describe('personnel change rules', () => {
  const valid = {
    personName: '张小明',
    kind: 'recruit',
    happenedOn: '2017-03-01',
    recordedOn: '2017-03-01',
  };

  it('accept a sound record, and take the name from the person', () => {
    expect(faultsOf(personnelChangeRules, valid, TODAY)).toEqual({});
    const fromStaff = { ...valid, personName: null, staff: { documentId: 's', name: '张小明' } };
    expect(faultsOf(personnelChangeRules, fromStaff, TODAY)).toEqual({});
  });

  it.each([
    ['personName', { personName: null }, '请填写姓名'],
    [
      'recordedOn',
      { happenedOn: '2017-03-02' },
      '登记日期（2017-03-01）不能早于异动日期（2017-03-02）',
    ],
    ['recordedOn', { recordedOn: '2018-01-01' }, '登记日期不能晚于今天'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(personnelChangeRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
