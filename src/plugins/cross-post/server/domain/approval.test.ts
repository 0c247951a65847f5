import {
  approvalByPublication,
  authorsOf,
  editorsAfter,
  publicationReason,
  refusalOfApprover,
} from './approval';

const author = { id: '1', name: '小录' };
const other = { id: '2', name: '老审' };

describe('the four-eyes rule', () => {
  it.each([
    ['another person', { kind: 'person', person: other }, [author], 'person'],
    ['its editor', { kind: 'person', person: author }, [author], 'none'],
    ['who wrote all but a comma', { kind: 'person', person: author }, [author, other], 'none'],
    ['a person, of an import', { kind: 'person', person: other }, [], 'person'],
    ['the system', { kind: 'system' }, [author], 'system'],
    ['a request of an unknown kind', { kind: 'stranger' }, [], 'none'],
  ] as const)('should take publication by %s for what it is', (_name, publisher, authors, by) => {
    expect(approvalByPublication(publisher, authors)).toMatchObject({ by, authors });
  });

  it.each([
    ['at first', [author], [], false, [author]],
    ['again as it is', [], [author], true, [author]],
    ['changed after somebody else looked at it', [other], [author], true, [other]],
    ['changed before anybody else looked at it', [other], [author], false, [author, other]],
    ['changed by the same again', [author], [author, other], false, [other, author]],
  ])('should know whose text is published %s', (_name, editors, authors, isLookedAt, expected) => {
    expect(authorsOf({ editors, authors, isLookedAt })).toEqual(expected);
  });

  const variant = {
    variantEditorIds: ['1'],
    variantEditorName: '小录',
    contentHash: 'text',
    approvedHash: null,
    correctionOf: null,
  };
  it.each([
    ['together with those before', variant, other, { ids: ['1', '2'], name: '老审' }],
    ['alone once it was approved', { approvedHash: 'text' }, other, { ids: ['2'], name: '老审' }],
    [
      'with those before where approval is void',
      { approvedHash: 'old' },
      other,
      { ids: ['1', '2'] },
    ],
    [
      'with who asked for it',
      { approvedHash: 'text', correctionOf: 'x' },
      other,
      { ids: ['1', '2'] },
    ],
    ['not at all where it is nobody', { approvedHash: 'text' }, null, { ids: ['1'], name: '小录' }],
  ])('should count who changes a variant %s', (_name, change, person, expected) => {
    expect(editorsAfter({ ...variant, ...change }, person)).toMatchObject(expected);
  });

  it('should say who has to act', () => {
    const own = approvalByPublication({ kind: 'person', person: author }, [author]);
    expect(publicationReason(own).message).toContain('小录');
    expect(publicationReason(own).message).toContain('另一人审批');
  });

  it.each([
    ['1', '修改过原文'],
    ['2', '修改过发布内容'],
    ['3', null],
  ])('should answer the approver %s with %s', (id, expected) => {
    const refusal = refusalOfApprover({ authorIds: ['1'], variantEditorIds: ['2'] }, id);
    if (expected === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(expected);
  });
});
