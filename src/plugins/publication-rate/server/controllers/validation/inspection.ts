import { z } from 'zod';

import { organizations } from './figures';
import { parse } from './parse';

const inspectionSchema = z.strictObject(organizations);

/** Query string of the check. @throws ValidationError (400) with a Chinese message. */
export const parseInspection = (query: unknown): z.output<typeof inspectionSchema> =>
  parse(inspectionSchema, query);
