import { isWorkday } from 'chinese-days';

import type { PersonalDataCipher } from '../../../src/shared/personal-data';
import { addDays, addWorkdays, instantOf, workdaysBetween } from '../calendar';
import { createPeople, mobileOf } from '../personal';
import { createDocumentIds, createRandom } from '../random';
import type { DisclosureRequest } from '../records';
import { REQUESTS } from '../text/requests';
import type { Organizations } from './organizations';

/** Applications of 2017 by channel. */
export const REQUEST_CHANNELS = { 'in-person': 6, online: 14, letter: 21, fax: 0 } as const;
/** Working days that 国务院令第492号, article 24, gives for a reply. */
export const REPLY_WORKDAYS = 15;

const COMPANIES = [
  '武汉汉岸物业服务有限公司',
  '武汉江汉关商贸有限公司',
  '湖北楚岸律师事务所',
  '武汉后湖置业顾问有限公司',
];

/** The 41 applications of the year, all answered in time. */
export const createRequests = (
  organizations: Organizations,
  cipher: PersonalDataCipher,
): DisclosureRequest[] => {
  const random = createRandom('2017/requests');
  const people = createPeople(random.fork('people'));
  const documentId = createDocumentIds('2017/requests');
  const channels = random.shuffle(
    Object.entries(REQUEST_CHANNELS).flatMap(([channel, count]) =>
      Array.from({ length: count }, () => channel as DisclosureRequest['channel']),
    ),
  );
  const days = workdaysBetween('2017-01-09', '2017-12-04');
  const received = channels.map(
    (_, index) =>
      days[Math.floor(((index + random.next()) * days.length) / channels.length)] as string,
  );

  return random.shuffle(REQUESTS).map((text, index): DisclosureRequest => {
    const channel = channels[index] as DisclosureRequest['channel'];
    const receivedOn = received[index] as string;
    // A letter is on its way for some days; the web takes applications at night and on weekends.
    const submittedOn =
      channel === 'letter'
        ? addDays(receivedOn, -random.int(1, 4))
        : channel === 'online' && random.chance(0.3)
          ? addDays(receivedOn, -1)
          : receivedOn;
    const isCompany = random.chance(0.15);
    const company = random.pick(COMPANIES);
    const person = people.person([24, 72]);
    const isQuick = text.outcome === 'granted' && random.chance(0.5);
    let answeredOn = addWorkdays(
      receivedOn,
      isQuick ? random.int(2, 7) : random.int(8, REPLY_WORKDAYS - 1),
    );
    while (!isWorkday(answeredOn)) answeredOn = addDays(answeredOn, -1);
    const needsThirdParty = text.outcome === 'refused-third-party';
    return {
      documentId: documentId(),
      createdAt: instantOf(receivedOn, random.int(9, 16), random.int(0, 59)),
      number: `岸依申请〔2017〕${String(index + 1).padStart(3, '0')}号`,
      channel,
      applicantKind: isCompany
        ? company.includes('律师')
          ? 'legal-service-organization'
          : 'commercial-enterprise'
        : 'natural-person',
      submittedAt: instantOf(
        submittedOn,
        channel === 'online' ? random.int(8, 22) : random.int(9, 11),
        random.int(0, 59),
      ),
      receivedOn,
      description: text.description,
      deliveryForm:
        channel === 'online'
          ? 'electronic'
          : random.pick(['paper', 'paper', 'in-person-reading'] as const),
      organization: organizations.organ(text.department),
      state: 'closed',
      outcome: text.outcome,
      answeredOn,
      closedOn: answeredOn,
      extendedUntil: null,
      extensionReason: null,
      pauses: needsThirdParty
        ? [
            {
              reason: 'third-party-consultation',
              startedOn: addWorkdays(receivedOn, 2),
              endedOn: addWorkdays(receivedOn, 6),
              evidence: '已书面征求第三方意见，第三方答复不同意公开。',
            },
          ]
        : [],
      name: isCompany ? company : person.name,
      idNumber: isCompany ? null : cipher.encrypt(person.idNumber),
      contact: mobileOf(random),
    };
  });
};
