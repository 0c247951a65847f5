import { z } from 'zod';

import { parse } from './parse';

const LIMITS = '期限 limits 应为“编号: 数字”的对照表';
const VALUE = '期限应为整数；恢复默认值用 null';

const settingsSchema = z.strictObject({
  limits: z.record(z.string().max(100, { error: LIMITS }), z.number({ error: VALUE }).nullable(), {
    error: LIMITS,
  }),
});

/** Body of new limits. @throws ValidationError (400) with a Chinese message. */
export const parseSettings = (body: unknown): z.output<typeof settingsSchema> =>
  parse(settingsSchema, body ?? {});
