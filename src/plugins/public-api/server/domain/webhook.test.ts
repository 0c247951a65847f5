import { createHmac } from 'node:crypto';

import { newSecret, redactAnswer, retryAfter, signedHeaders } from './webhook';

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
});
