import { disclosureRequestSubmission } from './public';

const request = {
  applicantKind: 'natural-person',
  name: '张某',
  idNumber: '11010519491231002x',
  contact: '13800000000',
  description: '2017 年区级专项资金分配表',
  deliveryForm: 'electronic',
};

describe('disclosure request submission', () => {
  it('should take what is complete, with the ID number in one form', () => {
    expect(disclosureRequestSubmission.schema.parse(request)).toEqual({
      ...request,
      idNumber: '11010519491231002X',
    });
    const organization = {
      ...request,
      applicantKind: 'commercial-enterprise',
      idNumber: '11341702486344515H',
    };
    expect(disclosureRequestSubmission.schema.parse(organization)).toEqual(organization);
  });

  it.each([
    ['a wrong check digit', { idNumber: '110105194912310021' }],
    ['the code of an organization for a person', { idNumber: '11341702486344515H' }],
    [
      'a wrong code of an organization',
      { applicantKind: 'commercial-enterprise', idNumber: '11341702486344515X' },
    ],
    ['another channel', { channel: 'letter' }],
    ['an unknown kind of applicant', { applicantKind: 'press' }],
    ['a purpose, which may not be asked', { purpose: '科研' }],
    ['an outcome', { outcome: 'granted' }],
  ])('should refuse %s', (_, part) => {
    expect(disclosureRequestSubmission.schema.safeParse({ ...request, ...part }).success).toBe(
      false,
    );
  });

  it('should store it as submitted online under a number that cannot be guessed', () => {
    const context = {
      now: new Date('2017-12-31T01:00:00Z'),
      day: '2017-12-31',
      code: (length: number) => 'C'.repeat(length),
    };
    const { record, answer } = disclosureRequestSubmission.accept(
      disclosureRequestSubmission.schema.parse(request),
      context,
    );
    expect(record).toMatchObject({
      channel: 'online',
      state: 'submitted',
      submittedAt: '2017-12-31T01:00:00.000Z',
    });
    expect(answer).toEqual({ number: '20171231-CCCCCCCCCCCCCCCC' });
    expect(record).not.toHaveProperty('receivedOn');
  });
});
