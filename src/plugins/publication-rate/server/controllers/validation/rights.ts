import { errors } from '@strapi/utils';
import { z } from 'zod';

import { parse } from './parse';

const ORGANIZATIONS = '责任单位 organizations 应为单位编号的列表，最多 100 个';

const assignmentSchema = z.strictObject({
  organizations: z
    .array(z.string({ error: ORGANIZATIONS }).regex(/^[a-z0-9]{1,64}$/, { error: ORGANIZATIONS }), {
      error: ORGANIZATIONS,
    })
    .max(100, { error: ORGANIZATIONS }),
});

/** Body of an assignment. @throws ValidationError (400) with a Chinese message. */
export const parseAssignment = (body: unknown): z.output<typeof assignmentSchema> =>
  parse(assignmentSchema, body ?? {});

/** Id of an admin user in a path. @throws NotFoundError unless it can be one. */
export const parseUserId = (id: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(id)) throw new errors.NotFoundError('没有这个用户，请刷新页面后重试');
  return Number(id);
};
