import { faultsOf } from '../../shared/record-checks';
import { noticeRules, publicationTallyRules } from './rules';

const TODAY = { today: '2017-12-31' };

describe('notice rules', () => {
  const valid = {
    title: '区人民政府关于印发《江岸区城市低保实施办法》的通知',
    kind: 'normative-document',
    docNumber: '岸政规〔2017〕1号',
    formedOn: '2017-03-01',
    issuedOn: '2017-03-10',
    body: '咨询电话：027-82738888，热线 12345。',
  };

  it.each([
    ['a normative document', {}],
    ['an order', { docNumber: '国务院令第492号' }],
    ['square brackets', { docNumber: '鄂财编办发[2017]3号' }],
    ['round brackets', { docNumber: '武政办（2004） 148号' }],
    ['news without a number', { kind: 'news', docNumber: null }],
    ['the day of forming', { formedOn: '2017-03-10' }],
    ['an index number', { indexNumber: '11341702486344515H/2017-00013' }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(noticeRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['title', { title: ' ' }, '请填写标题'],
    ['docNumber', { docNumber: '' }, '请填写发文字号'],
    ['docNumber', { kind: 'document', docNumber: null }, '请填写发文字号'],
    ['docNumber', { docNumber: '岸政规2017-1' }, '发文字号应写成'],
    ['docNumber', { docNumber: '岸政规〔17〕1号' }, '发文字号应写成'],
    ['docNumber', { docNumber: '岸政规〔2017〕01号' }, '发文字号应写成'],
    ['issuedOn', { issuedOn: '2018-01-01' }, '发布日期不能晚于今天'],
    [
      'issuedOn',
      { formedOn: '2017-03-11' },
      '发布日期（2017-03-10）不能早于形成日期（2017-03-11）',
    ],
    ['title', { title: '关于13871234567的公告' }, '标题中有手机号码（138****4567）'],
    [
      'summary',
      { summary: '６２２２０２０２００１１２２３３４４６' },
      '摘要中有银行卡号（***************3446）',
    ],
    [
      'body',
      { body: '<p>11010519<b>491231</b>002X</p>' },
      '正文中有身份证号码（110105**********2X），公开前请删除或遮盖',
    ],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(noticeRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });

  it('let a draft wait for its number, its day and its cleaning', () => {
    const draft = { ...valid, docNumber: null, issuedOn: '2018-01-01', body: '13871234567' };
    expect(faultsOf(noticeRules, draft, { ...TODAY, isFinal: false })).toEqual({});
  });

  it('write numbers in their standard form', () => {
    const context = { ...TODAY, isFinal: true, previous: null, referenced: {} };
    const typed = {
      title: '通知',
      slug: 'a',
      docNumber: '岸政规(2017)1号',
      indexNumber: ' 11341702486344515h/2017-00013',
    };
    expect(noticeRules.derive?.(typed, context)).toMatchObject({
      docNumber: '岸政规〔2017〕1号',
      indexNumber: '11341702486344515H/2017-00013',
    });
  });
});

describe('publication tally rules', () => {
  const valid = {
    organization: { documentId: 'o' },
    month: '2017-12',
    channel: 'website',
    count: 0,
  };

  it('accept a month of nothing', () => {
    expect(faultsOf(publicationTallyRules, valid, TODAY)).toEqual({});
    expect(faultsOf(publicationTallyRules, { ...valid, month: '２０１７－１２' }, TODAY)).toEqual(
      {},
    );
  });

  it.each([
    ['organization', { organization: null }, '请填写报送单位'],
    ['month', { month: '2017-13' }, '月份请按“年-月”填写'],
    ['month', { month: '2018-01' }, '月份不能晚于本月'],
    ['count', { count: -1 }, '条数必须是不小于 0 的整数'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(publicationTallyRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
