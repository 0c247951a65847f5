import { senderOf } from './address';

describe('senderOf', () => {
  const same = (one: string, other: string): boolean => senderOf('s', one) === senderOf('s', other);

  it.each([
    ['192.0.2.1', '::ffff:192.0.2.1'],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff'],
    ['2001:DB8::5', '2001:db8:0:0:1::'],
    ['::1', '::2'],
    ['fe80::1%eth0', 'fe80::2'],
    ['nonsense', ''],
  ])('should count %s and %s together', (one, other) => {
    expect(same(one, other)).toBe(true);
  });

  it.each([
    ['192.0.2.1', '192.0.2.2'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:1::1'],
  ])('should count %s and %s apart', (one, other) => {
    expect(same(one, other)).toBe(false);
  });

  it('should not show the address', () => {
    expect(senderOf('s', '192.0.2.1')).not.toContain('192');
    expect(senderOf('s', '192.0.2.1')).not.toBe(senderOf('t', '192.0.2.1'));
  });
});
