import { inquirySubmission } from './public';

const inquiry = {
  kind: 'consultation',
  title: '低保申请',
  content: '请问怎样申请低保？',
  name: '张某',
  contact: '13800000000',
};

describe('inquiry submission', () => {
  it('should take what is complete, in one form', () => {
    const data = { ...inquiry, title: '  低保申请 ', content: '第一行\r\n收入<3000元' };
    expect(inquirySubmission.schema.parse(data)).toEqual({
      ...inquiry,
      content: '第一行\n收入<3000元',
    });
  });

  it.each([
    ['a missing field', { contact: undefined }],
    ['an unknown field', { isPublic: true }],
    ['a field of the system', { documentId: 'abc' }],
    ['an object for a text', { title: { $ne: '' } }],
    ['blanks only', { name: '　 ' }],
    ['a long title', { title: '长'.repeat(101) }],
    ['a long text', { content: '长'.repeat(5001) }],
    ['two lines in a title', { title: '一\n二' }],
    ['a tag', { content: '<img src=x onerror=alert(1)>' }],
    ['a closing tag', { content: 'aaaaa</p>' }],
    ['a null character', { content: 'aaaaa\u0000' }],
    ['an escape character', { content: 'aaaaa\u001b[31m' }],
    ['a turned direction of text', { name: '张\u202e某' }],
    ['half a character', { content: 'aaaaa\ud800' }],
  ])('should refuse %s', (_, part) => {
    expect(inquirySubmission.schema.safeParse({ ...inquiry, ...part }).success).toBe(false);
  });

  it('should store it unpublished under the code that the sender gets', () => {
    const context = {
      now: new Date(),
      day: '2017-12-31',
      code: (length: number) => 'C'.repeat(length),
    };
    const { record, answer } = inquirySubmission.accept(
      inquirySubmission.schema.parse(inquiry),
      context,
    );
    expect(record).toMatchObject({
      isPublic: false,
      state: 'received',
      receivedOn: '2017-12-31',
      trackingCode: answer['trackingCode'],
    });
    expect(answer['trackingCode']?.length).toBeGreaterThanOrEqual(16);
  });
});
