import { errors } from '@strapi/utils';
import { z } from 'zod';

import { DELIVERY_STATES } from '../../shared/contracts/deliveries';
import {
  BULK_ACTIONS,
  CORRECTION_ANSWERS,
  LANES,
  SCHEDULE_KINDS,
} from '../../shared/contracts/flow';

const optionalText = z
  .string()
  .trim()
  .max(100)
  .optional()
  .transform((value) => value || undefined);

/** Query of the list of deliveries. */
export const listQuery = z.object({
  lane: z.enum(LANES).optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  channel: optionalText,
  q: optionalText,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

export const receiptsQuery = z.strictObject({ document: z.string().trim().min(1).max(60) });

export const pauseBody = z.object({ reason: z.string().trim().min(1).max(500) });

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString());

/** The members of a variant that people edit; the platform's own limits are told by its check. */
const fields = z.strictObject({
  text: z.string().max(5000).optional(),
  title: z.string().max(500).optional(),
  author: z.string().max(200).optional(),
  digest: z.string().max(2000).optional(),
  html: z.string().max(200_000).optional(),
  imageId: z.number().int().positive().nullable().optional(),
});

export const variantBody = z.strictObject({ contentHash: digest, fields });
export const checkBody = z.strictObject({ fields });
export const digestBody = z.strictObject({ contentHash: digest });

const scheduleWish = z
  .strictObject({
    kind: z.enum(SCHEDULE_KINDS),
    at: instant.optional(),
    notAfter: instant.nullable().optional(),
  })
  .refine(({ kind, at }) => kind !== 'at' || at !== undefined, { path: ['at'] });
export const scheduleBody = scheduleWish;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const channelScheduleBody = z
  .strictObject({
    from: clock,
    to: clock,
    slotMinutes: z.number().int().min(5).max(720),
    spacingMinutes: z.number().int().min(0).max(720),
    dailyBudget: z.number().int().min(1).max(1000).nullable(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'] });

const MAX_BULK = 100;
export const bulkBody = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    items: z
      .array(
        z.strictObject({ documentId: z.string().min(1).max(60), contentHash: digest.optional() }),
      )
      .min(1)
      .max(MAX_BULK),
    schedule: scheduleWish.optional(),
  })
  .refine(({ action, schedule }) => action !== 'reschedule' || schedule !== undefined, {
    path: ['schedule'],
  })
  .refine(
    ({ action, items }) =>
      action !== 'approve' || items.every(({ contentHash }) => contentHash !== undefined),
    { path: ['items'] },
  );

export const correctionBody = z.strictObject({ answer: z.enum(CORRECTION_ANSWERS) });

const MAX_CALENDAR_MS = 70 * 86_400_000;
export const calendarQuery = z.object({ from: instant, to: instant, channel: optionalText }).refine(
  ({ from, to }) => {
    const span = Date.parse(to) - Date.parse(from);
    return span > 0 && span <= MAX_CALENDAR_MS;
  },
  { path: ['to'] },
);

export const previewQuery = z.object({
  uid: z.string().trim().min(1).max(100),
  documentId: z.string().trim().min(1).max(60),
  locale: optionalText,
});

/** @throws ValidationError (400) that names the fields. */
export const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).filter(Boolean);
  throw new errors.ValidationError(`参数不正确：${fields.join('、') || '请检查请求'}`);
};
