import { isLoopback, isPublicAddress } from './private-addresses';

describe('public addresses', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '223.5.5.5',
    '223.255.255.255',
    '2400:3200::1',
  ])('should take %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    'fc00::1',
    'fd00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    '2400:3200::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2001:20::1',
    '2002:a00:1::',
    '2002:7f00:1::1',
    '3fff::1',
    'localhost',
    '',
  ])('should refuse %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('should know loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true);
    expect(['10.0.0.1', '::2', '2400:3200::1'].some(isLoopback)).toBe(false);
  });
});
