import { redact, redactText } from './redact';

describe('redaction', () => {
  it('should take secrets out by name, at any depth', () => {
    expect(
      redact({
        query: { access_token: 't', type: 'image' },
        json: [{ secret: 's', appSecret: 'x', title: '标题' }],
      }),
    ).toEqual({
      query: { access_token: '***', type: 'image' },
      json: [{ secret: '***', appSecret: '***', title: '标题' }],
    });
  });

  it('should take secrets out of texts and cut long ones', () => {
    expect(redactText('{"access_token":"abc","expires_in":7200}')).toBe(
      '{"access_token":"***","expires_in":7200}',
    );
    expect(redactText('GET /x?access_token=abc&type=image')).toBe(
      'GET /x?access_token=***&type=image',
    );
    expect(redactText('文'.repeat(10_000)).length).toBeLessThan(4_100);
  });

  it('should replace the one character that a database does not keep', () => {
    expect(redactText('a\0b')).toBe('a\uFFFDb');
  });
});
