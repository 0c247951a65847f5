import { errors } from '@strapi/utils';
import { z } from 'zod';

import { DELIVERY_STATES } from '../../shared/contracts/deliveries';

const optionalText = z
  .string()
  .trim()
  .max(100)
  .optional()
  .transform((value) => value || undefined);

/** Query of the list of deliveries. */
export const listQuery = z.object({
  state: z.enum(DELIVERY_STATES).optional(),
  channel: optionalText,
  q: optionalText,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

export const receiptsQuery = z.strictObject({ document: z.string().trim().min(1).max(60) });

export const pauseBody = z.object({ reason: z.string().trim().min(1).max(500) });

/** @throws ValidationError (400) that names the fields. */
export const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).filter(Boolean);
  throw new errors.ValidationError(`参数不正确：${fields.join('、') || '请检查请求'}`);
};
