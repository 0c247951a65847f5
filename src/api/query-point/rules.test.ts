import { faultsOf } from '../../shared/record-checks';
import { queryPointInspectionRules, queryPointRules, queryPointVisitRules } from './rules';

const TODAY = { today: '2017-12-31' };

describe('query point rules', () => {
  const valid = {
    name: '大智街查询点',
    street: '大智街道',
    address: '大智路 1 号',
    latitude: 30.59,
    longitude: 114.3,
  };

  it.each([
    ['a point in Wuhan', {}],
    ['a point without a place on the map', { latitude: null, longitude: null }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(queryPointRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['name', { name: '' }, '请填写查询点名称'],
    ['latitude', { latitude: 39.9 }, '纬度应在武汉市范围内'],
    ['longitude', { longitude: 116.4 }, '经度应在武汉市范围内'],
    ['latitude', { latitude: null }, '只填了经度'],
    ['longitude', { longitude: null }, '只填了纬度'],
    ['maintainedOn', { maintainedOn: '2018-01-01' }, '维护日期不能晚于今天'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(queryPointRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('notice latitude and longitude in each other’s place', () => {
    const swapped = { ...valid, latitude: 114.3, longitude: 30.59 };
    expect(Object.keys(faultsOf(queryPointRules, swapped, TODAY))).toEqual([
      'latitude',
      'longitude',
    ]);
  });
});

describe('query point visit rules', () => {
  const valid = { point: { documentId: 'p' }, day: '2017-05-01', clicks: 0 };

  it('accept a day without a visitor', () => {
    expect(faultsOf(queryPointVisitRules, valid, TODAY)).toEqual({});
  });

  it.each([
    ['point', { point: null }, '请填写查询点'],
    ['day', { day: '2018-01-01' }, '日期不能晚于今天'],
    ['clicks', { clicks: -1 }, '点击次数必须是不小于 0 的整数'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    expect(faultsOf(queryPointVisitRules, { ...valid, ...patch }, TODAY)).toEqual({
      [field]: expect.stringContaining(message),
    });
  });
});

describe('query point inspection rules', () => {
  const valid = { point: { documentId: 'p' }, day: '2017-05-01', score: 100 };

  it.each([[0], [100]])('accept the score %d', (score) => {
    expect(faultsOf(queryPointInspectionRules, { ...valid, score }, TODAY)).toEqual({});
  });

  it.each([
    [101, '得分应在 0 至 100 之间'],
    [-1, '得分必须是不小于 0 的整数'],
    [59.5, '得分必须是不小于 0 的整数'],
  ])('refuse the score %d', (score, message) => {
    expect(faultsOf(queryPointInspectionRules, { ...valid, score }, TODAY)).toEqual({
      score: expect.stringContaining(message),
    });
  });
});
