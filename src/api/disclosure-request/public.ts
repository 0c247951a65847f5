import { z } from 'zod';

import { citizenText } from '../../shared/citizen-text';
import type { PublicSubmission } from '../../shared/contracts/public-api';
import { isCreditCode } from '../../shared/credit-code';
import { isIdNumber, normalizeIdNumber } from '../../shared/id-number';

/** A person proves who they are by ID number; an organization by its code or its agent's ID number. */
const isProof = (applicantKind: string, number: string): boolean =>
  isIdNumber(number) || (applicantKind !== 'natural-person' && isCreditCode(number));

const schema = z
  .strictObject({
    channel: z.literal('online', '网上申请的渠道只能是 online').optional(),
    applicantKind: z.enum([
      'natural-person',
      'commercial-enterprise',
      'research-institution',
      'public-welfare-organization',
      'legal-service-organization',
      'other-organization',
    ]),
    name: citizenText({ max: 100 }),
    idNumber: citizenText({ max: 30 }).transform(normalizeIdNumber).optional(),
    contact: citizenText({ min: 5, max: 100 }),
    description: citizenText({ min: 5, max: 5000, lines: 'many' }),
    deliveryForm: z.enum(['paper', 'electronic', 'in-person-reading', 'other']),
  })
  .refine(
    ({ applicantKind, idNumber = null }) => idNumber === null || isProof(applicantKind, idNumber),
    {
      path: ['idNumber'],
      message: '证件号码不正确，请核对：个人填 18 位公民身份号码，单位填 18 位统一社会信用代码',
    },
  );

/**
 * 依申请公开: an application over the internet with what article 29 of the regulation requires. Its
 * purpose is not asked: the regulation of 2019 dropped that condition. The day of receipt stays
 * open, since an online application counts as received when both sides have confirmed it (art. 31).
 */
export const disclosureRequestSubmission: PublicSubmission<z.infer<typeof schema>> = {
  uid: 'api::disclosure-request.disclosure-request',
  path: 'disclosure-requests',
  maxBytes: 32_768,
  description: {
    label: { zh: '提交政府信息公开申请', en: 'Apply for government information' },
    example: {
      applicantKind: 'natural-person',
      name: '张某',
      contact: '13800000000',
      description: '2017年城市低保资金分配表',
      deliveryForm: 'electronic',
    },
    answer: { number: '20171231-0W9M14F1HB3C8HQM' },
  },
  schema,
  files: 3,
  accept(data, { now, day, code }) {
    const number = `${day.replaceAll('-', '')}-${code(16)}`;
    return {
      record: {
        ...data,
        channel: 'online',
        number,
        submittedAt: now.toISOString(),
        state: 'submitted',
      },
      answer: { number },
    };
  },
  tracking: {
    number: 'number',
    fields: ['submittedAt', 'receivedOn', 'state', 'extendedUntil', 'answeredOn', 'outcome'],
    // The outcome stands in the file before the answer has gone out.
    tell({ submittedAt, receivedOn, state, extendedUntil, answeredOn, outcome }) {
      const isAnswered = state === 'answered' || state === 'closed';
      return {
        submittedAt,
        receivedOn: receivedOn ?? null,
        state,
        extendedUntil: extendedUntil ?? null,
        answeredOn: isAnswered ? (answeredOn ?? null) : null,
        outcome: isAnswered ? (outcome ?? null) : null,
      };
    },
  },
};
