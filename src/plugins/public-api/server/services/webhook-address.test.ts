import { addressFault, isLoopback, isPublicAddress } from './webhook-address';

describe('public addresses', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '223.255.255.255',
    '2400:3200::1',
  ])('should take %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
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
    '::ffff:8.8.8.8',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::',
    'localhost',
    '',
  ])('should refuse %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('should know loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true);
    expect(['10.0.0.1', '::2', '2400:3200::1'].some(isLoopback)).toBe(false);
  });
});

describe('addresses of subscribers', () => {
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
