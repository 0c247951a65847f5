import type { RecordIssue } from '../../../../shared/contracts/editor-desk';

export interface Refusal {
  readonly message: string;
  /** As Strapi's own validation gives them: the admin's form shows each at its `path`. */
  readonly details: {
    readonly errors: readonly {
      readonly path: readonly string[];
      readonly message: string;
      readonly name: 'ValidationError';
    }[];
  };
}

/** Message and details of the ValidationError that tells of the faults, each once. */
export const refusalOf = (issues: readonly RecordIssue[]): Refusal => {
  const unique = [
    ...new Map(issues.map((issue) => [`${issue.field} ${issue.message}`, issue])).values(),
  ];
  const [first] = unique;
  const list = unique.map(({ message }, index) => `${index + 1}. ${message}`).join('；');
  return {
    message:
      unique.length === 1 && first ? first.message : `有 ${unique.length} 处需要修改：${list}`,
    details: {
      errors: unique.map(({ field, message }) => ({
        path: field.split('.'),
        message,
        name: 'ValidationError',
      })),
    },
  };
};
