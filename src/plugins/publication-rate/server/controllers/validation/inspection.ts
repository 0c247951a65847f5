import { z } from 'zod';

import { parse } from './parse';

const ORGANIZATION = '机构 organization 应为机构编号，多个编号用英文逗号隔开';

/** The organizations that an answer is to be limited to. */
export const organization = z
  .string({ error: ORGANIZATION })
  .regex(/^[a-z0-9]{1,64}(,[a-z0-9]{1,64}){0,199}$/, { error: ORGANIZATION })
  .transform((text) => text.split(','))
  .optional();

const inspectionSchema = z.strictObject({ organization });

/** Query string of the check. @throws ValidationError (400) with a Chinese message. */
export const parseInspection = (query: unknown): z.output<typeof inspectionSchema> =>
  parse(inspectionSchema, query);
