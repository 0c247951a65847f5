import { faultsOf } from '../../shared/record-checks';
import { disclosureRequestRules } from './rules';

const TODAY = { today: '2019-12-31' };
const valid = {
  channel: 'online',
  applicantKind: 'natural-person',
  // 00:30 on 20 January in Wuhan.
  submittedAt: '2017-01-19T16:30:00.000Z',
  receivedOn: '2017-01-20',
  answeredOn: '2017-02-10',
  closedOn: '2017-02-10',
  state: 'closed',
  outcome: 'granted',
  name: '张小明',
  contact: '13871234567',
  description: '2016 年征地补偿方案',
  idNumber: '11010519491231002X',
};
const pause = (startedOn: string, endedOn: string | null, reason = 'third-party-consultation') => ({
  reason,
  startedOn,
  endedOn,
});

describe('disclosure request rules', () => {
  it.each([
    ['a closed request', {}],
    [
      'one just submitted',
      { receivedOn: null, answeredOn: null, closedOn: null, outcome: null, state: 'submitted' },
    ],
    ['one closed without an answer', { answeredOn: null, outcome: 'other-no-correction' }],
    [
      'an extension with its reason',
      { extendedUntil: '2017-03-08', extensionReason: '需征求第三方意见' },
    ],
    [
      'pauses in order, the last one open',
      { pauses: [pause('2017-01-22', '2017-01-25'), pause('2017-01-25', null)] },
    ],
    [
      'an enterprise by its credit code',
      { applicantKind: 'commercial-enterprise', idNumber: '11341702486344515H' },
    ],
    ['a Date', { submittedAt: new Date('2017-01-19T16:30:00.000Z') }],
  ])('accept %s', (_, patch) => {
    expect(faultsOf(disclosureRequestRules, { ...valid, ...patch }, TODAY)).toEqual({});
  });

  it.each([
    ['name', { name: null }, '请填写申请人姓名或名称'],
    ['channel', { channel: 'pigeon' }, '请选择申请渠道'],
    ['idNumber', { idNumber: '110105194912310021' }, '身份证号码不正确'],
    ['idNumber', { applicantKind: 'research-institution', idNumber: '123' }, '证件号码不正确'],
    [
      'receivedOn',
      { receivedOn: '2017-01-19' },
      '收到日期（2017-01-19）不能早于提交时间（2017-01-20）',
    ],
    [
      'answeredOn',
      { answeredOn: '2017-01-19' },
      '答复日期（2017-01-19）不能早于收到日期（2017-01-20）',
    ],
    [
      'closedOn',
      { closedOn: '2017-02-09' },
      '办结日期（2017-02-09）不能早于答复日期（2017-02-10）',
    ],
    ['closedOn', { closedOn: '2020-01-01' }, '办结日期不能晚于今天'],
    ['closedOn', { closedOn: null }, '已办结的申请须有办结日期'],
    ['outcome', { outcome: null }, '已答复或已办结的申请须有办理结果'],
    [
      'answeredOn',
      { state: 'answered', answeredOn: null, closedOn: null },
      '已答复的申请须有答复日期',
    ],
    [
      'receivedOn',
      { state: 'processing', receivedOn: null, answeredOn: null, closedOn: null },
      '已收到的申请须有收到日期',
    ],
    ['state', { state: 'answered' }, '已填办结日期，请把状态改为“已办结”'],
    ['extensionReason', { extendedUntil: '2017-03-08' }, '延期答复须有理由'],
    [
      'extendedUntil',
      { extendedUntil: '2017-01-19', extensionReason: '理由' },
      '延期至（2017-01-19）不能早于收到日期',
    ],
    [
      'pauses.0.endedOn',
      { pauses: [pause('2017-01-25', '2017-01-24')] },
      '不计时结束日期（2017-01-24）不能早于不计时开始日期',
    ],
    [
      'pauses.0.startedOn',
      { pauses: [pause('2017-01-19', '2017-01-24')] },
      '不计时开始日期不能早于收到日期',
    ],
    [
      'pauses.1.startedOn',
      { pauses: [pause('2017-01-25', '2017-01-28'), pause('2017-01-26', null)] },
      '不能重叠',
    ],
    [
      'pauses.1.startedOn',
      { pauses: [pause('2017-01-25', null), pause('2017-01-26', null)] },
      '上一段不计时期间还没有结束日期',
    ],
    [
      'pauses',
      {
        submittedAt: '2019-05-15T02:00:00.000Z',
        receivedOn: '2019-05-15',
        answeredOn: '2019-06-13',
        closedOn: '2019-06-13',
        pauses: [
          pause('2019-05-16', '2019-05-17', 'correction'),
          pause('2019-05-20', '2019-05-21', 'correction'),
        ],
      },
      '补正只能一次性告知',
    ],
  ])('refuse a wrong %s: %p', (field, patch, message) => {
    const faults = faultsOf(disclosureRequestRules, { ...valid, ...patch }, TODAY);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toContain(message);
  });
});
