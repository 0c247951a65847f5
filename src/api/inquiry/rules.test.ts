import { faultsOf } from '../../shared/record-checks';
import { inquiryRules } from './rules';

const TODAY = { today: '2017-12-31' };
const valid = {
  kind: 'consultation',
  title: '低保怎么申请',
  content: '请问需要哪些材料？我的电话是13871234567。',
  receivedOn: '2017-06-01',
  state: 'received',
  isPublic: false,
};
const replied = {
  ...valid,
  content: '请问需要哪些材料？',
  state: 'replied',
  reply: '请到社区办理。',
  repliedOn: '2017-06-02',
};

describe('inquiry rules', () => {
  it.each([
    ['a new letter, private numbers and all', valid],
    ['a reply on the same day', { ...replied, repliedOn: '2017-06-01' }],
    ['a public reply', { ...replied, isPublic: true }],
  ])('accept %s', (_, record) => {
    expect(faultsOf(inquiryRules, record, TODAY)).toEqual({});
  });

  it.each([
    ['title', { title: '' }, '请填写标题'],
    [
      'receivedOn',
      { receivedOn: '2018-01-01', repliedOn: null, reply: null, state: 'received' },
      '收到日期不能晚于今天',
    ],
    [
      'repliedOn',
      { repliedOn: '2017-05-31' },
      '答复日期（2017-05-31）不能早于收到日期（2017-06-01）',
    ],
    ['repliedOn', { repliedOn: null }, '状态为“已答复”时须有答复日期'],
    ['reply', { reply: ' ' }, '请填写答复'],
    ['reply', { reply: null, state: 'assigned' }, '已填答复日期但没有答复内容'],
    [
      'isPublic',
      { isPublic: true, reply: null, repliedOn: null, state: 'assigned' },
      '没有答复的来信不能公开',
    ],
    [
      'content',
      { isPublic: true, content: valid.content },
      '内容中有手机号码（138****4567），公开前请删除或遮盖',
    ],
    ['reply', { isPublic: true, reply: '张某身份证11010519491231002X' }, '答复中有身份证号码'],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(inquiryRules, { ...replied, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
