import { addWorkdays, daysBetween, instantOf, workdayFrom } from '../calendar';
import { createPeople, mobileOf } from '../personal';
import { createDocumentIds, createRandom, type Random } from '../random';
import type { Inquiry } from '../records';
import {
  CLOSINGS,
  INQUIRY_TOPICS,
  INVALID_INQUIRIES,
  OPENINGS,
  REPLY_CLOSINGS,
  type InquiryTopic,
} from '../text/inquiries';
import { STREETS } from '../text/places';
import { publicationInstant } from './establishment';
import type { Organizations } from './organizations';

/** Valid inquiries of the year, all of them answered. */
export const VALID_INQUIRIES = 497;

/** Working days within which the district's office wants an answer. */
const LIMITS: Readonly<Record<Inquiry['kind'], number>> = {
  consultation: 5,
  suggestion: 15,
  complaint: 15,
};

/** Capital letters and digits that can't be mistaken for each other. */
const TRACKING_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const trackingCode = (random: Random, receivedOn: string): string =>
  `JA${receivedOn.slice(2).replaceAll('-', '')}${Array.from({ length: 6 }, () =>
    TRACKING_ALPHABET.charAt(random.int(0, TRACKING_ALPHABET.length - 1)),
  ).join('')}`;

const compose = (random: Random, topic: InquiryTopic, receivedOn: string) => {
  const street = random.pick(STREETS);
  const slots: Readonly<Record<string, string>> = {
    街道: street.name,
    社区: random.pick(street.communities),
    路: random.pick(street.roads),
    月: String(Number(receivedOn.slice(5, 7))),
  };
  const fill = (text: string) =>
    text.replace(/\{(街道|社区|路|月)\}/g, (_, slot: string) => slots[slot] as string);
  const which = random.int(0, topic.contents.length - 1);
  return {
    title: fill(random.pick(topic.titles[which] as readonly string[])),
    content: fill(
      `${random.pick(OPENINGS)}${topic.contents[which] as string}${random.pick(CLOSINGS)}`,
    ),
    reply: fill(`${topic.replies[which] as string}${random.pick(REPLY_CLOSINGS)}`),
  };
};

/** The year's inquiries with their replies, and some that are none. */
export const createInquiries = (organizations: Organizations): Inquiry[] => {
  const random = createRandom('2017/inquiries');
  const people = createPeople(random.fork('people'));
  const documentId = createDocumentIds('2017/inquiries');
  const days = daysBetween('2017-01-03', '2017-12-08');
  const received = Array.from({ length: VALID_INQUIRIES }, () => random.pick(days)).sort();

  const valid = received.map((receivedOn): Inquiry => {
    const topic = random.pick(INQUIRY_TOPICS);
    const { title, content, reply } = compose(random, topic, receivedOn);
    const limit = LIMITS[topic.kind];
    const repliedOn = addWorkdays(workdayFrom(receivedOn), random.int(1, limit));
    const person = people.person([23, 74]);
    return {
      documentId: documentId(),
      createdAt: instantOf(receivedOn, random.int(8, 21), random.int(0, 59)),
      kind: topic.kind,
      title,
      content,
      trackingCode: trackingCode(random, receivedOn),
      receivedOn,
      isValid: true,
      organization: organizations.organ(topic.department),
      state: random.chance(0.7) ? 'closed' : 'replied',
      reply,
      repliedOn,
      isPublic: random.chance(0.88),
      name: person.name,
      contact: mobileOf(random),
    };
  });
  const invalid = INVALID_INQUIRIES.map(([title, content]): Inquiry => {
    const receivedOn = random.pick(days);
    return {
      documentId: documentId(),
      createdAt: instantOf(receivedOn, random.int(0, 23), random.int(0, 59)),
      kind: 'consultation',
      title,
      content,
      trackingCode: trackingCode(random, receivedOn),
      receivedOn,
      isValid: false,
      organization: null,
      state: 'closed',
      reply: null,
      repliedOn: null,
      isPublic: false,
      name: '匿名',
      contact: '无',
    };
  });
  return [...valid, ...invalid].sort((one, other) =>
    one.receivedOn < other.receivedOn ? -1 : one.receivedOn > other.receivedOn ? 1 : 0,
  );
};

/** Instants at which replies became public. */
export const replyInstant = (random: Random, inquiry: Inquiry): string =>
  publicationInstant(random, inquiry.repliedOn as string);
