import { approvalByPublication, publicationReason, refusalOfApprover } from './approval';

const author = { id: '1', name: '小录' };
const other = { id: '2', name: '老审' };

describe('the four-eyes rule', () => {
  it.each([
    ['another person', { kind: 'person', person: other }, author, 'person'],
    ['its last editor', { kind: 'person', person: author }, author, 'none'],
    ['a person, of an import', { kind: 'person', person: other }, null, 'person'],
    ['the system', { kind: 'system' }, author, 'system'],
    ['a request of an unknown kind', { kind: 'stranger' }, null, 'none'],
  ] as const)('should take publication by %s for what it is', (_name, publisher, editor, by) => {
    expect(approvalByPublication(publisher, editor)).toMatchObject({ by, author: editor });
  });

  it('should say who has to act', () => {
    const own = approvalByPublication({ kind: 'person', person: author }, author);
    expect(publicationReason(own).message).toContain('小录');
    expect(publicationReason(own).message).toContain('另一人审批');
  });

  it.each([
    ['1', '最后修改人'],
    ['2', '修改过发布内容'],
    ['3', null],
  ])('should answer the approver %s with %s', (id, expected) => {
    const refusal = refusalOfApprover({ authorId: '1', variantEditorId: '2' }, id);
    if (expected === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(expected);
  });
});
