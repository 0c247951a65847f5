import { z } from 'zod';

import { parse } from './parse';

const ORGANIZATION = '单位 organization 应为单位编号';

/** The organization that an answer is to be limited to. */
export const organization = z
  .string({ error: ORGANIZATION })
  .regex(/^[a-z0-9]{1,64}$/, { error: ORGANIZATION })
  .optional();

const inspectionSchema = z.strictObject({ organization });

/** Query string of the check. @throws ValidationError (400) with a Chinese message. */
export const parseInspection = (query: unknown): z.output<typeof inspectionSchema> =>
  parse(inspectionSchema, query);
