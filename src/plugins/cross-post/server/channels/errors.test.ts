import type { Delivery } from '../domain/delivery';
import { TransportError, parseJson } from './http';
import { classifyWechat, WechatError } from './wechat/errors';
import { classifyWeibo, WeiboError } from './weibo/errors';

const NOW = new Date('2026-11-23T02:00:00.000Z');
const delivery = (step: string, remote: Record<string, unknown> = {}) =>
  ({ step, remote }) as unknown as Delivery;
const channel = { settings: {} };

describe('WeChat errors', () => {
  const kindOf = (code: number, step = 'draft', isIrreversible = true): string =>
    classifyWechat(new WechatError(code, 'text', isIrreversible), {
      channel,
      delivery: delivery(step),
      now: NOW,
    }).kind;

  it.each([
    [-1, 'uncertain'],
    [61450, 'uncertain'],
    [45011, 'retry'],
    [45009, 'retry'],
    [53501, 'retry'],
    [40001, 'channel-blocked'],
    [40164, 'channel-blocked'],
    [48001, 'channel-blocked'],
    [89504, 'uncertain'],
    [89505, 'uncertain'],
    [45003, 'failed'],
    [45166, 'failed'],
    [87014, 'failed'],
    [99999, 'failed'],
  ])('should lead %d to %s', (code, kind) => {
    expect(kindOf(code)).toBe(kind);
  });

  it.each([89504, 89505])('should say who has to confirm a mass sending: %d', (code) => {
    const outcome = classifyWechat(new WechatError(code, 'text', true), {
      channel,
      delivery: delivery('mass'),
      now: NOW,
    });
    expect(outcome).toMatchObject({
      message: expect.stringContaining('管理员在 30 分钟内在手机微信上确认') as unknown,
      afterMs: 300_000,
    });
  });

  it('should repeat what can make no post', () => {
    expect(kindOf(-1, 'cover', false)).toBe('retry');
  });

  it('should upload the cover anew once when it is gone', () => {
    expect(kindOf(40007)).toBe('retry');
    const again = classifyWechat(new WechatError(40007, 'text', true), {
      channel,
      delivery: delivery('draft', { coverRenewed: true }),
      now: NOW,
    });
    expect(again.kind).toBe('failed');
  });

  it('should not take a vanished draft for a failure: it may be published', () => {
    expect(kindOf(40007, 'submit')).toBe('uncertain');
  });

  it.each([
    [45009, {}, '2026-11-23T16:00:00.000Z', '次日零点'],
    [45009, { accountKind: 'service' }, '2026-11-23T16:00:00.000Z', '次日零点'],
    [45028, {}, '2026-11-23T16:00:00.000Z', '订阅号今天'],
    [45028, { accountKind: 'subscription' }, '2026-11-23T16:00:00.000Z', '订阅号今天'],
    [45028, { accountKind: 'service' }, '2026-11-30T16:00:00.000Z', '服务号本月'],
  ])('should wait for the quota of %d of an account %o until %s', (code, settings, until, hint) => {
    const outcome = classifyWechat(new WechatError(code, 'text', true), {
      channel: { settings },
      delivery: delivery('mass'),
      now: NOW,
    });
    expect(outcome).toMatchObject({
      kind: 'retry',
      isTry: false,
      message: expect.stringContaining(hint) as unknown,
    });
    const wait = outcome.kind === 'retry' ? (outcome.at?.getTime() ?? 0) - Date.parse(until) : -1;
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThanOrEqual(10 * 60_000);
  });

  it('should name the address to put on the list', () => {
    const outcome = classifyWechat(
      new WechatError(
        40164,
        'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
        false,
      ),
      { channel, delivery: delivery('cover'), now: NOW },
    );
    expect(outcome).toMatchObject({ message: expect.stringContaining('203.0.113.9') as unknown });
  });
});

describe('Weibo errors', () => {
  const classify = (code: number, remote: Record<string, unknown> = {}) =>
    classifyWeibo(new WeiboError(code, 'text', true), { delivery: delivery('share', remote) });

  it.each([
    [21327, 'channel-blocked'],
    [10017, 'channel-blocked'],
    [10016, 'channel-blocked'],
    [20016, 'retry'],
    [10023, 'retry'],
    [10002, 'retry'],
    [10001, 'uncertain'],
    [20032, 'uncertain'],
    [20019, 'failed'],
    [20012, 'failed'],
    [20021, 'failed'],
  ])('should lead %d to %s', (code, kind) => {
    expect(classify(code).kind).toBe(kind);
  });

  it('should look up a duplicate that an earlier unclear attempt may explain', () => {
    expect(classify(20019, { wasUncertain: true }).kind).toBe('uncertain');
  });

  it('should leave a duplicate that was looked up in vain to a person', () => {
    const outcome = classify(20019, { wasUncertain: true });
    expect(outcome).toMatchObject({ remote: { wasRepeat: true } });
    expect(classify(20019, { wasUncertain: true, wasRepeat: true })).toMatchObject({
      kind: 'failed',
      reason: 'duplicate',
      message: expect.stringContaining('请登记链接') as unknown,
    });
  });
});

describe('no usable answer', () => {
  it('should be unclear only where the request may have arrived and made a post', () => {
    const context = { channel, delivery: delivery('share'), now: NOW };
    expect(classifyWeibo(new TransportError('timeout', true), context).kind).toBe('uncertain');
    expect(classifyWeibo(new TransportError('ECONNREFUSED', false), context).kind).toBe('retry');
    expect(classifyWechat(new TransportError('http-502', true), context).kind).toBe('uncertain');
  });

  it('should keep ids that a double can not hold', () => {
    expect(parseJson('{"id":201110410216293360,"n":5,"f":1.5}')).toEqual({
      id: '201110410216293360',
      n: 5,
      f: 1.5,
    });
  });
});
