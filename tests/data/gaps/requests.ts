import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import { instantOf } from '../calendar';
import { createPeople, mobileOf } from '../personal';
import { createRandom } from '../random';
import type { DisclosureRequest } from '../records';
import { gapId } from './identity';
import type { GapOrganizations, OrganKey } from './organizations';

interface Plan {
  readonly channel: DisclosureRequest['channel'];
  readonly organization: OrganKey;
  readonly receivedOn: string;
  readonly answeredOn: string | null;
  readonly outcome: string | null;
  readonly isClosed?: boolean;
  readonly extension?: readonly [until: string, reason: string];
  readonly pause?: readonly [startedOn: string, endedOn: string, evidence: string];
  readonly description: string;
}

const PLANS: readonly Plan[] = [
  {
    channel: 'in-person',
    organization: 'civil-affairs',
    receivedOn: '2017-02-13',
    answeredOn: '2017-02-21',
    outcome: 'granted',
    isClosed: true,
    description: '申请公开：现行城市居民最低生活保障标准及历年调整文件。',
  },
  // Due by 2017-05-27.
  {
    channel: 'letter',
    organization: 'human-resources',
    receivedOn: '2017-05-08',
    answeredOn: '2017-06-08',
    outcome: 'granted',
    description: '申请公开：2016年度灵活就业人员社会保险补贴发放人数、金额和补贴标准文件。',
  },
  // Due by 2017-06-26, extended in time.
  {
    channel: 'online',
    organization: 'government-office',
    receivedOn: '2017-06-05',
    answeredOn: '2017-07-12',
    outcome: 'partially-granted',
    extension: [
      '2017-07-17',
      '所涉文件数量较多，需逐件清理，经负责人同意延长答复期限并告知申请人。',
    ],
    description: '申请公开：区政府2016年度规范性文件清理结果，包括继续有效、修改和废止目录。',
  },
  {
    channel: 'online',
    organization: 'government-office',
    receivedOn: '2017-09-04',
    answeredOn: '2017-09-13',
    outcome: 'unhandled-publication',
    description: '申请公开：请提供《江岸年鉴2016》全书。',
  },
  // Due by 2017-11-06 without the days on which a third party was heard.
  {
    channel: 'letter',
    organization: 'civil-affairs',
    receivedOn: '2017-10-16',
    answeredOn: '2017-11-10',
    outcome: 'refused-third-party',
    pause: ['2017-10-18', '2017-10-27', '已书面征求第三方意见，第三方答复不同意公开。'],
    description: '申请公开：某社会办养老机构2016年运营补贴申请材料。',
  },
  // Due by 2017-11-27 and never answered.
  {
    channel: 'online',
    organization: 'health',
    receivedOn: '2017-11-06',
    answeredOn: null,
    outcome: null,
    description: '申请公开：2017年独生子女父母退休一次性奖励的申领条件、发放人数和总金额。',
  },
];

/** Six applications; 004, say, is `requestNumber(4)`. */
export const requestNumber = (serial: number): string =>
  `岸依申请〔2017〕9${String(serial).padStart(2, '0')}号`;

/** Six applications: one closed, four answered (one of them late) and one overdue. */
export const createGapRequests = (
  organizations: GapOrganizations,
  cipher: PersonalDataCipher,
): DisclosureRequest[] => {
  const random = createRandom('gaps/requests');
  const people = createPeople(random.fork('people'));
  return PLANS.map((plan, index): DisclosureRequest => {
    const person = people.person([24, 72]);
    const number = requestNumber(index + 1);
    return {
      documentId: gapId('request', number),
      createdAt: instantOf(plan.receivedOn, 10, index * 7),
      number,
      channel: plan.channel,
      applicantKind: 'natural-person',
      submittedAt: instantOf(plan.receivedOn, 9, index * 7),
      receivedOn: plan.receivedOn,
      description: plan.description,
      deliveryForm: plan.channel === 'online' ? 'electronic' : 'paper',
      organization: organizations.of(plan.organization),
      state: plan.isClosed ? 'closed' : plan.answeredOn ? 'answered' : 'processing',
      outcome: plan.outcome,
      answeredOn: plan.answeredOn,
      closedOn: plan.isClosed ? plan.answeredOn : null,
      extendedUntil: plan.extension?.[0] ?? null,
      extensionReason: plan.extension?.[1] ?? null,
      pauses: plan.pause
        ? [
            {
              reason: 'third-party-consultation',
              startedOn: plan.pause[0],
              endedOn: plan.pause[1],
              evidence: plan.pause[2],
            },
          ]
        : [],
      name: person.name,
      idNumber: cipher.encrypt(person.idNumber),
      contact: mobileOf(random),
    };
  });
};
