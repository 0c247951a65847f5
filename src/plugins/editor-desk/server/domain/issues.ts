import { errors } from '@strapi/utils';

import type { RecordIssue } from '../../../../shared/contracts/editor-desk';

/**
 * The error that the admin's form shows at each field: details as Strapi's own validation gives
 * them, with `path` split at the dots.
 */
export const validationError = (issues: readonly RecordIssue[]): errors.ValidationError => {
  const unique = [
    ...new Map(issues.map((issue) => [`${issue.field} ${issue.message}`, issue])).values(),
  ];
  const [first] = unique;
  const message =
    unique.length === 1 && first
      ? first.message
      : `有 ${unique.length} 处需要修改：${unique.map((issue, index) => `${index + 1}. ${issue.message}`).join('；')}`;
  return new errors.ValidationError(message, {
    errors: unique.map((issue) => ({
      path: issue.field.split('.'),
      message: issue.message,
      name: 'ValidationError',
    })),
  });
};
