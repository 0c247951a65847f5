import { createHmac } from 'node:crypto';

import { addressFault, newSecret, redactAnswer, retryAfter, signedHeaders } from './webhook';

describe('webhooks', () => {
  it('should sign as the example of Standard Webhooks', () => {
    const headers = signedHeaders(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      new Date(1_614_265_330_000),
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('should make secrets of 32 bytes', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(secret);
  });

  it('should wait longer each time, up to the last', () => {
    const waits = [5, 60, 600];
    expect([1, 2, 3, 4, 99].map((failures) => retryAfter(failures, waits, 0))).toEqual([
      5, 60, 600, 600, 600,
    ]);
    expect(retryAfter(1, waits, 0.5)).toBeCloseTo(5.25);
  });

  it('should keep no secrets of an answer', () => {
    const signature = createHmac('sha256', 'k').update('x').digest('base64');
    expect(redactAnswer(`bad\u0000 signature v1,${signature} for ${newSecret()}`, 100)).toBe(
      'bad  signature v1,*** for ***',
    );
    expect(redactAnswer('x y '.repeat(100), 10)).toBe('x y x y x ');
  });

  it.each([
    'https://example.gov.cn/hook?a=1',
    'https://8.8.8.8:8443/',
    'https://[2400:3200::1]/hook',
  ])('should take %s', (url) => expect(addressFault(url, false)).toBeNull());

  it.each([
    'example.gov.cn',
    'http://example.gov.cn/',
    'ftp://example.gov.cn/',
    'https://user:pass@example.gov.cn/',
    'https://example.gov.cn/#x',
    'https://localhost/',
    'https://db.localhost/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
  ])('should refuse %s', (url) => expect(addressFault(url, false)).toMatch(/地址/));

  it('should take this machine where that is allowed, and nothing else inside', () => {
    expect(addressFault('http://127.0.0.1:9999/hook', true)).toBeNull();
    expect(addressFault('http://localhost:9999/hook', true)).toBeNull();
    expect(addressFault('http://10.0.0.1/', true)).not.toBeNull();
    expect(addressFault('http://example.gov.cn/', true)).not.toBeNull();
  });
});
