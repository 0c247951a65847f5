import { errors } from '@strapi/utils';
import type { z } from 'zod';

const issueText = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `不认识的参数：${issue.keys.join('、')}，请去掉后重试`
    : issue.message;

/**
 * Input as its schema gives it.
 * @throws ValidationError (400) with the schema's Chinese sentences, each at its field.
 */
export const parse = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String),
    message: issueText(issue),
    name: 'ValidationError',
  }));
  throw new errors.ValidationError(issues.map(({ message }) => message).join('；'), {
    errors: issues,
  });
};
