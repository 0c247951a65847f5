import { instantOf } from '../calendar';
import { createPeople, mobileOf } from '../personal';
import { createRandom } from '../random';
import type { Inquiry } from '../records';
import { gapId } from './identity';
import type { GapOrganizations, OrganKey } from './organizations';

interface Plan {
  readonly code: string;
  readonly kind: Inquiry['kind'];
  readonly organization: OrganKey | null;
  readonly title: string;
  readonly content: string;
  readonly receivedOn: string;
  readonly reply?: readonly [day: string, text: string];
  readonly isPublic?: boolean;
  readonly isInvalid?: boolean;
}

const PLANS: readonly Plan[] = [
  {
    code: 'JA170116GAP2A2',
    kind: 'consultation',
    organization: 'civil-affairs',
    title: '低保申请需要哪些材料',
    content: '您好！家里有人大病，收入不够开支，想申请低保，请问需要准备哪些材料？',
    receivedOn: '2017-01-16',
    reply: [
      '2017-01-19',
      '您好！请由户主携带户口簿、身份证和家庭收入、财产证明，向街道政务服务中心申请，社区工作人员会上门核实。',
    ],
  },
  {
    code: 'JA170213GAP3B3',
    kind: 'complaint',
    organization: 'human-resources',
    title: '灵活就业社保补贴没有按时到账',
    content: '我申请的灵活就业社保补贴上个季度没有到账，社区说已经上报，请核实。',
    receivedOn: '2017-02-13',
    reply: [
      '2017-03-15',
      '您好！因银行账户信息有误退回，已联系社区更正并补发到账。答复较晚，敬请谅解。',
    ],
  },
  {
    code: 'JA170309GAP4C4',
    kind: 'consultation',
    organization: 'health',
    title: '独生子女父母退休奖励怎么申领',
    content: '请问独生子女父母退休一次性奖励在哪里办理，要等多久？',
    receivedOn: '2017-03-09',
    reply: [
      '2017-03-14',
      '您好！请携带身份证、光荣证和退休证到户籍所在社区申请，审批后一个月内发放。',
    ],
  },
  {
    code: 'JA170417GAP5D5',
    kind: 'suggestion',
    organization: 'government-office',
    title: '建议周末开放政务公开查询点',
    content: '查询点只在上班时间开放，上班族没法去，建议周末也开放半天。',
    receivedOn: '2017-04-17',
    reply: [
      '2017-05-03',
      '您好！大智街查询点已试行周六上午开放并安排专人值守，效果好将逐步推广。感谢您的建议。',
    ],
  },
  {
    code: 'JA170523GAP6E6',
    kind: 'consultation',
    organization: 'establishment',
    title: '编制数与实有人数为什么不一致',
    content: '网上查到某事业单位编制数比在册人数多，请问是什么原因？',
    receivedOn: '2017-05-23',
    reply: [
      '2017-05-26',
      '您好！编制数是核定的最高限额，实有人数少于编制数属于空编，多为退休减员后尚未补充。',
    ],
  },
  {
    code: 'JA170703GAP7F7',
    kind: 'complaint',
    organization: 'civil-affairs',
    title: '高龄津贴连续两个季度未发',
    content: '家中老人年满八十五岁，今年前两个季度的高龄津贴都没有收到，请尽快处理。',
    receivedOn: '2017-07-03',
    reply: [
      '2017-08-09',
      '您好！经查系生存认证未及时上传，已补发两个季度津贴并对经办人员提出批评。',
    ],
  },
  {
    code: 'JA170822GAP8G8',
    kind: 'consultation',
    organization: 'human-resources',
    title: '公益性岗位招聘信息在哪里看',
    content: '请问社区公益性岗位什么时候招聘，信息在哪里发布？',
    receivedOn: '2017-08-22',
    reply: [
      '2017-08-25',
      '您好！岗位信息在政务公开网和街道政务服务中心公告栏发布，可先到社区办理就业困难人员认定。',
    ],
    isPublic: false,
  },
  {
    code: 'JA170926GAP9H9',
    kind: 'suggestion',
    organization: 'government-office',
    title: '建议公开网支持手机浏览',
    content: '手机打开公开网字太小，表格显示不全，建议做适合手机的版面。',
    receivedOn: '2017-09-26',
    reply: [
      '2017-10-13',
      '您好！您的建议已列入网站改版计划，查询栏目将优先适配手机。感谢您的关注和支持！',
    ],
  },
  {
    code: 'JA171018GAP2J2',
    kind: 'consultation',
    organization: null,
    title: '低息贷款',
    content: '专业办理小额贷款，无抵押当天放款，额度高，欢迎来电咨询。',
    receivedOn: '2017-10-18',
    isInvalid: true,
  },
  {
    code: 'JA171031GAP3K3',
    kind: 'complaint',
    organization: 'health',
    title: '社区接种点排队时间过长',
    content: '周末带孩子打疫苗排队两个多小时，预约时段不起作用，希望改进。',
    receivedOn: '2017-10-31',
  },
  {
    code: 'JA171114GAP4L4',
    kind: 'suggestion',
    organization: null,
    title: '建议在菜市场旁增设查询终端',
    content: '建议在人流较大的菜市场旁增设触摸查询终端，方便老年人查询补贴发放情况。',
    receivedOn: '2017-11-14',
  },
];

/** Ten valid inquiries, two of them unanswered and two answered late, and one that is none. */
export const createGapInquiries = (organizations: GapOrganizations): Inquiry[] => {
  const random = createRandom('gaps/inquiries');
  const people = createPeople(random.fork('people'));
  return PLANS.map((plan, index): Inquiry => {
    const person = people.person([23, 74]);
    const contact = mobileOf(random);
    return {
      documentId: gapId('inquiry', plan.code),
      createdAt: instantOf(plan.receivedOn, 10, index * 5),
      kind: plan.kind,
      title: plan.title,
      content: plan.content,
      trackingCode: plan.code,
      receivedOn: plan.receivedOn,
      isValid: !plan.isInvalid,
      organization: plan.organization === null ? null : organizations.of(plan.organization),
      state: plan.isInvalid
        ? 'closed'
        : plan.reply
          ? 'replied'
          : plan.organization
            ? 'assigned'
            : 'received',
      reply: plan.reply?.[1] ?? null,
      repliedOn: plan.reply?.[0] ?? null,
      isPublic: plan.reply !== undefined && plan.isPublic !== false,
      name: plan.isInvalid ? '匿名' : person.name,
      contact: plan.isInvalid ? '无' : contact,
    };
  });
};
