import { z } from 'zod';

import { citizenText } from '../../shared/citizen-text';
import type { PublicSubmission, PublicType } from '../../shared/contracts/public-api';

const UID = 'api::inquiry.inquiry';

/** 咨询投诉: answered ones that an editor has made public; never who asked, nor the tracking code. */
export const inquiryPublic: PublicType = {
  uid: UID,
  path: 'inquiries',
  fields: ['kind', 'title', 'content', 'receivedOn', 'state', 'reply', 'repliedOn'],
  relations: { organization: 'api::organization.organization' },
  classifiedThrough: 'organization',
  filters: {
    isPublic: true,
    isValid: true,
    state: { $in: ['replied', 'closed'] },
    reply: { $notNull: true },
  },
  defaultSort: 'repliedOn:desc',
  isInSitemap: true,
};

const schema = z.strictObject({
  kind: z.enum(['consultation', 'suggestion', 'complaint']),
  title: citizenText({ min: 2, max: 100 }),
  content: citizenText({ min: 5, max: 5000, lines: 'many' }),
  name: citizenText({ max: 50 }),
  contact: citizenText({ min: 5, max: 100 }),
});

/** What a citizen asks, suggests or complains of; the tracking code is the only way back to it. */
export const inquirySubmission: PublicSubmission<z.infer<typeof schema>> = {
  uid: UID,
  path: 'inquiries',
  maxBytes: 32_768,
  description: {
    label: { zh: '提交咨询、建议、投诉', en: 'Send in a question, suggestion or complaint' },
    example: {
      kind: 'consultation',
      title: '低保申请',
      content: '请问怎样申请低保？需要带哪些材料？',
      name: '张某',
      contact: '13800000000',
    },
    answer: { trackingCode: 'M42JJ87EA38DGAEK4S8K' },
  },
  schema,
  files: 3,
  accept(data, { day, code }) {
    const trackingCode = code(20);
    return {
      record: {
        ...data,
        trackingCode,
        receivedOn: day,
        state: 'received',
        isPublic: false,
        isValid: true,
      },
      answer: { trackingCode },
    };
  },
  tracking: {
    number: 'trackingCode',
    fields: ['kind', 'title', 'receivedOn', 'state', 'reply', 'repliedOn'],
    // A reply is being written until the letter counts as replied.
    tell({ kind, title, receivedOn, state, reply, repliedOn }) {
      const isReplied = state === 'replied' || state === 'closed';
      return {
        kind,
        title,
        receivedOn,
        state,
        reply: isReplied ? (reply ?? null) : null,
        repliedOn: isReplied ? (repliedOn ?? null) : null,
      };
    },
  },
};
